import fc from 'fast-check';
import {
  MANUAL_REASONS,
  OBLIGATION_EVENTS,
  OBLIGATION_STATES,
  PROGRESS_GROUPS,
  type Obligation,
  type ObligationEvent,
} from '../../../src/domain/mandates/mandate';
import {
  moveObligation,
  OBLIGATION_TRANSITIONS,
  progressGroup,
  type ObligationChange,
} from '../../../src/domain/mandates/obligationTable';
import type { CivilDate } from '../../../src/domain/time/instant';
import { DUE_BY, evidenceAt, hoursAfter, MADE_AT, OBLIGATION } from './someObligation';

function move(obligation: Obligation, event: ObligationEvent, change: Partial<ObligationChange> = {}): Obligation {
  const moved = moveObligation(obligation, event, { now: hoursAfter(1), ...change });
  if ('refused' in moved) throw new Error(moved.refused);
  return moved.obligation;
}
const refusal = (
  obligation: Obligation,
  event: ObligationEvent,
  change: Partial<ObligationChange> = {},
): string | null => {
  const moved = moveObligation(obligation, event, { now: hoursAfter(1), ...change });
  return 'refused' in moved ? moved.refused : null;
};
const ready = move(OBLIGATION, 'issue');
const publishing = move(ready, 'start-publishing');
const submitted = move(publishing, 'platform-accepted', { acceptedAt: hoursAfter(2) });
const manual = move(ready, 'publish-impossible', { manualReason: 'no-api' });

describe('an obligation', () => {
  test("the platform's ok makes submitted, only an observed post makes fulfilled", () => {
    expect(submitted).toMatchObject({
      state: 'submitted',
      submittedAt: hoursAfter(2),
      fulfilledAt: null,
      onTime: null,
    });
    expect(move(submitted, 'post-seen', { evidence: evidenceAt(hoursAfter(3)) })).toMatchObject({
      state: 'fulfilled',
      fulfilledAt: hoursAfter(3),
      onTime: true,
      evidence: { basis: 'source-link' },
    });
  });

  test('is never fulfilled without evidence nor made manual without a reason', () => {
    expect(refusal(submitted, 'post-seen')).toBe('evidence-missing');
    expect(refusal(ready, 'publish-impossible')).toBe('reason-missing');
  });

  test('takes the present for the moment of acceptance where the platform gives none', () => {
    expect(move(publishing, 'platform-accepted', { now: hoursAfter(5) }).submittedAt).toEqual(hoursAfter(5));
  });

  test.each<[string, Obligation]>([
    ['awaiting review', OBLIGATION],
    ['ready', ready],
    ['publishing', publishing],
    ['submitted', submitted],
    ['manual', manual],
  ])('is fulfilled by an observed post also while %s', (_state, obligation) => {
    expect(move(obligation, 'post-seen', { evidence: evidenceAt(hoursAfter(1)) }).state).toBe('fulfilled');
  });

  test('keeps why it was manual once it is fulfilled, and forgets it when it is ready again', () => {
    expect(move(manual, 'post-seen', { evidence: evidenceAt(hoursAfter(1)) }).manualReason).toBe('no-api');
    expect(move(manual, 'back-to-ready').manualReason).toBeNull();
  });

  test('is neither exempted nor withdrawn while a call may be running', () => {
    for (const event of ['exempt', 'withdraw'] as const) {
      expect(refusal(publishing, event)).toBe('no-such-step');
      for (const obligation of [OBLIGATION, ready, submitted, manual]) expect(refusal(obligation, event)).toBeNull();
    }
  });
});

describe('on time', () => {
  const onTime = (at: Date): boolean | null => move(submitted, 'post-seen', { evidence: evidenceAt(at) }).onTime;
  test('is before the deadline instant, which itself is late', () => {
    expect(onTime(new Date(DUE_BY.getTime() - 1))).toBe(true);
    expect(onTime(DUE_BY)).toBe(false);
    expect(onTime(new Date(DUE_BY.getTime() + 1))).toBe(false);
  });

  test('goes by when the post was public, not by when we saw it', () => {
    const seenLate = { ...evidenceAt(hoursAfter(1)), firstSeenAt: hoursAfter(100) };
    expect(move(submitted, 'post-seen', { evidence: seenLate, now: hoursAfter(100) })).toMatchObject({
      onTime: true,
      fulfilledAt: hoursAfter(1),
    });
  });

  test('gives a date alone the bound that favours the account', () => {
    const dated = (on: string) =>
      move(submitted, 'post-seen', {
        evidence: {
          ...evidenceAt(hoursAfter(20)),
          publishedAt: { precision: 'day', on: on as CivilDate, original: on },
        },
      }).onTime;
    expect(dated('2026-09-18')).toBe(true);
    expect(dated('2026-09-19')).toBe(false);
    // Due at 18:00 of the 18th: a post dated that day may have been there before.
    const early = { ...submitted, dueBy: new Date('2026-09-18T10:00:00Z') };
    expect(
      move(early, 'post-seen', {
        evidence: {
          ...evidenceAt(hoursAfter(14)),
          publishedAt: { precision: 'day', on: '2026-09-18' as CivilDate, original: '' },
        },
      }).onTime,
    ).toBe(true);
  });
});

describe('the progress bar', () => {
  const groups = (obligation: Obligation): string[] =>
    [null, true, false].map((overdueProven) => progressGroup({ ...obligation, overdueProven }));

  test.each<[string, Obligation, string[]]>([
    ['awaiting review', OBLIGATION, ['running', 'missed', 'manual']],
    ['ready', ready, ['running', 'missed', 'manual']],
    ['publishing', publishing, ['running', 'missed', 'manual']],
    ['submitted', submitted, ['running', 'missed', 'manual']],
    ['manual', manual, ['manual', 'missed', 'manual']],
    ['done in time', move(submitted, 'post-seen', { evidence: evidenceAt(hoursAfter(1)) }), ['done', 'done', 'done']],
    ['done late', move(submitted, 'post-seen', { evidence: evidenceAt(DUE_BY) }), ['late', 'late', 'late']],
    ['exempt', move(ready, 'exempt'), ['not-applicable', 'not-applicable', 'not-applicable']],
    ['withdrawn', move(ready, 'withdraw'), ['not-applicable', 'not-applicable', 'not-applicable']],
  ])('%s: not overdue, proven overdue, overdue as far as we can see', (_state, obligation, expected) => {
    expect(groups(obligation)).toEqual(expected);
  });
});

describe('no sequence of events', () => {
  const step = fc.record({
    event: fc.constantFrom(...OBLIGATION_EVENTS),
    hours: fc.nat(40),
    manualReason: fc.option(fc.constantFrom(...MANUAL_REASONS), { nil: undefined, freq: 6 }),
    seen: fc.boolean(),
  });

  test('fulfils without evidence, leaves an end state, or forgets a submission', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
        let obligation = OBLIGATION;
        for (const { event, hours, manualReason, seen } of steps) {
          const moved = moveObligation(obligation, event, {
            now: hoursAfter(hours),
            ...(manualReason === undefined ? {} : { manualReason }),
            ...(seen ? { evidence: evidenceAt(hoursAfter(hours)) } : {}),
          });
          if ('refused' in moved) continue;
          const next = moved.obligation;
          expect(OBLIGATION_TRANSITIONS[obligation.state][event]).toBe(next.state);
          expect(next.state === 'fulfilled').toBe(next.evidence !== null);
          expect(next.fulfilledAt !== null).toBe(next.state === 'fulfilled');
          expect(next.onTime !== null).toBe(next.state === 'fulfilled');
          if (next.state === 'manual') expect(next.manualReason).not.toBeNull();
          if (obligation.submittedAt !== null) expect(next.submittedAt).not.toBeNull();
          expect(Object.keys(OBLIGATION_TRANSITIONS[obligation.state])).not.toHaveLength(0);
          expect(PROGRESS_GROUPS).toContain(progressGroup(next));
          expect(next).toMatchObject({ id: OBLIGATION.id, createdAt: MADE_AT, dueBy: DUE_BY, draft: OBLIGATION.draft });
          obligation = next;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('and the table knows every state and uses every event', () => {
    expect(Object.keys(OBLIGATION_TRANSITIONS).sort()).toEqual([...OBLIGATION_STATES].sort());
    expect([...new Set(Object.values(OBLIGATION_TRANSITIONS).flatMap((row) => Object.keys(row)))].sort()).toEqual(
      [...OBLIGATION_EVENTS].sort(),
    );
    const reached = new Set([
      'awaiting-review',
      ...Object.values(OBLIGATION_TRANSITIONS).flatMap((row) => Object.values(row)),
    ]);
    expect([...reached].sort()).toEqual([...OBLIGATION_STATES].sort());
  });
});
