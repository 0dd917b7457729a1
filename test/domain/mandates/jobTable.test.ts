import { REMEDIES, type Remedy } from '../../../src/domain/errors';
import type { AccountId, PolicyId, SiteId } from '../../../src/domain/ids';
import { DEFAULT_MAX_ATTEMPTS, jobKey, MAX_PENDING_MS } from '../../../src/domain/mandates/jobTable';
import { JOB_STATES } from '../../../src/domain/mandates/mandate';
import { HOUR_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { HAND_OVER_LEAD_MS } from '../../../src/domain/mandates/handOver';
import { DUE_BY, hoursAfter, JOB } from './someObligation';
import { failure, failed, after, delay } from './someAttempt';

const HAND_OVER_AT = new Date(DUE_BY.getTime() - HAND_OVER_LEAD_MS);

describe('the key of a job', () => {
  const channel = { accountId: 'a'.repeat(24) as AccountId, siteId: null };
  test('is the same for every attempt and another for another account, policy or version', () => {
    const keys = [
      jobKey(channel, 'b'.repeat(24) as PolicyId, 1),
      jobKey(channel, 'b'.repeat(24) as PolicyId, 2),
      jobKey(channel, 'c'.repeat(24) as PolicyId, 1),
      jobKey({ ...channel, accountId: 'd'.repeat(24) as AccountId }, 'b'.repeat(24) as PolicyId, 1),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(jobKey(channel, 'b'.repeat(24) as PolicyId, 1)).toBe(keys[0]);
  });
  test('of a site is the same whichever of its columns it is published into', () => {
    const siteId = 'e'.repeat(24) as SiteId;
    const policyId = 'b'.repeat(24) as PolicyId;
    const key = jobKey({ ...channel, siteId }, policyId, 1);
    expect(jobKey({ accountId: 'd'.repeat(24) as AccountId, siteId }, policyId, 1)).toBe(key);
    expect(jobKey(channel, policyId, 1)).not.toBe(key);
  });
  test('fits every platform: 64 bytes of small letters, digits and dashes', () => {
    expect(jobKey(channel, 'b'.repeat(24) as PolicyId, 999_999)).toMatch(/^[0-9a-z-]{1,64}$/);
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
      subject: { event: 'platform-accepted' },
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
      subject: null,
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
      subject: { event: 'publish-impossible', manualReason: 'gave-up' },
    });
  });

  test('was asked of the platform late is waited for a day from then on, and not handed over as it is submitted', () => {
    const calledAt = new Date(JOB.createdAt.getTime() + 3 * MAX_PENDING_MS);
    const asked = { kind: 'pending', progress: { calledAt: calledAt.toISOString() }, askAgainMs: 5_000 } as const;
    const later = (ms: number) => after(asked, { now: new Date(calledAt.getTime() + ms) });
    expect(later(0)).toMatchObject({ settlement: { state: 'confirming' }, subject: null });
    expect(later(MAX_PENDING_MS - 1).settlement.state).toBe('confirming');
    expect(later(MAX_PENDING_MS).settlement.state).toBe('failed');
    // What an earlier attempt has said counts where this one says nothing.
    const { progress } = asked;
    const again = { ...asked, progress: {} };
    expect(after(again, { now: calledAt, job: { progress } }).settlement.state).toBe('confirming');
  });

  test('is proven not to have published may publish again at once', () => {
    expect(after({ kind: 'not-found' }, { job: { callMayHaveHappened: true, attempt: 2 } })).toEqual({
      settlement: { state: 'queued', dueAt: hoursAfter(1), attempt: 2, callMayHaveHappened: false },
      subject: null,
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
      subject: null,
    });
    expect(
      after(
        { kind: 'cannot-tell', failure: failure('retry-later') },
        { job: { attempt: DEFAULT_MAX_ATTEMPTS - 1 }, now: HAND_OVER_AT },
      ),
    ).toMatchObject({ settlement: { state: 'failed' }, subject: { manualReason: 'platform-unavailable' } });
  });
});

describe('a failure is told by what to do next', () => {
  test.each<[Remedy, string, string | null]>([
    ['retry-later', 'waiting', null],
    ['refresh-token', 'waiting', null],
    ['reconcile', 'confirming', null],
    ['re-authorise', 'failed', 'credential-refused'],
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
    expect(result.subject).toEqual(manualReason === null ? null : { event: 'publish-impossible', manualReason });
    expect(result.settlement.settledAt).toEqual(manualReason === null ? undefined : hoursAfter(1));
  });

  test('covers every remedy of the list', () => {
    for (const remedy of REMEDIES) expect(JOB_STATES).toContain(after(failed(remedy)).settlement.state);
  });

  test('a token that stays refused after three attempts is no matter of renewing', () => {
    expect(after(failed('refresh-token'), { job: { attempt: 1 } }).settlement.state).toBe('waiting');
    expect(after(failed('refresh-token'), { job: { attempt: 2 } })).toMatchObject({
      settlement: { state: 'failed' },
      subject: { manualReason: 'credential-refused' },
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

  test('after the last allowed attempt a person takes over, once the deadline is near', () => {
    const last = { job: { attempt: DEFAULT_MAX_ATTEMPTS - 1 } };
    expect(
      after(failed('retry-later'), { ...last, now: new Date(HAND_OVER_AT.getTime() - 1) }).settlement,
    ).toMatchObject({ state: 'waiting', attempt: DEFAULT_MAX_ATTEMPTS });
    expect(
      after(failed('retry-later'), { job: { attempt: DEFAULT_MAX_ATTEMPTS - 2 }, now: HAND_OVER_AT }).settlement.state,
    ).toBe('waiting');
    expect(after(failed('retry-later'), { ...last, now: HAND_OVER_AT })).toMatchObject({
      settlement: { state: 'failed', attempt: DEFAULT_MAX_ATTEMPTS },
      subject: { manualReason: 'platform-unavailable' },
    });
    expect(
      after(failed('retry-later'), { job: { attempt: 2 }, maxAttempts: 3, now: HAND_OVER_AT }).settlement.state,
    ).toBe('failed');
  });

  test('a job that takes its process with it is not tried for ever, however far the deadline', () => {
    expect(
      after(failed('retry-later'), { job: { attempt: DEFAULT_MAX_ATTEMPTS - 1 }, afterLostLease: true }).settlement
        .state,
    ).toBe('failed');
  });
});
