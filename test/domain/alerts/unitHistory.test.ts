import { fieldChangesOf } from '../../../src/domain/alerts/unitHistory';

const line = { from: null, to: null, data: {} };

describe('what a line of the ledger says of the fields of a unit', () => {
  test('a unit that is added: each field that is stated, and nothing of the others', () => {
    const data = { name: '甲局', parentId: 'p', level: 'department', sectors: '', region: '3301', creditCode: null };
    expect(fieldChangesOf({ ...line, kind: 'unit-added', to: '甲局', data })).toEqual([
      { field: 'name', from: null, to: '甲局' },
      { field: 'level', from: null, to: 'department' },
      { field: 'region', from: null, to: '3301' },
      { field: 'superior', from: null, to: 'p' },
    ]);
  });

  test('another nature, as earlier versions wrote it too: the fields that differ', () => {
    const lines = { from: 'department · - · 330106', to: 'department · education,health · -' };
    expect(fieldChangesOf({ ...line, ...lines, kind: 'unit-changed' })).toEqual([
      { field: 'sectors', from: null, to: 'education,health' },
      { field: 'region', from: '330106', to: null },
    ]);
  });

  test('another name or code, also one that is taken away', () => {
    const data = { nameFrom: '甲局', nameTo: '乙局', creditCodeFrom: '91350100M000100Y43', creditCodeTo: null };
    expect(fieldChangesOf({ ...line, kind: 'unit-changed', data })).toEqual([
      { field: 'name', from: '甲局', to: '乙局' },
      { field: 'creditCode', from: '91350100M000100Y43', to: null },
    ]);
  });

  test('what is no change of a unit says nothing', () => {
    expect(fieldChangesOf({ ...line, kind: 'account-changed', from: 'a', to: 'b' })).toEqual([]);
  });
});
