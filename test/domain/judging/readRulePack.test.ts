import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { checkRulePack } from '../../../src/domain/judging/readRulePack';
import { clause, silence, slow, wording } from './sampleRules';

const folder = path.resolve(__dirname, '../../../config/rules');
const good = (): Record<string, unknown> =>
  JSON.parse(fs.readFileSync(path.join(folder, 'national.json'), 'utf8')) as Record<string, unknown>;

function problemsOf(value: unknown): string[] {
  const checked = checkRulePack(value);
  return 'problems' in checked ? checked.problems.map(({ path: at, message }) => `${at}: ${message}`) : [];
}
const withRule = (...rules: unknown[]): string[] => problemsOf({ ...good(), rules });

test('every pack as shipped is good', () => {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const name of files)
    expect([name, problemsOf(JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')))]).toEqual([name, []]);
});

test('the clauses as shipped quote the regulation; what we add to apply it stands apart', () => {
  const { rules } = good() as { rules: { clause: { text: string; howApplied?: string } }[] };
  for (const { clause: shipped } of rules) expect(shipped.text).not.toMatch(/本系统|预警|取\d+天/);
  expect(rules.map((rule) => rule.clause.howApplied).find((own) => own !== undefined)).toContain('本系统分级');
});

test('a clause may say how it is applied, in words', () => {
  expect(withRule({ ...silence, clause: { ...clause, howApplied: '6个月按183天计。' } })).toEqual([]);
  expect(withRule({ ...silence, clause: { ...clause, howApplied: '' } })).toEqual([
    expect.stringMatching(/^rules\[0\]\.clause\.howApplied: /),
  ]);
});

describe('an unknown key is an error that names the near one', () => {
  test('in the pack, in the scope, in a rule, in a measure, in a clause', () => {
    expect(problemsOf({ ...good(), proofMaxAgeHour: 48 })).toEqual([
      expect.stringMatching(/^proofMaxAgeHour: .*是否想写 proofMaxAgeHours/),
    ]);
    expect(problemsOf({ ...good(), scope: { regions: [], platforms: [], region: [] } })).toEqual([
      expect.stringMatching(/^scope\.region: .*是否想写 regions/),
    ]);
    expect(withRule({ ...silence, warndays: [7] })).toEqual([
      expect.stringMatching(/^rules\[0\]\.warndays: .*是否想写 warnDays/),
    ]);
    expect(withRule({ ...slow, measure: { by: 'gap', maxGapHours: 48, windowDays: 10, minPosts: 1 } })).toEqual([
      expect.stringMatching(/^rules\[0\]\.measure\.minPosts: 未知的键/),
    ]);
    expect(withRule({ ...silence, clause: { ...clause, txt: '' } })).toEqual([
      expect.stringMatching(/^rules\[0\]\.clause\.txt: .*是否想写 text/),
    ]);
  });

  test('also when it stands for a limit that is then missing: both are said', () => {
    const { breachDays, ...rest } = silence;
    expect(withRule({ ...rest, breachDay: breachDays })).toEqual([
      expect.stringContaining('rules[0].breachDay'),
      'rules[0].breachDays: 缺少',
    ]);
  });
});

describe('wrong values are named with their place', () => {
  test.each<[string, unknown, string]>([
    ['no object', [], ': 应为对象'],
    ['no rules', { ...good(), rules: [] }, 'rules: 至少要有一条规则'],
    ['rules that are no list', { ...good(), rules: {} }, 'rules: 应为列表'],
    ['a day that does not exist', { ...good(), effectiveFrom: '2019-02-30' }, 'effectiveFrom: 应为日期'],
    ['an end before the beginning', { ...good(), effectiveUntil: '2019-04-01' }, 'effectiveUntil: 必须晚于'],
    ['a proof that may be no time old', { ...good(), proofMaxAgeHours: 0 }, 'proofMaxAgeHours: 应为 1'],
    ['a number as text', { ...good(), proofMaxAgeHours: '48' }, 'proofMaxAgeHours: 应为 1'],
    ['an empty id', { ...good(), id: ' ' }, 'id: 应为非空文字'],
    [
      'an unknown platform',
      { ...good(), scope: { regions: [], platforms: ['weixin'] } },
      'scope.platforms[0]: 应为 weibo、wechat、portal',
    ],
    [
      'an unknown kind of rule',
      { ...good(), rules: [{ ...silence, kind: 'silense' }] },
      'rules[0].kind: 应为 silence、slow、wording；是否想写 silence',
    ],
    ['a rule that is no object', { ...good(), rules: ['s'] }, 'rules[0]: 应为对象'],
    [
      'an unknown column class',
      { ...good(), rules: [{ ...silence, columnClass: 'new' }] },
      'rules[0].columnClass: 应为 account、news、notices、other；是否想写 news',
    ],
    ['two rules of one id', { ...good(), rules: [silence, { ...slow, id: 's' }] }, 'rules[1].id: 规则编号 s 重复'],
    ['limits that do not rise', { ...good(), rules: [{ ...silence, warnDays: [7, 14] }] }, 'rules[0]: 期限必须递增'],
    ['warnings that do not rise', { ...good(), rules: [{ ...silence, warnDays: [10, 7] }] }, 'rules[0]: 期限必须递增'],
    ['a zombie before the dormant', { ...good(), rules: [{ ...silence, zombieDays: 30 }] }, 'rules[0]: 期限必须递增'],
    ['a limit of no days', { ...good(), rules: [{ ...silence, warnDays: [0] }] }, 'rules[0].warnDays[0]: 应为'],
    [
      'a measure of neither kind',
      { ...good(), rules: [{ ...slow, measure: { by: 'mood' } }] },
      'rules[0].measure.by: 应为 count 或 gap',
    ],
    [
      'a gap as long as its window',
      { ...good(), rules: [{ ...slow, measure: { by: 'gap', maxGapHours: 240, windowDays: 10 } }] },
      'rules[0].measure: windowDays 必须长于',
    ],
    [
      'a window longer than facts remember',
      { ...good(), rules: [{ ...slow, measure: { by: 'gap', maxGapHours: 48, windowDays: 61 } }] },
      'rules[0].measure.windowDays: 应为 1 到 60',
    ],
    [
      'half a post',
      { ...good(), rules: [{ ...slow, measure: { by: 'count', minPosts: 1.5, days: 7 } }] },
      'rules[0].measure.minPosts: 应为整数',
    ],
    [
      'a check of neither kind',
      { ...good(), rules: [{ ...wording, check: { by: 'regexp' } }] },
      'rules[0].check.by: 应为 phrase',
    ],
    [
      'an empty phrase',
      { ...good(), rules: [{ ...wording, check: { by: 'phrase', phrases: [''] } }] },
      'rules[0].check.phrases[0]: 应为非空文字',
    ],
    ['no clause', { ...good(), rules: [{ ...wording, clause: null }] }, 'rules[0].clause: 应为对象'],
  ])('%s', (_case, value, problem) => {
    expect(problemsOf(value)).toContainEqual(expect.stringContaining(problem));
  });

  test('all of them at once', () => {
    expect(problemsOf({}).sort()).toEqual(
      ['effectiveFrom', 'effectiveUntil', 'id', 'proofMaxAgeHours', 'rules', 'scope', 'title', 'version']
        .flatMap((key) => (key === 'scope' ? ['scope: 应为对象', 'scope: 缺少'] : [`${key}: 缺少`]))
        .sort(),
    );
  });

  test('good rules of every kind pass', () => {
    expect(
      withRule(
        silence,
        slow,
        wording,
        { ...wording, id: 'c', check: { by: 'citizen-id' } },
        { ...slow, id: 'n', measure: { by: 'count', minPosts: 1, days: 7 } },
        { ...silence, id: 'o', dormantDays: null, zombieDays: null },
      ),
    ).toEqual([]);
  });

  test('a name that every object has is no kind of rule, and what is no text is compared with nothing', () => {
    expect(withRule({ ...silence, kind: 'toString' })).toEqual(['rules[0].kind: 应为 silence、slow、wording']);
    expect(withRule({ ...silence, kind: ['silence'] })).toEqual(['rules[0].kind: 应为 silence、slow、wording']);
    expect(withRule({ ...silence, columnClass: { toString: 1 } })).toEqual([
      'rules[0].columnClass: 应为 account、news、notices、other',
    ]);
  });

  test('rules without an id are told to have one, not to have the same', () => {
    const { id: _id, ...nameless } = silence;
    expect(withRule(nameless, nameless)).toEqual(['rules[0].id: 缺少', 'rules[1].id: 缺少']);
  });

  test('anything at all is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect('problems' in checkRulePack(value)).toBe(true);
        expect('problems' in checkRulePack({ ...good(), rules: [value] })).toBe(true);
        expect('problems' in checkRulePack({ ...good(), scope: value })).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
