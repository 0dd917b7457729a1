import { MOST_FILLED_DAYS, rotate, type Rotation } from '../../../src/domain/oncall/rotation';
import { CALENDAR } from '../../services/office';
import { date, personId } from './rosterSamples';

const letters = (text: string) => [...text].map(personId);
const rotation = (given: Partial<Rotation>): Rotation => ({
  from: date('2026-09-18'),
  to: date('2026-09-22'),
  step: 'day',
  order: letters('abc'),
  offOrder: [],
  leaderOrder: [],
  ...given,
});
const shown = (given: Partial<Rotation>, of: 'personIds' | 'leaderIds' = 'personIds'): string =>
  rotate(rotation(given), CALENDAR)
    .map((day) => day[of].map((id) => id.charAt(0)).join('') || '-')
    .join('');

describe('people taking turns', () => {
  test.each([
    ['by the day', {}, 'abcab'],
    ['by the day, on one day', { to: date('2026-09-18') }, 'a'],
    ['by the day, to before the first', { to: date('2026-09-17') }, ''],
    // The 18th is a Friday, the 19th a Saturday, the 20th a Sunday that is worked.
    ['by the day, days off with an order of their own', { offOrder: letters('xy') }, 'axbca'],
    [
      'by the day, over a holiday',
      { from: date('2026-09-30'), to: date('2026-10-10'), offOrder: letters('xy') },
      'axyxyxyxbca',
    ],
    ['by the week, from Monday', { step: 'week', to: date('2026-09-28') }, 'aaabbbbbbbc'],
    ['by the week, days off with an order of their own', { step: 'week', offOrder: letters('xy') }, 'axabb'],
  ] as const)('%s', (_what, given, expected) => {
    expect(shown(given)).toBe(expected);
  });

  test('are led in turn, over all days', () => {
    expect(shown({ leaderOrder: letters('mn'), offOrder: letters('x') }, 'leaderIds')).toBe('mnmnm');
    expect(shown({ leaderOrder: letters('mn'), step: 'week' }, 'leaderIds')).toBe('mmmnn');
    expect(shown({}, 'leaderIds')).toBe('-----');
  });

  test('fill a year and a day at most', () => {
    expect(rotate(rotation({ to: date('2099-01-01') }), CALENDAR)).toHaveLength(MOST_FILLED_DAYS);
  });
});
