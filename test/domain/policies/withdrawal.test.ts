import { isMarkedWithdrawn, namesIn, repealedBy, withoutWithdrawalMark } from '../../../src/domain/policies/withdrawal';
import { entry, later, NOW, Shelf, source } from './somePolicies';

const repealed = (title: string, body: string | null = null, summary = ''): ReturnType<typeof repealedBy> =>
  repealedBy({ title, body, summary });
const NOTHING = { names: [], docNumbers: [] };

describe('the mark of a source', () => {
  test.each([
    '某市关于某事的通知（已废止）',
    '某市关于某事的通知(废止)',
    '某市关于某事的通知【失效】',
    '某市关于某事的通知 [本文已失效]',
    '某市关于某事的通知（自动失效）',
    '某市关于某事的通知（全文废止） ',
    '某市关于某事的通知（ 已废止 ）',
    '某市关于某事的通知（文件已撤销）',
    '某市关于某事的通知（现已停止执行）',
  ])('%s is withdrawn', (title) => {
    expect(isMarkedWithdrawn({ title })).toBe(true);
    expect(withoutWithdrawalMark(title)).toBe('某市关于某事的通知');
  });

  test.each(['某市关于废止某事的通知', '（已废止）某市关于某事的通知', '某市关于某事的通知（修订）'])(
    '%s is in force',
    (title) => {
      expect(isMarkedWithdrawn({ title })).toBe(false);
      expect(withoutWithdrawalMark(title)).toBe(title);
    },
  );

  test('on its own page counts as well', () => {
    expect(isMarkedWithdrawn({ title: '某市关于某事的通知', markedWithdrawn: true })).toBe(true);
    expect(isMarkedWithdrawn({ title: '某市关于某事的通知', markedWithdrawn: false })).toBe(false);
  });
});

describe('a policy that a list marks', () => {
  const title = '某市人民政府关于促进某产业发展的意见';
  const marked = entry({ title: `${title}（已废止）` });
  test('when it is new is recorded as withdrawn', () => {
    const shelf = new Shelf();
    shelf.look([marked]);
    expect(shelf.policies).toMatchObject([{ title, withdrawal: { reason: 'stated', noticedAt: NOW } }]);
  });

  test('when it is known already is withdrawn then, once, and is no new version', () => {
    const shelf = new Shelf();
    shelf.look([entry({ title })]);
    expect(shelf.policies).toMatchObject([{ withdrawal: null }]);
    const plan = shelf.look([marked], { now: later(1) });
    expect(plan.replaces).toMatchObject([
      { change: 'withdrawn', next: { title, version: 1, withdrawal: { reason: 'stated', noticedAt: later(1) } } },
    ]);
    expect(shelf.look([marked], { now: later(2) }).replaces).toEqual([]);
  });

  test('where another source shows it is withdrawn as well', () => {
    const shelf = new Shelf();
    shelf.look([entry({ title })]);
    const plan = shelf.look([{ ...marked, url: 'https://www.other.gov.cn/1.html' }], {
      from: source({ id: 'other' }),
      now: later(1),
    });
    expect(plan.replaces).toMatchObject([{ change: 'withdrawn', next: { version: 1 } }]);
    expect(shelf.policies[0]?.sightings).toHaveLength(2);
  });
});

describe('what a document repeals', () => {
  test.each(['关于废止《某市某事管理办法》的决定', '某市人民政府关于宣布失效《某市某事管理办法》的通知'])(
    '%s names it in its title',
    (title) => {
      expect(repealed(title, '附件提到《另一份管理办法》（某政发〔2020〕9号）')).toEqual({
        names: ['某市某事管理办法'],
        docNumbers: [],
      });
    },
  );

  test('or by its 文号', () => {
    expect(repealed('关于废止某政发〔2019〕3号的通知', '见《另一份管理办法》').docNumbers).toEqual([
      '某政发〔2019〕3号',
    ]);
  });

  test('a list stands in the text, or in the summary where there is no text', () => {
    const list = '1.《某市甲事项管理办法》（某政发〔2011〕1号）2.《某市乙事项管理办法》（某政发〔2012〕2号）';
    const expected = {
      names: ['某市甲事项管理办法', '某市乙事项管理办法'],
      docNumbers: ['某政发〔2011〕1号', '某政发〔2012〕2号'],
    };
    expect(repealed('关于废止部分规范性文件的决定', list)).toEqual(expected);
    expect(repealed('关于废止部分规范性文件的决定', null, list)).toEqual(expected);
  });

  test.each([
    '关于修改和废止部分规章的决定',
    '关于废止、修订部分行政规范性文件的决定',
    '关于宣布失效和调整部分文件的通知',
  ])('%s changes as well as repeals, so that its list withdraws nothing', (title) => {
    expect(repealed(title, '《某市甲事项管理办法》（某政发〔2011〕1号）')).toEqual(NOTHING);
  });

  test.each(['关于印发《某市某事管理办法》的通知', '某市废止文件目录'])('%s repeals nothing', (title) => {
    expect(repealed(title, '同时废止《某市甲事项管理办法》')).toEqual(NOTHING);
  });
});

test('names are the quoted titles, each once, a quoted title within one kept whole', () => {
  expect(
    namesIn('《关于印发〈某规划〉的通知》《关于印发〈某规划〉的通知》《某法》《国务院关于《某条例》的释义》'),
  ).toEqual(['关于印发某规划的通知', '国务院关于某条例的释义']);
});
