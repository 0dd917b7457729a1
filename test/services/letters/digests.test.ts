import type { AlertKind, AlertSeverity } from '../../../src/domain/alerts/alert';
import type { PersonId, RosterId, UnitId } from '../../../src/domain/ids';
import type { DigestPlan } from '../../../src/domain/letters/digestPlan';
import { HOUR_MS } from '../../../src/domain/time/instant';
import type { DigestDraft } from '../../../src/services/index';
import { createServices } from '../../../src/services/index';
import { codes } from '../../../src/wording/zh/codes';
import { planOf } from '../../storage/letters/letterSamples';
import { eventOf } from '../../storage/samples';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { issuePolicy, TITLE } from '../fixtures';
import { addChannel, addPerson, alertAbout, failed } from '../notify/notifyWorld';
import { useNotify } from '../notify/useNotify';
import { PAGE, principal } from '../world';

const { world, side, services, office } = useNotify();
const admin = principal('administrator', '1');
const SIGNAL = new AbortController().signal;

/** The policy of 18 September is due on Sunday the 20th, a working day, at midnight: that is the day it is due. */
const SUNDAY = new Date('2026-09-20T08:30:00+08:00');

async function addPlan(given: Partial<DigestPlan> = {}): Promise<DigestPlan> {
  const channelId = given.channelId ?? (await addChannel(world.storage)).id;
  const plan = planOf({ ...given, channelId });
  await world.storage.digestPlans.insert(plan, eventOf('digest'));
  return plan;
}
async function morning(): Promise<void> {
  world.clock.set(SUNDAY);
  await services.letters.makeDigests(SIGNAL);
  await office.work(2);
}
const shown = () => side.arrived.map(({ message }) => [message.title, ...message.lines.map(({ text }) => text)]);

describe('the morning', () => {
  test('says what is due, with a link to it, once however often it is made', async () => {
    await world.addAccounts(['weibo', 'a1'], ['weibo', 'b1', 'b']);
    const mandate = await issuePolicy(world);
    await addPlan();
    await morning();
    await services.letters.makeDigests(SIGNAL);
    await office.work(2);
    expect(shown()).toEqual([
      ['晨间提要 09-20：今日到期 2 项', `［今日到期］《${TITLE}》尚有 2 项未完成，截止 09-20 24:00`],
    ]);
    expect(side.arrived[0]?.message.lines[0]?.path).toBe(`/mandates/${mandate.id}`);
  });

  test('says what went wrong since the last working day ended and is not over', async () => {
    await addPlan();
    await office.alerts(alertAbout('旧', { kind: 'source-incident' }));
    world.clock.set(new Date('2026-09-18T18:00:00+08:00'));
    await office.alerts(
      alertAbout('旧', { kind: 'source-incident' }),
      alertAbout('新', { kind: 'source-incident' }),
      alertAbout('待审', { kind: 'mandate-review' }),
    );
    await morning();
    expect(shown()).toEqual([['晨间提要 09-20：异常 1 条', '［下班后异常］采集事件 1 条尚未解除']]);
  });

  test('says first what presses most, then what is due first; what is cut off is said, with where it stands', async () => {
    await addPlan();
    const of = (kind: AlertKind, severity: AlertSeverity, count: number, figures = {}) =>
      Array.from({ length: count }, (_, n) => alertAbout(`${kind}${n}`, { kind, severity, figures }));
    world.clock.set(new Date('2026-09-18T18:00:00+08:00'));
    await office.alerts(
      ...of('account-slow', 'notice', 4),
      ...of('repost-outdated', 'warning', 3, { dueBy: '2026-09-22T00:00:00.000Z' }),
      ...of('obligation-manual', 'warning', 1, { dueBy: '2026-09-21T00:00:00.000Z' }),
      ...of('credential-expired', 'critical', 1),
      ...of('copy-manual', 'notice', 1),
    );
    await morning();
    const [[title, ...lines] = []] = shown();
    expect(title).toBe('晨间提要 09-20：异常 10 条');
    expect(lines.map((line) => /］(\S+) /.exec(line)?.[1])).toEqual([
      codes.alertKind['credential-expired'],
      codes.alertKind['obligation-manual'],
      codes.alertKind['repost-outdated'],
      '另有',
    ]);
    expect(lines[3]).toBe('［下班后异常］另有 2 类 5 条尚未解除，见告警页');
    expect(side.arrived[0]?.message.lines[3]?.path).toBe('/alerts');
  });

  test('counts what somebody has acknowledged apart', async () => {
    await addPlan();
    world.clock.set(new Date('2026-09-18T18:00:00+08:00'));
    await office.alerts(...['甲', '乙'].map((about) => alertAbout(about, { kind: 'source-incident' })));
    const { items } = await world.storage.alerts.list({}, PAGE, null);
    const id = items.find(({ subject }) => subject.label === '甲')?.id;
    if (id === undefined) throw new Error('no alert');
    await services.alerts.acknowledge(id, admin);
    await morning();
    expect(shown()).toEqual([
      [
        '晨间提要 09-20：异常 1 条，已确认未解除 1 条',
        '［下班后异常］采集事件 1 条尚未解除',
        '［已确认］下班后的异常另有 1 条已有人确认，尚未解除',
      ],
    ]);
    expect(side.arrived[0]?.message.lines[1]?.path).toBe('/alerts?state=acknowledged');
  });

  test('names three rosters with holes and says of how many it does not', async () => {
    for (const n of ['1', '2', '3', '4', '5'])
      await world.storage.dutyRosters.insert(
        {
          ...{ id: n.repeat(24) as RosterId, name: `值班表${n}`, unitId: null, handoverMinute: 510 },
          ...{ fallbackRole: 'officer', disabled: false, version: 1 },
        },
        eventOf('roster'),
      );
    await addPlan();
    await morning();
    expect(shown()[0]?.at(-1)).toBe('［值班空缺］另有 2 张值班表有空缺，见值班页');
  });

  test('says on which days nobody is on duty, to those who see whose duty it is', async () => {
    const { storage, unitA, unitB } = world;
    const roster = {
      id: 'd'.repeat(24) as RosterId,
      name: '甲局值班',
      unitId: unitA,
      handoverMinute: 510,
      fallbackRole: 'officer',
      disabled: false,
      version: 1,
    } as const;
    await storage.dutyRosters.insert(roster, eventOf('roster'));
    const personIds = [
      await addPerson(storage, { unitId: unitA }, { mail: 'a@office.example' }),
      await addPerson(storage, { unitId: unitB }, { mail: 'b@office.example' }),
    ];
    const { id: channelId } = await addChannel(storage, { kind: 'mail' });
    await addPlan({ channelId, audience: { kind: 'people', personIds } });
    await morning();
    const days = '09-20、09-21、09-22、09-23、09-24、09-25、09-26 等';
    expect(shown()).toEqual([['晨间提要 09-20：值班空缺 14 天', `［值班空缺］甲局值班：${days}`]]);
    expect(side.arrived.map(({ to }) => to)).toEqual(['a@office.example']);
  });

  test('is told to each of what they may see, and what is empty is recorded and sent to nobody', async () => {
    const { storage, unitA, unitB } = world;
    await world.addAccounts(['weibo', 'a1'], ['weibo', 'a2'], ['weibo', 'office1', 'office']);
    await issuePolicy(world);
    const people = [
      await addPerson(storage, { unitId: unitA, name: '甲员' }, { mail: 'a@office.example' }),
      await addPerson(storage, { unitId: unitB, name: '乙员' }, { mail: 'b@office.example' }),
      await addPerson(storage, { unitId: null, name: '总值班' }, { mail: 'all@office.example' }),
    ];
    const { id: channelId } = await addChannel(storage, { kind: 'mail' });
    const plan = await addPlan({ channelId, audience: { kind: 'people', personIds: people } });
    await morning();
    const titles = Object.fromEntries(side.arrived.map(({ to, message }) => [to, message.title]));
    expect(titles).toEqual({
      'a@office.example': '晨间提要 09-20：今日到期 2 项',
      'all@office.example': '晨间提要 09-20：今日到期 3 项',
    });
    const { items } = await services.letters.digestLetters(plan.id, PAGE, admin);
    expect(items.map(({ recipient, state, reason }) => `${recipient} ${state} ${reason}`).sort()).toEqual(
      ['甲员 sent null', '乙员 over nothing-to-say', '总值班 sent null'].sort(),
    );
  });

  test('holds nothing that lies outside of the plan, and is refused to whom nothing of it is for', async () => {
    const { storage, unitA, unitB } = world;
    await world.addAccounts(['weibo', 'a1'], ['weibo', 'b1', 'b']);
    await issuePolicy(world);
    const person = await addPerson(storage, { unitId: unitB });
    const mail = await addChannel(storage, { kind: 'mail' });
    const plan = await addPlan({
      channelId: mail.id,
      unitId: unitA,
      audience: { kind: 'people', personIds: [person] },
    });
    await addPlan({ unitId: unitA });
    await morning();
    expect(shown().map(([title]) => title)).toEqual(['晨间提要 09-20：今日到期 1 项']);
    const { items } = await services.letters.digestLetters(plan.id, PAGE, admin);
    expect(items.map(({ state, reason }) => `${state} ${reason}`)).toEqual(['refused out-of-scope']);
  });

  test('is not made where nobody works, nor of a plan that was set after its time', async () => {
    await world.addAccounts(['weibo', 'a1']);
    await issuePolicy(world);
    await addPlan({ sinceAt: new Date(SUNDAY.getTime() + 1) });
    await morning();
    await addPlan();
    world.clock.set(new Date('2026-09-19T09:00:00+08:00'));
    expect(await services.letters.makeDigests(SIGNAL)).toEqual({});
    expect(side.arrived).toEqual([]);
  });
});

test('the evening says what is left open, and what is overdue before that', async () => {
  await world.addAccounts(['weibo', 'a1']);
  await issuePolicy(world);
  await addPlan({ kind: 'evening', atMinute: 1020 });
  for (const day of ['18', '21']) {
    world.clock.set(new Date(`2026-09-${day}T17:00:00+08:00`));
    await services.letters.makeDigests(SIGNAL);
    await office.work(2);
  }
  expect(shown().map(([title]) => title)).toEqual(['晚间未办结 09-18：未办结 1 项', '晚间未办结 09-21：逾期 1 项']);
});

test('a few units are read for at once, however many units recipients are of', async () => {
  const mail = await addChannel(world.storage, { kind: 'mail' });
  const personIds: PersonId[] = [];
  for (let n = 10; n < 30; n += 1)
    personIds.push(
      await addPerson(
        world.storage,
        { name: `人员${n}`, unitId: `${n}`.repeat(12) as UnitId },
        { mail: `p${n}@office.example` },
      ),
    );
  const { id } = await addPlan({ channelId: mail.id, audience: { kind: 'people', personIds } });
  let [reading, most] = [0, 0];
  const { accounts } = world.storage;
  const countBreaching: typeof accounts.countBreaching = async (...of) => {
    reading += 1;
    most = Math.max(most, reading);
    const count = await accounts.countBreaching(...of);
    reading -= 1;
    return count;
  };
  world.clock.set(SUNDAY);
  const storage = { ...world.storage, accounts: { ...accounts, countBreaching } };
  await createServices({ ...world.deps, storage }).letters.makeDigests(SIGNAL);
  expect((await world.storage.letters.ofPlan(id, PAGE)).items).toHaveLength(20);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(9);
});

test('units of recipients are read once, however many units they are of', async () => {
  const mail = await addChannel(world.storage, { kind: 'mail' });
  const personIds = [
    await addPerson(world.storage, { unitId: world.unitA }, { mail: 'a@office.example' }),
    await addPerson(world.storage, { unitId: world.unitB }, { mail: 'b@office.example' }),
  ];
  await addPlan({ channelId: mail.id, audience: { kind: 'people', personIds } });
  const asked: string[] = [];
  const { units } = world.storage;
  const counted = {
    ...units,
    byId: (...of: Parameters<typeof units.byId>) => {
      asked.push('one');
      return units.byId(...of);
    },
    list: (...of: Parameters<typeof units.list>) => {
      asked.push('all');
      return units.list(...of);
    },
  };
  world.clock.set(SUNDAY);
  const own = createServices({ ...world.deps, storage: { ...world.storage, units: counted } });
  expect(await own.letters.makeDigests(SIGNAL)).toEqual({ letters: 2 });
  expect(asked).toEqual(['all']);
});

test('killed at any call every recipient gets one digest', async () => {
  const { storage, deps, clock } = world;
  await world.addAccounts(['weibo', 'a1']);
  await issuePolicy(world);
  const { id: channelId } = await addChannel(storage, { kind: 'mail' });
  const personIds = [
    await addPerson(storage, {}, { mail: 'a@b.cn' }),
    await addPerson(storage, {}, { mail: 'c@b.cn' }),
  ];
  const wrong: string[] = [];
  clock.set(SUNDAY);
  for (let call = 1, isDead = true; isDead && call < 60; call += 1) {
    const plan = await addPlan({ channelId, audience: { kind: 'people', personIds } });
    const dying = createDyingProcess(storage, { atCall: call, takesEffect: true });
    const own = createServices({ ...deps, storage: dying.storage });
    await own.letters.makeDigests(SIGNAL).catch((error: unknown) => {
      if (!(error instanceof ProcessDied)) throw error;
    });
    isDead = dying.isDead();
    side.arrived.splice(0);
    await services.letters.makeDigests(SIGNAL);
    await office.work(3, 2_000);
    if (side.arrived.length !== 2) wrong.push(`${dying.diedAt()}: ${side.arrived.length}`);
    await storage.digestPlans.remove(plan.id, 1, eventOf('digest'));
    clock.set(SUNDAY);
  }
  expect(wrong).toEqual([]);
});

describe('plans', () => {
  const draft = (given: Partial<DigestDraft> & Pick<DigestDraft, 'channelId'>): DigestDraft => ({
    name: '晨报',
    kind: 'morning',
    audience: { kind: 'group' },
    unitId: null,
    atMinute: 510,
    disabled: false,
    ...given,
  });

  test('are set up by those who see the whole office, each version after the other, in the ledger', async () => {
    const { id: channelId } = await addChannel(world.storage);
    const plan = await services.letters.addDigest(draft({ channelId }), admin);
    const of = { id: plan.id as DigestPlan['id'], version: 1 };
    await services.letters.changeDigest(of, draft({ channelId, name: '早报' }), admin);
    await expect(services.letters.changeDigest(of, draft({ channelId }), admin)).rejects.toMatchObject({
      code: 'conflict',
    });
    await services.letters.removeDigest({ ...of, version: 2 }, admin);
    expect(await services.letters.digests(admin)).toEqual([]);
    await expect(services.letters.digests(principal('administrator', '2', world.unitA))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await world.storage.outbox.relay(100);
    const lines = (await world.storage.ledger.after(0, 200)).filter(({ subject }) =>
      subject.startsWith('notify-digest'),
    );
    expect(lines.map(({ to, reason }) => `${to} ${reason}`)).toEqual(['added 晨报', 'changed 早报', 'removed 早报']);
  });

  test('are not set up for units where no unit is named, and keep their channel', async () => {
    const { id: channelId } = await addChannel(world.storage);
    const audience = { kind: 'unit', levelsUp: 0, role: null } as const;
    await expect(services.letters.addDigest(draft({ channelId, audience }), admin)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'unitId',
    });
    await services.letters.addDigest(draft({ channelId, audience, unitId: world.unitA }), admin);
    await expect(services.notify.removeChannel({ id: channelId, version: 1 }, admin)).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('that cannot be made keep no other from being made', async () => {
    const { storage } = world;
    await world.addAccounts(['weibo', 'a1']);
    await issuePolicy(world);
    const broken = await addPlan();
    await addPlan({ name: '另一份' });
    world.clock.set(SUNDAY);
    const settings = {
      ...storage.settings,
      get: (key: string) =>
        key.endsWith(broken.id) ? Promise.reject(new Error('unreadable')) : storage.settings.get(key),
    };
    const { letters } = createServices({ ...world.deps, storage: { ...storage, settings }, notifiers: side.registry });
    await expect(letters.makeDigests(SIGNAL)).rejects.toThrow('unreadable');
    await office.work(2);
    expect(side.arrived).toHaveLength(1);
  });

  test('count from when their time was set: another time that has passed is for the next day', async () => {
    const { id: channelId } = await addChannel(world.storage);
    await world.addAccounts(['weibo', 'a1']);
    await issuePolicy(world);
    const plan = await services.letters.addDigest(draft({ channelId, atMinute: 720 }), admin);
    world.clock.set(new Date(SUNDAY.getTime() + HOUR_MS));
    const of = { id: plan.id as DigestPlan['id'], version: 1 };
    await services.letters.changeDigest(of, draft({ channelId }), admin);
    expect(await services.letters.makeDigests(SIGNAL)).toEqual({});
    await services.letters.changeDigest({ ...of, version: 2 }, draft({ channelId, name: '早报' }), admin);
    world.clock.set(new Date('2026-09-21T08:30:00+08:00'));
    expect(await services.letters.makeDigests(SIGNAL)).toEqual({ letters: 1 });
  });

  test('show what they would say now and to whom, and store nothing', async () => {
    const { storage } = world;
    await world.addAccounts(['weibo', 'a1']);
    await issuePolicy(world);
    const { id: channelId } = await addChannel(storage, { kind: 'mail' });
    const personIds = [
      await addPerson(storage, { name: '甲员', unitId: world.unitA }),
      await addPerson(storage, { name: '乙员', unitId: world.unitB }),
      await addPerson(storage, { name: '丙员' }, { mail: null }),
    ];
    world.clock.set(SUNDAY);
    const audience = { kind: 'people', personIds } as const;
    const { recipients } = await services.letters.previewDigest(draft({ channelId, audience }), admin);
    expect(recipients.map(({ recipient, outcome, title }) => [recipient, outcome, title])).toEqual([
      ['甲员', 'sends', '晨间提要 09-20：今日到期 1 项'],
      ['乙员', 'nothing-to-say', null],
      ['丙员', 'no-address', '晨间提要 09-20：今日到期 1 项'],
    ]);
    expect(side.arrived).toEqual([]);
  });
});

describe('people of one robot', () => {
  const called = async (unitId: UnitId | null, mobile: string): Promise<PersonId> =>
    addPerson(world.storage, { unitId, name: mobile.slice(-1), role: 'operator' }, { mobile });
  const arrivedTo = (): readonly (string | null)[] => side.arrived.map(({ to }) => to);

  test('who see the same are called by one digest to their group, those of another sight by another', async () => {
    world.clock.set(new Date('2026-09-18T18:00:00+08:00'));
    const kind = 'source-incident';
    await office.alerts(alertAbout('甲', { kind, unitPath: [world.officeId, world.unitA], unitId: world.unitA }));
    const personIds = [
      await called(null, '13800000001'),
      await called(world.unitA, '13800000002'),
      await called(null, '13800000003'),
    ];
    const plan = await addPlan({ audience: { kind: 'people', personIds } });
    const draft = { ...plan, audience: plan.audience };
    world.clock.set(SUNDAY);
    const { recipients } = await services.letters.previewDigest(draft, admin);
    expect(recipients.map(({ recipient }) => recipient)).toEqual(['1、3', '2']);
    await morning();
    await services.letters.makeDigests(SIGNAL);
    await office.work(4);
    expect([...arrivedTo()].sort()).toEqual(['13800000001,13800000003', '13800000002']);
    const { items } = await services.letters.digestLetters(plan.id, PAGE, admin);
    expect(items.map(({ recipient, state }) => `${recipient} ${state}`).sort()).toEqual(['1、3 sent', '2 sent']);
  });

  test('are not called in another group that their digest falls back to', async () => {
    world.clock.set(new Date('2026-09-18T18:00:00+08:00'));
    await office.alerts(alertAbout('甲', { kind: 'source-incident' }));
    const fallback = await addChannel(world.storage, { kind: 'feishu', name: '飞书群' });
    const robot = await addChannel(world.storage, { fallbackId: fallback.id });
    const personIds = [await called(null, '13800000001'), await called(null, '13800000002')];
    const plan = await addPlan({ channelId: robot.id, audience: { kind: 'people', personIds } });
    side.script('dingtalk', failed('fix-configuration', 'address-unknown'));
    await morning();
    await office.work(4);
    expect(side.arrived.map(({ kind, to }) => [kind, to])).toEqual([['feishu', null]]);
    const { items } = await services.letters.digestLetters(plan.id, PAGE, admin);
    expect(items.map(({ recipient, state }) => `${recipient} ${state}`).sort()).toEqual([
      '1、2 fell-back',
      '飞书群 sent',
    ]);
  });
});
