import type { UnitId } from '../../../src/domain/ids';
import { inScope, may, PERMISSIONS } from '../../../src/domain/people/permissions';
import { ACTIONS, ROLES, type Action } from '../../../src/domain/people/role';

describe('who may do what', () => {
  test.each(ROLES.map((role) => [role]))('%s may do exactly what the table says, and everybody may read', (role) => {
    expect(ACTIONS.filter((action) => may({ role }, action)).sort()).toEqual([...PERMISSIONS[role]].sort());
    expect(may({ role }, 'read')).toBe(true);
  });

  test('each role may do what the one below it may', () => {
    const below = (upper: readonly Action[], lower: readonly Action[]): boolean =>
      lower.every((action) => upper.includes(action));
    expect(below(PERMISSIONS.administrator, PERMISSIONS.operator)).toBe(true);
    expect(below(PERMISSIONS.operator, PERMISSIONS.officer)).toBe(true);
    expect(below(PERMISSIONS.officer, PERMISSIONS.viewer)).toBe(true);
  });

  test('only administrators approve and manage people; viewers change nothing', () => {
    for (const action of ['case.approve', 'people.manage'] as const)
      expect(ROLES.filter((role) => may({ role }, action))).toEqual(['administrator']);
    expect(PERMISSIONS.viewer).toEqual(['read']);
    expect(may({ role: 'officer' }, 'case.propose')).toBe(false);
    expect(may({ role: 'officer' }, 'obligation.exempt')).toBe(false);
  });
});

describe('scope', () => {
  const path = ['county', 'bureau', 'office'] as UnitId[];
  test.each([
    [null, true],
    ['county', true],
    ['bureau', true],
    ['office', true],
    ['school', false],
    ['', false],
  ])('%p sees an account of the office: %p', (scope, sees) => {
    expect(inScope(scope as UnitId | null, path)).toBe(sees);
  });
  test('a thing without a unit is seen only by who sees everything', () => {
    expect(inScope(null, [])).toBe(true);
    expect(inScope('county' as UnitId, [])).toBe(false);
  });
});
