import fs from 'node:fs';
import path from 'node:path';
import type { ObservedPost } from '../../../src/domain/accounts/post';
import { matchRepost, type RepostMatch } from '../../../src/domain/mandates/matchRepost';
import { normaliseTitle } from '../../../src/domain/policies/normaliseTitle';
import { describeWithData } from '../../sharedData';

const PAGE = 'https://www.gov.cn/zhengce/content/202609/content_7040001.htm';

function match(title: string, post: Partial<ObservedPost>, urls: readonly string[] = [PAGE]): RepostMatch {
  return matchRepost(
    {
      title,
      normalisedTitle: normaliseTitle(title),
      docNumber: null,
      urls,
      receiptIds: [],
      publishedFromAt: new Date(0),
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
/** Every n-th, so that a run is quick and the same each time. */
const sample = <T>(all: readonly T[], step: number): T[] => all.filter((_, index) => index % step === 0);
const kind = (title: string, post: Partial<ObservedPost>): string => match(title, post).kind;

describeWithData('5,608 real policy titles', 'policy/policy-titles.txt', (file) => {
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
  const titles = all.filter((title) => normaliseTitle(title).length >= 5);
  const headlineOrPost = (title: string): Partial<ObservedPost>[] => [
    { title, text: `${title}。正文` },
    { text: `【${title}】正文` },
    { text: title },
  ];

  test('are there', () => {
    expect(titles.length).toBeGreaterThan(5000);
  });

  test('none is fulfilled by another real title that contains it', () => {
    const everything = all.map((title) => normaliseTitle(title));
    const haystack = `${everything.join('\n')}\n`;
    const titleAt = new Map<number, string>();
    let start = 0;
    everything.forEach((folded, index) => {
      titleAt.set(start, all[index] ?? '');
      start += folded.length + 1;
    });
    const pairs: [string, string][] = [];
    for (const title of titles) {
      const wanted = normaliseTitle(title);
      for (let at = haystack.indexOf(wanted); at >= 0; at = haystack.indexOf(wanted, at + 1)) {
        const other = titleAt.get(haystack.lastIndexOf('\n', at) + 1) ?? '';
        if (normaliseTitle(other) !== wanted) pairs.push([title, other]);
      }
    }
    expect(pairs.length).toBeGreaterThan(20);
    const taken = pairs.filter(([title, other]) => headlineOrPost(other).some((post) => kind(title, post) !== 'no'));
    expect(taken).toEqual([]);
  });

  test('each is fulfilled by itself, plain and decorated', () => {
    const missed = sample(titles, 3).flatMap((title) =>
      [title, `【${title}】`, `转发：${title}（全文）`, `${title}_中国政府网`].filter(
        (headline) => kind(title, { title: headline, text: '正文' }) !== 'fulfils',
      ),
    );
    expect(missed).toEqual([]);
    const missedPosts = sample(titles, 7).flatMap((title) =>
      [
        `【${title}】近日，有关部门印发…… http://t.cn/A6x`,
        `#政策速递# ${title} ${PAGE}`,
        `转发｜《${title.replaceAll(/[《》]/g, '')}》全文`,
      ].filter((text) => kind(title, { text }) !== 'fulfils'),
    );
    expect(missedPosts).toEqual([]);
  });

  test('none is fulfilled by an altered year, number or word, nor by an added edition; beside the link it is told as altered', () => {
    const alterations = sample(titles, 7).flatMap((title): [string, string][] => {
      const half = Math.floor(title.length / 2);
      const changed = [
        `${title}（修订）`,
        `${title}（2026年修订）`,
        `${title.slice(0, half)}${title[half] === '某' ? '何' : '某'}${title.slice(half + 1)}`,
      ];
      const year = title.replace(
        /20(\d\d)/,
        (_, digits: string) => `20${String((Number(digits) + 1) % 100).padStart(2, '0')}`,
      );
      const number = title.replace(/第(\d+)/, (_, digits: string) => `第${Number(digits) + 1}`);
      return [...changed, ...[year, number].filter((other) => other !== title)]
        .filter((other) => normaliseTitle(other) !== normaliseTitle(title))
        .map((other): [string, string] => [title, other]);
    });
    expect(alterations.length).toBeGreaterThan(2000);
    expect(
      alterations.filter(([title, other]) => headlineOrPost(other).some((post) => kind(title, post) !== 'no')),
    ).toEqual([]);
    const unnoticed = alterations.filter(
      ([title, other]) =>
        match(title, { title: other, text: '', links: [PAGE] }).kind !== 'altered' && normaliseTitle(title).length >= 8,
    );
    expect(unnoticed).toEqual([]);
  });

  test('none is fulfilled by what is said about it', () => {
    const about = (title: string): string[] => [
      `解读：${title}`,
      `${title}解读`,
      `一图读懂《${title}》`,
      `某县关于贯彻落实《${title}》的实施方案`,
      `根据《${title}》，现将有关事项公告如下`,
      `关于修改《${title}》的决定`,
      `${title}答记者问`,
      `${title}的补充通知`,
    ];
    const taken = sample(titles, 19).flatMap((title) =>
      about(title).filter((other) => headlineOrPost(other).some((post) => kind(title, post) !== 'no')),
    );
    expect(taken).toEqual([]);
  });
});

describeWithData('135 real regulations in full', 'policy/state-council-regulations', (folder) => {
  const documents = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => {
      const text = fs.readFileSync(path.join(folder, name), 'utf8').replace(/<!--.*?-->/gs, '');
      return { title: /^# (.+)$/m.exec(text)?.[1]?.trim() ?? name, body: text.replace(/^# .+\n/, '').trim() };
    });

  test('none is taken for another one, whatever its body quotes', () => {
    const taken = documents.flatMap(({ title }, index) =>
      sample(documents.slice(index % 9), 9)
        .filter((other) => normaliseTitle(other.title) !== normaliseTitle(title))
        .filter((other) =>
          [
            { title: other.title, text: other.body },
            { text: `${other.title}\n${other.body}` },
            { text: other.body },
          ].some((post) => kind(title, post) !== 'no'),
        )
        .map((other) => `${title} ← ${other.title}`),
    );
    expect(taken).toEqual([]);
  });

  test('each is recognised when it is reposted in full', () => {
    expect(documents.length).toBeGreaterThan(130);
    const missed = documents.filter(({ title, body }) =>
      [{ title, text: body }, { text: `${title}\n${body}` }, { title: `转载：${title}`, text: body }].some(
        (post) => kind(title, post) !== 'fulfils',
      ),
    );
    expect(missed.map(({ title }) => title)).toEqual([]);
  });
});
