import fc from 'fast-check';
import {
  CASE_EVENTS,
  CASE_STATES,
  type Actor,
  type Case,
  type CaseEvent,
  type CaseState,
} from '../../../src/domain/cases/case';
import { CASE_DUTIES, CASE_TRANSITIONS } from '../../../src/domain/cases/caseTable';
import { moveCase, nextSteps, openCase, type CaseContext } from '../../../src/domain/cases/moveCase';
import type { AccountId, CaseId, FindingId, PersonId, UnitId } from '../../../src/domain/ids';
import { ROLES } from '../../../src/domain/people/role';
import { may } from '../../../src/domain/people/permissions';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';

const T0 = new Date('2026-09-01T00:00:00.000Z');
const day = (days: number, ms = 0): Date => new Date(T0.getTime() + days * DAY_MS + ms);
const system: Actor = { kind: 'system', name: 'cases' };
const person = (name: string): Actor => ({ kind: 'person', personId: `person-${name}` as PersonId, name });
const [duty, boss] = [person('值班员'), person('主任')];

const opened = openCase({
  id: 'case' as CaseId,
  account: { id: 'account' as AccountId, unitId: 'unit' as UnitId, unitPath: ['root' as UnitId, 'unit' as UnitId] },
  findingId: 'finding' as FindingId,
  occurredAt: day(-1),
  now: day(0),
});
const context = (days: number, actor: Actor, more: Partial<CaseContext> = {}): CaseContext => ({
  actor,
  occurredAt: day(days),
  now: day(days),
  note: '说明',
  ...more,
});
function move(shutdownCase: Case, event: CaseEvent, ctx: CaseContext): Case {
  const moved = moveCase(shutdownCase, event, ctx);
  if ('refused' in moved) throw new Error(`${event} from ${shutdownCase.state}: ${moved.refused}`);
  return moved.shutdownCase;
}
const refusal = (shutdownCase: Case, event: CaseEvent, ctx: CaseContext): string | null => {
  const moved = moveCase(shutdownCase, event, ctx);
  return 'refused' in moved ? moved.refused : null;
};

const reminded = move(opened, 'remind', context(0, system));
const rectifying = move(reminded, 'order-rectification', context(1, duty, { rectifyBy: day(15) }));
const overdue = move(rectifying, 'deadline-passed', context(15, system));
const proposed = move(overdue, 'propose-shutdown', context(16, duty));
const approved = move(proposed, 'approve', context(17, boss));
const archived = move(move(approved, 'announce', context(18, duty)), 'archive', context(19, duty));
const filed = move(move(archived, 'cancel-on-platform', context(20, duty)), 'file', context(21, duty));
const integrating = move(
  overdue,
  'propose-integration',
  context(16, duty, { successorAccountId: 'other' as AccountId }),
);

describe('a case', () => {
  test('opens noticed, dated by the limit, due for its reminder at once', () => {
    expect(opened).toMatchObject({
      state: 'noticed',
      occurredAt: day(-1),
      openedAt: day(0),
      actAfter: day(0),
      rectifyBy: null,
      closedAt: null,
      steps: [],
    });
  });

  test('goes the whole way from notice to closing, each step on record', () => {
    const closed = move(filed, 'watch-ended', context(111, system));
    expect(closed.steps.map(({ event, to }) => `${event}>${to}`)).toEqual([
      'remind>reminded',
      'order-rectification>rectifying',
      'deadline-passed>overdue',
      'propose-shutdown>proposed',
      'approve>approved',
      'announce>announced',
      'archive>archived',
      'cancel-on-platform>cancelled',
      'file>filed',
      'watch-ended>closed',
    ]);
    expect(closed).toMatchObject({ state: 'closed', closeReason: 'shut-down', closedAt: day(111), actAfter: null });
  });

  test('goes the way of integration, naming the successor all along', () => {
    expect(integrating.successorAccountId).toBe('other');
    const ready = move(
      move(move(integrating, 'approve', context(17, boss)), 'announce', context(18, duty)),
      'archive',
      context(19, duty),
    );
    const watched = move(move(ready, 'integrate', context(20, duty)), 'file', context(21, duty));
    expect(move(watched, 'watch-ended', context(200, system))).toMatchObject({
      state: 'closed',
      closeReason: 'integrated',
      successorAccountId: 'other',
    });
  });

  test.each<[CaseState, Case]>([
    ['noticed', opened],
    ['reminded', reminded],
    ['rectifying', rectifying],
    ['overdue', overdue],
    ['proposed', proposed],
  ])('closes by itself from %s when posts are seen, dated by the post', (_state, shutdownCase) => {
    expect(move(shutdownCase, 'posts-seen', context(17, system, { occurredAt: day(16.5) }))).toMatchObject({
      state: 'closed',
      closeReason: 'recovered',
      closedAt: day(17),
    });
    expect(move(shutdownCase, 'posts-seen', context(17, system, { occurredAt: day(16.5) })).steps.at(-1)).toMatchObject(
      {
        occurredAt: day(16.5),
        recordedAt: day(17),
      },
    );
    expect(move(shutdownCase, 'dismiss', context(17, duty))).toMatchObject({ closeReason: 'dismissed' });
  });

  test('once approved no longer closes because a post is seen', () => {
    for (const shutdownCase of [approved, archived, filed])
      expect(refusal(shutdownCase, 'posts-seen', context(30, system))).toBe('no-such-step');
  });

  test('comes back to notice when a filed account is revived', () => {
    const revived = move(filed, 'revived', context(40, system));
    expect(revived).toMatchObject({
      state: 'noticed',
      occurredAt: day(40),
      actAfter: day(40),
      rectifyBy: null,
      proposedBy: null,
    });
    expect(revived.steps).toHaveLength(filed.steps.length + 1);
  });

  test('goes back to rectification when the proposal is rejected, with the old or a new deadline', () => {
    expect(move(proposed, 'reject', context(17, boss))).toMatchObject({
      state: 'rectifying',
      rectifyBy: day(15),
      actAfter: day(15),
      proposedBy: null,
    });
    expect(move(proposed, 'reject', context(17, boss, { rectifyBy: day(30) }))).toMatchObject({
      rectifyBy: day(30),
      actAfter: day(30),
    });
    expect(
      move(move(integrating, 'reject', context(17, boss)), 'deadline-passed', context(17, system)).successorAccountId,
    ).toBeNull();
  });
});

describe('what a step needs', () => {
  test('another person than the proposer to approve', () => {
    expect(refusal(proposed, 'approve', context(17, duty))).toBe('self-approval');
    expect(refusal(integrating, 'approve', context(17, duty))).toBe('self-approval');
    expect(refusal(proposed, 'approve', context(17, system))).toBe('not-permitted');
    expect(refusal(proposed, 'approve', context(17, boss))).toBeNull();
    expect(refusal(proposed, 'reject', context(17, duty))).toBeNull();
  });

  test.each<[CaseEvent, Case, Actor]>([
    ['dismiss', rectifying, duty],
    ['propose-shutdown', overdue, duty],
    ['reject', proposed, boss],
    ['revived', filed, system],
  ])('a reason to %s', (event, shutdownCase, actor) => {
    expect(refusal(shutdownCase, event, context(17, actor, { note: ' \n ' }))).toBe('reason-missing');
    expect(refusal(shutdownCase, event, context(17, actor, { note: '有' }))).toBeNull();
  });

  test('a deadline ahead to order rectification, which the system then keeps', () => {
    const noDeadline = context(1, duty);
    expect(refusal(reminded, 'order-rectification', noDeadline)).toBe('deadline-missing');
    expect(refusal(reminded, 'order-rectification', { ...noDeadline, rectifyBy: day(1) })).toBe('deadline-missing');
    expect(move(reminded, 'order-rectification', { ...noDeadline, rectifyBy: day(1, 1) })).toMatchObject({
      rectifyBy: day(1, 1),
      actAfter: day(1, 1),
    });
  });

  test('the deadline to have passed: one millisecond before it is too early, and it is dated by itself', () => {
    expect(refusal(rectifying, 'deadline-passed', context(15, system, { now: day(15, -1) }))).toBe('too-early');
    const late = move(rectifying, 'deadline-passed', context(18, system));
    expect(late.steps.at(-1)).toMatchObject({ occurredAt: day(15), recordedAt: day(18) });
  });

  test('the watch to have ended: 90 days unless the office says otherwise', () => {
    expect(filed.actAfter).toEqual(day(111));
    expect(refusal(filed, 'watch-ended', context(111, system, { now: day(111, -1) }))).toBe('too-early');
    const short = move(
      move(archived, 'cancel-on-platform', context(20, duty)),
      'file',
      context(21, duty, { actAfter: day(30) }),
    );
    expect(move(short, 'watch-ended', context(45, system)).steps.at(-1)).toMatchObject({
      occurredAt: day(30),
      recordedAt: day(45),
    });
  });

  test('dormancy to propose without rectification', () => {
    expect(refusal(reminded, 'propose-shutdown', context(2, duty))).toBe('not-permitted');
    expect(refusal(reminded, 'propose-shutdown', context(2, duty, { verdictReason: 'silence-breach' }))).toBe(
      'not-permitted',
    );
    for (const verdictReason of ['silence-dormant', 'silence-zombie'] as const)
      expect(move(reminded, 'propose-shutdown', context(2, duty, { verdictReason })).state).toBe('proposed');
  });

  test('a successor, another account, to propose integration', () => {
    expect(refusal(overdue, 'propose-integration', context(16, duty))).toBe('successor-missing');
    expect(
      refusal(overdue, 'propose-integration', context(16, duty, { successorAccountId: 'account' as AccountId })),
    ).toBe('successor-missing');
  });

  test('what was approved and nothing else', () => {
    const integration = move(
      move(move(integrating, 'approve', context(17, boss)), 'announce', context(18, duty)),
      'archive',
      context(19, duty),
    );
    expect(refusal(integration, 'cancel-on-platform', context(20, duty))).toBe('not-permitted');
    expect(refusal(archived, 'integrate', context(20, duty, { successorAccountId: 'other' as AccountId }))).toBe(
      'not-permitted',
    );
  });

  test("a person for a person's step and the system for the system's", () => {
    expect(refusal(opened, 'posts-seen', context(1, boss))).toBe('not-permitted');
    expect(refusal(rectifying, 'deadline-passed', context(15, boss))).toBe('not-permitted');
    expect(refusal(approved, 'announce', context(18, system))).toBe('not-permitted');
    expect(refusal(opened, 'remind', context(1, duty))).toBeNull();
  });
});

describe('the next steps shown beside a case', () => {
  const shown = (shutdownCase: Case, reason?: Parameters<typeof nextSteps>[1]): string[] =>
    nextSteps(shutdownCase, reason).map(
      ({ event, by, dueBy }) => `${event} by ${by}${dueBy === null ? '' : ` on ${dueBy.toISOString().slice(0, 10)}`}`,
    );

  test.each<[string, Case, string[]]>([
    ['noticed', opened, ['remind by system on 2026-09-01', 'dismiss by operator']],
    ['reminded', reminded, ['order-rectification by operator', 'dismiss by operator']],
    ['rectifying', rectifying, ['deadline-passed by system on 2026-09-16', 'dismiss by operator']],
    ['overdue', overdue, ['propose-shutdown by operator', 'propose-integration by operator', 'dismiss by operator']],
    ['proposed', proposed, ['approve by administrator', 'reject by administrator', 'dismiss by operator']],
    ['approved', approved, ['announce by operator']],
    ['archived', archived, ['cancel-on-platform by operator']],
    ['filed', filed, ['watch-ended by system on 2026-12-21']],
    ['closed', move(opened, 'dismiss', context(1, duty)), []],
  ])('%s', (_state, shutdownCase, expected) => {
    expect(shown(shutdownCase)).toEqual(expected);
  });

  test('offer proposing at once only for a dormant account', () => {
    expect(shown(reminded, 'silence-dormant')).toContain('propose-shutdown by operator');
    expect(shown(reminded, 'silence-breach')).not.toContain('propose-shutdown by operator');
  });
});

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
    expect([...used].sort()).toEqual([...CASE_EVENTS].sort());
  });

  test("gives each person's step to somebody whose role may take it", () => {
    for (const { by, action } of Object.values(CASE_DUTIES)) {
      if (by === 'system' || action === null) continue;
      expect(ROLES.filter((role) => may(role, action))).toContain(by);
    }
    expect(ROLES.filter((role) => may(role, 'case.approve'))).toEqual(['administrator']);
  });
});

describe('no sequence of events', () => {
  const step = fc.record({
    pick: fc.nat(99_999),
    stranger: fc.option(fc.constantFrom(system, duty, boss), { nil: undefined, freq: 2 }),
    hours: fc.nat(30 * 24),
    note: fc.constantFrom('', ...Array<string>(9).fill('说明')),
    rectifyBy: fc.option(fc.integer({ min: -5, max: 20 }), { nil: undefined }),
    successor: fc.constantFrom(undefined, 'other', 'account'),
    verdictReason: fc.constantFrom(undefined, 'silence-breach', 'silence-dormant'),
  });

  const visited = new Set<CaseState>();

  test('skips a step of the procedure, lets anybody approve themselves, or loses a step on record', () => {
    fc.assert(
      fc.property(fc.noBias(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' })), (steps) => {
        let shutdownCase = opened;
        let nowMs = T0.getTime();
        for (const { pick, stranger, hours, note, rectifyBy, successor, verdictReason } of steps) {
          // Mostly events that lead on, taken by whom they belong to, so that the runs get far; the others must be
          // refused.
          const likely = (Object.keys(CASE_TRANSITIONS[shutdownCase.state]) as CaseEvent[]).filter(
            (each) => each !== 'dismiss' && each !== 'posts-seen',
          );
          const events = [...Array<CaseEvent[]>(12).fill(likely).flat(), ...CASE_EVENTS];
          const event = events[pick % events.length] ?? 'remind';
          const rightful = CASE_DUTIES[event].by === 'administrator' ? boss : duty;
          const actor = stranger ?? (CASE_DUTIES[event].bySystem ? system : rightful);
          nowMs += hours * HOUR_MS;
          const now = new Date(nowMs);
          const moved = moveCase(shutdownCase, event, {
            actor,
            now,
            occurredAt: now,
            note,
            ...(rectifyBy === undefined ? {} : { rectifyBy: new Date(nowMs + rectifyBy * DAY_MS) }),
            ...(successor === undefined ? {} : { successorAccountId: successor as AccountId }),
            ...(verdictReason === undefined ? {} : { verdictReason: verdictReason as 'silence-breach' }),
          });
          if ('refused' in moved) continue;
          const next = moved.shutdownCase;
          expect(next.steps.slice(0, -1)).toEqual(shutdownCase.steps);
          expect(next.steps.at(-1)).toMatchObject({ from: shutdownCase.state, to: next.state, event });
          expect(shutdownCase.state).not.toBe('closed');
          expect(next.closedAt !== null).toBe(next.state === 'closed');
          expect(next.closeReason !== null).toBe(next.state === 'closed');
          if (next.state === 'rectifying') expect(next.rectifyBy).not.toBeNull();
          if (next.state === 'closed') expect(next.actAfter).toBeNull();
          shutdownCase = next;
          visited.add(next.state);
        }
        checkHistory(shutdownCase);
      }),
      { numRuns: 500 },
    );
    expect([...visited].sort()).toEqual([...CASE_STATES].sort());
  });

  /** What must have gone before in the same round: since the case was opened or last revived. */
  function checkHistory({ steps }: Case): void {
    let round: CaseEvent[] = [];
    let proposer: Actor | null = null;
    for (const { event, to, actor } of steps) {
      if (event === 'propose-shutdown' || event === 'propose-integration') proposer = actor;
      if (event === 'approve') expect(actor).not.toEqual(proposer);
      if (to === 'approved')
        expect(round).toContain(round.includes('propose-integration') ? 'propose-integration' : 'propose-shutdown');
      if (to === 'announced') expect(round).toContain('approve');
      if (to === 'archived') expect(round).toContain('announce');
      if (to === 'cancelled' || to === 'integrated') expect(round).toContain('archive');
      if (to === 'filed') expect(round.includes('cancel-on-platform') || round.includes('integrate')).toBe(true);
      if (to === 'overdue') expect(round.includes('order-rectification') || round.includes('reject')).toBe(true);
      round = event === 'revived' ? [] : [...round, event];
    }
  }
});
