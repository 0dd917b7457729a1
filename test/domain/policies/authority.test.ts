import { authorityOf, isHigher } from '../../../src/domain/policies/authority';
import { AUTHORITIES } from '../../../src/domain/policies/policy';
import { entry, later, Shelf, source } from './somePolicies';

describe('whose document it is', () => {
  test.each<[string | null, string, string]>([
    ['国发〔2026〕30号', '关于某事的意见', 'state-council'],
    ['国办函〔2026〕71号', '复函', 'state-council'],
    ['国令第843号', '决定', 'state-council'],
    ['中办发〔2026〕1号', '意见', 'state-council'],
    [null, '国务院关于某事的意见', 'state-council'],
    [null, '国务院办公厅关于某事的通知', 'state-council'],
    [null, '中共中央 国务院关于某事的意见', 'state-council'],
    ['国科发〔2026〕3号', '科技部关于某事的通知', 'city'],
    [null, '某市人民政府转发国务院关于某事的通知', 'city'],
    ['某政发〔2026〕3号', '某市人民政府关于贯彻国发文件的通知', 'city'],
  ])('%s %s is of %s, listed by a city', (docNumber, title, authority) => {
    expect(authorityOf({ docNumber, title }, 'city')).toBe(authority);
  });

  test('once a higher place lists it, it is considered anew', () => {
    const shelf = new Shelf();
    shelf.look([entry({ title: '应急管理部关于某事项的通知' })]);
    const plan = shelf.look([entry({ title: '应急管理部关于某事项的通知', url: 'https://www.gov.cn/9.html' })], {
      from: source({ id: 'govcn', authority: 'state-council' }),
    });
    expect(plan.replaces).toMatchObject([{ change: 'merged', next: { authority: 'state-council', version: 2 } }]);
    expect(shelf.look([entry({ title: '应急管理部关于某事项的通知' })], { now: later(1) }).counts.unchanged).toBe(1);
    expect(shelf.policies).toMatchObject([{ authority: 'state-council', version: 2 }]);
  });

  test('ranks are a strict order', () => {
    for (const one of AUTHORITIES)
      for (const other of AUTHORITIES)
        expect(Number(isHigher(one, other)) + Number(isHigher(other, one))).toBe(one === other ? 0 : 1);
  });
});
