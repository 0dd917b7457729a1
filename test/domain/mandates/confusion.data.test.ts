import fs from 'node:fs';
import path from 'node:path';
import type { ObservedPost } from '../../../src/domain/accounts/post';
import { prepareOriginal, type PreparedOriginal } from '../../../src/domain/mandates/bodyVerdict';
import { matchRepost, type RepostMatch } from '../../../src/domain/mandates/matchRepost';
import { normaliseTitle } from '../../../src/domain/policies/normaliseTitle';
import { describeWithData } from '../../sharedData';
import { createConfusionTable } from './confusionTable';

const PAGE = 'https://www.gov.cn/zhengce/content/202609/content_7040001.htm';
interface Target {
  readonly title: string;
  readonly original?: PreparedOriginal | null;
}

function match({ title, original = null }: Target, post: Partial<ObservedPost>): RepostMatch {
  return matchRepost(
    {
      title,
      normalisedTitle: normaliseTitle(title),
      docNumber: null,
      urls: [PAGE],
      receiptIds: [],
      publishedFromAt: new Date(0),
      original,
    },
    {
      identity: '1',
      url: 'https://example.org/1',
      title: '',
      text: '',
      links: [],
      publishedAt: { precision: 'instant', at: new Date('2026-09-18T09:00:00Z'), original: '' },
      platformIds: [],
      pinned: false,
      ...post,
    },
  );
}
const sample = <T>(all: readonly T[], step: number): T[] => all.filter((_, index) => index % step === 0);
const nextYear = (text: string): string =>
  text.replace(/20(\d\d)/, (_, digits: string) => `20${String((Number(digits) + 1) % 100).padStart(2, '0')}`);
const nextNumber = (text: string): string =>
  text.replace(/第(\d+)|(?<!\d)(\d{1,2})(?!\d)/, (_, numbered?: string, bare?: string) =>
    numbered === undefined ? String(Number(bare) + 1) : `第${Number(numbered) + 1}`,
  );

/** For each title the other real title that shares most pairs of characters with it. */
function nearestOthers(wanted: readonly string[], all: readonly string[]): Map<string, string> {
  const byPair = new Map<string, number[]>();
  const pairsOf = (title: string): Set<string> =>
    new Set(Array.from({ length: Math.max(0, title.length - 1) }, (_, at) => title.slice(at, at + 2)));
  const folded = all.map((title) => normaliseTitle(title));
  folded.forEach((title, index) => {
    for (const pair of pairsOf(title)) byPair.set(pair, [...(byPair.get(pair) ?? []), index].slice(-400));
  });
  return new Map(
    wanted.flatMap((title): [string, string][] => {
      const own = normaliseTitle(title);
      const shared = new Map<number, number>();
      for (const pair of pairsOf(own))
        for (const index of byPair.get(pair) ?? [])
          if (folded[index] !== own) shared.set(index, (shared.get(index) ?? 0) + 1);
      const [best] = [...shared].sort(
        ([one, a], [other, b]) =>
          b / ((folded[other] ?? '').length + own.length) - a / ((folded[one] ?? '').length + own.length),
      );
      return best === undefined ? [] : [[title, all[best[0]] ?? '']];
    }),
  );
}

describeWithData('5,608 real policy titles against altered and other ones', 'policy/policy-titles.txt', (file) => {
  const all = [
    ...new Map(
      fs
        .readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .map((title) => [normaliseTitle(title), title]),
    ).values(),
  ];
  const titles = sample(
    all.filter((title) => normaliseTitle(title).length >= 8),
    5,
  );
  const table = createConfusionTable();
  const nearest = nearestOthers(titles, all);
  for (const title of titles) {
    const both = (kind: string, headline: string): void => {
      if (kind !== 'exact' && kind !== 'decorated' && normaliseTitle(headline) === normaliseTitle(title)) return;
      table.add(kind, match({ title }, { title: headline, text: '正文如下。' }));
      table.add(
        `${kind}, with the source's link`,
        match({ title }, { title: headline, text: `正文如下。${PAGE}`, links: [PAGE] }),
      );
    };
    both('exact', title);
    both('decorated', `转发｜【${title}】（全文）`);
    both('year changed', nextYear(title));
    both('number changed', nextNumber(title));
    both('（修订） added', `${title}（修订）`);
    both('nearest other real title', nearest.get(title) ?? '');
    both('interpretation', `一图读懂《${title}》`);
  }
  table.print('Reposts told by title: kind of post against what it is taken for');

  test.each(['year changed', 'number changed', '（修订） added', 'nearest other real title', 'interpretation'])(
    '%s is never taken for it, alone',
    (kind) => {
      expect(table.total(kind)).toBeGreaterThan(15);
      expect([table.count(kind, 'fulfils'), table.count(kind, 'altered')]).toEqual([0, 0]);
    },
  );

  test.each(['year changed', 'number changed', '（修订） added'])(
    '%s beside the link is an altered repost, every time',
    (kind) => {
      const linked = `${kind}, with the source's link`;
      expect(table.count(linked, 'altered')).toBe(table.total(linked));
    },
  );

  test('another real title beside the link is never the repost', () => {
    expect(table.count("nearest other real title, with the source's link", 'fulfils')).toBe(0);
    expect(table.count("interpretation, with the source's link", 'fulfils')).toBe(0);
  });

  test.each(['exact', 'decorated'])('%s is recognised every time', (kind) => {
    expect(table.count(kind, 'fulfils')).toBe(table.total(kind));
  });
});

describeWithData('136 real regulations in full against each other', 'policy/state-council-regulations', (folder) => {
  const documents = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => {
      const text = fs.readFileSync(path.join(folder, name), 'utf8').replace(/<!--.*?-->/gs, '');
      const title = /^# (.+)$/m.exec(text)?.[1]?.trim() ?? name;
      const body = text
        .replace(/^# .+\n/, '')
        .trim()
        .slice(0, 8_000);
      return { title, body, original: prepareOriginal(title, body) };
    });
  const table = createConfusionTable();
  documents.forEach((target, index) => {
    const { title, body } = target;
    const plain = body.replace(/[#*>|\s]+/gu, '');
    const add = (kind: string, post: Partial<ObservedPost>): void => table.add(kind, match(target, post));
    add('whole text under its title', { title, text: body });
    add('whole text, decorated title', { title: `转载：${title}_某县人民政府`, text: `来源：中国政府网\n${body}` });
    add('digest under its title', { text: `【${title}】${plain.slice(200, 260)}……` });
    add('first 140 characters under its title', { text: `【${title}】${plain.slice(0, 140)}` });
    add('first 140 characters, no title', { text: plain.slice(0, 140) });
    add('whole text, no title', { title: '最新政策全文', text: body });
    add('whole text under its title with （修订）', { title: `${title}（修订）`, text: body });
    const changed = body.replace(
      /(?<=[\p{Script=Han}，、]{8})([一二三四五六七八九]|\d{1,4})(?=[年月日个倍项万元人][\p{Script=Han}，、]{7})/u,
      (figure) => (/\d/.test(figure) ? String(Number(figure) + 1) : figure === '五' ? '六' : '五'),
    );
    if (changed !== body) add('one figure in the text changed', { title, text: changed });
    if (body.split('。').length > 10)
      add('every other sentence replaced', {
        title,
        text: body
          .split('。')
          .filter((_, at) => at % 2 === 0)
          .map((sentence) => `${sentence}，我局认为应当结合本地实际认真抓好各项工作的贯彻落实`)
          .join('。'),
      });
    const others = sample(documents.slice(index % 17), 17).filter(
      (other) => normaliseTitle(other.title) !== normaliseTitle(title),
    );
    for (const other of others) {
      add('other regulation', { title: other.title, text: other.body });
      add('other regulation, no title', { text: other.body });
      add('other regulation under our title', { title, text: other.body });
      add('other regulation with our link', { title: other.title, text: other.body, links: [PAGE] });
      add('other regulation with our link, no title', { title: '最新政策全文', text: other.body, links: [PAGE] });
    }
  });
  table.print('Reposts told by title and text: 136 regulations');

  test('no other document is ever taken for the mandated one', () => {
    const kinds = table.kinds().filter((kind) => kind.startsWith('other regulation'));
    expect(kinds).toHaveLength(5);
    expect(kinds.map((kind) => [kind, table.count(kind, 'fulfils'), table.count(kind, 'altered')])).toEqual(
      kinds.map((kind) => [kind, 0, 0]),
    );
    expect(Math.min(...kinds.map((kind) => table.total(kind)))).toBeGreaterThan(800);
  });

  test('what is reposted whole or announced by its title is recognised', () => {
    for (const kind of [
      'whole text under its title',
      'whole text, decorated title',
      'first 140 characters under its title',
    ]) {
      expect([kind, table.count(kind, 'fulfils')]).toEqual([kind, table.total(kind)]);
    }
    // One digest of 136 begins with a word that announces something about a document (补充…).
    expect(table.count('digest under its title', 'fulfils')).toBeGreaterThanOrEqual(135);
    expect(table.count('digest under its title', 'no')).toBe(0);
  });

  test('a text without its title goes to a person, and so does an adapted one', () => {
    // One regulation is a long list between few sentences and stays the same text when those are replaced.
    for (const [kind, most] of [
      ['first 140 characters, no title', 0],
      ['whole text, no title', 0],
      ['every other sentence replaced', 1],
    ] as const) {
      expect(table.count(kind, 'fulfils')).toBeLessThanOrEqual(most);
      expect(table.count(kind, 'unclear')).toBeGreaterThan(table.total(kind) * 0.9);
    }
  });

  test('an added edition or a changed figure is an altered repost', () => {
    expect(table.total('one figure in the text changed')).toBeGreaterThan(80);
    expect(table.count('one figure in the text changed', 'altered')).toBe(
      table.total('one figure in the text changed'),
    );
    expect(table.count('whole text under its title with （修订）', 'altered')).toBe(
      table.total('whole text under its title with （修订）'),
    );
  });
});

describe('a changed figure', () => {
  const title = '国务院关于加强基层治理的若干意见';
  const body = `各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n${'为深入推进基层治理体系和治理能力现代化建设，现提出以下意见。坚持党的全面领导，坚持以人民为中心。'.repeat(3)}\n到2030年，全国社区服务设施覆盖率达到95%以上，财政补助标准由每人每年80元提高到100元，自2026年10月1日起施行。\n${'健全常态化管理和应急管理动态衔接的基层治理机制，构建网格化管理服务体系。'.repeat(3)}`;
  const target = { title, original: prepareOriginal(title, body) };

  test.each([
    ['a year', '到2030年', '到2031年'],
    ['a share', '95%', '90%'],
    ['a sum', '每年80元', '每年88元'],
    ['a date', '10月1日', '10月8日'],
  ])('%s is an altered repost though the text is as good as the same', (_case, from, to) => {
    expect(match(target, { title, text: body.replace(from, to) })).toEqual({ kind: 'altered', why: 'figures-changed' });
  });

  test('is not seen where a page adds figures of its own', () => {
    expect(
      match(target, {
        title,
        text: `发布时间：2026-09-18 17:20 浏览次数：1,024\n${body}\n责任编辑：王某 2026年9月19日`,
      }).kind,
    ).toBe('fulfils');
  });

  test('the share of the text found in the document goes into the evidence; without a text there is none', () => {
    expect(match(target, { title, text: body })).toEqual({ kind: 'fulfils', basis: 'title', similarity: 1 });
    expect(match(target, { title, text: '全文如下' })).toEqual({ kind: 'fulfils', basis: 'title', similarity: null });
    expect(match({ title, original: null }, { title, text: body })).toEqual({
      kind: 'fulfils',
      basis: 'title',
      similarity: null,
    });
  });
});
