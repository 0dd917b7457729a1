import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import type { Finding } from '../../src/domain/judging/verdict';
import { alertHistory, openAlerts } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const OPERATOR = principal('operator', '2');
const OFFICER = principal('officer', '4');

const post = (daysAgo: number, title = `发布于${daysAgo}天前`): void => {
  const at = new Date(world.clock.now().getTime() - daysAgo * DAY_MS);
  world.platform.publishByHand('w', {
    title,
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
  });
};
const accountId = async () => (await world.account('w')).account.id;
const findings = async (): Promise<readonly Finding[]> =>
  (await world.storage.findings.list(await accountId(), PAGE)).items;
const only = async (): Promise<Finding> => {
  const [finding, ...rest] = await findings();
  if (finding === undefined || rest.length > 0) throw new Error(`${rest.length + 1} findings`);
  return finding;
};
const cases = async () => (await world.storage.cases.list({ accountId: await accountId() }, PAGE, null)).items;
const lookAgain = async (ms = HOUR_MS): Promise<void> => {
  world.clock.pass(ms);
  await world.lookAtDue();
};
async function silent(daysAgo: number): Promise<Finding> {
  await world.addAccounts(['weibo', 'w']);
  post(daysAgo);
  await world.lookAtDue();
  return only();
}

describe('a dismissed finding about a post', () => {
  async function improper(): Promise<Finding> {
    await world.addAccounts(['weibo', 'w']);
    post(0, '第一领导人张三，手机13812345678');
    await world.lookAtDue();
    return only();
  }

  test('is kept with who dismissed it and why, in the ledger too, and hides what it quotes', async () => {
    const finding = await improper();
    expect(finding.evidence.excerpt).toBe('第一领导人张*，手机138****');
    const view = await world.services.findings.dismiss(
      finding.id,
      { reason: ' 引用原文 ', ownWordsUntil: null },
      OPERATOR,
    );
    expect(view).toMatchObject({ state: 'dismissed', dismissal: { name: '人员2', reason: '引用原文' } });
    while ((await world.storage.outbox.relay(500)) > 0);
    const ledger = (await world.storage.ledger.ofSubject(`finding:${finding.id}`, PAGE)).items;
    expect(ledger[0]).toMatchObject({ kind: 'finding-dismissed', from: 'open', to: 'dismissed' });
    expect(ledger[0]?.data).toMatchObject({ note: '引用原文' });
    expect((await world.storage.accounts.list({ verdict: 'improper' }, PAGE, null)).items).toEqual([]);
  });

  test('is not opened again by the same text, and is by another one', async () => {
    const { id } = await improper();
    await world.services.findings.dismiss(id, { reason: '引用原文', ownWordsUntil: null }, OPERATOR);
    for (const stored of await world.storage.posts.since(await accountId(), new Date(0), 10)) {
      const { finding, opened } = await world.storage.findings.open(
        { ...(await only()), id: 'c'.repeat(24) as never, state: 'open', basis: stored.textHash },
        event(),
      );
      expect([finding.state, opened]).toEqual(['dismissed', false]);
    }
    const changed = await world.storage.findings.open(
      { ...(await only()), id: 'd'.repeat(24) as never, state: 'open', basis: 'another text', dismissal: null },
      event(),
    );
    expect(changed).toMatchObject({ opened: true, finding: { state: 'open' } });
  });

  test('can be taken back, and is dismissed again later', async () => {
    const { id } = await improper();
    await world.services.findings.dismiss(id, { reason: '引用原文', ownWordsUntil: null }, OPERATOR);
    expect(await world.services.findings.takeBack(id, '看错了', OPERATOR)).toMatchObject({
      state: 'open',
      dismissal: null,
      closedAt: null,
    });
    await world.services.findings.dismiss(id, { reason: '又看了一次', ownWordsUntil: null }, OPERATOR);
    expect(await only()).toMatchObject({ state: 'dismissed', dismissal: { reason: '又看了一次' } });
  });

  test('is not taken back where the same was found anew in another text', async () => {
    const { id } = await improper();
    const before = await only();
    await world.services.findings.dismiss(id, { reason: '引用原文', ownWordsUntil: null }, OPERATOR);
    await world.storage.findings.open({ ...before, id: 'd'.repeat(24) as never, basis: 'another text' }, event());
    await expect(world.services.findings.takeBack(id, '看错了', OPERATOR)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is dismissed by whoever may, with a reason, once, within what they see', async () => {
    const { id } = await improper();
    const { findings: service } = world.services;
    await expect(service.dismiss(id, { reason: '引用', ownWordsUntil: null }, OFFICER)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(service.dismiss(id, { reason: '  ', ownWordsUntil: null }, OPERATOR)).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(
      service.dismiss(id, { reason: '引用', ownWordsUntil: null }, principal('operator', '5', world.unitB)),
    ).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(service.takeBack(id, '没撤过', OPERATOR)).rejects.toMatchObject({ code: 'conflict' });
    await service.dismiss(id, { reason: '引用', ownWordsUntil: null }, principal('operator', '6', world.unitA));
    await expect(service.dismiss(id, { reason: '引用', ownWordsUntil: null }, OPERATOR)).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('a dismissed silence', () => {
  test('ends its case with the reason and leaves the account fine, and says why', async () => {
    const { id } = await silent(15);
    await world.services.findings.dismiss(id, { reason: '当时平台维护', ownWordsUntil: null }, OPERATOR);
    expect((await world.account('w')).verdict).toMatchObject({
      kind: 'fine',
      reason: 'finding-dismissed',
      breachAt: null,
    });
    expect(await cases()).toMatchObject([{ state: 'closed', closeReason: 'dismissed' }]);
    expect((await cases())[0]?.steps.at(-1)).toMatchObject({ event: 'dismiss', note: '当时平台维护' });
  });

  test('ends its alert as dismissed: nothing was published', async () => {
    const { id } = await silent(15);
    expect(await openAlerts(world, 'account-silent')).toHaveLength(1);
    await world.services.findings.dismiss(id, { reason: '当时平台维护', ownWordsUntil: null }, OPERATOR);
    expect(await alertHistory(world)).toContain('account-silent resolved finding-dismissed');
  });

  test('stays dismissed look after look, and begins anew at the next level', async () => {
    const { id } = await silent(15);
    await world.services.findings.dismiss(id, { reason: '当时平台维护', ownWordsUntil: null }, OPERATOR);
    for (let day = 0; day < 3; day += 1) await lookAgain(DAY_MS);
    expect([(await findings()).length, (await cases()).length]).toEqual([1, 1]);
    await lookAgain(12 * DAY_MS);
    expect((await world.account('w')).verdict).toMatchObject({ kind: 'silent', reason: 'silence-dormant' });
    expect((await findings()).filter(({ state }) => state === 'open')).toHaveLength(1);
    expect((await cases()).filter(({ state }) => state !== 'closed')).toHaveLength(1);
  });

  test('that was found at 14 days and is dismissed at 31 is dismissed as it is now', async () => {
    const { id } = await silent(15);
    await lookAgain(16 * DAY_MS);
    await world.services.findings.dismiss(id, { reason: '当时平台维护', ownWordsUntil: null }, OPERATOR);
    await lookAgain();
    expect((await findings()).map(({ state }) => state)).toEqual(['dismissed']);
  });

  test('does not excuse the silence after the next post', async () => {
    const { id } = await silent(15);
    await world.services.findings.dismiss(id, { reason: '当时平台维护', ownWordsUntil: null }, OPERATOR);
    post(0, '恢复更新');
    await lookAgain();
    expect((await world.account('w')).verdict).toMatchObject({ kind: 'fine', reason: 'recent-post' });
    await lookAgain(15 * DAY_MS);
    expect((await findings()).map(({ state }) => state).sort()).toEqual(['dismissed', 'open']);
  });

  test('that is taken back while it lasts is silent again, and its case goes on with the reason in the ledger', async () => {
    const { id } = await silent(15);
    const reminders = async (): Promise<number> =>
      (await cases()).flatMap(({ steps }) => steps).filter(isReminder).length;
    await world.services.cases.actDue(10);
    expect([(await cases())[0]?.state, await reminders()]).toEqual(['reminded', 1]);
    await world.services.findings.dismiss(id, { reason: '当时平台维护', ownWordsUntil: null }, OPERATOR);
    await world.services.findings.takeBack(id, '没有维护', OPERATOR);
    expect((await world.account('w')).verdict?.kind).toBe('silent');
    expect((await only()).state).toBe('open');
    await lookAgain();
    await world.services.cases.actDue(10);
    const [shutdownCase, ...others] = await cases();
    expect([shutdownCase?.state, others, await reminders()]).toEqual(['reminded', [], 1]);
    while ((await world.storage.outbox.relay(500)) > 0);
    const [line] = (await world.storage.ledger.ofSubject(`case:${shutdownCase?.id ?? ''}`, PAGE)).items;
    expect(line).toMatchObject({ from: 'closed', to: 'reminded', reason: 'resume', data: { note: '没有维护' } });
  });

  test('that is taken back tells nobody a second time: the alerts of case and account are the same ones', async () => {
    const { id } = await silent(31);
    await world.services.cases.actDue(10);
    const [one] = await cases();
    if (one === undefined) throw new Error('no case');
    const step = { caseId: one.id, event: 'propose-shutdown', note: '已核实' } as const;
    await world.services.cases.takeCaseStep(step, principal('administrator', '1'));
    const told = async () => (await openAlerts(world)).map(({ kind, id: alertId }) => `${kind} ${alertId}`).sort();
    const before = await told();
    expect(before.map((each) => each.split(' ')[0])).toEqual(['account-silent', 'case-step']);
    await world.services.findings.dismiss(id, { reason: '当时平台维护', ownWordsUntil: null }, OPERATOR);
    expect(await told()).toEqual([]);
    await world.services.findings.takeBack(id, '没有维护', OPERATOR);
    expect(await told()).toEqual(before);
  });

  test('that is taken back after the account came back is closed by what was seen', async () => {
    const { id } = await silent(15);
    await world.services.findings.dismiss(id, { reason: '当时平台维护', ownWordsUntil: null }, OPERATOR);
    post(0, '恢复更新');
    await lookAgain();
    expect(await world.services.findings.takeBack(id, '没有维护', OPERATOR)).toMatchObject({ state: 'closed' });
    expect((await cases()).map(({ state, closeReason }) => [state, closeReason])).toEqual([['closed', 'recovered']]);
  });

  test('is not dismissed once its case is approved', async () => {
    const { id } = await silent(31);
    await world.services.cases.actDue(10);
    const take = async (event: 'propose-shutdown' | 'approve', by: string): Promise<void> => {
      const [one] = await cases();
      if (one === undefined) throw new Error('no case');
      await world.services.cases.takeCaseStep(
        { caseId: one.id, event, note: '已核实' },
        principal('administrator', by),
      );
    };
    await take('propose-shutdown', '1');
    await take('approve', '3');
    await expect(
      world.services.findings.dismiss(id, { reason: '晚了', ownWordsUntil: null }, OPERATOR),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await only()).toMatchObject({ state: 'open' });
  });

  test('killed between any two steps, the dismissal can be taken once more', async () => {
    const { id } = await silent(15);
    const { move } = world.storage.cases;
    const { dismiss } = world.storage.findings;
    Object.assign(world.storage.cases, { move: () => Promise.reject(new Error('killed')) });
    await expect(
      world.services.findings.dismiss(id, { reason: '维护', ownWordsUntil: null }, OPERATOR),
    ).rejects.toThrow('killed');
    Object.assign(world.storage.cases, { move });
    Object.assign(world.storage.findings, { dismiss: () => Promise.reject(new Error('killed')) });
    await expect(
      world.services.findings.dismiss(id, { reason: '维护', ownWordsUntil: null }, OPERATOR),
    ).rejects.toThrow('killed');
    Object.assign(world.storage.findings, { dismiss });
    await world.services.findings.dismiss(id, { reason: '维护', ownWordsUntil: null }, OPERATOR);
    expect((await world.account('w')).verdict?.reason).toBe('finding-dismissed');
    expect((await cases()).map(({ closeReason }) => closeReason)).toEqual(['dismissed']);
  });
});

const isReminder = ({ event: taken }: { readonly event: string }): boolean => taken === 'remind';

describe('taking a dismissal back', () => {
  test('killed between any two steps, can be taken once more, and the case of what is dismissed is not closed as recovered', async () => {
    const { id } = await silent(15);
    await world.services.findings.dismiss(id, { reason: '维护', ownWordsUntil: null }, OPERATOR);
    const { takeBack } = world.storage.findings;
    Object.assign(world.storage.findings, { takeBack: () => Promise.reject(new Error('killed')) });
    await expect(world.services.findings.takeBack(id, '没有维护', OPERATOR)).rejects.toThrow('killed');
    Object.assign(world.storage.findings, { takeBack });
    // The case goes on already while the silence is still dismissed: nobody has published anything.
    expect((await world.account('w')).verdict?.reason).toBe('finding-dismissed');
    await lookAgain();
    await world.services.cases.actDue(10);
    expect((await cases()).map(({ closeReason }) => closeReason)).toEqual([null]);
    await world.services.findings.takeBack(id, '没有维护', OPERATOR);
    expect((await cases()).map(({ state }) => state)).toEqual(['reminded']);
    expect((await world.account('w')).verdict?.kind).toBe('silent');
  });

  test('begins no case where another one is open or the duty has ended', async () => {
    const { id } = await silent(15);
    await world.services.findings.dismiss(id, { reason: '维护', ownWordsUntil: null }, OPERATOR);
    await lookAgain(16 * DAY_MS);
    expect((await cases()).map(({ state }) => state).sort()).toEqual(['closed', 'noticed']);
    await expect(world.services.findings.takeBack(id, '没有维护', OPERATOR)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await cases()).map(({ state }) => state).sort()).toEqual(['closed', 'noticed']);
  });

  test('is what makes the case go on: the step is refused by itself, with where to take it', async () => {
    const { id } = await silent(15);
    await world.services.findings.dismiss(id, { reason: '维护', ownWordsUntil: null }, OPERATOR);
    const [one] = await cases();
    if (one === undefined) throw new Error('no case');
    await expect(
      world.services.cases.takeCaseStep(
        { caseId: one.id, event: 'resume', note: '没有维护' },
        principal('administrator', '1'),
      ),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});

function event(): never {
  return {
    eventId: world.deps.ids.eventId(),
    ledger: {
      kind: 'finding-opened',
      subject: 'finding:x',
      from: null,
      to: 'open',
      reason: 'improper',
      actor: 'system:test',
      data: {},
      occurredAt: world.clock.now(),
      recordedAt: world.clock.now(),
    },
    alert: null,
  } as never;
}
