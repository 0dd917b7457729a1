import fc from 'fast-check';
import { compareCopies, type CopyDifference, type PublishedCopy } from '../../../src/domain/ownPosts/compareCopies';
import type { AccountId } from '../../../src/domain/ids';

const accountId = 'a'.repeat(24) as AccountId;
const TITLE = '甲县2026年城乡居民医疗保险集中缴费的通知';
const SENTENCES = [
  '甲县2026年城乡居民医疗保险集中缴费期为2026年9月1日至11月30日',
  '个人缴费标准为每人每年400元，财政补助为每人每年670元',
  '目前全县已有12.6万人完成缴费，占应缴人数的38.5%',
  '根据甲政办发〔2026〕17号文件，特困人员由财政全额资助',
  '县医疗保障局局长陈明主持会议并作部署',
  '咨询电话0591-12393456，工作日上午8时30分至下午5时接听',
  '办理时请携带《居民户口簿》，在县政务服务中心3楼12号窗口办理',
] as const;
const BODY = `${SENTENCES.join('。\n')}。`;

const copyOf = (text: string, kind: PublishedCopy['kind'] = 'short', title = ''): PublishedCopy => ({
  ...{ accountId, platform: 'weibo', title, text, kind },
});
const compared = (text: string, kind?: PublishedCopy['kind']): readonly CopyDifference[] =>
  compareCopies({ title: TITLE, body: BODY, summary: '', link: null }, [copyOf(text, kind)]);
const facts = (text: string, body = BODY): readonly (string | null)[][] =>
  compareCopies({ title: TITLE, body, summary: '', link: null }, [copyOf(text)]).map(({ kind, expected, found }) => [
    kind,
    expected,
    found,
  ]);

describe('what differs', () => {
  test.each([
    ['a figure', '个人缴费标准为每人每年480元，财政补助为每人每年670元', 'figure', '400', '480'],
    ['a share', '目前全县已有12.6万人完成缴费，占应缴人数的83.5%', 'figure', '38.5%', '83.5%'],
    ['a sum ten times as high', '目前全县已有126万人完成缴费，占应缴人数的38.5%', 'figure', '12.6万', '126万'],
    ['a date', '甲县2026年城乡居民医疗保险集中缴费期为2026年9月1日至11月20日', 'date', '11月30日', '11月20日'],
    ['a document number', '根据甲政办发〔2026〕71号文件，特困人员由财政全额资助', 'document-number', '17号', '71号'],
    ['a name', '县医疗保障局局长陈鸣主持会议并作部署', 'name', '陈明', '陈鸣'],
    [
      'the title of a document',
      '办理时请携带《居民身份证》，在县政务服务中心3楼12号窗口办理',
      'name',
      '《居民户口簿》',
      '《居民身份证》',
    ],
    ['a time', '咨询电话0591-12393456，工作日上午8时30分至下午6时接听', 'date', '下午5时', '下午6时'],
    [
      'a telephone of the office',
      '咨询电话0591-12393465，工作日上午8时30分至下午5时接听',
      'figure',
      '0591-12393456',
      '0591-12393465',
    ],
  ])('%s is told once, with both', (_what, text, kind, expected, found) => {
    const differences = compared(text);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({
      ...{ accountId, kind },
      expected: expect.stringContaining(expected) as string,
      found: expect.stringContaining(found) as string,
      excerpt: expect.stringContaining(found) as string,
    });
  });

  test('in a sentence that was shortened is found between its commas', () => {
    expect(facts('提醒大家：占应缴人数的83.5%，请尽快')).toEqual([['figure', '38.5%', '83.5%']]);
  });

  test('a sentence that a whole copy lacks is told, and a shorter copy lacks nothing', () => {
    const without = `${SENTENCES.slice(0, 3).join('。')}。${SENTENCES.slice(4).join('。')}`;
    expect(compared(without, 'whole')).toMatchObject([
      { kind: 'missing-sentence', expected: SENTENCES[3].replace('，', ','), found: null },
    ]);
    expect(compared(without)).toEqual([]);
  });

  test('of two copies each has its own, and a private number is not shown', () => {
    const body = '报名请联系李某某，手机13800001234，截止6月3日';
    const found = compareCopies({ title: '报名', body, summary: '', link: null }, [
      copyOf(body),
      { ...copyOf('报名请联系李某某，手机13800001235，截止6月8日'), accountId: 'b'.repeat(24) as AccountId },
    ]);
    expect(found.every((one) => one.accountId === 'b'.repeat(24))).toBe(true);
    expect(found.map(({ kind }) => kind)).toEqual(['figure', 'date']);
    expect(JSON.stringify(found)).not.toMatch(/1380000123/);
  });
});

describe('what is no difference', () => {
  test.each([
    ['dates in another form', '甲县2026年城乡居民医疗保险集中缴费期为2026-09-01至2026/11/30'],
    ['a date without its year', '甲县2026年城乡居民医疗保险集中缴费期为9月1日至30日'],
    ['dates in Chinese numerals', '甲县二〇二六年城乡居民医疗保险集中缴费期为二〇二六年九月一日至十一月三十日'],
    ['full-width figures', '个人缴费标准为每人每年４００元，财政补助为每人每年６７０元'],
    ['figures with their zeros', '目前全县已有126,000人完成缴费，占应缴人数的百分之38.5'],
    ['blanks, pictures, a hashtag', '📢 目前 全县已有 12.6 万人 完成缴费，占应缴人数的 38.5 % [心] #医保#'],
    ['entities', '办理时请携带&#12298;居民户口簿&#12299;，在县政务服务中心3楼12号窗口办理&nbsp;'],
    ['times in another form', '咨询电话0591-12393456，工作日8:30至17:00接听'],
    ['other brackets', '根据甲政办发[2026]17号文件，特困人员由财政全额资助'],
    ['words of the channel', '阅读 1234　点赞 56　来源：甲县发布　2026-12-01 09:00　编辑：张三'],
  ])('%s', (_what, text) => {
    expect(compared(text)).toEqual([]);
    expect(compareCopies({ title: TITLE, body: text, summary: '', link: null }, [copyOf(BODY)])).toEqual([]);
  });

  test('any choice of sentences, however it is set', () => {
    fc.assert(
      fc.property(
        fc.subarray([...SENTENCES]),
        fc.constantFrom('。', '！', '\n', '；'),
        fc.boolean(),
        (kept, end, wide) => {
          const text = kept.join(end);
          const set = wide ? text.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : text;
          expect(compared(set)).toEqual([]);
        },
      ),
    );
  });

  test('but for one digit of one figure, which is one difference', () => {
    const digits = SENTENCES.flatMap((sentence, at) =>
      [...sentence.matchAll(/\d/gu)].map((match) => ({ at, place: match.index, digit: Number(match[0]) })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...digits),
        fc.integer({ min: 1, max: 9 }),
        fc.subarray([...SENTENCES]),
        (one, by, kept) => {
          const sentence = SENTENCES[one.at] ?? '';
          const changed = `${sentence.slice(0, one.place)}${(one.digit + by) % 10}${sentence.slice(one.place + 1)}`;
          const text = SENTENCES.flatMap((each, at) => (at === one.at ? [changed] : kept.includes(each) ? [each] : []));
          expect([changed, facts(text.join('。')).length]).toEqual([changed, 1]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a table', () => {
  const rows = (count: number, cost: (row: number) => number): string =>
    Array.from({ length: count }, (_, row) => `2026年${1 + (row % 12)}月完成改造${row}户，投入${cost(row)}万元`).join(
      '\n',
    );
  const steps = (passed: string, copy: string) => {
    const budget = { steps: 1_000_000 };
    const found = compareCopies(
      { title: '', body: passed, summary: '', link: null },
      [copyOf(copy, 'whole')],
      () => budget,
    );
    return {
      found: found.map(({ kind, expected, found: said }) => [kind, expected, said]),
      used: 1_000_000 - budget.steps,
    };
  };

  test('of six hundred like rows is compared row by row, at the same place', () => {
    const [passed, copy] = [rows(600, (row) => 1000 + row), rows(600, (row) => (row === 431 ? 9999 : 1000 + row))];
    const { found, used } = steps(passed, copy);
    expect(found).toEqual([['figure', '1431万', '9999万']]);
    expect(used).toBeLessThan(600);
  });

  test('with another figure in every row costs little more than what is told of it', () => {
    for (const count of [600, 20_000]) {
      const { found, used } = steps(
        rows(count, (row) => 1000 + row),
        rows(count, (row) => 5000 + 3 * row),
      );
      expect([count, found.length]).toEqual([count, 50]);
      expect(used).toBeLessThan(30_000);
    }
  });

  test('whose last rows stand there in figures of the same value says the same', () => {
    const passed = rows(600, (row) => 1000 + row);
    const last = passed.split('\n').slice(400).join('\n').replace(/万元/gu, '0000元');
    expect(facts(last, passed)).toEqual([]);
  });

  test('longer than anybody reads ends with its budget', () => {
    const budget = { steps: 100 };
    const passed = { title: '', body: rows(600, (row) => 1000 + row), summary: '', link: null };
    compareCopies(passed, [copyOf(rows(600, (row) => 5000 + 3 * row))], () => budget);
    expect(budget.steps).toBeGreaterThan(-500);
  });
});

test('what stands in the summary was passed, and a copy may leave it out', () => {
  const approved = { title: TITLE, body: BODY, summary: '个人缴费标准为每人每年410元', link: null };
  expect(compareCopies(approved, [copyOf('个人缴费标准为每人每年410元')])).toEqual([]);
  expect(compareCopies(approved, [copyOf(BODY, 'whole')])).toEqual([]);
});
