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
import { moveCase } from '../../../src/domain/cases/moveCase';
import type { AccountId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import { T0, system, opened, duty, boss } from './someCase';

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
          if (shutdownCase.state === 'closed')
            expect([event, shutdownCase.closeReason]).toEqual(['resume', 'dismissed']);
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
