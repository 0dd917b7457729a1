import { isCredentialFault } from '../../src/domain/credentials/credentialFault';
import type { Alert } from '../../src/domain/alerts/alert';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { issuePolicy, openAlerts, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE } from './world';

const world = useWorld();
const NAMES = Array.from({ length: 12 }, (_, index) => `w${index}`);

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** What is wrong now, read from the things themselves, as the causes of the critical alerts there must be. */
async function wrongNow(): Promise<string[]> {
  const accounts = (await world.storage.accounts.list({}, PAGE, null)).items;
  const causes = new Set<string>();
  for (const { account, verdict } of accounts) {
    if (verdict?.kind === 'silent') causes.add(`account:${account.id}:verdict`);
    if ((await world.storage.findings.openFor(account.id, 'improper')).length > 0)
      causes.add(`account:${account.id}:improper`);
    if (isCredentialFault(account.noPublishReason)) causes.add(`credential:${account.id}`);
  }
  for (const { key } of await world.storage.incidents.current()) causes.add(`incident:${key}`);
  for (const one of (await world.storage.obligations.list({}, PAGE, null)).items)
    if (one.overdueProven === true && !['fulfilled', 'not-applicable', 'withdrawn'].includes(one.state))
      causes.add(`mandate:${one.mandateId}:overdue:${one.manualReason ?? 'unpublished'}`);
  for (const { id, state, steps } of (await world.storage.cases.list({ open: true }, PAGE, null)).items)
    if (state === 'overdue') causes.add(`case:${id}:overdue:${steps.length}`);
  return [...causes].sort();
}

const criticalOf = (alerts: readonly Alert[]): string[] =>
  alerts
    .filter(({ severity }) => severity === 'critical')
    .map(({ cause }) => cause)
    .sort();

/** Accounts whose credentials were told as one are told by their application. */
const withoutFolded = (causes: readonly string[], folded: boolean): string[] =>
  folded
    ? causes.filter((cause) => !cause.startsWith('credential:') && !cause.startsWith('application:'))
    : [...causes];

test.each([1, 2])(
  'over a long history of seed %i the critical alerts are what is wrong, at every step',
  async (seed) => {
    const random = seeded(seed);
    const pick = (): string => NAMES[Math.floor(random() * NAMES.length)] ?? 'w0';
    await world.addAccounts(...NAMES.map((name, index) => ['weibo', name, index % 2 === 0 ? 'a' : 'b'] as const));
    for (const name of NAMES) world.platform.publishByHand(name, { title: `开通 ${name}` });
    await world.lookAtDue();
    await issuePolicy(world);
    const happenings: readonly (() => void)[] = [
      () => world.platform.publishByHand(pick(), { title: `动态 ${random()}` }),
      () => world.platform.publishByHand(pick(), { title: '公示', text: `张三 11010519491231002X ${random()}` }),
      () => world.platform.publishByHand(pick(), { title: TITLE }),
      () => world.platform.sight.set(pick(), { outcome: 'unauthorised', retryAfterMs: null }),
      () => {
        for (const name of NAMES.slice(0, 8))
          world.platform.sight.set(name, { outcome: 'unreachable', retryAfterMs: null });
      },
      () => world.platform.sight.clear(),
    ];
    let seen = 0;
    for (let step = 0; step < 24; step += 1) {
      happenings[Math.floor(random() * happenings.length)]?.();
      world.clock.pass((random() < 0.3 ? 2 * DAY_MS : 6 * HOUR_MS) + MINUTE_MS);
      await world.lookAtDue();
      await world.services.alerts.incidents();
      await world.services.accounts.judgeDue(100);
      await world.services.mandates.queueReady(100);
      await world.services.mandates.publishDue({ owner: 'test', max: 100, signal: new AbortController().signal });
      await world.services.mandates.noticeOverdue(100);
      await world.services.cases.actDue(100);
      const alerts = await openAlerts(world);
      const folded = alerts.some(({ cause }) => cause.startsWith('application:'));
      const wrong = await wrongNow();
      expect([step, withoutFolded(criticalOf(alerts), folded)]).toEqual([step, withoutFolded(wrong, folded)]);
      seen = Math.max(seen, wrong.length);
      expect(new Set(alerts.map(({ cause }) => cause)).size).toBe(alerts.length);
    }
    expect(seen).toBeGreaterThan(4);
    // And the sweep, which asks nobody, finds nothing to mend but figures.
    const before = criticalOf(await openAlerts(world));
    await world.services.alerts.sweep();
    expect(criticalOf(await openAlerts(world))).toEqual(before);
  },
);
