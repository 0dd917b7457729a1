import { checkRulePack } from '../../../src/domain/judging/readRulePack';
import { shippedPack } from './someFacts';
import { silence, slow, wording } from './sampleRules';

function problemsOf(more: object): string[] {
  const checked = checkRulePack({ ...shippedPack('national'), ...more });
  return 'problems' in checked ? checked.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}
const ofRule = (rule: object): string[] => problemsOf({ rules: [rule] });
const ofCount = (minPosts: unknown, days: unknown): string[] =>
  ofRule({ ...slow, measure: { by: 'count', minPosts, days } });
const ofGap = (maxGapHours: unknown, windowDays: unknown): string[] =>
  ofRule({ ...slow, measure: { by: 'gap', maxGapHours, windowDays } });

describe('a number in a pack is taken within its bounds, the bounds themselves included', () => {
  const proofHours = (hours: number): string[] => problemsOf({ proofMaxAgeHours: hours });
  const zombie = (days: number): string[] => ofRule({ ...silence, zombieDays: days });
  const warning = (days: number): string[] => ofRule({ ...silence, warnDays: [days] });
  test.each<[string, string[], string[]]>([
    ['a proof of an hour', proofHours(1), []],
    ['less than an hour', proofHours(0.99), ['proofMaxAgeHours: 应为 1 到 1440 的数字']],
    ['a proof of sixty days', proofHours(1440), []],
    ['more than sixty days', proofHours(1440.01), ['proofMaxAgeHours: 应为 1 到 1440 的数字']],
    ['no number at all', proofHours(Number.NaN), ['proofMaxAgeHours: 应为 1 到 1440 的数字']],
    ['a limit of ten years', zombie(3660), []],
    ['a limit of more', zombie(3661), ['rules[0].zombieDays: 应为 0.01 到 3660 的数字']],
    ['a warning after a quarter of an hour', warning(0.01), []],
    ['a warning at once', warning(0.009), ['rules[0].warnDays[0]: 应为 0.01 到 3660 的数字']],
    ['one post a day', ofCount(1, 1), []],
    ['no post', ofCount(0, 7), ['rules[0].measure.minPosts: 应为 1 到 200 的数字']],
    ['two hundred posts in sixty days', ofCount(200, 60), []],
    ['more posts than facts remember', ofCount(201, 60), ['rules[0].measure.minPosts: 应为 1 到 200 的数字']],
    ['a window of less than a day', ofCount(1, 0.5), ['rules[0].measure.days: 应为 1 到 60 的数字']],
    ['a window longer than facts remember', ofCount(1, 61), ['rules[0].measure.days: 应为 1 到 60 的数字']],
    ['a gap of an hour in a day', ofGap(1, 1), []],
    ['a gap of less than an hour', ofGap(0.5, 1), ['rules[0].measure.maxGapHours: 应为 1 到 1440 的数字']],
    ['a gap just shorter than its window', ofGap(1439, 60), []],
    ['a gap as long as its window', ofGap(1440, 60), ['rules[0].measure: windowDays 必须长于 maxGapHours']],
  ])('%s', (_case, problems, expected) => {
    expect(problems).toEqual(expected);
  });

  test('limits and breach alike, and text is no number', () => {
    expect(ofRule({ ...silence, breachDays: '14' })).toEqual(['rules[0].breachDays: 应为 0.01 到 3660 的数字']);
    expect(ofRule({ ...silence, dormantDays: 0, zombieDays: null })).toContain(
      'rules[0].dormantDays: 应为 0.01 到 3660 的数字',
    );
    expect(ofRule({ ...silence, warnDays: 7 })).toEqual(['rules[0].warnDays: 应为列表']);
    expect(ofCount('2', 7)).toEqual(['rules[0].measure.minPosts: 应为整数']);
  });
});

describe('what a pack says in words is said, and stands where it is looked for', () => {
  test.each<[string, string[], string[]]>([
    ['a pack without a title', problemsOf({ title: '' }), ['title: 应为非空文字']],
    ['a version that is a number', problemsOf({ version: 1 }), ['version: 应为非空文字']],
    ['a day that is no text', problemsOf({ effectiveFrom: 20190401 }), ['effectiveFrom: 应为日期，如 2019-04-01']],
    ['an end that is no day', problemsOf({ effectiveUntil: '2030' }), ['effectiveUntil: 应为日期，如 2019-04-01']],
    ['an end on the next day', problemsOf({ effectiveFrom: '2019-04-01', effectiveUntil: '2019-04-02' }), []],
    ['a scope that is no object', problemsOf({ scope: [] }), ['scope: 应为对象']],
    [
      'regions that are no list',
      problemsOf({ scope: { regions: '甘肃', platforms: [] } }),
      ['scope.regions: 应为列表'],
    ],
    [
      'a region of blanks',
      problemsOf({ scope: { regions: ['甘肃', ' '], platforms: [] } }),
      ['scope.regions[1]: 应为非空文字'],
    ],
    [
      'platforms that are no list',
      problemsOf({ scope: { regions: [], platforms: {} } }),
      ['scope.platforms: 应为列表'],
    ],
    ['an id of a rule that is no text', ofRule({ ...wording, id: 7 }), ['rules[0].id: 应为非空文字']],
    [
      'a clause without source',
      ofRule({ ...wording, clause: { source: '', text: '两周' } }),
      ['rules[0].clause.source: 应为非空文字'],
    ],
    [
      'a clause without words',
      ofRule({ ...wording, clause: { source: '函', text: ' ' } }),
      ['rules[0].clause.text: 应为非空文字'],
    ],
    ['a clause that is text', ofRule({ ...wording, clause: '两周' }), ['rules[0].clause: 应为对象']],
    ['a measure that is text', ofRule({ ...slow, measure: 'gap' }), ['rules[0].measure.by: 应为 count 或 gap']],
    ['a check that is text', ofRule({ ...wording, check: 'phrase' }), ['rules[0].check.by: 应为 phrase 或 citizen-id']],
    [
      'phrases that are no list',
      ofRule({ ...wording, check: { by: 'phrase', phrases: 'x' } }),
      ['rules[0].check.phrases: 应为列表'],
    ],
    [
      'an unknown key',
      ofRule({ ...wording, limit: 1 }),
      ['rules[0].limit: 未知的键，此处可用： id、kind、check、clause'],
    ],
    [
      'phrases of a number',
      ofRule({ ...wording, check: { by: 'citizen-id', phrases: [] } }),
      ['rules[0].check.phrases: 未知的键，此处可用： by'],
    ],
    ['no phrases', ofRule({ ...wording, check: { by: 'phrase' } }), ['rules[0].check.phrases: 缺少']],
    ['no posts to count', ofRule({ ...slow, measure: { by: 'count', days: 7 } }), ['rules[0].measure.minPosts: 缺少']],
    ['no window', ofRule({ ...slow, measure: { by: 'gap', maxGapHours: 1 } }), ['rules[0].measure.windowDays: 缺少']],
  ])('%s', (_case, problems, expected) => {
    expect(problems).toEqual(expected);
  });
});
