import { readFeed } from '../../../src/connectors/reading/feed';
import type { FeedEntry } from '../../../src/connectors/reading/feedEntry';
import { readDates } from '../../../src/connectors/reading/midnights';
import { cpuMsOf } from '../support/cpuTime';

async function entriesOf(text: string): Promise<readonly FeedEntry[]> {
  const read = await readFeed(text);
  if (read.kind !== 'feed') throw new Error('no feed');
  return read.entries;
}
const rss = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>c</title>${items}</channel></rss>`;

describe('readFeed', () => {
  test('reads RSS as its text says it, dates untouched', async () => {
    expect(
      await entriesOf(
        rss(
          '<item><title><![CDATA[关于<某某>的通知]]></title><link>https://a.gov.cn/1</link><guid isPermaLink="false">g1</guid><pubDate>2026-09-17 09:30</pubDate><source url="x">市政府</source><description>&lt;p&gt;正文&lt;/p&gt;</description></item>',
        ),
      ),
    ).toEqual([
      {
        title: '关于<某某>的通知',
        link: 'https://a.gov.cn/1',
        guid: 'g1',
        published: '2026-09-17 09:30',
        html: '<p>正文</p>',
        statedSource: '市政府',
      },
    ]);
  });

  test('reads Atom: the alternate link, the published date before the updated one, and a date without a zone as it stands', async () => {
    const [entry] = await entriesOf(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title><id>urn:1</id><link rel="self" href="https://a/self"/><link rel="alternate" href="https://a/1"/><updated>2026-09-18T00:00:00</updated><published>2026-09-17T09:30:00</published><summary>s</summary></entry></feed>',
    );
    expect(entry).toMatchObject({
      title: 't',
      link: 'https://a/1',
      guid: 'urn:1',
      published: '2026-09-17T09:30:00',
      html: 's',
    });
  });

  test('reads who wrote it from an author of several elements, and keeps what is mixed into a text', async () => {
    const [entry] = await entriesOf(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>甲 &amp; 乙 <b>丙</b></title><id>u</id><author><uri>https://a/</uri><name>市政府</name><email>a@b</email></author><content type="html">转自&lt;a href="https://c/"&gt;省政府&lt;/a&gt;。</content></entry></feed>',
    );
    expect(entry).toMatchObject({
      title: '甲 & 乙 丙',
      statedSource: '市政府',
      html: '转自<a href="https://c/">省政府</a>。',
    });
  });

  test.each([
    ['<source><id>u:f</id><title>省政府</title><updated>2026-09-17T00:00:00Z</updated></source>', '省政府'],
    ['<source><id>u:f</id></source><author><name>市政府</name></author>', '市政府'],
    ['<author><uri>https://a/</uri></author>', null],
    ['<author>甲</author><dc:creator>乙</dc:creator>', '乙'],
    ['<author>甲</author><dc:creator>乙</dc:creator><source url="x">丙</source>', '丙'],
  ])('reads who wrote it, the source first, of elements the one that names it: %s', async (stated, source) => {
    const [entry] = await entriesOf(
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title><id>u</id>${stated}</entry></feed>`,
    );
    expect(entry?.statedSource).toBe(source);
  });

  test('reads a feed whose Atom dates its first parser chokes on', async () => {
    const [entry] = await entriesOf(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title><id>u</id><published>2026年9月17日</published></entry></feed>',
    );
    expect(entry?.published).toBe('2026年9月17日');
  });

  test('reads a feed that is not well-formed', async () => {
    const entries = await entriesOf(
      rss(
        '<item><title>a & b</title><link>https://a/1</link></item><item><title>x<br>y</title><link>https://a/2</link><pubDate>2026-09-17</pubDate></item>',
      ),
    );
    expect(entries.map((entry) => entry.link)).toEqual(['https://a/1', 'https://a/2']);
    expect(entries[0]?.title).toBe('a & b');
  });

  test('tells a feed without entries from something that is no feed', async () => {
    expect(await readFeed(rss(''))).toEqual({ kind: 'feed', entries: [] });
    expect(await readFeed('<!DOCTYPE html><html><body><ul><li><a href="/">首页</a></li></ul></body></html>')).toEqual({
      kind: 'not-a-feed',
    });
    expect(await readFeed('')).toEqual({ kind: 'not-a-feed' });
    expect(await readFeed('{"code":0}')).toEqual({ kind: 'not-a-feed' });
  });

  test.each([
    ['tags never closed', '&lt;p'.repeat(150_000)],
    ['closing marks only at line ends', '<![CDATA[' + 'a<p>\n'.repeat(120_000) + ']]>'],
    ['elements nested without end', '<a>'.repeat(60_000)],
  ])('a hostile body (%s) costs less than two seconds of work', async (_name, body) => {
    expect(
      await cpuMsOf(() => readFeed(rss(`<item><title>t</title><description>${body}</description></item>`))),
    ).toBeLessThan(2000);
  });
});

describe('the dates of a feed', () => {
  test('are days where every one of them is midnight', () => {
    const dates = readDates(['Tue, 14 Apr 2026 00:00:00 +0800', 'Mon, 13 Apr 2026 00:00:00 +0800', 'nonsense', null]);
    expect(dates).toEqual([
      expect.objectContaining({ precision: 'day', on: '2026-04-14' }),
      expect.objectContaining({ precision: 'day', on: '2026-04-13' }),
      null,
      null,
    ]);
  });

  test('are instants where one of them is not', () => {
    expect(
      readDates(['Tue, 14 Apr 2026 00:00:00 +0800', 'Mon, 13 Apr 2026 08:00:00 +0800']).map((date) => date?.precision),
    ).toEqual(['instant', 'instant']);
  });
});
