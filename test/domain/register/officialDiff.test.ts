import type { AccountId, UnitId } from '../../../src/domain/ids';
import { countDiff, officialDiff } from '../../../src/domain/register/officialDiff';
import type { HeldAccount, ListedAccount } from '../../../src/domain/register/officialList';

const [A, B] = ['a', 'b'] as UnitId[] as [UnitId, UnitId];
const held = (id: string, more: Partial<HeldAccount> = {}): HeldAccount => ({
  ...{
    id: id as AccountId,
    platform: 'weibo',
    externalId: `1000${id}`,
    name: `账号${id}`,
    unitId: A,
    unitName: '甲局',
  },
  ...more,
});
const listed = (more: Partial<ListedAccount> = {}): ListedAccount => ({
  ...{ sheet: '账号', row: 2, platform: 'weibo', externalId: '', name: '账号1', unit: '甲局', unitId: A, homeUrl: '' },
  ...more,
});
const found = (list: readonly ListedAccount[], register: readonly HeldAccount[]): readonly string[] =>
  officialDiff(list, register).lines.map(({ kind, label, before, after }) => `${kind} ${label} ${before}>${after}`);

describe('an official list', () => {
  test('that has what is registered differs in nothing, however wide a name is written', () => {
    expect(found([listed({ name: ' 账号１' })], [held('1')])).toEqual([]);
    expect(found([listed({ externalId: '10001' })], [held('1')])).toEqual([]);
  });

  test('says what is missing here and what is extra, on the platforms that it has', () => {
    expect(found([listed({ externalId: '9' })], [held('2'), held('3', { platform: 'wechat' })])).toEqual([
      'missing 账号1 >甲局',
      'extra 账号2 甲局>',
    ]);
  });

  test('knows an account by its id before its name: renamed, and of another sponsor', () => {
    expect(found([listed({ externalId: '10001', name: '新名', unitId: B, unit: '乙镇' })], [held('1')])).toEqual([
      'renamed 新名 账号1>新名',
      'other-sponsor 新名 甲局>乙镇',
    ]);
  });

  test('finds what it lists twice', () => {
    expect(found([listed(), listed({ row: 3 })], [held('1')])).toEqual(['duplicate 账号1 >甲局']);
  });

  test('that does not tell which is meant holds nothing against anybody', () => {
    const same = [held('1', { unitId: B }), held('2', { name: '账号1', unitId: B })];
    expect(found([listed()], same)).toEqual(['unclear 账号1 >甲局']);
    expect(found([listed({ unit: '某局', unitId: null })], [held('1')])).toEqual(['unclear 账号1 甲局>某局']);
    expect(countDiff(officialDiff([listed()], same).lines)).toMatchObject({ unclear: 1, extra: 0, missing: 0 });
  });
});
