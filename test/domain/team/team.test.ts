import type { UnitId } from '../../../src/domain/ids';
import { courseTotals } from '../../../src/domain/team/course';
import {
  DUTY_RULES,
  liaisonGap,
  maskedName,
  maskedPhone,
  wrongPhone,
  type LiaisonDuty,
  type Rank,
} from '../../../src/domain/team/liaison';

const gap = (duty: LiaisonDuty, ...ranks: (Rank | null)[]): string | null => {
  const rule = DUTY_RULES.find((one) => one.duty === duty);
  if (rule === undefined) throw new Error(duty);
  return liaisonGap(rule, ranks);
};

describe('a duty of a unit', () => {
  test.each<[LiaisonDuty, (Rank | null)[], string | null]>([
    ['liaison', [], 'missing'],
    ['liaison', [null, null, null], null],
    ['informant', [null, null], null],
    ['informant', [null, null, null], 'too-many'],
    ['chief', ['below-section'], 'below-rank'],
    ['chief', ['deputy-section'], null],
    ['chief', [null], null],
    ['chief', ['section', 'section'], 'too-many'],
    ['leader', [], 'missing'],
  ])('%s held by those of rank %j is %s', (duty, ranks, expected) => {
    expect(gap(duty, ...ranks)).toBe(expected);
  });

  test('goes back to a text that is named', () => {
    for (const { source } of DUTY_RULES) expect(source).toMatch(/通政办发〔2015〕3号|晋城市人民政府办公室/);
  });
});

describe('numbers and names', () => {
  test.each([
    ['13800001234', null, null],
    [null, '0435-5222345 转 8', null],
    [null, null, 'mobile'],
    ['12', null, 'mobile'],
    [null, '找老张', 'officePhone'],
  ])('%s and %s are refused for %s', (mobile, officePhone, wrong) => {
    expect(wrongPhone({ mobile, officePhone })).toBe(wrong);
  });

  test('are told in part', () => {
    expect([maskedName('张三丰'), maskedName('李'), maskedPhone('13800001234'), maskedPhone('5222')]).toEqual([
      '张**',
      '李*',
      '138****1234',
      '5**2',
    ]);
  });
});

test('courses count for the unit that keeps the record, and for each of which somebody was there', () => {
  const [a, b] = ['a', 'b'].map((letter) => letter.repeat(24) as UnitId) as [UnitId, UnitId];
  const from = (unitId: UnitId) => ({ name: '某', unitId, liaisonId: null, personId: null });
  const totals = courseTotals([
    { unitId: a, hours: 6, attendees: [from(a), from(b), from(b)] },
    { unitId: a, hours: 1.5, attendees: [from(a)] },
  ]);
  expect(totals.get(a)).toEqual({ held: 2, heldHours: 7.5, attended: 2, attendedHours: 7.5 });
  expect(totals.get(b)).toEqual({ held: 0, heldHours: 0, attended: 2, attendedHours: 12 });
});
