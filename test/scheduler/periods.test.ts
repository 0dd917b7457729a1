import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { cronPattern, lastPlanned, tickPeriodMs } from '../../src/scheduler/periods';

describe('lastPlanned', () => {
  test.each([
    [5 * MINUTE_MS, '2026-09-18T02:04:59.999Z', '2026-09-18T02:00:00.000Z'],
    [5 * MINUTE_MS, '2026-09-18T02:05:00.000Z', '2026-09-18T02:05:00.000Z'],
    // Daily ticks fall on midnight in Asia/Shanghai, which is 16:00 UTC.
    [24 * 60 * MINUTE_MS, '2026-09-18T15:59:59.999Z', '2026-09-17T16:00:00.000Z'],
    [24 * 60 * MINUTE_MS, '2026-09-18T16:00:00.000Z', '2026-09-18T16:00:00.000Z'],
  ])('of a period of %d ms at %s is %s', (everyMs, now, expected) => {
    expect(lastPlanned(new Date(now), everyMs).toISOString()).toBe(expected);
  });
});

describe('cronPattern', () => {
  test.each([
    [SECOND_MS, '*/1 * * * * *', SECOND_MS],
    [2 * SECOND_MS, '*/2 * * * * *', 2 * SECOND_MS],
    [7 * SECOND_MS, '*/6 * * * * *', 6 * SECOND_MS],
    [MINUTE_MS, '0 */1 * * * *', MINUTE_MS],
    [5 * MINUTE_MS, '0 */5 * * * *', 5 * MINUTE_MS],
    [7 * MINUTE_MS, '0 */6 * * * *', 6 * MINUTE_MS],
    [60 * MINUTE_MS, '0 0 */1 * * *', 60 * MINUTE_MS],
    [24 * 60 * MINUTE_MS, '0 0 0 * * *', 24 * 60 * MINUTE_MS],
  ])('of %d ms is %s', (everyMs, pattern, periodMs) => {
    expect(cronPattern(everyMs)).toBe(pattern);
    expect(tickPeriodMs(everyMs)).toBe(periodMs);
  });
});
