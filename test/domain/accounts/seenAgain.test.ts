import { followingIdentity, readAnew, seenAgain } from '../../../src/domain/accounts/seenAgain';
import type { ObservedPost, Post } from '../../../src/domain/accounts/post';
import type { CivilDate, PublishedAt } from '../../../src/domain/time/instant';
import { post } from './someLook';

const exact = (at: string): PublishedAt => ({ precision: 'instant', at: new Date(at), original: at });
const day = (on: string): PublishedAt => ({ precision: 'day', on: on as CivilDate, original: on });
const FIRST_SEEN = new Date('2026-09-17T02:00:00Z');
const LATER = new Date('2026-09-20T02:00:00Z');

const stored = (more: Partial<Post> = {}): Post =>
  post(0, {
    title: '关于停水的通知',
    text: '正文',
    textHash: 'stored',
    publishedAt: exact('2026-09-17T01:00:00Z'),
    countedAt: new Date('2026-09-17T01:00:00Z'),
    firstSeenAt: FIRST_SEEN,
    ...more,
  });
const seen = (more: Partial<ObservedPost> = {}): ObservedPost & { readonly textHash: string } => {
  const { identity, url, title, text, links, publishedAt, platformIds, pinned } = stored();
  return { identity, url, title, text, links, publishedAt, platformIds, pinned, ...more, textHash: 'seen' };
};

describe('a post that is seen again', () => {
  test('as it was is the same', () => {
    expect(seenAgain(stored(), seen(), LATER)).toEqual({ kind: 'same' });
  });

  test('with another title and another day is another article, stored beside it', () => {
    const again = seen({ title: '9月18日空气质量日报', publishedAt: exact('2026-09-18T01:00:00Z') });
    expect(seenAgain(stored({ title: '9月17日空气质量日报' }), again, LATER)).toEqual({
      kind: 'another-article',
      identity: followingIdentity(again),
    });
    expect(followingIdentity(again)).not.toBe(again.identity);
  });

  test.each([
    ['another title of the same day', { title: '关于停水通知的更正' }, 'title-changed'],
    ['another day under its title', { publishedAt: exact('2026-09-16T01:00:00Z') }, 'date-corrected'],
  ])('with %s is the same article, followed', (_, more, change) => {
    expect(seenAgain(stored(), seen(more), LATER)).toMatchObject({ kind: 'changed', changes: [change] });
  });

  test('whose list had cut the title gets the whole one, and never the cut one again', () => {
    const whole = '国务院办公厅关于进一步优化政务服务提升行政效能推动高效办成一件事的指导意见';
    const cut = '国务院办公厅关于进一步优化政务服务提升行政效能推...';
    expect(seenAgain(stored({ title: cut }), seen({ title: whole }), LATER)).toMatchObject({
      changes: ['title-read'],
      post: { title: whole },
    });
    expect(seenAgain(stored({ title: whole }), seen({ title: cut }), LATER)).toEqual({ kind: 'same' });
    const redated = seen({ title: cut, publishedAt: day('2026-09-16') });
    expect(seenAgain(stored({ title: whole }), redated, LATER)).toMatchObject({ changes: ['date-corrected'] });
  });

  test('follows an earlier date', () => {
    const again = seenAgain(stored(), seen({ publishedAt: exact('2026-09-10T01:00:00Z') }), LATER);
    expect(again).toMatchObject({ post: { countedAt: new Date('2026-09-10T01:00:00Z'), standing: 'counted' } });
  });

  test('takes the minute where only the day was known, and not the day where the minute was', () => {
    const dayOnly = stored({ publishedAt: day('2026-09-17'), countedAt: FIRST_SEEN });
    expect(seenAgain(dayOnly, seen(), LATER)).toMatchObject({ changes: ['date-corrected'] });
    expect(seenAgain(stored(), seen({ publishedAt: day('2026-09-17') }), LATER)).toEqual({ kind: 'same' });
  });

  test('was not published after it was first seen: a stamp that moves on is not followed', () => {
    expect(seenAgain(stored(), seen({ publishedAt: exact('2026-09-20T01:59:00Z') }), LATER)).toEqual({ kind: 'same' });
    const atFirstSight = seen({ publishedAt: exact('2026-09-17T02:00:00Z') });
    expect(seenAgain(stored(), atFirstSight, LATER)).toMatchObject({ changes: ['date-corrected'] });
  });

  test('keeps its date where the other one only says how long ago it was', () => {
    const drifted: PublishedAt = { precision: 'instant', at: new Date('2026-09-16T23:00:00Z'), original: '3小时前' };
    expect(
      seenAgain(stored({ publishedAt: { ...drifted, at: FIRST_SEEN } }), seen({ publishedAt: drifted }), LATER),
    ).toEqual({ kind: 'same' });
  });
});

describe('a post dated in the future', () => {
  const ahead = stored({
    publishedAt: exact('2026-09-19T01:00:00Z'),
    countedAt: new Date('2026-09-19T01:00:00Z'),
    standing: 'future-dated',
  });
  const again = seen({ publishedAt: exact('2026-09-19T01:00:00Z') });

  test('does not count before its day', () => {
    expect(seenAgain(ahead, again, new Date('2026-09-18T20:00:00Z'))).toEqual({ kind: 'same' });
  });

  test('counts from its day on, as of the date it gave itself', () => {
    expect(seenAgain(ahead, again, LATER)).toMatchObject({
      changes: ['came-true'],
      post: { standing: 'counted', countedAt: new Date('2026-09-19T01:00:00Z') },
    });
  });

  test('counts at once where its date is corrected to a day that has been', () => {
    expect(seenAgain(ahead, seen({ publishedAt: day('2026-09-16') }), LATER)).toMatchObject({
      changes: ['date-corrected'],
      post: { standing: 'counted' },
    });
  });
});

describe('the text of a post', () => {
  const links = ['https://www.gov.cn/a'];

  test.each<[ObservedPost['textState'], ObservedPost['textState']]>([
    ['unread', undefined],
    ['unread', 'truncated'],
    ['truncated', undefined],
  ])('that was %s is added when it can be read (%s), with its links', (before, now) => {
    const state = now === undefined ? {} : { textState: now };
    const later = seen({ text: '全文', links, ...state });
    const again = seenAgain(
      stored({ text: '', links: ['https://x.cn/'], textState: before ?? 'unread' }),
      later,
      LATER,
    );
    expect(again).toMatchObject({ changes: ['text-read'], post: { text: '全文', textHash: 'seen' } });
    expect(again.kind === 'changed' ? again.post.links : []).toEqual(['https://x.cn/', ...links]);
    expect(again.kind === 'changed' ? again.post.textState : 'none').toBe(now);
  });

  test.each<[ObservedPost['textState'], ObservedPost['textState']]>([
    [undefined, 'unread'],
    [undefined, 'truncated'],
    ['truncated', 'unread'],
    [undefined, undefined],
  ])('that was read (%s) is not lost to a look that shows less (%s)', (before, now) => {
    const kept = stored(before === undefined ? {} : { textState: before });
    expect(seenAgain(kept, seen({ text: '别的', ...(now === undefined ? {} : { textState: now }) }), LATER)).toEqual({
      kind: 'same',
    });
  });

  test('with another text is followed, and what it said before is kept, of the first one and the newest four', () => {
    const text = '因供水管网检修，定于周六8时至18时停止供水，请提前做好储水准备。';
    let post = stored({ text });
    for (let hour = 9; hour < 17; hour += 1) {
      const again = seenAgain(post, seen({ text: text.replace('18时', `${hour}时`) }), LATER);
      expect(again).toMatchObject({ kind: 'changed', changes: ['text-changed'] });
      if (again.kind === 'changed') post = { ...post, ...again.post };
    }
    expect(post.earlier?.map((one) => /至(\d+)时/u.exec(one.text)?.[1])).toEqual(['18', '12', '13', '14', '15']);
    expect(post.text).toContain('16时');
  });

  test('by its beginning says nothing against a text that was read whole, nor a text against its beginning', () => {
    const text = '因供水管网检修，定于周六8时至18时停止供水，请提前做好储水准备。';
    const other = text.replace('18时', '20时');
    expect(seenAgain(stored({ text }), seen({ text: other, textState: 'truncated' }), LATER)).toEqual({ kind: 'same' });
    expect(seenAgain(stored({ text, textState: 'truncated' }), seen({ text: other }), LATER)).toMatchObject({
      changes: ['text-read'],
    });
    const cut = seen({ text: other, textState: 'truncated' });
    expect(seenAgain(stored({ text, textState: 'truncated' }), cut, LATER)).toEqual({ kind: 'same' });
    expect(seenAgain(stored({ text: '', textState: 'gone' }), seen({ text: other }), LATER)).toEqual({ kind: 'same' });
  });

  test('as a source shows it that has changed its layout was read anew, not changed', () => {
    const text = '因供水管网检修，定于周六8时至18时停止供水，请提前做好储水准备。';
    const again = seenAgain(stored({ text }), seen({ text: text.replace('18时', '20时') }), LATER);
    const anew = readAnew(again, LATER);
    expect(anew).toMatchObject({
      changes: ['text-read'],
      post: { text: text.replace('18时', '20时'), earlier: [{ text, isUnclear: true }], readAnewAt: LATER },
    });
  });

  test('with more behind what it said was read on, and is looked through again', () => {
    const text = '因供水管网检修，定于周六8时至18时停止供水，请提前做好储水准备。';
    const more = `${text}联系人：张三。`;
    expect(seenAgain(stored({ text }), seen({ text: more }), LATER)).toMatchObject({
      changes: ['text-read'],
      post: { text: more },
    });
    expect(seenAgain(stored({ text: more }), seen({ text }), LATER)).toEqual({ kind: 'same' });
  });
});
