import type { RegisteredLiaison } from '../../../src/domain/register/registered';
import { OFFICE, plan, sheetOf, told, unit } from './sheetsOf';

const HEAD = ['单位', '职责', '姓名', '职务', '职级', '手机', '办公电话', '用户名', '任职日期'];
const units = [unit({ key: 'a', name: '甲局' }), unit({ key: 'b', name: '乙局' })];
const held = (over: Partial<RegisteredLiaison> = {}): RegisteredLiaison => ({
  ...{ unitKey: 'a', duty: 'informant', name: '张三', post: '科员', rank: null, mobile: '13800000001' },
  ...{ officePhone: null, username: null, sinceOn: '2025-01-01', isReached: true },
  ...over,
});
const people = [
  { username: 'zhang', name: '张三', role: 'officer' as const, unitKey: 'a', disabled: false, isReached: true },
  { username: 'other', name: '别人', role: 'officer' as const, unitKey: 'x', disabled: false, isReached: false },
];
const read = (...lines: readonly (readonly (string | number)[])[]) =>
  plan([sheetOf('联络员名册', [HEAD, ...lines])], { units, people, liaisons: [held()] });

describe('a table of liaisons', () => {
  test('adds who holds a duty, with numbers as spreadsheets keep them and words as people write them', () => {
    const planned = read(
      ['甲局', '信息主管', '李 四', '办公室主任', '正科级', 13800000002, '', 'zhang', '2026/3/1'],
      ['b', '分管领导', '王五', '副局长', '', '', '０４３５－５２２２３４５ 转 ８', '', ''],
    );
    expect(told(planned)).toEqual([]);
    expect(planned.added.liaisons).toEqual([
      {
        ...{ unit: 'a', duty: 'chief', name: '李 四', post: '办公室主任', rank: 'section', mobile: '13800000002' },
        ...{ officePhone: null, person: 'zhang', sinceOn: '2026-03-01' },
      },
      {
        ...{ unit: 'b', duty: 'leader', name: '王五', post: '副局长', rank: null, mobile: null },
        // Without a date it is today's.
        ...{ officePhone: '0435-5222345 转 8', person: null, sinceOn: '2026-11-30' },
      },
    ]);
  });

  test('says of each cell what is wrong with it, and takes nothing then', () => {
    const planned = read(
      ['丙局', '信息员', '赵六', '科员', '', '13800000003', '', '', ''],
      ['甲局', '秘书', '赵六', '科员', '', '13800000003', '', '', ''],
      ['甲局', '信息主管', '赵六', '主任', '', '13800000003', '', '', ''],
      ['甲局', '信息员', '钱七', '', '', '', '', '', ''],
      ['甲局', '信息员', '孙八', '科员', '', '138', '总机', 'nobody', '2026-12-01'],
      ['甲局', '信息员', '周九', '科员', '', '', '分机', 'other', ''],
      ['甲局', '信息员', '周九', '科员', '', '13800000004', '', '', ''],
    );
    expect(told(planned)).toEqual([
      '联络员名册!B3 not-a-choice 联络员、信息员、信息主管、分管负责人',
      '联络员名册!A2 unit-unknown',
      '联络员名册!E4 missing',
      '联络员名册!D5 missing',
      '联络员名册!F5 phone-missing',
      '联络员名册!H6 person-unknown',
      '联络员名册!I6 date-later',
      '联络员名册!F6 phone-wrong',
      '联络员名册!H7 person-unknown',
      '联络员名册!G7 phone-wrong',
      '联络员名册!C8 given-twice 联络员名册!7',
    ]);
    expect(planned.faults).toBe(11);
  });

  test('leaves what a cell does not state, and lists what differs', () => {
    const planned = read(['甲局', '信息员', '张三', '', '', '', '', '', '']);
    expect(planned.rows).toMatchObject([{ kind: 'liaisons', outcome: 'unchanged' }]);
    const differs = read(['甲局', '信息员', '张三', '主任科员', '', '', '', 'zhang', '']);
    expect(differs.rows).toMatchObject([
      {
        outcome: 'differs',
        changes: [
          { field: 'post', before: '科员', after: '主任科员' },
          { field: 'person', before: '', after: 'zhang' },
        ],
      },
    ]);
    expect(differs.former.liaisons).toMatchObject([{ name: '张三', post: '科员', person: null }]);
    // The same name in another duty is another duty.
    expect(read(['甲局', '联络员', '张三', '科员', '', '13800000001', '', '', '']).added.liaisons).toHaveLength(1);
  });

  test('is for who keeps the roster; a list of one duty is read by what it is called', () => {
    const sheet = sheetOf('各单位信息员', [
      ['序号', '单位名称', '人员类别', '姓名', '职务', '手机号码'],
      [1, '甲局', '信息员', '张五', '科员', 13900000000],
    ]);
    expect(plan([sheet], { units }).added.liaisons).toMatchObject([{ name: '张五', mobile: '13900000000' }]);
    const denied = plan([sheet], { units }, { ...OFFICE, keepsRoster: false });
    expect(told(denied)).toEqual(['各单位信息员!0 not-allowed']);
    expect(denied.added.liaisons).toEqual([]);
  });
});
