import fc from 'fast-check';
import { NO_FACTS, type AccountFacts } from '../../../src/domain/accounts/facts';
import {
  foldLook,
  foldPost,
  MAX_DAILY_COUNTS,
  MAX_RECENT_POSTS,
  type KnownPosts,
} from '../../../src/domain/accounts/foldLook';
import { LOOK_OUTCOMES, type Look, type LookOutcome } from '../../../src/domain/accounts/look';
import type { Post } from '../../../src/domain/accounts/post';
import type { AccountId, LookId, PostId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';

const T0 = new Date('2026-09-01T00:00:00.000Z');
const at = (hours: number): Date => new Date(T0.getTime() + hours * HOUR_MS);

function look(hours: number, outcome: LookOutcome, more: Partial<Look> = {}): Look {
  return {
    id: `look-${hours}` as LookId,
    accountId: 'a' as AccountId,
    platform: 'weibo',
    startedAt: at(hours),
    endedAt: at(hours + 0.01),
    outcome,
    detail: outcome,
    coverage: 'full',
    itemCount: 0,
    newCount: 0,
    futureDatedCount: 0,
    completeFromAt: null,
    ...more,
  };
}
function post(hours: number, more: Partial<Post> = {}): Post {
  return {
    id: `post-${hours}` as PostId,
    accountId: 'a' as AccountId,
    platform: 'weibo',
    identity: `${hours}`,
    url: `https://weibo.com/${hours}`,
    title: '',
    text: '',
    links: [],
    publishedAt: { precision: 'instant', at: at(hours), original: '' },
    platformIds: [],
    pinned: false,
    countedAt: at(hours),
    standing: 'counted',
    firstSeenAt: at(hours),
    textHash: '',
    ...more,
  };
}
const nothing: KnownPosts = { newest: null, countedAts: [] };
const having = (...hours: number[]): KnownPosts => ({ newest: post(Math.max(...hours)), countedAts: hours.map(at) });

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

describe('a list that leaves posts out, made whole by messages', () => {
  const partial = foldLook(NO_FACTS, look(1, 'items', { coverage: 'partial' }), having(0));

  test('is whole from the day the messages flow on, whatever was seen through its holes before', () => {
    const whole = foldLook(partial, look(50, 'items', { completeFromAt: at(48) }), {
      ...having(0),
      reseenUnpinned: 1,
      provenFromAt: at(48),
    });
    expect(whole).toMatchObject({ coverage: 'full', completeFromAt: at(48) });
    const later = foldLook(whole, look(60, 'items', { completeFromAt: at(48) }), {
      ...having(0),
      reseenUnpinned: 1,
      provenFromAt: at(48),
    });
    expect(later.completeFromAt).toEqual(at(48));
    expect(foldLook(partial, look(50, 'items'), { ...having(0), reseenUnpinned: 1 }).completeFromAt).toEqual(at(50));
  });

  test('begins anew when the flow was broken between two looks, though the list shows the same posts', () => {
    const whole = foldLook(partial, look(50, 'items', { completeFromAt: at(48) }), {
      ...having(0),
      reseenUnpinned: 1,
      provenFromAt: at(48),
    });
    const broken = foldLook(whole, look(60, 'items', { completeFromAt: at(55) }), {
      ...having(0),
      reseenUnpinned: 1,
      provenFromAt: at(55),
    });
    expect(broken.completeFromAt).toEqual(at(55));
    expect(
      foldLook(whole, look(60, 'proven-empty', { completeFromAt: at(55) }), { ...nothing, provenFromAt: at(55) })
        .completeFromAt,
    ).toEqual(at(55));
  });

  test('is a list with holes again while they do not flow', () => {
    const whole = foldLook(partial, look(50, 'items', { completeFromAt: at(48) }), {
      ...having(0),
      provenFromAt: at(48),
    });
    expect(foldLook(whole, look(60, 'items', { coverage: 'partial' }), having(0)).coverage).toBe('partial');
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

describe('since when every post was seen', () => {
  const seen = foldLook(NO_FACTS, look(10, 'items', { completeFromAt: at(0) }), having(5));

  test('begins with what the first list covers, or with the look where it cannot say', () => {
    expect(seen.completeFromAt).toEqual(at(0));
    expect(foldLook(NO_FACTS, look(10, 'items'), having(5)).completeFromAt).toEqual(at(10));
  });

  test.each([
    ['reaches exactly back to the last sight', { completeFromAt: at(10) }, 0, 0],
    [
      'falls one millisecond short of the last sight',
      { completeFromAt: new Date(at(10).getTime() + 1) },
      0,
      10 + 1 / HOUR_MS,
    ],
    ['reaches behind it', { completeFromAt: at(-20) }, 0, -20],
    ['cannot say but shows an unpinned post we knew', { completeFromAt: null }, 1, 0],
    ['cannot say and shows nothing we knew', { completeFromAt: null }, 0, 30],
    ['falls short but shows an unpinned post we knew', { completeFromAt: at(20) }, 2, 0],
  ])('a list that %s', (_case, more, reseenUnpinned, hours) => {
    expect(
      foldLook(seen, look(30, 'items', { itemCount: 5, newCount: 4, ...more }), { ...having(5, 25), reseenUnpinned })
        .completeFromAt,
    ).toEqual(at(hours));
  });

  test('a pinned old post shows no continuity: five items of which one was known are not enough', () => {
    expect(foldLook(seen, look(30, 'items', { itemCount: 5, newCount: 4 }), having(5, 25)).completeFromAt).toEqual(
      at(30),
    );
  });

  test('continues over a list that is proven empty and over blind looks', () => {
    expect(foldLook(seen, look(30, 'proven-empty'), nothing).completeFromAt).toEqual(at(0));
    const blind = foldLook(seen, look(20, 'unparsed'), nothing);
    expect(foldLook(blind, look(30, 'items', { completeFromAt: at(9) }), having(5)).completeFromAt).toEqual(at(0));
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

describe('folding again', () => {
  const outcomes = fc.constantFrom(...LOOK_OUTCOMES);
  const looks = fc
    .array(fc.tuple(fc.nat(500), outcomes, fc.option(fc.nat(500), { nil: null })), { minLength: 1, maxLength: 12 })
    .map((rows) =>
      rows.map(([hours, outcome, complete], index) =>
        look(hours, outcome, {
          id: `look-${index}` as LookId,
          completeFromAt: complete === null ? null : at(Math.min(complete, hours)),
        }),
      ),
    );

  test('the same look changes nothing', () => {
    fc.assert(
      fc.property(looks, fc.array(fc.nat(400), { minLength: 1, maxLength: 20 }), (rows, hours) => {
        const facts = rows.reduce((before, each) => foldLook(before, each, having(...hours)), NO_FACTS);
        const newest = rows.filter((each) => each.id === facts.lastLookId)[0];
        if (newest === undefined || newest.startedAt.getTime() < (facts.lastSightAt?.getTime() ?? 0)) return;
        expect(foldLook(facts, newest, having(...hours))).toEqual(facts);
      }),
    );
  });

  test('never moves a proof backwards, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(looks, fc.array(fc.nat(400), { minLength: 1, maxLength: 20 }), (rows, hours) => {
        let facts: AccountFacts = NO_FACTS;
        for (const each of rows) {
          const next = foldLook(facts, each, having(...hours));
          expect(next.lastSightAt?.getTime() ?? 0).toBeGreaterThanOrEqual(facts.lastSightAt?.getTime() ?? 0);
          expect(next.lastLookAt?.getTime() ?? 0).toBeGreaterThanOrEqual(facts.lastLookAt?.getTime() ?? 0);
          expect(next.lastPostAt?.getTime() ?? 0).toBeGreaterThanOrEqual(facts.lastPostAt?.getTime() ?? 0);
          if (next.completeFromAt !== null)
            expect(next.completeFromAt.getTime()).toBeLessThanOrEqual(next.lastSightAt?.getTime() ?? 0);
          facts = next;
        }
        const sights = rows
          .filter(({ outcome }) => outcome === 'items' || outcome === 'proven-empty')
          .map(({ startedAt }) => startedAt.getTime());
        expect(facts.lastSightAt?.getTime() ?? -1).toBe(sights.length === 0 ? -1 : Math.max(...sights));
        expect(facts.firstSightAt?.getTime() ?? -1).toBe(sights.length === 0 ? -1 : Math.min(...sights));
      }),
    );
  });

  test('a day of silence stays proven only by looks: time itself adds nothing', () => {
    const facts = foldLook(NO_FACTS, look(48, 'items'), having(1));
    expect((facts.lastSightAt?.getTime() ?? 0) - (facts.lastPostAt?.getTime() ?? 0)).toBe(47 * HOUR_MS);
    const blindForAWeek = Array.from({ length: 7 }, (_, index) => index).reduce(
      (before, day) => foldLook(before, look(48 + day * 24, 'unreachable'), nothing),
      facts,
    );
    expect((blindForAWeek.lastSightAt?.getTime() ?? 0) - (blindForAWeek.lastPostAt?.getTime() ?? 0)).toBeLessThan(
      2 * DAY_MS,
    );
  });
});
