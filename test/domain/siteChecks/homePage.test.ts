import {
  foldHome,
  judgeHome,
  UNSEEN_HOME,
  type HomeFacts,
  type HomeSeen,
} from '../../../src/domain/siteChecks/homePage';
import { DAY_MS, type CivilDate } from '../../../src/domain/time/instant';
import { SITE_CHECK_RULES } from '../../services/office';

const RULES = SITE_CHECK_RULES.home;
const START = new Date('2026-09-01T02:00:00Z');
const day = (days: number): Date => new Date(START.getTime() + days * DAY_MS);
const page = (signature: string | null, newestOn: string | null = null): HomeSeen => ({
  ...{ signature, newestOn: newestOn as CivilDate | null },
});
/** What is known after the page was seen so on these days. */
type Sight = readonly [number, HomeSeen];
const seen = (...sights: readonly Sight[]): HomeFacts =>
  sights.reduce((facts, [days, sight]) => foldHome(facts, sight, day(days)), UNSEEN_HOME);
const judge = (...sights: readonly Sight[]) => judgeHome(seen(...sights), RULES);

describe('a home page', () => {
  test.each([
    [9.9, 'pass', 'home-updated'],
    [10, 'warn', 'home-stale-warn'],
    [13.9, 'warn', 'home-stale-warn'],
    [14, 'veto', 'home-stale-veto'],
  ])('that changed and was seen the same %d days later: %s', (days, state, reason) => {
    expect(judge([0, page('a')], [1, page('b')], [1 + days, page('b')])).toMatchObject({ state, reason });
  });

  test('with old dates alone is held against only after it was watched that long', () => {
    expect(judge([0, page('a', '2026-08-01')])).toMatchObject({ state: 'unknown', reason: 'home-watched-too-short' });
    expect(judge([0, page('a', '2026-08-01')], [10, page('a', '2026-08-01')]).state).toBe('warn');
    expect(judge([0, page('a', '2026-08-01')], [13.9, page('a', '2026-08-01')]).state).toBe('warn');
    expect(judge([0, page('a', '2026-08-01')], [14, page('a', '2026-08-01')]).state).toBe('veto');
  });

  test('bears its newest date: counted from the end of that day', () => {
    // 3 September ends at 16:00 UTC, two days and fourteen hours after the first sight.
    expect(judge([0, page('a', '2026-09-03')], [16.5, page('a', '2026-09-03')]).state).toBe('warn');
    expect(judge([0, page('a', '2026-09-03')], [16.6, page('a', '2026-09-03')]).state).toBe('veto');
  });

  test('that was updated by its links though its dates are old is updated', () => {
    expect(judge([0, page('a', '2026-01-01')], [1, page('b', '2026-01-01')]).state).toBe('pass');
  });

  test('without dates is held against only after it was watched that long', () => {
    expect(judge([0, page('a')], [9, page('a')])).toMatchObject({ state: 'unknown', reason: 'home-watched-too-short' });
    expect(judge([0, page('a')], [14, page('a')]).state).toBe('veto');
  });

  test('is held against by what was seen, never by what has passed since', () => {
    const facts = seen([0, page('a')], [1, page('b')]);
    expect(judgeHome(facts, RULES)).toMatchObject({ state: 'pass', figures: { days: 0 } });
  });

  test('without links, or never read, says nothing', () => {
    expect(judge([0, page(null)], [30, page(null)]).state).toBe('unknown');
    expect(judgeHome(UNSEEN_HOME, RULES)).toMatchObject({ state: 'unknown', reason: 'home-not-seen' });
  });

  test('with a date to come is not taken for updated then', () => {
    expect(seen([0, page('a', '2027-01-01')]).newestOn).toBeNull();
  });
});
