import { isCredentialFault } from '../../domain/credentials/credentialFault';
import type { NoPublishReason } from '../../domain/accounts/account';
import { makeEvent } from '../../domain/alerts/events';
import { credentialEvent } from '../../domain/alerts/credentialEvents';
import type { Credential } from '../../domain/credentials/credential';
import { nextCheckAt, stateAfterCheck } from '../../domain/credentials/credentialState';
import type { DomainEvent } from '../../domain/alerts/alert';
import type { Instant } from '../../domain/time/instant';
import type { CredentialCheckResult, Connector } from '../../ports/connectors';
import type { AccountRecord } from '../../ports/storage';
import { systemActor } from '../actors';
import type { Counts, WorkRun } from '../workRun';
import { runWorkers, tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { ReadDependants } from './dependants';

const ACTOR = systemActor('credential-check');
const LEASE_MS = 2 * 60_000;
/** Tests press nobody: a few at once leave the platform's patience to looks. */
const CONCURRENCY = 2;

/** A key that is given back opens it: no call of the platform is spent on trying. */
const UNOPENED_AGAIN_MS = 15 * 60_000;

type TestEnd = 'unopened' | 'accepted' | 'refused' | 'cannot-tell' | 'not-testable' | 'lease-lost' | 'stopped';

/**
 * Tests the credentials that are due, one cheap read-only call each. What the answer says moves the state; trouble on
 * our side, the network's or the platform's says nothing. A refusal is recorded with what depends on the credential.
 */
export function createTestDue(deps: ServiceDeps, readDependants: ReadDependants): (run: WorkRun) => Promise<Counts> {
  const { storage, clock, ids } = deps;
  return async (run) =>
    tally(
      await runWorkers(run, CONCURRENCY, async () => {
        const token = ids.secret();
        const credential = await storage.credentials.claimCredentialCheck({
          now: clock.now(),
          owner: run.owner,
          leaseMs: LEASE_MS,
          token,
        });
        return credential === null ? null : test(deps, { credential, token, readDependants, signal: run.signal });
      }),
    );
}

interface Test {
  readonly credential: Credential;
  readonly token: string;
  readonly readDependants: ReadDependants;
  readonly signal: AbortSignal;
}

/** An account that was blind for want of a key is looked at as soon as there is one, not when its back-off ends. */
async function test(deps: ServiceDeps, one: Test): Promise<TestEnd> {
  const end = await testOne(deps, one);
  const { accountId, state } = one.credential;
  if (state === 'unopened' && end !== 'unopened' && accountId !== null)
    await deps.storage.accounts.expediteLooks([accountId], deps.clock.now());
  return end;
}

async function testOne(deps: ServiceDeps, { credential, token, readDependants, signal }: Test): Promise<TestEnd> {
  const { storage, clock, random, connectors } = deps;
  const startedAt = clock.now();
  const credentialCheck = connectors.for(credential.platform).credentialCheck;
  const [record] = credential.accountId === null ? [] : await storage.accounts.byIds([credential.accountId]);
  const isUnopened = !(await storage.credentials.canOpen(credential.id));
  if (isUnopened || credentialCheck === null || record === undefined)
    return settleUntested(deps, { credential, token, readDependants, record, isUnopened });
  const result = await ask(deps, { credentialCheck, record, credential, call: { startedAt, signal } });
  if (signal.aborted && result.kind === 'cannot-tell') return 'stopped';
  const now = clock.now();
  const after = stateAfterCheck(
    credential,
    {
      outcome: result.kind,
      expiresAt: result.kind === 'accepted' ? result.expiresAt : null,
      expired: result.kind !== 'accepted' && result.failure.expired === true,
    },
    now,
  );
  const failure = result.kind === 'accepted' ? null : result.failure;
  const events =
    after.state === credential.state
      ? []
      : [
          await changeEvent(deps, {
            credential,
            to: after.state,
            code: failure?.code ?? 'accepted',
            now,
            readDependants,
          }),
        ];
  const settled = await storage.credentials.settleCredentialCheck(
    credential,
    token,
    {
      ...after,
      nextCheckAt: nextCheckAt(
        credential.platform,
        { outcome: result.kind, retryAfterMs: failure?.retryAfterMs ?? null, jitter: random.next() },
        now,
      ),
      credentialCheck: { at: now, outcome: result.kind, code: failure?.code ?? null },
    },
    events,
  );
  if (!settled) return 'lease-lost';
  await followState(deps, { credential, record, result, state: after.state, now });
  return result.kind;
}

/** What no key of ours opens is said so, and tried again; what cannot be tested is what it was. */
async function settleUntested(
  deps: ServiceDeps,
  {
    credential,
    token,
    readDependants,
    record,
    isUnopened,
  }: Omit<Test, 'signal'> & { readonly record: AccountRecord | undefined; readonly isUnopened: boolean },
): Promise<TestEnd> {
  const { storage, clock } = deps;
  const now = clock.now();
  const to = isUnopened ? 'unopened' : credential.state === 'unopened' ? 'untested' : credential.state;
  const code = isUnopened ? 'credential-unopened' : 'opened';
  const settled = await storage.credentials.settleCredentialCheck(
    credential,
    token,
    {
      state: to,
      expiresAt: credential.expiresAt,
      nextCheckAt: isUnopened ? new Date(now.getTime() + UNOPENED_AGAIN_MS) : null,
      credentialCheck: isUnopened ? { at: now, outcome: 'cannot-tell', code } : null,
    },
    to === credential.state ? [] : [await changeEvent(deps, { credential, to, code, now, readDependants })],
  );
  if (!settled) return 'lease-lost';
  const known = record?.account.noPublishReason ?? null;
  const next = isUnopened && (known === null || isCredentialFault(known)) ? 'credential-unopened' : known;
  const after = !isUnopened && known === 'credential-unopened' ? null : next;
  if (record !== undefined && after !== known)
    await changeStanding(deps, record.account, { next: after, reason: after ?? 'credential-opened', now });
  return isUnopened ? 'unopened' : 'not-testable';
}

/** A credential check is not supposed to throw; one that does says nothing, and what it threw may quote a request. */
async function ask(
  { storage, log }: ServiceDeps,
  {
    credentialCheck,
    record,
    credential,
    call,
  }: {
    readonly credentialCheck: NonNullable<Connector['credentialCheck']>;
    readonly record: AccountRecord;
    readonly credential: Credential;
    readonly call: Parameters<NonNullable<Connector['credentialCheck']>>[1];
  },
): Promise<CredentialCheckResult> {
  try {
    return await credentialCheck(
      { account: record.account, credential: await storage.credentials.secrets(credential.id) },
      call,
    );
  } catch (error) {
    log.error('credential-check-threw', error, { platform: credential.platform, credential: credential.id });
    return {
      kind: 'cannot-tell',
      failure: {
        remedy: 'retry-later',
        code: 'unexpected',
        message: 'The credential could not be tested.',
        retryAfterMs: null,
      },
    };
  }
}

async function changeEvent(
  deps: ServiceDeps,
  change: {
    readonly credential: Credential;
    readonly to: Credential['state'];
    readonly code: string;
    readonly now: Instant;
    readonly readDependants: ReadDependants;
  },
): Promise<DomainEvent> {
  const { credential, to, code, now } = change;
  return credentialEvent({
    eventId: deps.ids.eventId(),
    actor: ACTOR,
    now,
    credential,
    from: credential.state,
    to,
    reason: code,
    ...(to === 'refused' || to === 'expired' || to === 'unopened'
      ? { dependants: await change.readDependants(credential) }
      : {}),
  });
}

/**
 * Publishing follows the credential: nothing is sent with a refused one, and an accepted one that was refused may
 * publish again.
 */
async function followState(
  { storage, ids }: ServiceDeps,
  {
    credential,
    record,
    result,
    state,
    now,
  }: {
    readonly credential: Credential;
    readonly record: AccountRecord;
    readonly result: CredentialCheckResult;
    /** Of the credential after the test. */
    readonly state: Credential['state'];
    readonly now: Instant;
  },
): Promise<void> {
  const { account } = record;
  const { noPublishReason } = account;
  const isAcceptedAgain =
    result.kind === 'accepted' &&
    (isCredentialFault(noPublishReason) ||
      (noPublishReason === 'no-permission' && credential.state !== 'working' && credential.state !== 'expiring'));
  const fault = result.kind === 'refused' ? (state === 'expired' ? 'credential-expired' : 'credential-refused') : null;
  // Whoever refused it first may have said less of why than the test does.
  const isFaultNow =
    fault !== null && fault !== noPublishReason && (noPublishReason === null || isCredentialFault(noPublishReason));
  const isOpenedAgain = noPublishReason === 'credential-unopened';
  if (!isAcceptedAgain && !isFaultNow && !isOpenedAgain) return;
  const next = isFaultNow ? fault : null;
  const reason = next ?? (isAcceptedAgain ? 'credential-accepted' : 'credential-opened');
  await changeStanding({ storage, ids }, account, { next, reason, now });
}

async function changeStanding(
  { storage, ids }: Pick<ServiceDeps, 'storage' | 'ids'>,
  account: AccountRecord['account'],
  { next, reason, now }: { readonly next: NoPublishReason | null; readonly reason: string; readonly now: Instant },
): Promise<void> {
  const { noPublishReason } = account;
  await storage.accounts.changeNoPublishReason(
    account.id,
    noPublishReason,
    next,
    makeEvent(
      { eventId: ids.eventId(), actor: ACTOR, now },
      {
        kind: 'account-changed',
        subject: `account:${account.id}`,
        from: noPublishReason,
        to: next,
        reason,
      },
    ),
  );
}
