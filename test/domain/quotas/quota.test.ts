import { civilPeriodOf } from '../../../src/domain/quotas/quota';

describe('the civil period an instant lies in', () => {
  const bounds = (period: 'civil-day' | 'civil-month', at: string): string[] => {
    const { from, until } = civilPeriodOf(period, new Date(at));
    return [from.toISOString(), until.toISOString()];
  };

  test.each([
    ['civil-day', '2026-09-18T15:59:59.999Z', '2026-09-17T16:00:00.000Z', '2026-09-18T16:00:00.000Z'],
    ['civil-day', '2026-09-18T16:00:00.000Z', '2026-09-18T16:00:00.000Z', '2026-09-19T16:00:00.000Z'],
    ['civil-month', '2026-09-30T15:59:59.999Z', '2026-08-31T16:00:00.000Z', '2026-09-30T16:00:00.000Z'],
    ['civil-month', '2026-09-30T16:00:00.000Z', '2026-09-30T16:00:00.000Z', '2026-10-31T16:00:00.000Z'],
    ['civil-month', '2026-12-31T15:59:59.999Z', '2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    ['civil-month', '2026-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z', '2027-01-31T16:00:00.000Z'],
  ] as const)('%s at %s is [%s, %s)', (period, at, from, until) => {
    expect(bounds(period, at)).toEqual([from, until]);
  });
});
