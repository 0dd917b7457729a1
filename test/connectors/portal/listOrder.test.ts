import { judgeOrder } from '../../../src/connectors/portal/completeness';
import { nameEntries } from '../../../src/connectors/portal/identity';
import { nameRows, toRows } from '../../../src/connectors/portal/rows';
import type { FeedEntry } from '../../../src/connectors/reading/feedEntry';
import type { PublishedAt } from '../../../src/domain/time/instant';
import { readPublished } from '../../../src/domain/time/readTime';

const day = (text: string): PublishedAt => {
  const date = readPublished(text);
  if (date === null) throw new Error(text);
  return date;
};

describe('what the order of a list proves', () => {
  const order = (...texts: string[]): { pinned: number; from: string | null } => {
    const judged = judgeOrder(texts.map(day));
    return { pinned: judged.pinned, from: judged.completeFromAt?.toISOString() ?? null };
  };

  test('newest first: complete from the last entry on', () => {
    expect(order('2026-09-17 10:00', '2026-09-16 10:00', '2026-09-01 10:00')).toEqual({
      pinned: 0,
      from: '2026-09-01T02:00:00.000Z',
    });
  });

  test('where the last entry gives only its day the list may be cut within it: complete from the next day on', () => {
    expect(order('2026-09-17', '2026-09-16', '2026-09-16')).toEqual({ pinned: 0, from: '2026-09-16T16:00:00.000Z' });
    expect(order('2026-09-17 08:00', '2026-09-17', '2026-09-16 08:00')).toEqual({
      pinned: 0,
      from: '2026-09-16T00:00:00.000Z',
    });
  });

  test('older entries at the head are pinned and prove nothing', () => {
    expect(order('2020-01-01', '2026-09-17', '2026-09-10')).toEqual({ pinned: 1, from: '2026-09-10T16:00:00.000Z' });
    expect(order('2020-01-01', '2021-01-01', '2026-09-17', '2026-09-10')).toMatchObject({ pinned: 2 });
  });

  test('oldest first is an order too, none at all proves nothing', () => {
    expect(
      order('2026-09-10', '2026-09-11', '2026-09-12', '2026-09-13', '2026-09-14', '2026-09-15', '2026-09-16'),
    ).toMatchObject({ pinned: 0, from: '2026-09-10T16:00:00.000Z' });
    expect(
      order(
        '2026-09-10',
        '2026-09-17',
        '2026-09-01',
        '2026-09-16',
        '2026-09-02',
        '2026-09-15',
        '2026-09-03',
        '2026-09-14',
      ),
    ).toEqual({ pinned: 0, from: null });
    expect(judgeOrder([])).toEqual({ pinned: 0, completeFromAt: null });
  });
});

describe('the identity of an entry', () => {
  test('is its address, whatever the scheme', () => {
    expect(nameEntries([{ key: 'http://a.gov.cn/1', title: 't' }])).toEqual(
      nameEntries([{ key: 'https://a.gov.cn/1', title: 't' }]),
    );
  });

  test('is joined with the title where several different entries share an address', () => {
    const names = nameEntries([
      { key: 'https://a.gov.cn/list', title: '甲' },
      { key: 'https://a.gov.cn/list', title: '乙' },
      { key: 'https://a.gov.cn/1', title: '丙' },
    ]);
    expect(names).not.toContain(null);
    expect(new Set(names).size).toBe(3);
    expect(names[2]).toBe('a.gov.cn/1');
  });

  test('is had once: the same entry again is no other entry', () => {
    expect(
      nameEntries([
        { key: 'https://a/1', title: '甲 一' },
        { key: 'http://a/1', title: '甲一' },
      ]),
    ).toEqual(['a/1', null]);
    const [first, second] = nameEntries([
      { key: null, title: '甲' },
      { key: null, title: '乙' },
    ]);
    expect(first).not.toBe(second);
  });

  test('stays joined once it was: the last entry left under a shared address does not become another', () => {
    const shared = [
      { key: 'https://a.gov.cn/daily', title: '甲' },
      { key: 'https://a.gov.cn/daily', title: '乙' },
    ];
    const known = nameEntries(shared).flatMap((name) => name ?? []);
    expect(nameEntries(shared.slice(1), known)).toEqual([known[1]]);
    expect(nameEntries(shared.slice(1))).toEqual(['a.gov.cn/daily']);
  });

  test('is joined with the day where entries share address and title: a daily report is one a day', () => {
    const daily = (text: string): Parameters<typeof nameEntries>[0][number] => ({
      key: 'https://a.gov.cn/air',
      title: '空气质量日报',
      publishedAt: day(text),
    });
    const names = nameEntries([daily('2026-09-17'), daily('2026-09-16'), daily('2026-09-16')]);
    expect(names.slice(0, 2)).not.toContain(null);
    expect(names[0]).not.toBe(names[1]);
    expect(names[2]).toBeNull();
  });
});

describe('the rows of a feed', () => {
  const entry = (n: number, guid: string | null): FeedEntry => ({
    title: `题${n}`,
    link: `https://a.gov.cn/${n}.html`,
    guid,
    published: `2026-09-1${n}`,
    html: '',
    statedSource: null,
  });
  const identitiesOf = (...entries: readonly FeedEntry[]): string[] =>
    nameRows(toRows(entries, 'https://a.gov.cn/rss.xml'), []).map(({ identity }) => identity);

  test('are named by their guid, and by their address where one guid names all of them', () => {
    expect(identitiesOf(entry(1, 'one'), entry(2, 'two'))).toEqual(['one', 'two']);
    expect(identitiesOf(entry(1, '0'), entry(2, '0'))).toEqual(['a.gov.cn/1.html', 'a.gov.cn/2.html']);
  });

  test('lose the day glued to their titles where it is their own, and keep their names', () => {
    const [plain, dated] = [entry(1, null), { ...entry(2, null), title: '关于停水的通知2026-09-12' }];
    const rows = nameRows(toRows([plain, dated], 'https://a.gov.cn/rss.xml'), []);
    expect(rows.map(({ title }) => title)).toEqual(['题1', '关于停水的通知']);
    const shared = [1, 2].map((n) => ({ ...entry(n, 'x'), link: 'https://a.gov.cn/air', title: `日报2026-09-1${n}` }));
    const named = nameRows(toRows(shared, 'https://a.gov.cn/rss.xml'), []);
    expect(named.map(({ title }) => title)).toEqual(['日报', '日报']);
    expect(named.map(({ identity }) => identity)).toEqual([
      expect.stringMatching(/#\w{16}$/),
      expect.stringMatching(/#\w{16}$/),
    ]);
    expect(named[0]?.identity).not.toBe(named[1]?.identity);
  });
});
