import { CASE_EVENTS, type CaseEvent } from '../../../src/domain/cases/case';
import { CASE_DUTIES } from '../../../src/domain/cases/caseTable';
import { stepRefusal } from '../../../src/domain/cases/stepRefusal';
import type { PersonId } from '../../../src/domain/ids';
import type { Principal, Role } from '../../../src/domain/people/role';
import { opened, proposed, rectifying } from './someCase';

const who = (role: Role, name = '值班员'): Principal => ({
  personId: `person-${name}` as PersonId,
  name,
  role,
  unitId: null,
  via: 'session',
});

describe('why a person may not take a step', () => {
  test("what follows from time and posts is the system's alone, whoever asks", () => {
    for (const event of CASE_EVENTS.filter((each) => CASE_DUTIES[each].action === null))
      expect([event, stepRefusal(rectifying, event, who('administrator'))]).toEqual([event, 'system-only']);
  });

  test.each<[Role, CaseEvent, string | null]>([
    ['viewer', 'remind', 'forbidden'],
    ['officer', 'dismiss', 'forbidden'],
    ['operator', 'remind', null],
    ['operator', 'approve', 'forbidden'],
    ['administrator', 'dismiss', null],
    // It follows from what is decided about the finding.
    ['operator', 'resume', 'by-finding'],
    ['officer', 'resume', 'forbidden'],
  ])('%s: %s %p', (role, event, refusal) => {
    expect(stepRefusal(opened, event, who(role))).toBe(refusal);
  });

  test('nobody approves their own proposal; another may, and they may reject it', () => {
    expect(stepRefusal(proposed, 'approve', who('administrator'))).toBe('self-approval');
    expect(stepRefusal(proposed, 'approve', who('administrator', '主任'))).toBeNull();
    expect(stepRefusal(proposed, 'reject', who('administrator'))).toBeNull();
  });
});
