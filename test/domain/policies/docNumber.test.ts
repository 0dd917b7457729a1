import fs from 'node:fs';
import path from 'node:path';
import { entryText, ownDocNumber, readDocNumbers } from '../../../src/domain/policies/docNumber';
import type { ObservedPolicy } from '../../../src/domain/policies/policy';
import { describeWithData } from '../../sharedData';

describe('readDocNumbers', () => {
  test.each<[string, string[]]>([
    ['国发〔2026〕30号', ['国发〔2026〕30号']],
    ['国发[2026]30号', ['国发〔2026〕30号']],
    ['国发（2026）30号', ['国发〔2026〕30号']],
    ['国发【2026】30号', ['国发〔2026〕30号']],
    ['国发﹝2026﹞30号', ['国发〔2026〕30号']],
    ['国发 〔2026〕 30 号', ['国发〔2026〕30号']],
    ['国发〔2026〕第030号', ['国发〔2026〕30号']],
    ['工信部联规〔2026〕186号', ['工信部联规〔2026〕186号']],
    ['国令第843号', ['国令第843号']],
    ['中国残疾人联合会公告2026年第1号', ['中国残疾人联合会公告2026年第1号']],
    ['国家疾病预防控制局公告2026年第2号', ['国家疾控局公告2026年第2号']],
    ['国家民族事务委员会令第3号', ['国家民委令第3号']],
    ['国务院令第843号', ['国令第843号']],
    ['中华人民共和国国务院令（第843号）', ['国令第843号']],
    ['中华人民共和国海关总署令（第283号）', ['海关总署令第283号']],
    ['财政部公告2026年第12号', ['财政部公告2026年第12号']],
    ['根据国发〔2026〕30号和国办发〔2026〕5号', ['国发〔2026〕30号', '国办发〔2026〕5号']],
    ['《优质中小企业梯度培育管理办法》（工信部企业〔2026〕2号，以下简称《办法》）', ['工信部企业〔2026〕2号']],
    ['贯彻落实《意见》（国发〔2026〕30号）及国发〔2026〕30号', ['国发〔2026〕30号']],
    ['关于印发和政发〔2026〕1号', ['和政发〔2026〕1号']],
    ['经信发〔2026〕1号', ['经信发〔2026〕1号']],
    ['没有文号', []],
    ['〔2026〕30号', []],
    ['2026年第12号', []],
    ['国发〔26〕30号', []],
    ['国发〔2026〕30', []],
    ['第七届全国人民代表大会', []],
    ['', []],
    ['国发［２０２６］３０号', ['国发〔2026〕30号']],
    ['国发〖2026〗30号', ['国发〔2026〕30号']],
    ['国发{2026}30号', []],
    ['交通运输部令2023年第22号', ['交通运输部令2023年第22号']],
    ['交通运输部令（2023年第22号）', ['交通运输部令2023年第22号']],
    ['交通运输部 令 2023年第22号', ['交通运输部令2023年第22号']],
    ['中华人民共和国交通运输部令2023年第22号公布', ['交通运输部令2023年第22号']],
    ['交通运输部2023年第22号令', ['交通运输部令2023年第22号']],
    ['国务院第843号令', ['国令第843号']],
    ['国务院令第八百四十三号', ['国令第843号']],
    ['财政部2026年第12号公告', ['财政部公告2026年第12号']],
    ['财政部 税务总局公告2023年第39号', ['财政部税务总局公告2023年第39号']],
    ['财政部、税务总局公告2023年第39号', ['财政部税务总局公告2023年第39号']],
    ['财政部税务总局公告2023年第39号', ['财政部税务总局公告2023年第39号']],
    ['财政部和税务总局公告2023年第39号', ['财政部税务总局公告2023年第39号']],
    ['财政部　税务总局\n公告2023年第39号', ['财政部税务总局公告2023年第39号']],
    ['财政部 国家税务总局联合公告2023年第39号', ['财政部税务总局公告2023年第39号']],
    ['根据财政部、税务总局公告2023年第39号的规定', ['财政部税务总局公告2023年第39号']],
    ['国家发展改革委 商务部令2023年第5号', ['国家发展改革委商务部令2023年第5号']],
    ['财政部·税务总局公告2023年第39号', ['财政部税务总局公告2023年第39号']],
    ['财政部，国家税务总局公告2023年第39号', ['财政部税务总局公告2023年第39号']],
    ['国家市场监督管理总局 国家药品监督管理局令2026年第1号', ['市场监管总局国家药监局令2026年第1号']],
    ['市场监管总局、国家药监局令2026年第1号', ['市场监管总局国家药监局令2026年第1号']],
    ['民政部 中国残联公告2026年第3号', ['民政部中国残联公告2026年第3号']],
    ['交通运输部令二〇二三年第二十二号', ['交通运输部令2023年第22号']],
    ['交通运输部二〇二三年第二十二号令', ['交通运输部令2023年第22号']],
    ['财政部公告二○二六年第十二号', ['财政部公告2026年第12号']],
    ['国发〔二〇二六〕三十号', ['国发〔2026〕30号']],
    ['国 发 〔2026〕30号', ['国发〔2026〕30号']],
    ['国 办 发 〔2026〕 3 号', ['国办发〔2026〕3号']],
    ['见 国发〔2026〕3号', ['国发〔2026〕3号']],
    ['另发〔2026〕3号', ['另发〔2026〕3号']],
    ['发〔2026〕3号', []],
    ['转发省财政厅 财政部公告2023年第9号', ['财政部公告2023年第9号']],
    ['各单位 财政部公告2023年第9号', ['财政部公告2023年第9号']],
  ])('in %j finds %j', (text, numbers) => {
    expect(readDocNumbers(text)).toEqual(numbers);
  });

  test("does not take one office's code for the end of another's", () => {
    expect(readDocNumbers('湘发改规〔2026〕1号')).not.toContain('发改规〔2026〕1号');
  });
});

describe('a joint number', () => {
  test.each([' ', '、', '', '和', '　', '\n'])('is one number, its issuers joined by %j or not at all', (joint) => {
    const issuers = ['财政部', '税务总局', '工业和信息化部'];
    expect(readDocNumbers(`${issuers.join(joint)}公告2023年第10号`)).toEqual([
      '财政部税务总局工业和信息化部公告2023年第10号',
    ]);
  });

  test("is never the last issuer's own number of that year", () => {
    expect(readDocNumbers('财政部 税务总局 工业和信息化部公告2023年第10号')).not.toContain(
      '工业和信息化部公告2023年第10号',
    );
    expect(readDocNumbers('工业和信息化部公告2023年第10号')).toEqual(['工业和信息化部公告2023年第10号']);
  });

  test('keeps an institution whose name holds 和 whole', () => {
    expect(readDocNumbers('工业和信息化部公告2023年第10号')).toEqual(['工业和信息化部公告2023年第10号']);
    expect(readDocNumbers('呼和浩特市人民政府公告2023年第1号')).toEqual(['呼和浩特市人民政府公告2023年第1号']);
  });
});

describe('ownDocNumber', () => {
  const entry = (more: Partial<ObservedPolicy>): ObservedPolicy => ({
    title: '关于某事的通知',
    url: null,
    guid: null,
    issuer: null,
    docNumber: null,
    publishedAt: null,
    summary: '',
    body: null,
    statedSource: null,
    ...more,
  });

  test.each<[string, Partial<ObservedPolicy>, string | null]>([
    ['the stated field, in one spelling', { docNumber: '国发 [2026] 30号' }, '国发〔2026〕30号'],
    ['a stated field of a form of its own', { docNumber: ' 渝府 发 特1 ' }, '渝府发特1'],
    ['at the end of the title', { title: '国务院关于某事的意见（国发〔2026〕30号）' }, '国发〔2026〕30号'],
    [
      'at the beginning of the title',
      { title: '中华人民共和国海关总署令（第283号） 海关总署关于修改部分规章的决定' },
      '海关总署令第283号',
    ],
    ['opening the text', { summary: '深府规〔2025〕10号 各区人民政府：' }, '深府规〔2025〕10号'],
    [
      'opening the text after a source line with markup',
      { summary: '来源: 深圳市工信局<br/>深工信规〔2025〕8号 第一章', statedSource: '深圳市工信局' },
      '深工信规〔2025〕8号',
    ],
    [
      'opening the text after a source line run together with it',
      { summary: '来源: 深圳市工信局 深工信规〔2025〕8号 第一章', statedSource: '深圳市工信局' },
      '深工信规〔2025〕8号',
    ],
    [
      'the same where the source is not known',
      { summary: '来源：深圳市工信局 深工信规〔2025〕8号 第一章' },
      '深工信规〔2025〕8号',
    ],
    [
      'on a line of its own in the head of the body',
      { body: '国务院关于某事的意见\n国发〔2026〕30号\n各省、自治区、直辖市人民政府：' },
      '国发〔2026〕30号',
    ],
    ['nothing where the body cites one', { summary: '根据《办法》（工信部企业〔2022〕63号）规定' }, null],
    ['nothing where the text begins with a citation', { summary: '《办法》（工信部企业〔2022〕63号）已经修订' }, null],
    ['nothing where the title cites one in its middle', { title: '关于修改《办法》（深府规〔2020〕1号）的决定' }, null],
    ['nothing where the title ends with what it abolishes', { title: '关于废止深府规〔2020〕1号' }, null],
    [
      'nothing where the title ends with more than a bracket behind the number',
      { title: '《办法》（深府规〔2020〕1号）解读' },
      null,
    ],
    [
      'in brackets at the beginning of a long title',
      { title: `（国发〔2026〕30号）国务院关于${'加强某事'.repeat(50)}的意见` },
      '国发〔2026〕30号',
    ],
    ['in other brackets at the end of the title', { title: '关于某事的意见【国发〔2026〕30号】 ' }, '国发〔2026〕30号'],
    ['nothing where words stand before it on its line', { body: '意见\n现将国发〔2026〕30号\n转发' }, null],
    ['nothing where words stand behind it on its line', { body: '意见\n国发〔2026〕30号文件\n转发' }, null],
    ['nothing far behind an empty beginning', { body: `标题${' '.repeat(200)}国发〔2026〕30号 意见` }, null],
    ['at the end of the head', { body: `${'字'.repeat(280)}\n国发〔2026〕30号` }, '国发〔2026〕30号'],
    ['nothing that is cut off at the end of the head', { body: `${'字'.repeat(295)}\n国发〔2026〕30号` }, null],
    ['nothing far down in the body', { body: `${'字'.repeat(400)}\n国发〔2026〕30号\n` }, null],
    ['nothing', {}, null],
  ])('takes %s', (_case, more, number) => {
    expect(ownDocNumber(entry(more))).toBe(number);
  });
});

test('entryText leaves out markup and the source line, and nothing else', () => {
  const of = (summary: string, statedSource: string | null = null): string =>
    entryText({ summary, body: null, statedSource });
  expect(of('来源: 某局<br/>正文<b>一</b>', '某局')).toBe('正文一');
  expect(of('来源: 发布机构：<br/>', '发布机构：')).toBe('');
  expect(of('来源: 某 局 正文', '某 局')).toBe('正文');
  expect(of('来源：某局\n 正文 ')).toBe('正文');
  expect(of('来源：某局<br>正文')).toBe('正文');
  expect(of('来源：某局</p><p>正文</p>')).toBe('正文');
  expect(of('来源：某局 正文\n第二行')).toBe('第二行');
  expect(of(' 来源：某局 正文 ')).toBe('正文');
  expect(of('资金来源: 财政')).toBe('资金来源: 财政');
});

describeWithData(
  "the 文号 of the State Council's documents",
  'policy/gov_cn_excerpt/policy_documents_head_transcribed.csv',
  (file) => {
    const rows = fs
      .readFileSync(path.resolve(file), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));

    test('each stated one is read as it is written', () => {
      const stated = rows.map((row) => row[3] ?? '').filter((number) => number !== '');
      expect(stated.length).toBeGreaterThan(10);
      for (const number of stated) expect(readDocNumbers(number)).toEqual([number]);
    });

    test('and each is found where a post names it', () => {
      for (const number of rows.map((row) => row[3] ?? '').filter((each) => each !== '')) {
        expect(readDocNumbers(`【转发】现将文件（${number}）转发如下，根据${number}执行。`)).toEqual([number]);
      }
    });
  },
);
