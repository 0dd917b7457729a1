import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { afterFailure, STOPPED_AFTER_MS } from '../../../src/domain/webhooks/afterFailure';
import { HEALTHY } from '../../../src/domain/webhooks/subscription';

const NOW = new Date('2026-11-20T02:00:00Z');
const failing = (failures: number, sinceMs: number) => ({
  ...HEALTHY,
  failures,
  failingSinceAt: new Date(NOW.getTime() - sinceMs),
});
const once = (before: Parameters<typeof afterFailure>[0]) =>
  afterFailure(before, { code: 'server-error', retryAt: null, now: NOW });

test.each([
  [0, 10 * SECOND_MS],
  [1, 30 * SECOND_MS],
  [2, 2 * MINUTE_MS],
  [3, 10 * MINUTE_MS],
  [4, 30 * MINUTE_MS],
  [5, HOUR_MS],
  [60, HOUR_MS],
])('after %i failures before, the next try waits for %i ms', (failures, waitMs) => {
  const { health, nextAt } = once(failing(failures, MINUTE_MS));
  expect(health).toMatchObject({ state: 'retrying', failures: failures + 1, code: 'server-error' });
  expect(nextAt?.getTime()).toBe(NOW.getTime() + waitMs);
});

test('a receiver is stopped three days after its first failure, not a moment sooner', () => {
  expect(STOPPED_AFTER_MS).toBe(3 * DAY_MS);
  expect(once(HEALTHY).health.failingSinceAt).toEqual(NOW);
  expect(once(failing(70, 3 * DAY_MS - 1)).health.state).toBe('retrying');
  expect(once(failing(70, 3 * DAY_MS))).toMatchObject({ health: { state: 'stopped', failures: 71 }, nextAt: null });
});
