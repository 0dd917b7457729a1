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
    owes: true,
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

  test.each([false, true])(
    'takes an account by the name alone only where no other row is surer (reversed: %s)',
    (reversed) => {
      const rows = [listed({ name: '政务发布' }), listed({ row: 3, name: '政务发布', unitId: B, unit: '乙局' })];
      expect(
        found(reversed ? rows.toReversed() : rows, [held('1', { name: '政务发布', unitId: B, unitName: '乙局' })]),
      ).toEqual(['missing 政务发布 >甲局']);
    },
  );

  test('where two units claim one account by its name alone, which of them is unclear', () => {
    const other = held('1', { unitId: 'c' as UnitId });
    expect(found([listed(), listed({ row: 3, unitId: B, unit: '乙镇' })], [other])).toEqual([
      'unclear 账号1 >甲局',
      'unclear 账号1 >乙镇',
    ]);
  });

  test('an account known by another form of its id is neither missing nor extra', () => {
    const known = held('1', { platform: 'wechat', externalId: 'wx1234' });
    const row = listed({ platform: 'wechat', externalId: 'gh_5678' });
    expect(found([row], [known])).toEqual(['unclear 账号1 >甲局']);
    expect(found([{ ...row, unitId: B, unit: '乙镇' }], [known])).toEqual(['missing 账号1 >乙镇', 'extra 账号1 甲局>']);
    // Another row means that one by its id: this is a second account.
    const sure = listed({ row: 3, platform: 'wechat', externalId: 'wx1234' });
    expect(found([row, sure], [known])).toEqual(['missing 账号1 >甲局']);
  });

  test('an account that is applied for is not missing, listed with an id or without, and never extra', () => {
    const applied = held('1', { externalId: '', owes: false });
    expect(found([listed()], [applied])).toEqual([]);
    expect(found([listed({ externalId: '9' })], [applied])).toEqual([]);
    expect(found([listed({ externalId: '9' }), listed({ row: 3, externalId: '9' })], [applied])).toEqual([
      'duplicate 账号1 >甲局',
    ]);
    expect(found([listed({ name: '别的' })], [applied])).toEqual(['missing 别的 >甲局']);
    // What another unit applied for is not what this one has.
    expect(found([listed({ unitId: B, unit: '乙镇' })], [applied])).toEqual(['missing 账号1 >乙镇']);
  });
});
