import type { AccountId, PersonId, UnitId } from '../../src/domain/ids';
import type { Principal } from '../../src/domain/people/role';

export const NOW = new Date('2026-11-20T02:00:00.000Z');
const unitId = (letter: string): UnitId => letter.repeat(24) as UnitId;
/** The office is the root; A and B are units beneath it, C lies beneath A. */
export const OFFICE = unitId('0');
export const UNIT_A = unitId('a');
export const UNIT_B = unitId('b');
export const UNIT_C = unitId('c');
const PATHS: Readonly<Record<string, readonly UnitId[]>> = {
  [OFFICE]: [OFFICE],
  [UNIT_A]: [OFFICE, UNIT_A],
  [UNIT_B]: [OFFICE, UNIT_B],
  [UNIT_C]: [OFFICE, UNIT_A, UNIT_C],
};

const person = (digit: string, name: string, rest: Pick<Principal, 'role' | 'unitId'>): Principal => ({
  personId: digit.repeat(24) as PersonId,
  name,
  via: 'token',
  ...rest,
});
/** The three who stand in every test of access, and one who may only look. */
export const PEOPLE = {
  administrator: person('1', '管理员', { role: 'administrator', unitId: null }),
  officerOfA: person('2', '甲单位信息员', { role: 'officer', unitId: UNIT_A }),
  outsider: person('3', '乙单位信息员', { role: 'officer', unitId: UNIT_B }),
  viewer: person('4', '只读', { role: 'viewer', unitId: null }),
} as const;
export type PersonName = keyof typeof PEOPLE;
export const tokenOf = (name: PersonName): string => `token-${name}`;
export const PASSWORD = 'correct-horse';

export const ACCOUNTS = { ofA: unitId('5') as string as AccountId, ofB: unitId('6') as string as AccountId };
export const UNKNOWN_ID = 'f'.repeat(24);

/** Does the principal see what belongs to this unit? */
export const pathOf = (unit: string): readonly UnitId[] => PATHS[unit] ?? [];
export const sees = (principal: Principal, unit: string | null): boolean =>
  principal.unitId === null || (unit !== null && (PATHS[unit] ?? []).includes(principal.unitId));
export const unitOf = (id: string): UnitId | null =>
  id === ACCOUNTS.ofA ? UNIT_A : id === ACCOUNTS.ofB ? UNIT_B : null;
export const unitsSeenBy = (principal: Principal): readonly string[] =>
  Object.keys(PATHS).filter((unit) => sees(principal, unit));
