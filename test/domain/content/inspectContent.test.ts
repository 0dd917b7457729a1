import type { ContentPack, ContentPhrases } from '../../../src/domain/content/contentPack';
import { createInspectContent, type ContentContext } from '../../../src/domain/content/inspectContent';
import { wordsInContext } from '../../../src/domain/content/wordsInContext';
import type { CivilDate } from '../../../src/domain/time/instant';

const day = (text: string): CivilDate => text as CivilDate;
const institutions: ContentPhrases = {
  id: 'institutions',
  kind: 'outdated-name',
  severity: 'hint',
  origin: '国务院机构改革方案',
  words: { 环境保护部: '生态环境部', 农业部: '农业农村部' },
  excusedBy: ['原', '不再保留'],
  notBefore: ['门'],
  notAfter: ['据'],
  standsAlone: true,
  validFrom: day('2018-03-17'),
  validUntil: null,
};
const pack: ContentPack = {
  id: 'p',
  version: '1',
  title: 'p',
  checks: [
    { kind: 'figure', severity: 'warn', origin: 'GB/T 15835' },
    { kind: 'impossible-date', severity: 'stop', origin: '公历' },
  ],
  phrases: [institutions],
  terms: [],
  shopHosts: [],
  allowedHosts: null,
};
const context: ContentContext = {
  writtenOn: day('2026-09-18'),
  mandatedTitles: [],
  knowledge: null,
};
const inspect = createInspectContent(pack);
const kinds = (text: string, more: Partial<ContentContext> = {}): string[] =>
  inspect(text, { ...context, ...more }).map(({ kind, suggestion }) => `${kind} ${suggestion ?? ''}`);

describe('createInspectContent', () => {
  test('makes the checks the pack names and no others, in the order of their places', () => {
    expect(kinds('增长5%%，2月30日（')).toEqual(['figure %', 'impossible-date ']);
  });

  test('says how strict each is and where it comes from', () => {
    expect(inspect('2月30日', context)).toEqual([
      {
        kind: 'impossible-date',
        ruleId: 'impossible-date',
        severity: 'stop',
        origin: '公历',
        from: 0,
        to: 5,
        suggestion: null,
      },
    ]);
  });

  test('holds an old name against a text from the day of the change on, and never against one of unknown day', () => {
    expect(kinds('由环境保护部负责')).toEqual(['outdated-name 生态环境部']);
    expect(kinds('由环境保护部负责', { writtenOn: day('2018-03-17') })).toHaveLength(1);
    expect(kinds('由环境保护部负责', { writtenOn: day('2018-03-16') })).toEqual([]);
    expect(kinds('由环境保护部负责', { writtenOn: null })).toEqual([]);
  });

  test.each([
    '原环境保护部负责',
    '不再保留环境保护部',
    '2015年环境保护部印发',
    '农业部门负责',
    '公司农业部',
    '据环境保护部',
  ])('excuses %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  test('excuses within the sentence and no further', () => {
    expect(kinds('原有规定。由环境保护部负责')).toHaveLength(1);
  });

  test('a link elsewhere is found where the pack names the hosts that may be linked to, and only there', () => {
    const foreign = { kind: 'foreign-link', severity: 'hint', origin: '国办发〔2018〕123号' } as const;
    const text = '详见 https://www.gov.cn/a 和 https://www.example.com/b 。';
    const found = (allowedHosts: ContentPack['allowedHosts']) =>
      createInspectContent({ ...pack, checks: [foreign], allowedHosts })(text, context).map(({ from, to }) =>
        text.slice(from, to),
      );
    expect([found(['gov.cn']), found(['gov.cn', 'example.com']), found(null)]).toEqual([
      ['https://www.example.com/b'],
      [],
      [],
    ]);
  });
});

describe('wordsInContext', () => {
  test('shows what stands around the words, personal data hidden', () => {
    const text = '联系人手机13812341234，增长5%%，继续努力';
    const from = text.indexOf('%%');
    expect(wordsInContext(text, { from, to: from + 2 })).toEqual({
      before: '****1234，增长5',
      words: '%%',
      after: '，继续努力',
    });
  });
});
