import fc from 'fast-check';
import { REMEDIES, type PlatformFailure, type Remedy } from '../../../src/domain/errors';
import type { AccountId, PolicyId } from '../../../src/domain/ids';
import {
  afterAttempt,
  DEFAULT_MAX_ATTEMPTS,
  JOB_TRANSITIONS,
  jobKey,
  MAX_PENDING_MS,
  type AttemptContext,
  type AttemptOutcome,
} from '../../../src/domain/mandates/jobTable';
import { JOB_STATES, type PublishJob } from '../../../src/domain/mandates/mandate';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { DUE_BY, hoursAfter, JOB } from './someObligation';

const calm: AttemptContext = { now: hoursAfter(1), jitter: 0.5, afterLostLease: false };
const failure = (remedy: Remedy, retryAfterMs: number | null = null): PlatformFailure => ({
  remedy,
  code: `test-${remedy}`,
  message: '测试',
  retryAfterMs,
});
const failed = (remedy: Remedy, retryAfterMs: number | null = null): AttemptOutcome => ({
  kind: 'failed',
  failure: failure(remedy, retryAfterMs),
});
const after = (
  outcome: AttemptOutcome,
  more: Partial<AttemptContext> & { readonly job?: Partial<PublishJob> } = {},
) => {
  const { job, ...context } = more;
  return afterAttempt({ ...JOB, ...job }, outcome, { ...calm, ...context });
};
const delay = (result: ReturnType<typeof afterAttempt>, now = calm.now): number =>
  result.settlement.dueAt.getTime() - now.getTime();

describe('the key of a job', () => {
  const accountId = 'a'.repeat(24) as AccountId;
  test('is the same for every attempt and another for another account, policy or version', () => {
    const keys = [
      jobKey(accountId, 'b'.repeat(24) as PolicyId, 1),
      jobKey(accountId, 'b'.repeat(24) as PolicyId, 2),
      jobKey(accountId, 'c'.repeat(24) as PolicyId, 1),
      jobKey('d'.repeat(24) as AccountId, 'b'.repeat(24) as PolicyId, 1),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(jobKey(accountId, 'b'.repeat(24) as PolicyId, 1)).toBe(keys[0]);
  });
  test('fits every platform: 64 bytes of small letters, digits and dashes', () => {
    expect(jobKey(accountId, 'b'.repeat(24) as PolicyId, 999_999)).toMatch(/^[0-9a-z-]{1,64}$/);
  });
});

describe('an attempt that', () => {
  test('the platform accepted is submitted, not published', () => {
    const receipt = { platformIds: ['1'], url: null, acceptedAt: hoursAfter(1) };
    expect(after({ kind: 'accepted', receipt })).toEqual({
      settlement: {
        state: 'submitted',
        dueAt: hoursAfter(1),
        attempt: 0,
        receipt,
        settledAt: hoursAfter(1),
        callMayHaveHappened: true,
      },
      obligation: { event: 'platform-accepted' },
    });
  });

  test('is pending is asked after, read-only, with the steps done kept', () => {
    expect(
      after(
        { kind: 'pending', progress: { publishId: '7' }, askAgainMs: 5_000 },
        { job: { progress: { mediaId: '3' } } },
      ),
    ).toEqual({
      settlement: {
        state: 'confirming',
        dueAt: hoursAfter(1, 5_000),
        attempt: 0,
        progress: { mediaId: '3', publishId: '7' },
        callMayHaveHappened: true,
      },
      obligation: null,
    });
  });

  test.each([
    [0, SECOND_MS],
    [-5, SECOND_MS],
    [10 * HOUR_MS, HOUR_MS],
  ])('asks again within sensible bounds: %i ms becomes %i', (asked, expected) => {
    expect(delay(after({ kind: 'pending', progress: {}, askAgainMs: asked }))).toBe(expected);
  });

  test('is pending for a whole day is given up to a person, never published again', () => {
    const late = (ms: number) =>
      after({ kind: 'pending', progress: {}, askAgainMs: 5_000 }, { now: new Date(JOB.createdAt.getTime() + ms) });
    expect(late(MAX_PENDING_MS - 1).settlement.state).toBe('confirming');
    expect(late(MAX_PENDING_MS)).toMatchObject({
      settlement: { state: 'failed', callMayHaveHappened: true },
      obligation: { event: 'publish-impossible', manualReason: 'gave-up' },
    });
  });

  test('is proven not to have published may publish again at once', () => {
    expect(after({ kind: 'not-found' }, { job: { callMayHaveHappened: true, attempt: 2 } })).toEqual({
      settlement: { state: 'queued', dueAt: hoursAfter(1), attempt: 2, callMayHaveHappened: false },
      obligation: null,
    });
  });

  test('cannot be told about is looked at again and again, read-only, then given up', () => {
    const open = after(
      { kind: 'cannot-tell', failure: failure('retry-later') },
      { job: { callMayHaveHappened: true } },
    );
    expect(open).toMatchObject({
      settlement: {
        state: 'confirming',
        attempt: 1,
        callMayHaveHappened: true,
        error: { code: 'test-retry-later', attempt: 1 },
      },
      obligation: null,
    });
    expect(
      after({ kind: 'cannot-tell', failure: failure('retry-later') }, { job: { attempt: DEFAULT_MAX_ATTEMPTS - 1 } }),
    ).toMatchObject({ settlement: { state: 'failed' }, obligation: { manualReason: 'gave-up' } });
  });
});

describe('a failure is told by what to do next', () => {
  test.each<[Remedy, string, string | null]>([
    ['retry-later', 'waiting', null],
    ['refresh-token', 'waiting', null],
    ['reconcile', 'confirming', null],
    ['re-authorise', 'failed', 'credential-expired'],
    ['fix-content', 'failed', 'content-refused'],
    ['fix-configuration', 'failed', 'no-permission'],
    ['ask-a-person', 'failed', 'gave-up'],
    ['give-up', 'failed', 'gave-up'],
  ])('%s: %s, by hand for %p', (remedy, state, manualReason) => {
    const result = after(failed(remedy));
    expect(result.settlement).toMatchObject({
      state,
      attempt: 1,
      error: { remedy, code: `test-${remedy}`, at: hoursAfter(1) },
    });
    expect(result.obligation).toEqual(manualReason === null ? null : { event: 'publish-impossible', manualReason });
    expect(result.settlement.settledAt).toEqual(manualReason === null ? undefined : hoursAfter(1));
  });

  test('covers every remedy of the list', () => {
    for (const remedy of REMEDIES) expect(JOB_STATES).toContain(after(failed(remedy)).settlement.state);
  });

  test('a token that stays refused after three attempts is no matter of renewing', () => {
    expect(after(failed('refresh-token'), { job: { attempt: 1 } }).settlement.state).toBe('waiting');
    expect(after(failed('refresh-token'), { job: { attempt: 2 } })).toMatchObject({
      settlement: { state: 'failed' },
      obligation: { manualReason: 'credential-expired' },
    });
  });

  test('after a lost lease nothing is certain: it confirms before it publishes', () => {
    expect(after(failed('retry-later'), { afterLostLease: true }).settlement).toMatchObject({
      state: 'confirming',
      callMayHaveHappened: true,
    });
    expect(after(failed('refresh-token'), { afterLostLease: true }).settlement).toMatchObject({
      state: 'confirming',
      callMayHaveHappened: true,
    });
  });

  test('after the last allowed attempt a person takes over', () => {
    expect(after(failed('retry-later'), { job: { attempt: DEFAULT_MAX_ATTEMPTS - 2 } }).settlement.state).toBe(
      'waiting',
    );
    expect(after(failed('retry-later'), { job: { attempt: DEFAULT_MAX_ATTEMPTS - 1 } })).toMatchObject({
      settlement: { state: 'failed', attempt: DEFAULT_MAX_ATTEMPTS },
      obligation: { manualReason: 'gave-up' },
    });
    expect(after(failed('retry-later'), { job: { attempt: 2 }, maxAttempts: 3 }).settlement.state).toBe('failed');
  });
});

describe('waiting', () => {
  test.each([
    [0, 5],
    [1, 10],
    [2, 20],
    [5, 160],
  ])('after attempt %i is %i s', (attempt, seconds) => {
    expect(delay(after(failed('retry-later'), { job: { attempt }, maxAttempts: 99 }))).toBe(seconds * SECOND_MS);
  });

  test('is capped at half an hour and spread by a quarter each way', () => {
    expect(delay(after(failed('retry-later'), { job: { attempt: 60 }, maxAttempts: 99 }))).toBe(30 * MINUTE_MS);
    expect(delay(after(failed('retry-later'), { job: { attempt: 60 }, maxAttempts: 99, jitter: 0 }))).toBe(
      22.5 * MINUTE_MS,
    );
  });

  test('never goes past what is useful: half of what is left until the deadline', () => {
    const now = new Date(DUE_BY.getTime() - 4 * MINUTE_MS);
    expect(delay(after(failed('retry-later'), { now, job: { attempt: 6 }, maxAttempts: 99 }), now)).toBe(2 * MINUTE_MS);
  });

  test('is at least what the platform asks for', () => {
    expect(delay(after(failed('retry-later', HOUR_MS)))).toBe(HOUR_MS);
  });

  test('is no plan when it ends at or after the deadline: a person can still make it', () => {
    const left = DUE_BY.getTime() - calm.now.getTime();
    expect(after(failed('retry-later', left - 1)).settlement.state).toBe('waiting');
    expect(after(failed('retry-later', left))).toMatchObject({
      settlement: { state: 'failed' },
      obligation: { event: 'publish-impossible', manualReason: 'quota-spent' },
    });
  });

  test('goes on after the deadline: late is better than never, but not for longer than a day', () => {
    const now = new Date(DUE_BY.getTime() + HOUR_MS);
    expect(after(failed('retry-later', 2 * HOUR_MS), { now }).settlement.state).toBe('waiting');
    expect(after(failed('retry-later', 24 * HOUR_MS + 1), { now }).settlement.state).toBe('failed');
  });

  test('for certainty is kept even beyond the deadline: an open call is never handed over as if it had not been', () => {
    const left = DUE_BY.getTime() - calm.now.getTime();
    expect(after(failed('reconcile', left + HOUR_MS)).settlement).toMatchObject({
      state: 'confirming',
      callMayHaveHappened: true,
    });
  });
});

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
            const { settlement, obligation } = afterAttempt(job, each, { now, jitter: 0.5, afterLostLease });
            expect(settlement.dueAt.getTime()).toBeGreaterThanOrEqual(now.getTime());
            expect(settlement.dueAt.getTime() - now.getTime()).toBeLessThanOrEqual(24 * HOUR_MS);
            expect(settlement.attempt).toBeGreaterThanOrEqual(job.attempt);
            expect(settlement.attempt).toBeLessThanOrEqual(DEFAULT_MAX_ATTEMPTS);
            expect(obligation?.event).toBe(
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
