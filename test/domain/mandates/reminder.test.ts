import { dueReminder } from '../../../src/domain/mandates/reminder';
import { HOUR_MS } from '../../../src/domain/time/instant';

const dueBy = new Date('2026-09-20T16:00:00Z');
const left = (ms: number, state: 'manual' | 'ready' = 'manual'): string | null => {
  const due = dueReminder({ state, dueBy }, new Date(dueBy.getTime() - ms));
  return due === null ? null : `${due.step} ${(dueBy.getTime() - due.occurredAt.getTime()) / HOUR_MS}`;
};

describe('dueReminder', () => {
  test.each([
    [4 * HOUR_MS + 1, null],
    [4 * HOUR_MS, 'four-hours-left 4'],
    [HOUR_MS + 1, 'four-hours-left 4'],
    [HOUR_MS, 'one-hour-left 1'],
    [1, 'one-hour-left 1'],
    [0, null],
    [-1, null],
  ])('with %d ms left is %s, dated by the rule', (ms, expected) => {
    expect(left(ms)).toBe(expected);
  });
  test('is none for what is not done by hand', () => {
    expect(left(HOUR_MS, 'ready')).toBeNull();
  });
});
