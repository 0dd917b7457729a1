import type { Quota } from '../../../src/domain/quotas/quota';
import type { AccountId, ObligationId } from '../../../src/domain/ids';
import { planPublishing, type PlannedPublish, type Wanted } from '../../../src/domain/mandates/planPublishing';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';

const account = 'a'.repeat(24) as AccountId;
/** Fri 2026-09-18 10:00 +08:00. */
const NOW = new Date('2026-09-18T02:00:00Z');
const DAY_END = new Date('2026-09-18T16:00:00Z');
const TOMORROW = new Date('2026-09-19T16:00:00Z');
const wanted = (id: string, dueBy: Date, accountId = account): Wanted => ({
  obligationId: id as ObligationId,
  accountId,
  dueBy,
});
const plan = (quotas: readonly Quota[], all: readonly Wanted[], spent: readonly Date[] = []): PlannedPublish[] =>
  planPublishing({ now: NOW, wanted: all, quotasOf: () => quotas, spent: new Map([[account, spent]]) });
const told = (planned: readonly PlannedPublish[]): string[] =>
  planned.map(
    (one) =>
      `${one.obligationId} ${one.kind === 'planned' ? one.at.toISOString() : `${one.spent} ${one.possibleAt.toISOString()}`}`,
  );

describe('planPublishing', () => {
  test('publishes all at once where nothing limits it, nearest deadline first', () => {
    expect(told(plan([], [wanted('later', TOMORROW), wanted('sooner', DAY_END)]))).toEqual([
      `sooner ${NOW.toISOString()}`,
      `later ${NOW.toISOString()}`,
    ]);
  });

  test('says that the only mass send of today is spent, and when the next one is possible', () => {
    const massSend: Quota = { key: 'mass-sends-per-day', limit: 1, period: 'civil-day' };
    expect(told(plan([massSend], [wanted('today', DAY_END), wanted('tomorrow', TOMORROW)], [NOW]))).toEqual([
      `today mass-sends-per-day ${DAY_END.toISOString()}`,
      `tomorrow ${DAY_END.toISOString()}`,
    ]);
  });

  test('spends the civil day of Beijing, not that of UTC', () => {
    const daily: Quota = { key: 'posts-per-day', limit: 1, period: 'civil-day' };
    expect(told(plan([daily], [wanted('one', TOMORROW)], [new Date('2026-09-17T15:59:59Z')]))).toEqual([
      `one ${NOW.toISOString()}`,
    ]);
    expect(told(plan([daily], [wanted('one', TOMORROW)], [new Date('2026-09-17T16:00:00Z')]))).toEqual([
      `one ${DAY_END.toISOString()}`,
    ]);
  });

  test('what is spent at midnight is of the next day, and what is planned in an hour and a half leaves room now', () => {
    const daily: Quota = { key: 'posts-per-day', limit: 1, period: 'civil-day' };
    expect(told(plan([daily], [wanted('one', DAY_END)], [DAY_END]))).toEqual([`one ${NOW.toISOString()}`]);
    const hourly: Quota = { key: 'posts-per-hour', limit: 1, period: 'hour' };
    const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * MINUTE_MS);
    expect(told(plan([hourly], [wanted('one', DAY_END)], [at(90)]))).toEqual([`one ${NOW.toISOString()}`]);
    expect(told(plan([hourly], [wanted('one', DAY_END)], [at(60)]))).toEqual([`one ${NOW.toISOString()}`]);
    expect(told(plan([hourly], [wanted('one', DAY_END)], [at(59)]))).toEqual([`one ${at(119).toISOString()}`]);
  });

  test('waits for room in a rolling hour', () => {
    const hourly: Quota = { key: 'posts-per-hour', limit: 2, period: 'hour' };
    const spent = [new Date(NOW.getTime() - 50 * MINUTE_MS), new Date(NOW.getTime() - 20 * MINUTE_MS)];
    expect(told(plan([hourly], [wanted('one', DAY_END), wanted('two', DAY_END)], spent))).toEqual([
      `one ${new Date(NOW.getTime() + 10 * MINUTE_MS).toISOString()}`,
      `two ${new Date(NOW.getTime() + 40 * MINUTE_MS).toISOString()}`,
    ]);
  });

  test('never plans more in any hour than the platform takes', () => {
    const hourly: Quota = { key: 'posts-per-hour', limit: 3, period: 'hour' };
    const ats = plan(
      [hourly],
      Array.from({ length: 20 }, (_, index) => wanted(String(index), TOMORROW)),
    ).flatMap((one) => (one.kind === 'planned' ? [one.at.getTime()] : []));
    expect(ats).toHaveLength(20);
    for (const at of ats)
      expect(ats.filter((other) => other > at - HOUR_MS && other <= at).length).toBeLessThanOrEqual(3);
  });

  test('does not crowd out what is planned within the hour', () => {
    const hourly: Quota = { key: 'posts-per-hour', limit: 1, period: 'hour' };
    const planned = new Date(NOW.getTime() + 30 * MINUTE_MS);
    expect(told(plan([hourly], [wanted('one', DAY_END)], [planned]))).toEqual([
      `one ${new Date(planned.getTime() + HOUR_MS).toISOString()}`,
    ]);
  });

  test('keeps the last tenth of a day for what is due within it', () => {
    const daily: Quota = { key: 'posts-per-day', limit: 10, period: 'civil-day' };
    const nine = Array.from({ length: 9 }, () => NOW);
    expect(told(plan([daily], [wanted('today', DAY_END)], nine))).toEqual([`today ${NOW.toISOString()}`]);
    expect(told(plan([daily], [wanted('tomorrow', TOMORROW)], nine))).toEqual([`tomorrow ${DAY_END.toISOString()}`]);
  });

  test('spends a month to its end', () => {
    const monthly: Quota = { key: 'mass-sends-per-month', limit: 4, period: 'civil-month' };
    const spent = ['01', '05', '09', '17'].map((day) => new Date(`2026-09-${day}T02:00:00Z`));
    expect(told(plan([monthly], [wanted('one', TOMORROW)], spent))).toEqual([
      'one mass-sends-per-month 2026-09-30T16:00:00.000Z',
    ]);
  });

  test('plans what is overdue as soon as there is room: late is better than never', () => {
    const massSend: Quota = { key: 'mass-sends-per-day', limit: 1, period: 'civil-day' };
    expect(told(plan([massSend], [wanted('overdue', new Date(NOW.getTime() - HOUR_MS))], [NOW]))).toEqual([
      `overdue ${DAY_END.toISOString()}`,
    ]);
  });

  test('plans each account on its own', () => {
    const other = 'b'.repeat(24) as AccountId;
    const massSend: Quota = { key: 'mass-sends-per-day', limit: 1, period: 'civil-day' };
    expect(told(plan([massSend], [wanted('one', DAY_END), wanted('other', DAY_END, other)]))).toEqual([
      `one ${NOW.toISOString()}`,
      `other ${NOW.toISOString()}`,
    ]);
  });
});
