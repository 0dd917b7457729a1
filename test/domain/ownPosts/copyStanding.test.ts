import { sightingOf } from '../../../src/domain/ownPosts/copyStanding';
import { nextWatch, watchFrom } from '../../../src/domain/ownPosts/watch';
import type { OwnPost, Watch } from '../../../src/domain/ownPosts/ownPost';
import { moveCopy, moveWatch } from '../../../src/domain/ownPosts/ownPostTable';
import type { ObservedPost } from '../../../src/domain/accounts/post';
import type { CivilDate } from '../../../src/domain/time/instant';

const AT = new Date('2026-11-10T02:00:00Z');
const shownAt = (identity: string, publishedAt: ObservedPost['publishedAt'], pinned = false): ObservedPost => ({
  ...{ identity, url: '', title: '', text: '', links: [], platformIds: [] },
  publishedAt,
  pinned,
});
const at = (text: string) => ({ precision: 'instant' as const, at: new Date(text), original: text });
const on = (text: string) => ({ precision: 'day' as const, on: text as CivilDate, original: text });
const COPY = { identity: 'copy', countedAt: AT };

describe('what a list says of a copy', () => {
  const of = (shown: readonly ObservedPost[], isWhole = true) =>
    sightingOf(COPY, { shown, completeFromAt: isWhole ? AT : null });
  const newer = shownAt('newer', at('2026-11-11T00:00:00Z'));

  test.each([
    ['nothing where it is empty', [], true, null],
    ['that it is shown', [newer, shownAt('copy', at('2026-11-10T02:00:00Z'))], true, 'shown'],
    ['that it is gone where older ones are shown', [newer, shownAt('o', at('2026-11-10T01:59:59Z'))], true, 'gone'],
    ['nothing where it leaves posts out', [newer, shownAt('o', at('2026-11-10T01:59:59Z'))], false, null],
    ['that it ends before it', [newer], true, 'left-list'],
    [
      'that it ends before it, also with a pinned one',
      [newer, shownAt('o', at('2026-01-01T00:00:00Z'), true)],
      true,
      'left-list',
    ],
    [
      'that it ends before it where one shows the same instant',
      [shownAt('o', at('2026-11-10T02:00:00Z'))],
      true,
      'left-list',
    ],
    ['no more than it proves where one shows the same day alone', [shownAt('o', on('2026-11-10'))], true, 'left-list'],
    ['that it is gone where one shows the day before', [shownAt('o', on('2026-11-09'))], true, 'gone'],
  ] as const)('%s', (_says, shown, isWhole, sighting) => {
    expect(of(shown, isWhole)).toBe(sighting);
  });

  test('not that it is gone where the list is proven only from an instant after it', () => {
    const shown = [newer, shownAt('o', at('2026-11-10T01:59:59Z'))];
    expect(sightingOf(COPY, { shown, completeFromAt: new Date(AT.getTime() + 1) })).toBeNull();
  });

  test.each(['message', 'pasted'] as const)('nothing of a post that came by no list (%s)', (origin) => {
    const older = shownAt('o', at('2026-11-10T01:59:59Z'));
    for (const shown of [[newer, older], [newer]])
      expect(sightingOf({ ...COPY, origin }, { shown, completeFromAt: new Date(0) })).toBeNull();
    expect(
      sightingOf({ ...COPY, origin }, { shown: [shownAt('copy', at('2026-11-10T02:00:00Z'))], completeFromAt: AT }),
    ).toBe('shown');
  });
});

describe('the times in which copies are looked at', () => {
  const rule = { days: 30, thenEveryDays: 7, endAfterDays: 60 };
  const post = { begunAt: AT, createdAt: AT, copies: [] };
  const day = (days: number) => new Date(AT.getTime() + days * 86_400_000);

  test('are a month, then a day a week, and none that begins at the end or later', () => {
    const first = watchFrom(AT, rule);
    expect(first).toEqual({ fromAt: AT, toAt: day(30) });
    expect(nextWatch(post, first, rule)).toEqual({ fromAt: day(37), toAt: day(38) });
    expect(nextWatch(post, { fromAt: AT, toAt: new Date(day(53).getTime() - 1) }, rule)).not.toBeNull();
    expect(nextWatch(post, { fromAt: AT, toAt: day(53) }, rule)).toBeNull();
  });

  test('that passed while nothing ran are left out by one change', () => {
    const stored = { ...post, state: 'published', version: 3, watch: watchFrom(AT, rule) } as unknown as OwnPost;
    // The times of looking were 30 to 37, 37 to 38, 45 to 46 and 53 to 54: on day 46 and a half the next is the last.
    expect(moveWatch(stored, rule, day(29))).toBeNull();
    expect(moveWatch(stored, rule, day(46.5))).toMatchObject({ version: 4, watch: { fromAt: day(53), toAt: day(54) } });
    expect(moveWatch(stored, rule, day(400))).toMatchObject({ version: 4, watch: null });
  });

  test('go on where they began when another copy is seen, and begin then where none is on', () => {
    const seen = { postId: 'p' as never, url: '' };
    const seeing = (watch: Watch | null) => {
      const stored = { ...post, state: 'publishing', watch, copies: [{ accountId: 'a', state: 'manual' }] };
      const moved = moveCopy(stored as unknown as OwnPost, 'a' as never, {
        event: 'see',
        now: day(3),
        watch: rule,
        seen,
      });
      return 'post' in moved ? moved.post.watch : moved;
    };
    expect(seeing(watchFrom(AT, rule))).toEqual({ fromAt: AT, toAt: day(33) });
    expect(seeing({ fromAt: day(7), toAt: day(8) })).toEqual({ fromAt: day(3), toAt: day(33) });
    expect(seeing(null)).toEqual({ fromAt: day(3), toAt: day(33) });
  });

  test.each([
    ['submitted', false],
    ['publishing', false],
    ['waiting', false],
    ['manual', true],
    ['seen', true],
    ['cancelled', true],
  ] as const)('with a copy that is %s end: %s', (state, ends) => {
    const copies = [{ state, seenAt: null } as never];
    expect(nextWatch({ ...post, copies }, { fromAt: AT, toAt: day(53) }, rule) === null).toBe(ends);
  });

  test('go by the copy that was seen last', () => {
    const copies = [{ state: 'seen', seenAt: day(20) } as never];
    expect(nextWatch({ ...post, copies }, { fromAt: AT, toAt: day(53) }, rule)).not.toBeNull();
  });
});
