import type { Account } from '../../../domain/accounts/account';
import type { PlatformFailure } from '../../../domain/errors';
import { LEFT_TO_SEND } from '../../../domain/mandates/jobLease';
import type { AttemptOutcome } from '../../../domain/mandates/jobTable';
import { countedFrom, spentQuota } from '../../../domain/quotas/quotaRoom';
import type { PublishJob } from '../../../domain/mandates/mandate';
import type { Instant } from '../../../domain/time/instant';
import type { Call, Publisher, PublishOutcome, PublishRequest } from '../../../ports/connectors';
import type { ServiceDeps } from '../../settings';
import type { PublishedSubject } from '../../steps';

/** Thrown into a publisher by our own callbacks: it must not call anything more, and we write nothing more. */
export class LeaseLost extends Error {
  constructor() {
    super('the lease on this publish job is lost');
    this.name = 'LeaseLost';
  }
}

/** Thrown where publishing was given up before the public call, so that nothing can be public. */
class CalledOff extends Error {
  constructor(readonly failure: PlatformFailure) {
    super(failure.message);
    this.name = 'CalledOff';
  }
}

interface Attempt {
  readonly job: PublishJob;
  readonly token: string;
  readonly account: Account;
  readonly subject: PublishedSubject;
  readonly publisher: Publisher;
  readonly claimedAt: Instant;
  readonly signal: AbortSignal;
}

/**
 * Confirms or publishes, and turns whatever happens into an outcome. An error after the public call was marked is
 * `cannot-tell`; one before it is a failure to be tried again. Throws only `LeaseLost` and errors of our own store.
 */
export async function attemptPublish(deps: ServiceDeps, attempt: Attempt): Promise<AttemptOutcome> {
  const { job, account, publisher } = attempt;
  const access = { account, credential: await deps.storage.accounts.credential(account.id) };
  const request = { access, draft: job.draft, key: job.key, progress: job.progress };
  const call: Call = { startedAt: deps.clock.now(), signal: attempt.signal };
  if (job.callMayHaveHappened) {
    try {
      return await publisher.confirm({ ...request, notBeforeAt: job.createdAt }, call);
    } catch (error) {
      return { kind: 'cannot-tell', failure: unexpected(deps, error, job) };
    }
  }
  const mayBegin = (): boolean => leaseLeftMs(deps, attempt) >= deps.settings.publishing.leaseMs * LEFT_TO_SEND;
  return publish(deps, attempt, (callbacks) => publisher.publish({ ...request, ...callbacks }, { ...call, mayBegin }));
}

/** The share of a lease that must be left to mark the public call. */
const LEFT_TO_MARK = 1 / 2;

/** Counted from when the lease was asked for: its answer may have been long on its way to a frozen process. */
function leaseLeftMs(
  { clock, settings }: Pick<ServiceDeps, 'clock' | 'settings'>,
  { job, claimedAt }: Attempt,
): number {
  const untilMs = job.lease?.untilAt.getTime() ?? claimedAt.getTime() + settings.publishing.leaseMs;
  return untilMs - clock.now().getTime();
}

type Callbacks = Pick<PublishRequest, 'saveProgress' | 'beforePublicCall' | 'readFile'>;

async function publish(
  deps: ServiceDeps,
  attempt: Attempt,
  run: (callbacks: Callbacks) => Promise<PublishOutcome>,
): Promise<AttemptOutcome> {
  const { job, token } = attempt;
  const seen: { marked: boolean; spentAt: Instant | null; interruption: { readonly cause: unknown } | null } = {
    marked: false,
    spentAt: null,
    interruption: null,
  };
  const giveBack = async (): Promise<void> => {
    if (seen.spentAt !== null) await deps.storage.postTimes.giveBack(attempt.account.id, seen.spentAt);
  };
  const guard = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (cause) {
      seen.interruption = { cause };
      throw cause;
    }
  };
  const callbacks: Callbacks = {
    readFile: (id) => guard(() => deps.storage.files.read(id)),
    saveProgress: (progress) =>
      guard(async () => {
        if (!(await deps.storage.publishJobs.saveProgress(job.id, token, progress))) throw new LeaseLost();
      }),
    beforePublicCall: () =>
      guard(async () => {
        await callOffIfUnwanted(deps, attempt);
        seen.spentAt = await spendQuota(deps, attempt);
        if (!(await deps.storage.publishJobs.markCall(job.id, token))) {
          await giveBack();
          throw new LeaseLost();
        }
        seen.marked = true;
      }),
  };
  const outcome = await run(callbacks).catch((error: unknown): AttemptOutcome => {
    const failure = seen.interruption === null ? unexpected(deps, error, job) : INTERRUPTED;
    return seen.marked ? { kind: 'cannot-tell', failure } : { kind: 'failed', failure };
  });
  if (outcome.kind === 'failed' && outcome.failure.notSent === true) await giveBack();
  if (seen.interruption === null) return outcome;
  // What interrupted it decides, also where the publisher made an answer of its own out of our error.
  const { cause } = seen.interruption;
  if (cause instanceof CalledOff) return { kind: 'failed', failure: cause.failure };
  throw cause;
}
const INTERRUPTED: PlatformFailure = {
  remedy: 'retry-later',
  code: 'interrupted',
  message: 'Publishing was interrupted on our side.',
  retryAfterMs: null,
};

/**
 * The last look before the point of no return. Somebody may have published by hand or called it off while we prepared;
 * and a lease that is nearly over could run out while the platform still works on our call, so that another worker
 * would not find it.
 */
async function callOffIfUnwanted({ clock, settings }: ServiceDeps, attempt: Attempt): Promise<void> {
  const { job, account, subject } = attempt;
  if (leaseLeftMs({ clock, settings }, attempt) < settings.publishing.leaseMs * LEFT_TO_MARK)
    throw new CalledOff({
      remedy: 'retry-later',
      code: 'lease-nearly-over',
      message: 'Preparing took too long; the finished steps are kept.',
      retryAfterMs: null,
    });
  const failure = await subject.whyCalledOff(job, account);
  if (failure !== null) throw new CalledOff(failure);
}

/**
 * The plan (`planPublishing`) keeps to what the platform lets an account publish; two processes that plan at once may
 * plan one more. Returns when it was counted, for what is surely not sent to be given back; what nobody knows of stays
 * counted: on the safe side.
 */
async function spendQuota({ storage, clock }: ServiceDeps, { account, publisher }: Attempt): Promise<Instant | null> {
  const { quotas } = publisher;
  if (quotas.length === 0) return null;
  const at = clock.now();
  const { taken, earlier } = await storage.postTimes.spend({
    accountId: account.id,
    at,
    from: countedFrom(quotas, at),
    hasRoom: (times) => spentQuota(quotas, times, at) === null,
  });
  if (taken) return at;
  const freeAt = spentQuota(quotas, earlier, at)?.freeAt ?? at;
  throw new CalledOff({
    remedy: 'retry-later',
    code: 'own-post-quota-spent',
    message: '该账号本期可发布的次数已用完，到时自动发布',
    retryAfterMs: freeAt.getTime() - at.getTime(),
  });
}

/**
 * A publisher is not supposed to throw; what it threw stays out of what people read, because it may quote a request.
 */
function unexpected({ log }: ServiceDeps, error: unknown, job: PublishJob): PlatformFailure {
  log.error('publisher-threw', error, { job: job.id, platform: job.platform });
  return {
    remedy: 'retry-later',
    code: 'unexpected',
    message: 'The connector failed unexpectedly.',
    retryAfterMs: null,
  };
}
