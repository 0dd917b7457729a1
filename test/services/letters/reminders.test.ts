import type { CaseId, UnitId, MandateId } from '../../../src/domain/ids';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { createServices, type ReminderRequest } from '../../../src/services/index';
import { eventOf } from '../../storage/samples';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { issuePolicy, theMandate, TITLE } from '../fixtures';
import { addChannel, addPerson, alertAbout } from '../notify/notifyWorld';
import { useNotify } from '../notify/useNotify';
import { PAGE, principal } from '../world';

const { world, side, services, office } = useNotify();
const operator = principal('operator', '2');
const TEXT = '请今天下班前完成。';
const fail = (label: string): never => {
  throw new Error(`no alert about ${label}`);
};

/** Two units owe a repost; the first is reached by its officer, the second by nobody. */
async function owing(): Promise<ReminderRequest> {
  await world.addAccounts(['weibo', 'a1'], ['weibo', 'a2'], ['weibo', 'b1', 'b']);
  const { id } = await issuePolicy(world);
  await addChannel(world.storage, { kind: 'mail', name: '邮件' });
  await addPerson(world.storage, { name: '甲员', role: 'officer', unitId: world.unitA }, { mail: 'a@office.example' });
  return { subject: { kind: 'mandate', id } };
}
const remind = (asked: ReminderRequest, request: string, as = operator) =>
  services.letters.remind({ ...asked, text: TEXT, request }, as);
const outcomes = ({ units }: Awaited<ReturnType<typeof remind>>) =>
  units.map(({ unitName, outcome, count }) => `${unitName} ${outcome} ${count}`);

describe('a reminder of a mandate', () => {
  test('goes to the units that still owe something, and says which cannot be reached', async () => {
    const asked = await owing();
    expect(outcomes(await services.letters.previewReminder(asked, operator))).toEqual([
      '甲局 reminds 2',
      '乙镇 no-way 1',
    ]);
    expect(outcomes(await remind(asked, 'request-1'))).toEqual(['甲局 reminds 2', '乙镇 no-way 1']);
    await office.work(2);
    expect(side.arrived).toHaveLength(1);
    const [{ to, message } = { to: null, message: null }] = side.arrived;
    expect([to, message?.title, message?.lines.map(({ text }) => text)]).toEqual([
      'a@office.example',
      `催办：《${TITLE}》转载任务`,
      [`${TEXT}（人员2）`, '甲局尚有 2 项未完成'],
    ]);
    const { items } = await services.letters.reminders({}, PAGE, operator);
    expect(items.map(({ unitName, letters }) => [unitName, letters.map(({ state }) => state)])).toEqual([
      ['甲局', ['sent']],
    ]);
  });

  test('goes to the group of a unit that has one', async () => {
    const asked = await owing();
    await addChannel(world.storage, { kind: 'wecom-robot', name: '乙镇群', unitId: world.unitB });
    await remind({ ...asked, unitIds: [world.unitB] }, 'request-1');
    await office.work(2);
    expect(side.arrived.map(({ kind, to }) => [kind, to])).toEqual([['wecom-robot', null]]);
  });

  test('is sent as often a day as is allowed, and again the next day', async () => {
    const asked = { ...(await owing()), unitIds: [world.unitA] };
    const said: (readonly string[])[] = [];
    for (const request of ['request-1', 'request-2', 'request-3']) said.push(outcomes(await remind(asked, request)));
    world.clock.pass(24 * HOUR_MS);
    said.push(outcomes(await remind(asked, 'request-4')));
    expect(said.flat()).toEqual(['甲局 reminds 2', '甲局 reminds 2', '甲局 enough-today 2', '甲局 reminds 2']);
    const ledger = await (async () => {
      await world.storage.outbox.relay(100);
      return (await world.storage.ledger.after(0, 500)).filter(({ kind }) => kind === 'reminder-sent');
    })();
    expect(ledger.map(({ to, reason }) => `${to} ${reason}`)).toEqual(Array(3).fill(`甲局 ${TEXT}`));
  });

  test('that is demanded again is not sent again', async () => {
    const asked = { ...(await owing()), unitIds: [world.unitA] };
    await remind(asked, 'request-1');
    expect(outcomes(await remind(asked, 'request-1'))).toEqual(['甲局 sent-before 2']);
    await office.work(3);
    expect(side.arrived).toHaveLength(1);
  });

  test('demanded by several at once takes no more turns than there are', async () => {
    const asked = { ...(await owing()), unitIds: [world.unitA] };
    const all = await Promise.all(['1', '2', '3', '4'].map((n) => remind(asked, `request-${n}`)));
    expect(all.flatMap(outcomes).sort()).toEqual(
      ['甲局 enough-today 2', '甲局 enough-today 2', '甲局 reminds 2', '甲局 reminds 2'].sort(),
    );
    await office.work(4);
    expect(side.arrived).toHaveLength(2);
  });

  test('waits for the morning where it is asked for at night', async () => {
    const asked = { ...(await owing()), unitIds: [world.unitA] };
    world.clock.set(new Date('2026-09-18T23:30:00+08:00'));
    expect(outcomes(await remind(asked, 'request-1'))).toEqual(['甲局 waits 2']);
    await office.work(5, HOUR_MS);
    expect(side.arrived).toEqual([]);
    await office.work(4, HOUR_MS);
    expect(side.arrived).toHaveLength(1);
  });

  test('killed at any call and demanded again is sent once', async () => {
    const asked = { ...(await owing()), unitIds: [world.unitA] };
    const { storage, deps, clock } = world;
    const wrong: string[] = [];
    for (let call = 1, isDead = true; isDead && call < 60; call += 1) {
      const dying = createDyingProcess(storage, { atCall: call, takesEffect: true });
      const own = createServices({ ...deps, storage: dying.storage });
      const demand = { ...asked, text: TEXT, request: `request-${call}` };
      await own.letters.remind(demand, operator).catch((error: unknown) => {
        if (!(error instanceof ProcessDied)) throw error;
      });
      isDead = dying.isDead();
      side.arrived.splice(0);
      await services.letters.remind(demand, operator);
      await office.work(3);
      if (side.arrived.length !== 1) wrong.push(`${dying.diedAt()}: ${side.arrived.length}`);
      clock.pass(24 * HOUR_MS);
    }
    expect(wrong).toEqual([]);
  });
});

describe('who may remind whom', () => {
  test('an officer reminds the units below their own and no others', async () => {
    const asked = await owing();
    const officer = principal('officer', '3', world.unitA);
    expect(outcomes(await remind(asked, 'request-1', officer))).toEqual(['甲局 reminds 2']);
    await expect(remind({ ...asked, unitIds: [world.unitB] }, 'request-2', officer)).rejects.toMatchObject({
      code: 'not-found',
    });
    const ofB = principal('officer', '4', world.unitB);
    expect((await services.letters.reminders({}, PAGE, ofB)).items).toEqual([]);
  });

  test('somebody who only reads reminds nobody', async () => {
    const asked = await owing();
    for (const ask of [remind(asked, 'request-1', principal('viewer', '5'))])
      await expect(ask).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('accounts of another unit, and things that are not there, are not found', async () => {
    await owing();
    const officer = principal('officer', '3', world.unitA);
    const accountIds = [(await world.account('b1')).account.id];
    for (const subject of [
      { kind: 'accounts', accountIds } as const,
      { kind: 'case', id: 'f'.repeat(24) as CaseId } as const,
    ])
      await expect(remind({ subject }, 'request-1', officer)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what is reminded of', () => {
  test('accounts that were picked count as one thing a unit', async () => {
    await owing();
    const [a1, a2] = [(await world.account('a1')).account.id, (await world.account('a2')).account.id];
    const of = (...accountIds: (typeof a1)[]): ReminderRequest => ({ subject: { kind: 'accounts', accountIds } });
    const said = [
      await remind(of(a1, a2), 'request-1'),
      await remind(of(a1), 'request-2'),
      await remind(of(a2), 'request-3'),
    ];
    expect(said.flatMap(outcomes)).toEqual(['甲局 reminds 2', '甲局 reminds 1', '甲局 enough-today 1']);
  });

  test("an alert, and alerts that were picked, go to the units they are about, which must be the reader's", async () => {
    await owing();
    const unitOf = { unitId: world.unitA, unitPath: [world.unitA] };
    const ofB = { unitId: world.unitB, unitPath: [world.unitB] };
    await office.alerts(
      alertAbout('甲一', unitOf),
      alertAbout('甲二', unitOf),
      alertAbout('乙一', ofB),
      alertAbout('全部', { unitId: null, unitPath: [] }),
    );
    const { items } = await world.storage.alerts.list({}, PAGE, null);
    const id = (label: string) => items.find(({ subject }) => subject.label === label)?.id ?? fail(label);
    const one = { subject: { kind: 'alert', id: id('甲一') } } as const;
    expect(outcomes(await remind(one, 'request-1'))).toEqual(['甲局 reminds 1']);
    await office.work(3);
    const some = { subject: { kind: 'alerts', alertIds: [id('甲一'), id('甲二'), id('乙一')] } } as const;
    expect(outcomes(await remind(some, 'request-2'))).toEqual(['甲局 reminds 2', '乙镇 no-way 1']);
    await office.work(3);
    expect(side.arrived.map(({ message }) => [message.title, message.lines[1]?.text, message.lines[1]?.path])).toEqual([
      ['催办：甲一', '涉及甲局', '/alerts?kind=account-silent'],
      ['催办：2 条告警', '涉及甲局的 2 条告警', `/alerts?unit=${world.unitA}`],
    ]);
    await expect(remind({ subject: { kind: 'alert', id: id('全部') } }, 'request-3')).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const officer = principal('officer', '3', world.unitB);
    for (const asked of [one, some])
      await expect(remind(asked, 'request-4', officer)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('alerts and accounts that were picked are named, the most pressing first, and of more it is said how many', async () => {
    await owing();
    const unitOf = { unitId: world.unitA, unitPath: [world.unitA] };
    const about = ['一', '二', '三', '四', '五', '六'];
    await office.alerts(
      ...about.map((label) => alertAbout(label, { ...unitOf, severity: label === '六' ? 'critical' : 'notice' })),
      alertAbout('乙事', { unitId: world.unitB, unitPath: [world.unitB] }),
    );
    const { items } = await world.storage.alerts.list({}, PAGE, null);
    await remind({ subject: { kind: 'alerts', alertIds: items.map(({ id }) => id) } }, 'request-1');
    const accountIds = [(await world.account('a1')).account.id, (await world.account('a2')).account.id];
    await remind({ subject: { kind: 'accounts', accountIds } }, 'request-2');
    await office.work(3);
    const said = side.arrived.map(({ message }) => message.lines.map(({ text }) => text));
    // Both may go at once, in either order.
    const accounts = said.find((lines) => lines[2]?.includes('微博'));
    const alerts = said.find((lines) => lines !== accounts);
    expect(alerts).toHaveLength(3);
    expect(alerts?.[2]).toMatch(/^不发声：六；(不发声：[一二三四五]；){4}另有 1 项$/);
    expect(alerts?.[2]).not.toContain('乙事');
    expect(accounts?.[2]).toMatch(/^\S+ \(微博\)；\S+ \(微博\)$/);
  });

  test('a letter in English says it in English, one thing in the singular', async () => {
    await owing();
    await addChannel(world.storage, { kind: 'wecom-robot', name: 'A', unitId: world.unitA, language: 'en' });
    await office.alerts(alertAbout('Matrix', { unitId: world.unitA, unitPath: [world.unitA] }));
    const { items } = await world.storage.alerts.list({}, PAGE, null);
    const asked = { subject: { kind: 'alerts', alertIds: items.map(({ id }) => id) }, language: 'en' } as const;
    const preview = await services.letters.previewReminder(asked, operator);
    expect([preview.subject.label, preview.text]).toEqual(['1 alert', expect.stringMatching(/^Please /)]);
    await remind(asked, 'request-1');
    await office.work(3);
    const [message] = side.arrived.map(({ message: said }) => [said.title, ...said.lines.map(({ text }) => text)]);
    expect(message).toEqual(['Reminder: 1 alert', `${TEXT} (人员2)`, '甲局: 1 alert', 'Silent: Matrix']);
    expect((await services.letters.reminders({}, PAGE, operator)).items[0]?.subject.label).toBe('1 条告警');
  });

  test('an alert counts as often as it was reminded of, by itself or among others, and an alert beside it does not', async () => {
    await owing();
    const unitOf = { unitId: world.unitA, unitPath: [world.unitA] };
    await office.alerts(...['甲', '乙', '丙'].map((about) => alertAbout(about, unitOf)));
    const { items } = await world.storage.alerts.list({}, PAGE, null);
    const id = (label: string) => items.find(({ subject }) => subject.label === label)?.id ?? fail(label);
    const one = (label: string) => ({ kind: 'alert', id: id(label) }) as const;
    const some = (...labels: string[]) => ({ kind: 'alerts', alertIds: labels.map(id) }) as const;
    const said: string[] = [];
    for (const subject of [one('甲'), some('甲', '乙'), one('甲'), some('甲', '丙'), one('乙'), one('丙'), one('丙')])
      said.push(...outcomes(await remind({ subject }, `request-${said.length}`)));
    expect(said.map((outcome) => outcome.split(' ')[1])).toEqual([
      ...['reminds', 'reminds', 'enough-today', 'enough-today', 'enough-today', 'reminds', 'reminds'],
    ]);
    const { units } = await services.letters.previewReminder({ subject: one('乙') }, operator);
    expect(units.map(({ remindedToday }) => remindedToday)).toEqual([2]);
  });

  test('mandates and cases that were picked go to the units that something of them lies with', async () => {
    await owing();
    const { id, title } = await theMandate(world);
    const mandates = { kind: 'mandates', mandateIds: [id] } as const;
    const { units, subject } = await services.letters.previewReminder({ subject: mandates }, operator);
    expect(units.map(({ unitName, count }) => `${unitName} ${count}`).sort()).toEqual(['甲局 1', '乙镇 1'].sort());
    expect(subject).toMatchObject({ kind: 'mandates', id: null, label: '1 件必转任务' });
    expect(outcomes(await remind({ subject: mandates, unitIds: [world.unitA] }, 'request-1'))).toEqual([
      '甲局 reminds 1',
    ]);
    const [reminder] = (await world.storage.reminders.list({}, PAGE, null)).items;
    expect(reminder).toMatchObject({ pickedIds: [id], named: [{ zh: title }], path: '/mandates?open=true' });
    const none = 'f'.repeat(24);
    for (const [asked, field] of [
      [{ kind: 'mandates', mandateIds: [id, none as MandateId] }, 'subject.mandateIds'],
      [{ kind: 'cases', caseIds: [none as CaseId] }, 'subject.caseIds'],
    ] as const)
      await expect(remind({ subject: asked }, 'request-2')).rejects.toMatchObject({ code: 'not-found', field });
  });

  test('a mandate counts as often as it was reminded of, by itself or among others', async () => {
    await owing();
    const { id } = await theMandate(world);
    const unitIds = [world.unitA];
    const said: string[] = [];
    for (const subject of [
      { kind: 'mandate', id },
      { kind: 'mandates', mandateIds: [id] },
      { kind: 'mandate', id },
      { kind: 'mandates', mandateIds: [id] },
    ] as const)
      said.push(...outcomes(await remind({ subject, unitIds }, `request-${said.length}`)));
    expect(said.map((outcome) => outcome.split(' ')[1])).toEqual([
      'reminds',
      'reminds',
      'enough-today',
      'enough-today',
    ]);
  });

  test('a mandate and alerts about it are one subject, a mandate beside it is another', async () => {
    await owing();
    const { id } = await theMandate(world);
    const unitOf = { unitId: world.unitA, unitPath: [world.unitA] };
    const other = 'e'.repeat(24) as MandateId;
    await office.alerts(
      alertAbout('甲', { ...unitOf, subject: { label: '甲', mandateId: id } }),
      alertAbout('乙', { ...unitOf, subject: { label: '乙', mandateId: other } }),
    );
    const { items } = await world.storage.alerts.list({}, PAGE, null);
    const alertId = (label: string) => items.find(({ subject }) => subject.label === label)?.id ?? fail(label);
    const unitIds = [world.unitA];
    const said: string[] = [];
    for (const subject of [
      { kind: 'alert', id: alertId('甲') },
      { kind: 'mandate', id },
      { kind: 'alerts', alertIds: [alertId('甲')] },
      { kind: 'mandates', mandateIds: [id] },
      { kind: 'alert', id: alertId('乙') },
    ] as const)
      said.push(...outcomes(await remind({ subject, unitIds }, `request-${said.length}`)));
    expect(said.map((outcome) => outcome.split(' ')[1])).toEqual([
      ...['reminds', 'reminds', 'enough-today', 'enough-today', 'reminds'],
    ]);
  });

  test('alerts that fold several units take one reading of the units, however many they are', async () => {
    await owing();
    const folded = { unitId: null, unitPath: [world.unitA], byUnit: { [world.unitA]: { accounts: 1 } } };
    await office.alerts(...['甲', '乙', '丙'].map((about) => alertAbout(about, folded)));
    const { items } = await world.storage.alerts.list({}, PAGE, null);
    const subject = { kind: 'alerts', alertIds: items.map(({ id }) => id) } as const;
    const { units } = world.storage;
    const list = jest.fn(units.list);
    const own = createServices({ ...world.deps, storage: { ...world.storage, units: { ...units, list } } });
    const demand = { subject, text: TEXT, request: 'request-1' };
    expect(outcomes(await own.letters.remind(demand, operator))).toEqual(['甲局 reminds 3']);
    // The folded ones, and the names of those in the scope.
    expect(list).toHaveBeenCalledTimes(2);
  });

  test('what nobody owes any more is refused', async () => {
    await owing();
    const { id } = await theMandate(world);
    const mandate = await world.storage.mandates.byId(id);
    if (mandate === null) throw new Error('no mandate');
    await world.storage.mandates.review(
      mandate,
      { ...mandate, stage: 'withdrawn', expanded: false },
      eventOf('mandate'),
    );
    await services.mandates.issueMandates(100);
    await expect(remind({ subject: { kind: 'mandate', id } }, 'request-1')).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const unknown = 'e'.repeat(24) as UnitId;
    await expect(remind({ subject: { kind: 'mandate', id }, unitIds: [unknown] }, 'request-2')).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
