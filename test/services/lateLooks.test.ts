import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { useWorld } from './useWorld';
import { PAGE, registration } from './world';

const world = useWorld();
const ACCOUNTS = 60;
/** Fewer than the accounts: who is not judged yet must not fill the batches of the others. */
const BATCH = 40;
const idOf = (index: number): string => `w${index}`;
const judgeAll = async (): Promise<void> => {
  while (Object.keys(await world.services.accounts.judgeDue(BATCH)).length > 0);
};
const kinds = async (): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  for (const { verdict, count } of await world.storage.accounts.countByVerdict(null))
    counts[verdict ?? 'unjudged'] = (counts[verdict ?? 'unjudged'] ?? 0) + count;
  return counts;
};
async function office(): Promise<void> {
  await world.services.accounts.registerAccounts(
    Array.from({ length: ACCOUNTS }, (_, index) => registration('weibo', idOf(index))),
  );
  for (let index = 0; index < ACCOUNTS; index += 1) {
    const at = new Date(world.clock.now().getTime() - (index % 13) * DAY_MS);
    world.platform.publishByHand(idOf(index), {
      title: `发文${index}`,
      publishedAt: { precision: 'instant', at, original: at.toISOString() },
    });
  }
}

test('accounts nobody has looked at yet are not judged, and none of them holds up the judging of others', async () => {
  await office();
  await judgeAll();
  expect(await kinds()).toEqual({ unjudged: ACCOUNTS });
  expect(await world.storage.accounts.dueForJudging(world.clock.now(), 10)).toEqual([]);
  await world.services.accounts.collectDue({ owner: 'test', max: 4, signal: new AbortController().signal });
  await judgeAll();
  const { unjudged, unknown = 0 } = await kinds();
  expect([unjudged, unknown]).toEqual([ACCOUNTS - 4, 0]);
});

test('none is unknown because we are late; who is looked at in vain is', async () => {
  await office();
  await world.lookAtDue();
  const proven = await kinds();
  world.clock.pass(20 * DAY_MS);
  await judgeAll();
  expect(await kinds()).toEqual(proven);
  world.platform.sight.set(idOf(0), { outcome: 'unreachable', retryAfterMs: null });
  for (let look = 0; look < 12; look += 1) {
    world.clock.pass(6 * HOUR_MS + MINUTE_MS);
    await world.services.accounts.collectDue({ owner: 'test', max: 2, signal: new AbortController().signal });
    await world.storage.accounts.expediteLooks([(await world.account(idOf(0))).account.id], new Date(0));
  }
  await judgeAll();
  expect((await world.account(idOf(0))).verdict?.kind).toBe('unknown');
  expect((await kinds())['unknown']).toBe(1);
});

test('what waits too long at our own limit of a host is no look: nobody is unknown for it', async () => {
  await world.addAccounts(['weibo', 'w0']);
  const end = { outcome: 'unreachable', retryAfterMs: null } as const;
  world.platform.sight.set('w0', { ...end, code: 'host-busy' });
  await world.lookAtDue();
  await judgeAll();
  const { account, verdict } = await world.account('w0');
  const looks = async (): Promise<number> => (await world.storage.looks.list(account.id, PAGE)).items.length;
  expect([verdict, await looks()]).toEqual([null, 0]);
  world.clock.pass(world.deps.settings.looks.leaseMs);
  world.platform.sight.clear();
  await world.lookAtDue();
  expect([(await world.account('w0')).facts.consecutiveBlindLooks, await looks()]).toEqual([0, 1]);
  // The host's own silence is one.
  world.platform.sight.set('w0', { ...end, code: 'timeout' });
  world.clock.pass(HOUR_MS);
  await world.lookAtDue();
  expect([(await world.account('w0')).facts.consecutiveBlindLooks, await looks()]).toEqual([1, 2]);
});

test('a rectification deadline is not held against an account that we owe a look', async () => {
  await world.addAccounts(['weibo', 'w']);
  const at = new Date(world.clock.now().getTime() - 15 * DAY_MS);
  world.platform.publishByHand('w', {
    title: '旧文',
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
  });
  await world.lookAtDue();
  await world.services.cases.actDue(10);
  const { account } = await world.account('w');
  const shutdownCase = await world.storage.cases.openFor(account.id);
  if (shutdownCase === null) throw new Error('no case');
  await world.services.cases.takeCaseStep(
    { caseId: shutdownCase.id, event: 'order-rectification', note: '' },
    { personId: '2'.repeat(24) as never, name: '人员2', role: 'operator', unitId: null, via: 'session' },
  );
  world.clock.pass(30 * DAY_MS);
  expect((await world.account('w')).verdict?.kind).toBe('silent');
  expect(await world.services.cases.actDue(10)).toEqual({ held: 1 });
  await world.lookAtDue();
  expect(await world.services.cases.actDue(10)).toEqual({ 'deadline-passed': 1 });
});
