import fs from 'node:fs';
import { describeWithData } from '../../sharedData';
import { day, entry, later, Shelf, source } from './somePolicies';

describe("the State Council's gazette", () => {
  const govcn = source({ id: 'govcn', authority: 'state-council', kind: 'govcn-json' });
  const original = entry({
    title: '国务院关于印发《某某“十五五”规划》的通知',
    docNumber: '国发〔2026〕30号',
    url: 'https://www.gov.cn/zhengce/zhengceku/202607/content_1.htm',
    publishedAt: day('2026-07-31'),
  });
  const reprint = entry({
    title: '国务院关于印发《某某“十五五”规划》的通知 某某“十五五”规划',
    url: 'https://www.gov.cn/gongbao/2026/issue_1/202608/content_2.html',
    publishedAt: day('2026-08-10'),
  });

  test.each([
    ['original first', [original, reprint]],
    ['reprint first', [reprint, original]],
  ])('is a second place of the document, %s', (_case, [first, second]) => {
    const shelf = new Shelf();
    shelf.look([first ?? original], { from: govcn });
    expect(shelf.look([first ?? original, second ?? reprint], { from: govcn, now: later(1) }).counts).toMatchObject({
      fresh: 0,
      merged: 1,
    });
    expect(shelf.policies).toMatchObject([
      {
        title: '国务院关于印发《某某“十五五”规划》的通知',
        docNumber: '国发〔2026〕30号',
        publishedAt: day('2026-07-31'),
        version: 1,
        sightings: [{}, {}],
      },
    ]);
    expect(shelf.look([second ?? reprint, first ?? original], { from: govcn, now: later(2) }).counts).toMatchObject({
      fresh: 0,
      merged: 0,
      unchanged: 2,
    });
  });

  test('also where it prints the order before the title', () => {
    const shelf = new Shelf();
    shelf.look(
      [
        entry({
          title: '国务院关于出境入境管理的规定',
          docNumber: '国令第841号',
          url: 'https://www.gov.cn/a.htm',
          publishedAt: day('2026-07-31'),
        }),
      ],
      { from: govcn },
    );
    shelf.look(
      [
        entry({
          title: '中华人民共和国国务院令（第841号） 国务院关于出境入境管理的规定',
          url: 'https://www.gov.cn/gongbao/b.html',
          publishedAt: day('2026-08-10'),
        }),
      ],
      { from: govcn },
    );
    expect(shelf.policies).toMatchObject([{ title: '国务院关于出境入境管理的规定', sightings: [{}, {}] }]);
  });

  test('does not join another document: not the gazette, earlier than it, long before it, or of another 文号', () => {
    const fresh = (other: ReturnType<typeof entry>): number => {
      const shelf = new Shelf();
      shelf.look([{ ...original, docNumber: null }], { from: govcn });
      return shelf.look([other], { from: govcn, now: later(1) }).counts.fresh;
    };
    expect(fresh({ ...reprint, url: 'https://www.gov.cn/zhengce/c.html' })).toBe(1);
    expect(fresh({ ...reprint, publishedAt: day('2026-07-30') })).toBe(1);
    expect(fresh({ ...reprint, publishedAt: day('2026-11-28') })).toBe(0);
    expect(fresh({ ...reprint, publishedAt: day('2026-11-29') })).toBe(1);
    const shelf = new Shelf();
    shelf.look([original], { from: govcn });
    expect(shelf.look([{ ...reprint, docNumber: '国发〔2026〕31号' }], { from: govcn }).counts.fresh).toBe(1);
  });
});

describeWithData(
  'the latest documents of gov.cn',
  'policy/gov_cn_excerpt/policy_documents_head_transcribed.csv',
  (file) => {
    const entries = fs
      .readFileSync(file, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => {
        const [on = '', , issuer = '', docNumber = '', , title = '', url = ''] = line.split(',');
        return entry({
          title,
          url,
          issuer: issuer === '' ? null : issuer,
          docNumber: docNumber === '' ? null : docNumber,
          publishedAt: day(on),
        });
      });

    test('stand twice where the gazette reprints them, and nowhere else', () => {
      const shelf = new Shelf();
      const { counts } = shelf.look(entries, { from: source({ id: 'govcn', authority: 'state-council' }) });
      expect(counts).toMatchObject({ entries: 37, fresh: 35, merged: 2 });
      expect(
        shelf.policies
          .filter(({ sightings }) => sightings.length > 1)
          .map(({ docNumber }) => docNumber)
          .sort(),
      ).toEqual(['国令第841号', '国发〔2026〕30号']);
    });
  },
);
