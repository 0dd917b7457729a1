import type { PlatformFailure, Remedy } from '../../../src/domain/errors';
import { afterAttempt, type AttemptContext, type AttemptOutcome } from '../../../src/domain/mandates/jobTable';
import type { PublishJob } from '../../../src/domain/mandates/mandate';
import { hoursAfter, JOB } from './someObligation';

export const calm: AttemptContext = { now: hoursAfter(1), jitter: 0.5, afterLostLease: false };
export const failure = (remedy: Remedy, retryAfterMs: number | null = null): PlatformFailure => ({
  remedy,
  code: `test-${remedy}`,
  message: '测试',
  retryAfterMs,
});
export const failed = (remedy: Remedy, retryAfterMs: number | null = null): AttemptOutcome => ({
  kind: 'failed',
  failure: failure(remedy, retryAfterMs),
});
export const after = (
  outcome: AttemptOutcome,
  more: Partial<AttemptContext> & { readonly job?: Partial<PublishJob> } = {},
) => {
  const { job, ...context } = more;
  return afterAttempt({ ...JOB, ...job }, outcome, { ...calm, ...context });
};
export const delay = (result: ReturnType<typeof afterAttempt>, now = calm.now): number =>
  result.settlement.dueAt.getTime() - now.getTime();
