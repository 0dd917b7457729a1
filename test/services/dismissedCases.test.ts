import type { Case, CaseEvent } from '../../src/domain/cases/case';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import { makeEvent } from '../../src/domain/alerts/events';
import { alertHistory, openAlerts } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const OPERATOR = principal('operator', '2');

const post = (daysAgo: number): void => {
  const at = new Date(world.clock.now().getTime() - daysAgo * DAY_MS);
  world.platform.publishByHand('w', {
    title: `发布于${daysAgo}天前`,
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
  });
};
const accountId = async () => (await world.account('w')).account.id;
const cases = async (): Promise<readonly Case[]> =>
  (await world.storage.cases.list({ accountId: await accountId() }, PAGE, null)).items;
const findings = async () => (await world.storage.findings.list(await accountId(), PAGE)).items;
const take = async (event: CaseEvent, who = OPERATOR, note = '当时平台维护'): Promise<void> => {
  const [latest] = await cases();
  if (latest === undefined) throw new Error('no case');
  await world.services.cases.takeCaseStep({ caseId: latest.id, event, note }, who);
};
const lookAgain = async (ms = HOUR_MS): Promise<void> => {
  world.clock.pass(ms);
  await world.lookAtDue();
};
async function reminded(daysAgo = 15): Promise<void> {
  await world.addAccounts(['weibo', 'w']);
  post(daysAgo);
  await world.lookAtDue();
  await world.services.cases.actDue(10);
}

describe('a case dismissed by its own step', () => {
  test('dismisses its finding with the same reason by the same person, at once and told once', async () => {
    await reminded();
    expect(await openAlerts(world, 'account-silent')).toHaveLength(1);
    await take('dismiss');
    expect(await findings()).toMatchObject([
      { state: 'dismissed', dismissal: { name: '人员2', reason: '当时平台维护', at: world.clock.now() } },
    ]);
    expect((await world.account('w')).verdict).toMatchObject({ kind: 'fine', reason: 'finding-dismissed' });
    const [finding] = await findings();
    expect(await alertHistory(world)).toContain('account-silent resolved finding-dismissed');
    const lines = (await world.storage.ledger.ofSubject(`finding:${finding?.id ?? ''}`, PAGE)).items;
    expect(lines.map(({ kind, data }) => [kind, data['note']])).toEqual([
      ['finding-dismissed', '当时平台维护'],
      ['finding-opened', undefined],
    ]);
  });

  test('goes on, with its finding, where it was once the dismissal is taken back', async () => {
    await reminded();
    await take('dismiss');
    await expect(take('resume')).rejects.toMatchObject({ message: expect.stringContaining('收回撤销') as string });
    const [finding] = await findings();
    if (finding === undefined) throw new Error('no finding');
    await world.services.findings.takeBack(finding.id, '没有维护', OPERATOR);
    expect((await findings()).map(({ state }) => state)).toEqual(['open']);
    expect((await cases()).map(({ state }) => state)).toEqual(['reminded']);
    expect((await world.account('w')).verdict?.kind).toBe('silent');
  });

  test('begins anew at the next level of the silence', async () => {
    await reminded();
    await take('dismiss');
    await lookAgain(16 * DAY_MS);
    expect((await cases()).map(({ state }) => state)).toEqual(['noticed', 'closed']);
    expect((await findings()).map(({ state }) => state).sort()).toEqual(['dismissed', 'open']);
  });

  test('killed before its finding was, now or by an earlier version, is carried over by the next look', async () => {
    await reminded();
    const { dismiss } = world.storage.findings;
    Object.assign(world.storage.findings, { dismiss: () => Promise.reject(new Error('killed')) });
    await expect(take('dismiss')).rejects.toThrow('killed');
    Object.assign(world.storage.findings, { dismiss });
    expect((await findings()).map(({ state }) => state)).toEqual(['open']);
    const dismissedAt = world.clock.now();
    await lookAgain();
    expect(await findings()).toMatchObject([
      { state: 'dismissed', dismissal: { name: '人员2', reason: '当时平台维护', at: dismissedAt } },
    ]);
    expect((await world.account('w')).verdict?.reason).toBe('finding-dismissed');
  });

  test('dismissed once more after its finding had been taken back, it is no new case, wherever the process died', async () => {
    await reminded();
    await take('dismiss');
    const [finding] = await findings();
    if (finding === undefined) throw new Error('no finding');
    await world.services.findings.takeBack(finding.id, '没有维护', OPERATOR);
    world.clock.pass(HOUR_MS);
    const { dismiss } = world.storage.findings;
    Object.assign(world.storage.findings, { dismiss: () => Promise.reject(new Error('killed')) });
    await expect(take('dismiss')).rejects.toThrow('killed');
    Object.assign(world.storage.findings, { dismiss });
    await lookAgain();
    expect((await findings()).map(({ state }) => state)).toEqual(['dismissed']);
    expect((await cases()).map(({ state }) => state)).toEqual(['closed']);
  });

  test('dismissed days ago with its finding left open, by an earlier version, is for a person to decide', async () => {
    await reminded();
    const { dismiss } = world.storage.findings;
    Object.assign(world.storage.findings, { dismiss: () => Promise.reject(new Error('earlier version')) });
    await expect(take('dismiss')).rejects.toThrow('earlier version');
    Object.assign(world.storage.findings, { dismiss });
    await lookAgain(DAY_MS);
    expect((await findings()).map(({ state }) => state)).toEqual(['open']);
    expect((await cases()).map(({ state }) => state)).toEqual(['closed']);
  });

  test('is not dismissed again where its finding was taken back without a duty: a case begins anew', async () => {
    await reminded();
    await take('dismiss');
    const [finding] = await findings();
    if (finding === undefined) throw new Error('no finding');
    const { id } = finding;
    const become = async (from: 'active' | 'cancelled', to: 'active' | 'cancelled') => {
      const event = makeEvent(
        { eventId: world.deps.ids.eventId(), actor: { kind: 'system', name: 'test' }, now: world.clock.now() },
        { kind: 'account-changed', subject: `account:${await accountId()}`, from, to, reason: to, data: {} },
      );
      await world.storage.accounts.changeStatus(await accountId(), from, to, event);
    };
    await become('active', 'cancelled');
    await world.services.findings.takeBack(id, '没有维护', OPERATOR);
    await expect(take('resume')).rejects.toMatchObject({ message: expect.stringContaining('不能恢复') as string });
    await become('cancelled', 'active');
    await lookAgain();
    // The time in which nothing was owed accuses nobody.
    expect((await cases()).map(({ state }) => state)).toEqual(['closed']);
    await lookAgain(14 * DAY_MS);
    expect((await findings()).map(({ state }) => state)).toContain('open');
    expect((await cases()).map(({ state }) => state)).toEqual(['noticed', 'closed']);
  });

  test('has a step to take back only once it was dismissed', async () => {
    await reminded();
    await expect(take('resume')).rejects.toMatchObject({ message: '案件当前状态下没有这一步骤。' });
  });
});

describe('a finding whose case was dismissed while a look came in between', () => {
  test('is dismissed for whoever dismissed it, and told as success', async () => {
    await reminded();
    const { dismiss } = world.storage.findings;
    const [finding] = await findings();
    if (finding === undefined) throw new Error('no finding');
    Object.assign(world.storage.findings, {
      dismiss: async (...given: Parameters<typeof dismiss>) => {
        Object.assign(world.storage.findings, { dismiss });
        await lookAgain();
        return dismiss(...given);
      },
    });
    expect(
      await world.services.findings.dismiss(finding.id, { reason: '维护', ownWordsUntil: null }, OPERATOR),
    ).toMatchObject({ state: 'dismissed' });
  });
});
