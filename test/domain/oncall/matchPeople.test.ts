import type { UnitId } from '../../../src/domain/ids';
import type { WrittenDay } from '../../../src/domain/oncall/dutyTable';
import { matchPeople, type Nameable, type NameBook } from '../../../src/domain/oncall/matchPeople';
import { date, personId } from './rosterSamples';

const unit = (name: string): UnitId => name.padEnd(24, '0') as UnitId;
const [OFFICE, BUREAU, SCHOOL, TOWN] = [unit('a0'), unit('b1'), unit('c1'), unit('d1')];
const person = (letter: string, name: string, given: Partial<Nameable> = {}): Nameable => ({
  id: personId(letter),
  username: `user-${letter}`,
  name,
  unitId: BUREAU,
  disabled: false,
  mobile: null,
  ...given,
});
const PEOPLE = [
  person('1', '张三'),
  person('2', '李四', { unitId: SCHOOL }),
  person('3', '李四', { unitId: SCHOOL, mobile: '13800138000' }),
  person('4', '王五', { unitId: TOWN }),
  person('5', '赵六', { disabled: true }),
  person('6', '钱七'),
  person('7', '钱七', { unitId: SCHOOL }),
  person('8', '孙八', { unitId: null }),
  person('9', 'John Smith'),
];
const book = (given: Partial<NameBook> = {}): NameBook => ({
  people: PEOPLE,
  unitNames: new Map([
    ['教育局', new Set([BUREAU])],
    ['乙镇', new Set([TOWN])],
  ]),
  within: new Set([BUREAU, SCHOOL]),
  unitId: BUREAU,
  ...given,
});
const whole = book({ within: null, unitId: OFFICE });
const day = (names: readonly string[], phone = ''): WrittenDay => ({
  row: 2,
  date: date('2026-10-01'),
  people: { column: 2, names },
  leaders: { column: 3, names: [] },
  phone,
});
const shown = (written: WrittenDay, of = book()): string => {
  const { days, problems } = matchPeople([written], of);
  const [problem] = problems;
  if (problem !== undefined) return `${problem.row}:${problem.column} ${problem.code} ${problem.value}`;
  return days.flatMap(({ personIds }) => personIds.map((id) => id.charAt(0))).join('');
};

describe('a name in a table', () => {
  test.each([
    ['a name within the unit of the roster', ['张三'], '1'],
    ['a blank within the name', ['张　三'], '1'],
    ['several names that blanks part', ['张三 钱七'], '16'],
    ['a name of two words', ['john smith'], '9'],
    ['an account name', ['USER-4'], '4'],
    ['a name that is given twice', ['张三', '张 三'], '1'],
    ['a name that several have: the one of the unit of the roster itself', ['钱七'], '6'],
    ['the unit in brackets', ['王五（乙镇）'], '4'],
    ['the phone number in brackets', ['李四(138-0013-8000)'], '3'],
    ['a note in brackets', ['张三（组长）'], '1'],
  ])('is found by %s', (_what, names, expected) => {
    expect(shown(day(names))).toBe(expected);
  });

  test.each([
    ['nobody has it', ['周九'], '2:2 person-unknown 周九'],
    ['one of those that blanks part is nobody', ['张三 周九'], '2:2 person-unknown 张三 周九'],
    ['only somebody of another unit has it', ['王五'], '2:2 person-elsewhere 王五'],
    ['only somebody of no unit has it', ['孙八'], '2:2 person-elsewhere 孙八'],
    ['several have it', ['李四'], '2:2 person-ambiguous 李四'],
    ['it is that of somebody disabled', ['赵六'], '2:2 person-disabled 赵六'],
    ['it is the account of somebody disabled', ['user-5'], '2:2 person-disabled user-5'],
  ])('is not guessed where %s', (_what, names, expected) => {
    expect(shown(day(names))).toBe(expected);
  });

  test('that several have is told apart by the phone beside it, where it is the only one', () => {
    expect(shown(day(['李四'], '13800138000'))).toBe('3');
    expect(shown(day(['李四'], '13900139000'))).toBe('2:2 person-ambiguous 李四');
    expect(shown(day(['李四', '张三'], '13800138000'))).toBe('2:2 person-ambiguous 李四');
  });

  test('is looked for in the whole office where the roster is of no unit', () => {
    expect(shown(day(['王五', '孙八']), whole)).toBe('48');
  });
});
