import fc from 'fast-check';
import {
  GONE_AFTER_MS,
  LEAST_OLDER_LISTED,
  listedFrom,
  isGone,
  missingPosts as missingSince,
} from '../../../src/domain/accounts/missingPosts';
import { followingIdentity } from '../../../src/domain/accounts/seenAgain';
import type { Post } from '../../../src/domain/accounts/post';
import { HOUR_MS, type CivilDate } from '../../../src/domain/time/instant';
import { post } from './someLook';

const START = Date.parse('2026-09-17T02:00:00Z');
/** Hour 0 is the oldest. */
const posts = (count: number): readonly Post[] =>
  Array.from({ length: count }, (_, hour) => {
    const at = new Date(START + hour * HOUR_MS);
    return post(hour, {
      identity: `p${hour}`,
      url: `https://example.cn/${hour}`,
      title: `第${hour}篇`,
      publishedAt: { precision: 'instant', at, original: at.toISOString() },
      countedAt: at,
    });
  });
const LONG_AGO = new Date(0);
/** What a list does not show although its source vouches for all of it. */
const missingPosts = (listed: readonly Post[], stored: readonly Post[], completeFromAt: Date | null = LONG_AGO) => {
  const from = listedFrom(listed, completeFromAt);
  return from === null ? [] : missingSince(listed, stored, from);
};
const namesOf = (found: readonly Post[]): readonly string[] => found.map(({ identity }) => identity);

describe('a stored post that a list does not show', () => {
  test(`is missing where ${LEAST_OLDER_LISTED} older ones are listed, and not where there is one less`, () => {
    const all = posts(LEAST_OLDER_LISTED + 2);
    const without = all.filter(({ identity }) => identity !== `p${LEAST_OLDER_LISTED}`);
    expect(namesOf(missingPosts(without, all))).toEqual([`p${LEAST_OLDER_LISTED}`]);
    expect(namesOf(missingPosts(without.slice(1), all))).toEqual([]);
  });

  test('is not missing where it went off the end of the list', () => {
    const all = posts(30);
    expect(namesOf(missingPosts(all.slice(10), all))).toEqual([]);
  });

  test('is not missing where older ones are listed only because they are pinned', () => {
    const all = posts(30);
    const pinned = all.slice(0, 6).map((one) => ({ ...one, pinned: true }));
    expect(namesOf(missingPosts([...pinned, ...all.slice(20)], all))).toEqual([]);
  });

  test('is not missing where the source does not vouch for what it does not show, or only for what is newer', () => {
    const all = posts(12);
    const without = all.filter(({ identity }) => identity !== 'p8');
    expect(namesOf(missingPosts(without, all, null))).toEqual([]);
    expect(namesOf(missingPosts(without, all, new Date(START + 8 * HOUR_MS)))).toEqual(['p8']);
    expect(namesOf(missingPosts(without, all, new Date(START + 8 * HOUR_MS + 1)))).toEqual([]);
  });

  test.each([
    ['was said to be gone', { goneAt: LONG_AGO }],
    ['left together with many others', { unlistedAt: LONG_AGO }],
  ])('is not asked about again where it %s', (_, more) => {
    const all = posts(12).map((one) => (one.identity === 'p8' ? { ...one, ...more } : one));
    const listed = all.filter(({ identity }) => identity !== 'p8' && identity !== 'p9');
    expect(namesOf(missingPosts(listed, all))).toEqual(['p9']);
  });

  test('under an identity that is used again was replaced, and a second article of a message is one of its own', () => {
    const [old, ...rest] = [...posts(12)].reverse();
    const replaced = { ...(old as Post), identity: followingIdentity({ identity: 'today', title: '第11篇' }) };
    const now = { ...(old as Post), identity: 'today', title: '今天', url: 'https://example.cn/today' };
    expect(namesOf(missingPosts([now, ...rest], [replaced, ...rest]))).toEqual([]);
    const second = { ...(old as Post), identity: 'today#2' };
    expect(namesOf(missingPosts([now, ...rest], [second, ...rest]))).toEqual(['today#2']);
  });

  test.each([
    ['its address', { url: 'https://example.cn/8' }],
    ['its title', { title: '第8篇' }],
  ])('stands there under another identity with %s', (_, same) => {
    const all = posts(12);
    const renamed = all.map((one) =>
      one.identity === 'p8' ? { ...one, identity: 'x', url: 'https://example.cn/x', title: '其他', ...same } : one,
    );
    expect(namesOf(missingPosts(renamed, all))).toEqual([]);
  });

  test('counts only where a list taught us of it: what somebody pasted is in no list', () => {
    const all = posts(12).map((one) => (one.identity === 'p8' ? { ...one, origin: 'pasted' as const } : one));
    expect(
      missingPosts(
        all.filter(({ identity }) => identity !== 'p8'),
        all,
      ),
    ).toEqual([]);
  });

  test('of a source that gives only days is not missing among others of its day', () => {
    const day = (on: string) => ({ precision: 'day' as const, on: on as CivilDate, original: on });
    const all = posts(8).map((one, index) => ({
      ...one,
      publishedAt: day(index < 4 ? '2026-09-16' : '2026-09-17'),
    }));
    const without = (identity: string): readonly Post[] => all.filter((one) => one.identity !== identity);
    expect(namesOf(missingPosts(without('p3'), all))).toEqual([]);
    expect(namesOf(missingPosts(without('p5'), all))).toEqual(['p5']);
  });

  test('is never one that is listed, and never one as old as what ends the list', () => {
    fc.assert(
      fc.property(fc.subarray([...posts(25)]), (listed) => {
        const found = missingPosts(listed, posts(25));
        const from = listedFrom(listed, LONG_AGO);
        for (const { identity, countedAt } of found) {
          expect(namesOf(listed)).not.toContain(identity);
          expect(listed.filter((one) => one.countedAt < countedAt).length).toBeGreaterThanOrEqual(LEAST_OLDER_LISTED);
          expect(from).not.toBeNull();
        }
      }),
    );
  });
});

test('what is missing is gone two hours after the first list without it', () => {
  const since = new Date(START);
  expect(isGone({}, since)).toBe(false);
  expect(isGone({ missingSinceAt: since }, new Date(START + GONE_AFTER_MS - 1))).toBe(false);
  expect(isGone({ missingSinceAt: since }, new Date(START + GONE_AFTER_MS))).toBe(true);
});
