import type { UnitId } from '../../../src/domain/ids';
import { digestDueOn, sharedSight, sinceLastWorked } from '../../../src/domain/letters/digestPlan';
import { CALENDAR } from '../../services/office';

const at = (text: string): Date => new Date(`${text}+08:00`);
const plan = { atMinute: 510, disabled: false, sinceAt: at('2026-09-01T00:00') };

test.each([
  ['a moment before its time', '2026-09-18T08:29:59', null],
  ['at its time', '2026-09-18T08:30:00', '2026-09-18'],
  ['three hours late at most', '2026-09-18T11:29:59', '2026-09-18'],
  ['not after that', '2026-09-18T11:30:00', null],
  ['not on a Saturday', '2026-09-19T08:30:00', null],
  ['on a Sunday that is made up for', '2026-09-20T08:30:00', '2026-09-20'],
  ['not on a holiday', '2026-10-01T08:30:00', null],
  ['not on a Wednesday of the holiday', '2026-10-07T08:30:00', null],
  ['on the first day after it', '2026-10-08T08:30:00', '2026-10-08'],
])('a digest is due %s', (_when, now, due) => {
  expect(digestDueOn(plan, at(now), CALENDAR)).toBe(due);
});

test('a plan says nothing of a time before it was set, nor while it is disabled', () => {
  const now = at('2026-09-18T09:00');
  expect(digestDueOn({ ...plan, sinceAt: at('2026-09-18T08:30') }, now, CALENDAR)).toBe('2026-09-18');
  expect(digestDueOn({ ...plan, sinceAt: at('2026-09-18T08:30:01') }, now, CALENDAR)).toBeNull();
  expect(digestDueOn({ ...plan, disabled: true }, now, CALENDAR)).toBeNull();
});

test.each([
  ['on a Friday', '2026-09-18T08:30', '2026-09-17T18:00'],
  ['after a Saturday off', '2026-09-20T08:30', '2026-09-18T18:00'],
  ['after a holiday of a week', '2026-10-08T08:30', '2026-09-30T18:00'],
])('what is new in the morning %s came since the last working day ended', (_when, now, since) => {
  expect(sinceLastWorked(at(now), { workUntil: 1080, calendar: CALENDAR })).toEqual(at(since));
});

test('what several may see is what lies below the deepest of them, and nothing where they lie beside each other', () => {
  const [office, bureau, school, town] = ['o', 'b', 's', 't'] as UnitId[] as [UnitId, UnitId, UnitId, UnitId];
  expect(sharedSight([])).toEqual([]);
  expect(sharedSight([[], [office]])).toEqual([office]);
  expect(sharedSight([[office, bureau], [], [office, bureau, school]])).toEqual([office, bureau, school]);
  expect(
    sharedSight([
      [office, bureau],
      [office, town],
    ]),
  ).toBeNull();
  expect(
    sharedSight([
      [office, bureau, school],
      [office, town],
    ]),
  ).toBeNull();
});
