import fc from 'fast-check';
import { identifyEntries } from '../../../src/domain/policies/identify';
import { day, entry } from './somePolicies';

const keysOf = (...entries: Parameters<typeof identifyEntries>[0]): string[][] =>
  identifyEntries(entries).map(({ keys }) => keys.map(({ key }) => key));
/** The kinds of keys, without the last one that every entry has: all its facts together. */
const kinds = (...entries: Parameters<typeof identifyEntries>[0]): string[] =>
  keysOf(...entries).map((keys) =>
    keys
      .map((key) => key.split(':')[0])
      .slice(0, -1)
      .join(' '),
  );

describe('identifyEntries', () => {
  test('gives 文号, own address, title and date, and all of them together, the strongest first', () => {
    expect(keysOf(entry({ docNumber: '某政发[2026]3号' }))).toEqual([
      [
        'doc:某政发〔2026〕3号',
        'url:example.gov.cn/a/1.html',
        'title:某市人民政府关于促进某产业发展的意见|2026-09-17',
        'entry:某市人民政府关于促进某产业发展的意见|2026-09-17|example.gov.cn/a/1.html|某政发〔2026〕3号',
      ],
    ]);
  });

  test("on gov.cn adds the title alone, by which the gazette's reprint is found", () => {
    expect(
      kinds(
        entry({ url: 'https://www.gov.cn/a.htm' }),
        entry({ title: '短标题的通知文件', url: 'https://www.gov.cn/b.htm' }),
      ),
    ).toEqual(['url title name', 'url title']);
  });

  test('takes a guid that is an address where there is no link', () => {
    expect(keysOf(entry({ url: null, guid: 'https://www.example.gov.cn/a/1.html' }))[0]?.[0]).toBe(
      'url:example.gov.cn/a/1.html',
    );
    expect(kinds(entry({ url: null, guid: '12345' }))).toEqual(['title']);
  });

  test('an address that different titles share identifies none of them', () => {
    expect(kinds(entry({ title: '某市关于甲事项的通知公告' }), entry({ title: '某市关于乙事项的通知公告' }))).toEqual([
      'title',
      'title',
    ]);
  });

  test('nor one that two dates of one title share', () => {
    expect(kinds(entry(), entry({ publishedAt: day('2026-03-17') }))).toEqual(['title', 'title']);
  });

  test('a title that stands twice on one day under different numbers is a heading, and names neither', () => {
    const numbered = (docNumber: string) => entry({ title: '某市公布一批行政规范性文件', docNumber });
    expect(kinds(numbered('某政发〔2026〕3号'), numbered('某政发〔2026〕4号'))).toEqual(['doc url', 'doc url']);
    expect(kinds(numbered('某政发〔2026〕3号'), numbered('某政发〔2026〕3号'))).toEqual([
      'doc url title',
      'doc url title',
    ]);
  });

  test('but the same entry twice is one thing at its own address', () => {
    const [first, second] = keysOf(entry(), entry());
    expect(first).toEqual(second);
    expect(first?.[0]).toBe('url:example.gov.cn/a/1.html');
  });

  test('a title that stands twice on one day of one site under different addresses is a heading', () => {
    expect(kinds(entry(), entry({ url: 'https://www.example.gov.cn/a/2.html' }))).toEqual(['url', 'url']);
    expect(kinds(entry(), entry({ url: 'https://elsewhere.gov.cn/a/2.html' }))).toEqual(['url title', 'url title']);
  });

  test('a title too short to name anything is no key', () => {
    expect(kinds(entry({ title: '通知公告' }))).toEqual(['url']);
  });

  test('no entry is left without a key', () => {
    expect(keysOf(entry({ title: '公告', url: null, publishedAt: null }))).toEqual([['entry:公告|||']]);
  });

  test('every entry of any list gets at least one key, and the order of the list changes none', () => {
    const some = fc.record({
      title: fc.constantFrom('公告', '某市关于甲事项的通知公告', '某市关于乙事项的通知公告'),
      url: fc.constantFrom(null, 'https://a.cn/1', 'https://a.cn/2', 'https://b.cn/1'),
      publishedAt: fc.constantFrom(null, day('2026-01-01'), day('2026-01-02')),
      docNumber: fc.constantFrom(null, '国发〔2026〕1号'),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 10 }), (rows) => {
        const entries = rows.map((row) => entry(row));
        const keys = keysOf(...entries);
        expect(keys.every((each) => each.length > 0)).toBe(true);
        expect(keysOf(...[...entries].reverse()).reverse()).toEqual(keys);
      }),
      { numRuns: 200 },
    );
  });
});
