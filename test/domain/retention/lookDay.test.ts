import fc from 'fast-check';
import { LOOK_OUTCOMES, type Look } from '../../../src/domain/accounts/look';
import { isSight } from '../../../src/domain/accounts/foldLook';
import type { AccountId, LookId } from '../../../src/domain/ids';
import { lookDayKey, mergeLookDays, rollUp, type LookDay } from '../../../src/domain/retention/lookDay';
import { civilDateOf } from '../../../src/domain/time/civil';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';

const START = new Date('2026-03-01T15:30:00Z').getTime();
const account = (name: string): AccountId => name as AccountId;
function lookAt(minute: number, outcome: Look['outcome'], name = 'a'): Look {
  const startedAt = new Date(START + minute * MINUTE_MS);
  return {
    id: `${name}${minute}` as LookId,
    accountId: account(name),
    platform: 'portal',
    startedAt,
    endedAt: startedAt,
    outcome,
    detail: isSight(outcome) ? 'ok' : `http-${minute % 3}`,
    coverage: 'full',
    itemCount: 0,
    newCount: 0,
    futureDatedCount: 0,
    completeFromAt: null,
  };
}

test('a day is counted by account and by the civil day a look began on', () => {
  const days = rollUp([
    lookAt(0, 'items'),
    lookAt(29, 'unreachable'),
    lookAt(30, 'items'),
    lookAt(90, 'proven-empty'),
    lookAt(10, 'items', 'b'),
  ]);
  expect(days.map(({ accountId, on, looks, seen }) => [accountId, on, looks, seen])).toEqual([
    ['a', '2026-03-01', 2, 1],
    ['b', '2026-03-01', 1, 1],
    ['a', '2026-03-02', 2, 2],
  ]);
  expect(days[0]?.failures).toEqual([{ outcome: 'unreachable', detail: 'http-2', count: 1 }]);
  expect(days[2]).toMatchObject({ longestGapMs: HOUR_MS, failures: [] });
  expect(days[0]?.longestGapMs).toBeNull();
});

const life = fc
  .uniqueArray(fc.nat(4_000), { minLength: 1, maxLength: 40 })
  .chain((minutes) =>
    fc.tuple(...minutes.map((minute) => fc.constantFrom(...LOOK_OUTCOMES).map((outcome) => lookAt(minute, outcome)))),
  );

test('looks rolled up part by part, the newest part first or last, give the figures of all at once', () => {
  fc.assert(
    fc.property(life, fc.nat(40), fc.boolean(), (looks, cut, isNewestFirst) => {
      const sorted = [...looks].sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
      const parts = [sorted.slice(0, cut), sorted.slice(cut)];
      const days = new Map<string, LookDay>();
      for (const day of (isNewestFirst ? [...parts].reverse() : parts).flatMap(rollUp)) {
        const before = days.get(lookDayKey(day));
        days.set(lookDayKey(day), before === undefined ? day : mergeLookDays(before, day));
      }
      for (const day of rollUp(looks)) expect(days.get(lookDayKey(day))).toEqual(day);
    }),
  );
});

test('the longest time without sight over many days is told by their figures', () => {
  fc.assert(
    fc.property(life, (looks) => {
      const sights = looks.filter(({ outcome }) => isSight(outcome)).map(({ startedAt }) => startedAt.getTime());
      sights.sort((one, other) => one - other);
      const gaps = sights.slice(1).map((at, index) => at - (sights[index] ?? 0));
      let longest: number | null = null;
      let last: Date | null = null;
      for (const { firstSightAt, lastSightAt, longestGapMs } of rollUp(looks)) {
        const across = firstSightAt === null || last === null ? null : firstSightAt.getTime() - last.getTime();
        for (const gap of [across, longestGapMs]) if (gap !== null) longest = Math.max(longest ?? 0, gap);
        last = lastSightAt ?? last;
      }
      expect(longest).toBe(gaps.length === 0 ? null : Math.max(...gaps));
      const days = new Set(looks.map(({ startedAt }) => civilDateOf(startedAt)));
      expect(rollUp(looks).map(({ on }) => on)).toEqual([...days].sort());
    }),
  );
});
