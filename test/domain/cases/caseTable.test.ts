import { CASE_EVENTS, CASE_STATES, type CaseEvent, type CaseState } from '../../../src/domain/cases/case';
import { CASE_DUTIES, CASE_RESUMPTIONS, CASE_TRANSITIONS, type CaseDuty } from '../../../src/domain/cases/caseTable';
import { ROLES, type Action } from '../../../src/domain/people/role';
import { may } from '../../../src/domain/people/permissions';

describe('the table', () => {
  test('knows every state and duty, leads only to known states, and has exactly one end', () => {
    expect(Object.keys(CASE_TRANSITIONS).sort()).toEqual([...CASE_STATES].sort());
    expect(Object.keys(CASE_DUTIES).sort()).toEqual([...CASE_EVENTS].sort());
    for (const moves of Object.values(CASE_TRANSITIONS))
      for (const to of Object.values(moves)) expect(CASE_STATES).toContain(to);
    expect(CASE_STATES.filter((state) => Object.keys(CASE_TRANSITIONS[state]).length === 0)).toEqual(['closed']);
  });

  test('can reach every state and use every event', () => {
    const reached = new Set<CaseState>(['noticed']);
    for (const state of reached) for (const to of Object.values(CASE_TRANSITIONS[state])) reached.add(to);
    expect([...reached].sort()).toEqual([...CASE_STATES].sort());
    const used = new Set(Object.values(CASE_TRANSITIONS).flatMap((moves) => Object.keys(moves)));
    expect([...used, 'resume'].sort()).toEqual([...CASE_EVENTS].sort());
  });

  test('goes on after every dismissal where the case was, and nowhere else', () => {
    const dismissible = CASE_STATES.filter((state) => CASE_TRANSITIONS[state].dismiss !== undefined);
    expect(Object.entries(CASE_RESUMPTIONS)).toEqual(dismissible.map((state) => [state, state]));
  });

  test("gives each person's step to somebody whose role may take it", () => {
    for (const { by, action } of Object.values(CASE_DUTIES)) {
      if (by === 'system' || action === null) continue;
      expect(ROLES.filter((role) => may({ role }, action))).toContain(by);
    }
    expect(ROLES.filter((role) => may({ role }, 'case.approve'))).toEqual(['administrator']);
  });
});

describe('who may take a step', () => {
  const eventsWhere = (holds: (duty: CaseDuty) => boolean): CaseEvent[] =>
    CASE_EVENTS.filter((event) => holds(CASE_DUTIES[event]));

  test('the system takes what follows from time and posts, and nothing else', () => {
    expect(eventsWhere(({ bySystem }) => bySystem)).toEqual([
      'remind',
      'deadline-passed',
      'posts-seen',
      'watch-ended',
      'revived',
    ]);
    expect(eventsWhere(({ by }) => by === 'system')).toEqual(eventsWhere(({ bySystem }) => bySystem));
  });

  test('a step against somebody, or back, is explained in words', () => {
    expect(eventsWhere(({ noteRequired }) => noteRequired)).toEqual([
      'propose-shutdown',
      'propose-integration',
      'reject',
      'revived',
      'dismiss',
      'resume',
    ]);
  });

  test.each<[Action | null, CaseEvent[]]>([
    ['case.remind', ['remind', 'order-rectification']],
    ['case.propose', ['propose-shutdown', 'propose-integration']],
    ['case.approve', ['approve', 'reject']],
    ['case.execute', ['announce', 'archive', 'cancel-on-platform', 'file', 'integrate', 'revived']],
    ['case.dismiss', ['dismiss', 'resume']],
    [null, ['deadline-passed', 'posts-seen', 'watch-ended']],
  ])('the permission %s is for %j', (action, events) => {
    expect(eventsWhere((duty) => duty.action === action)).toEqual(events);
  });

  test('approval and rejection alone are for administrators', () => {
    expect(eventsWhere(({ by }) => by === 'administrator')).toEqual(['approve', 'reject']);
  });
});
