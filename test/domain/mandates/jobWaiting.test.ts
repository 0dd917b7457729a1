import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { DUE_BY } from './someObligation';
import { calm, failed, after, delay } from './someAttempt';

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
      subject: { event: 'publish-impossible', manualReason: 'quota-spent' },
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
