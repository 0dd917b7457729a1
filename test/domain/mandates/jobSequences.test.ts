import fc from 'fast-check';
import { REMEDIES } from '../../../src/domain/errors';
import {
  afterAttempt,
  DEFAULT_MAX_ATTEMPTS,
  JOB_TRANSITIONS,
  type AttemptOutcome,
} from '../../../src/domain/mandates/jobTable';
import { isTimeToHandOver } from '../../../src/domain/mandates/handOver';
import { JOB_STATES, type PublishJob } from '../../../src/domain/mandates/mandate';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { hoursAfter, JOB } from './someObligation';
import { failure, failed } from './someAttempt';

describe('no sequence of attempts', () => {
  const outcome: fc.Arbitrary<AttemptOutcome> = fc.oneof(
    fc.constant<AttemptOutcome>({
      kind: 'accepted',
      receipt: { platformIds: ['1'], url: null, acceptedAt: hoursAfter(1) },
    }),
    fc
      .integer({ min: -1, max: 2 * HOUR_MS })
      .map((askAgainMs): AttemptOutcome => ({ kind: 'pending', progress: { step: 'done' }, askAgainMs })),
    fc.constant<AttemptOutcome>({ kind: 'not-found' }),
    fc.constantFrom(...REMEDIES).map((remedy): AttemptOutcome => ({ kind: 'cannot-tell', failure: failure(remedy) })),
    fc
      .tuple(fc.constantFrom(...REMEDIES), fc.option(fc.nat(30 * HOUR_MS), { nil: null }))
      .map(([remedy, wait]) => failed(remedy, wait)),
  );

  /**
   * A platform and a worker that obey the port's contract: publishing marks the call before it, the outcome of a call
   * may get lost ("reconcile", or a lost lease), and confirming tells `not-found` only when there is no post.
   */
  test('publishes twice, whatever gets lost on the way', () => {
    const fate = fc.record({
      lands: fc.boolean(),
      told: fc.constantFrom('truth', 'lost', 'crash', 'refused'),
      confirmable: fc.boolean(),
      jitter: fc.double({ min: 0, max: 0.99, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(fate, { minLength: 1, maxLength: 25, size: 'max' }), (fates) => {
        let job: PublishJob = { ...JOB, state: 'queued' };
        let posts = 0;
        let afterLostLease = false;
        let now = job.createdAt.getTime();
        for (const { lands, told, confirmable, jitter } of fates) {
          if (!['queued', 'confirming', 'waiting'].includes(job.state) && !afterLostLease) break;
          const mustConfirm = job.state === 'confirming' || job.callMayHaveHappened || afterLostLease;
          let result: AttemptOutcome;
          if (mustConfirm) {
            if (!confirmable) result = { kind: 'cannot-tell', failure: failure('retry-later') };
            else
              result =
                posts > 0
                  ? { kind: 'accepted', receipt: { platformIds: ['1'], url: null, acceptedAt: new Date(now) } }
                  : { kind: 'not-found' };
          } else {
            job = { ...job, callMayHaveHappened: true };
            if (lands && told !== 'refused') posts += 1;
            if (told === 'crash') {
              afterLostLease = true;
              continue;
            }
            if (told === 'refused') result = failed('retry-later');
            else if (told === 'lost' || !lands) result = failed('reconcile');
            else result = { kind: 'accepted', receipt: { platformIds: ['1'], url: null, acceptedAt: new Date(now) } };
          }
          const { settlement } = afterAttempt(job, result, {
            now: new Date(now),
            jitter,
            afterLostLease,
            maxAttempts: 99,
          });
          expect(JOB_TRANSITIONS.running).toContain(settlement.state);
          job = {
            ...job,
            state: settlement.state,
            attempt: settlement.attempt,
            callMayHaveHappened: settlement.callMayHaveHappened ?? job.callMayHaveHappened,
          };
          afterLostLease = false;
          now = Math.max(now + 1, settlement.dueAt.getTime());
          expect(posts).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('runs for ever, goes back in time, or ends without telling the obligation', () => {
    fc.assert(
      fc.property(
        fc.array(outcome, { minLength: 40, maxLength: 60, size: 'max' }),
        fc.boolean(),
        (outcomes, afterLostLease) => {
          let job: PublishJob = { ...JOB, state: 'queued' };
          let now = job.createdAt;
          for (const each of outcomes) {
            const { settlement, subject } = afterAttempt(job, each, { now, jitter: 0.5, afterLostLease });
            expect(settlement.dueAt.getTime()).toBeGreaterThanOrEqual(now.getTime());
            expect(settlement.dueAt.getTime() - now.getTime()).toBeLessThanOrEqual(24 * HOUR_MS);
            expect(settlement.attempt).toBeGreaterThanOrEqual(job.attempt);
            if (isTimeToHandOver(job, now))
              expect(settlement.attempt).toBeLessThanOrEqual(Math.max(DEFAULT_MAX_ATTEMPTS, job.attempt + 1));
            expect(subject?.event).toBe(
              { submitted: 'platform-accepted', failed: 'publish-impossible' }[settlement.state as string],
            );
            if (settlement.state === 'submitted' || settlement.state === 'failed') return;
            job = { ...job, state: settlement.state, attempt: settlement.attempt };
            now = new Date(settlement.dueAt.getTime() + 1);
          }
          // Only proofs of absence and answers "not yet" can go on that long, and the latter end after a day.
          expect(outcomes.every(({ kind }) => kind === 'not-found' || kind === 'pending')).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('leads to a state the table does not know', () => {
    expect(Object.keys(JOB_TRANSITIONS).sort()).toEqual([...JOB_STATES].sort());
    expect(JOB_STATES.filter((state) => JOB_TRANSITIONS[state].length === 0)).toEqual(['published', 'cancelled']);
    expect([...new Set(Object.values(JOB_TRANSITIONS).flat())].sort()).toEqual([...JOB_STATES].sort());
  });
});
