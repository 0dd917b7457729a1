import { NO_FACTS, type AccountFacts } from '../../../src/domain/accounts/facts';
import {
  foldLook,
  foldPost,
  MAX_DAILY_COUNTS,
  MAX_RECENT_POSTS,
  type KnownPosts,
} from '../../../src/domain/accounts/foldLook';
import { LOOK_OUTCOMES } from '../../../src/domain/accounts/look';
import { at, look, post, nothing, having } from './someLook';

describe('what is sight', () => {
  test.each(LOOK_OUTCOMES)('%s moves the proof of silence only if it is sight', (outcome) => {
    const seen = foldLook(NO_FACTS, look(1, 'items', { completeFromAt: at(-100) }), having(0));
    const next = foldLook(seen, look(2, outcome, { completeFromAt: at(-100) }), having(0));
    const isSight = outcome === 'items' || outcome === 'proven-empty';
    expect(next.lastSightAt).toEqual(at(isSight ? 2 : 1));
    expect(next.lastSightLookId).toBe(isSight ? 'look-2' : 'look-1');
    expect(next.consecutiveBlindLooks).toBe(isSight ? 0 : 1);
    expect(next).toMatchObject({
      lastLookAt: at(2),
      lastLookId: 'look-2',
      lastLookOutcome: outcome,
      lastLookDetail: outcome,
      firstSightAt: at(1),
      lastPostAt: at(0),
    });
  });

  test('proves silence up to the instant the reading began, not to its end', () => {
    expect(foldLook(NO_FACTS, look(1, 'items'), having(0)).lastSightAt).toEqual(at(1));
  });

  test('blind looks add up until the next sight', () => {
    let facts: AccountFacts = NO_FACTS;
    for (let hour = 1; hour <= 5; hour += 1) facts = foldLook(facts, look(hour, 'unreachable'), nothing);
    expect(facts).toMatchObject({
      consecutiveBlindLooks: 5,
      lastSightAt: null,
      firstSightAt: null,
      completeFromAt: null,
    });
    expect(foldLook(facts, look(6, 'proven-empty'), nothing)).toMatchObject({
      consecutiveBlindLooks: 0,
      lastSightAt: at(6),
      firstSightAt: at(6),
      lastPostAt: null,
    });
  });

  test('a blind look changes no coverage, and a post learned otherwise meanwhile counts all the same', () => {
    const seen = foldLook(NO_FACTS, look(1, 'items', { coverage: 'partial' }), having(0));
    const blind = foldLook(seen, look(2, 'refused', { coverage: 'full' }), having(0));
    expect(blind).toEqual({
      ...seen,
      lastLookAt: at(2),
      lastLookId: 'look-2',
      lastLookOutcome: 'refused',
      lastLookDetail: 'refused',
      consecutiveBlindLooks: 1,
    });
    const learned = foldLook(seen, look(2, 'refused', { coverage: 'full' }), having(0, 1.5));
    expect(learned).toMatchObject({
      lastPostAt: at(1.5),
      lastPostId: 'post-1.5',
      coverage: 'partial',
      lastSightAt: at(1),
      completeFromAt: seen.completeFromAt,
    });
    expect(foldPost(seen, having(0, 1.5), at(2))).toEqual({
      ...seen,
      lastPostAt: at(1.5),
      lastPostId: 'post-1.5',
      lastPostUrl: 'https://weibo.com/1.5',
      dailyCounts: { '2026-09-01': 2 },
      recentPostAts: [at(0), at(1.5)],
    });
  });
});

describe('the newest post', () => {
  test('is the newest counted one, with its id and link', () => {
    expect(foldLook(NO_FACTS, look(3, 'items'), having(1, 2))).toMatchObject({
      lastPostAt: at(2),
      lastPostId: 'post-2',
      lastPostUrl: 'https://weibo.com/2',
    });
  });

  test('is never one dated in the future', () => {
    const known: KnownPosts = { newest: post(500, { standing: 'future-dated' }), countedAts: [at(1)] };
    expect(foldLook(NO_FACTS, look(3, 'items'), known)).toMatchObject({ lastPostAt: null, recentPostAts: [at(1)] });
  });

  test('does not go back when the platform stops showing it', () => {
    const seen = foldLook(NO_FACTS, look(3, 'items'), having(1, 2));
    expect(foldLook(seen, look(4, 'proven-empty'), nothing)).toMatchObject({
      lastPostAt: at(2),
      lastPostId: 'post-2',
      recentPostAts: [at(1), at(2)],
    });
    expect(foldLook(seen, look(4, 'items'), having(1))).toMatchObject({ lastPostAt: at(2), lastPostId: 'post-2' });
  });
});

describe('counts', () => {
  test('a day in Beijing, newest 60 days, and keep the newest 200 instants ascending', () => {
    const hours = Array.from({ length: 300 }, (_, index) => index * 6);
    const known: KnownPosts = { newest: post(299 * 6), countedAts: [...hours].reverse().map(at) };
    const facts = foldLook(NO_FACTS, look(1800, 'items'), known);
    expect(facts.recentPostAts).toHaveLength(MAX_RECENT_POSTS);
    expect(facts.recentPostAts[0]).toEqual(at(600));
    expect(facts.recentPostAts.at(-1)).toEqual(at(1794));
    expect(Object.keys(facts.dailyCounts)).toHaveLength(MAX_DAILY_COUNTS);
    // 00:00, 06:00, 12:00 UTC are 08:00, 14:00 and 20:00 of the day, 18:00 UTC is 02:00 of the next.
    expect(facts.dailyCounts['2026-10-01']).toBe(4);
    expect(Object.keys(facts.dailyCounts).sort()).toEqual(Object.keys(facts.dailyCounts));
  });

  test('keep days that the newest 200 posts no longer reach, and never lower the day the list is cut in', () => {
    const before: AccountFacts = { ...NO_FACTS, dailyCounts: { '2026-08-30': 7, '2026-09-01': 9, '2026-09-02': 4 } };
    // Only two posts of 1 September are still among the newest; of 2 September all three.
    const facts = foldLook(before, look(40, 'items'), having(1, 2, 20, 21, 22));
    expect(facts.dailyCounts).toEqual({ '2026-08-30': 7, '2026-09-01': 9, '2026-09-02': 3 });
  });
});
