import { sightingOf } from '../../../src/domain/ownPosts/copyStanding';
import { nextWatch, watchFrom } from '../../../src/domain/ownPosts/watch';
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
  const of = (shown: readonly ObservedPost[], isFull = true) => sightingOf(COPY, { shown, isFull });
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
  ] as const)('%s', (_says, shown, isFull, sighting) => {
    expect(of(shown, isFull)).toBe(sighting);
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
