import fs from 'node:fs';
import path from 'node:path';
import type { ObservedPost } from '../../../src/domain/accounts/post';
import { prepareOriginal } from '../../../src/domain/mandates/bodyVerdict';
import { normaliseTitle } from '../../../src/domain/policies/normaliseTitle';
import { describeWithData } from '../../sharedData';
import { createConfusionTable } from './confusionTable';
import { PAGE, match, sample, nextYear, nextNumber, nearestOthers } from './confusedPosts';

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
