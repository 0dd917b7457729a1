import { makeEvent } from '../../domain/alerts/events';
import { credentialEvent } from '../../domain/alerts/credentialEvents';
import { credentialOf } from '../../domain/credentials/credentialOf';
import { HOUR_MS, SECOND_MS, type Instant } from '../../domain/time/instant';
import type { PlatformMessage } from '../../ports/connectors';
import type { InboxMessage } from '../../ports/credentials';
import type { AccountRecord } from '../../ports/storage';
import { systemActor } from '../actors';
import type { Counts, WorkRun } from '../workRun';
import { runWorkers, tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { RecordMassSent } from './recordMassSent';
import type { ReadDependants } from './dependants';
import { FLOW_BROKEN_KEY } from '../equipAccess';

const ACTOR = systemActor('messages');
const LEASE_MS = 2 * 60_000;
const CONCURRENCY = 2;
const FIRST_RETRY_MS = 5 * SECOND_MS;
const MAX_RETRY_MS = HOUR_MS;
/** About a day of retries: what cannot be done by then is left with a line in the log. */
const MAX_ATTEMPTS = 34;

interface Steps {
  readonly recordMassSent: RecordMassSent;
  readonly readDependants: ReadDependants;
}

/**
 * Processes what platforms sent us, one message at a time under a lease. Every effect may be repeated, so a message whose
 * worker died before it was done is simply worked again.
 */
export function createWorkMessages(deps: ServiceDeps, steps: Steps): (run: WorkRun) => Promise<Counts> {
  const { storage, clock, ids, log } = deps;
  return async (run) =>
    tally(
      await runWorkers(run, CONCURRENCY, async () => {
        const token = ids.secret();
        const message = await storage.platformInbox.claim({
          now: clock.now(),
          owner: run.owner,
          leaseMs: LEASE_MS,
          token,
        });
        if (message === null) return null;
        const end = await follow(deps, steps, { message, signal: run.signal }).catch((error: unknown) => {
          log.error('platform-message-failed', error, { kind: message.message.kind, attempts: message.attempts });
          return 'again' as const;
        });
        const now = clock.now();
        const givesUp = end === 'again' && message.attempts >= MAX_ATTEMPTS;
        if (givesUp) log.warn('platform-message-given-up', { kind: message.message.kind, attempts: message.attempts });
        const againMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(message.attempts - 1, 20), MAX_RETRY_MS);
        await storage.platformInbox.settle(
          message.key,
          token,
          end === 'again' && !givesUp ? { again: new Date(now.getTime() + againMs) } : { done: now },
        );
        return givesUp ? 'given-up' : end;
      }),
    );
}

type End = 'done' | 'ignored' | 'again';

async function follow(
  deps: ServiceDeps,
  steps: Steps,
  { message: { message, door, receivedAt }, signal }: { readonly message: InboxMessage; readonly signal: AbortSignal },
): Promise<End> {
  if (message.kind === 'component-ticket')
    return keepTicket(deps, { ticket: message, platform: door.platform, receivedAt });
  if (message.kind === 'other') return 'ignored';
  const record = await deps.storage.accounts.byExternalId(door.platform, message.externalId);
  if (record === null) return 'ignored';
  switch (message.kind) {
    case 'publish-finished': {
      await deps.storage.publishJobs.expediteConfirm(
        record.account.id,
        { key: 'publishId', value: message.publishId },
        deps.clock.now(),
      );
      await deps.storage.accounts.expediteLooks([record.account.id], deps.clock.now());
      return 'done';
    }
    case 'mass-sent':
      return steps.recordMassSent({ record, message, signal });
    case 'access-granted':
    case 'access-changed': {
      await deps.storage.credentials.expediteCredentialCheck(credentialOf(record.account.id), deps.clock.now());
      return 'done';
    }
    case 'access-revoked':
      return revoke(deps, steps, record);
  }
}

/** A ticket is the component's secret of the hour and its heartbeat at once. */
async function keepTicket(
  { storage, ids, clock }: ServiceDeps,
  given: {
    readonly ticket: Extract<PlatformMessage, { kind: 'component-ticket' }>;
    readonly platform: InboxMessage['door']['platform'];
    readonly receivedAt: Instant;
  },
): Promise<End> {
  const { ticket, platform, receivedAt } = given;
  const broken = await storage.settings.get(FLOW_BROKEN_KEY);
  const application = await storage.credentials.ofApplication(platform, ticket.applicationId);
  if (application === null) return 'ignored';
  await storage.credentials.addHeartbeat(
    { platform, applicationId: ticket.applicationId },
    { secrets: { ticket: ticket.ticket }, at: receivedAt, brokenAt: broken === null ? null : new Date(broken) },
    (before, after) => {
      // A line for each ticket would bury the ledger; that the flow begins is what a later reader has to know.
      if (before?.sinceAt?.getTime() === after.sinceAt?.getTime()) return null;
      return credentialEvent({
        eventId: ids.eventId(),
        actor: ACTOR,
        now: clock.now(),
        credential: application,
        from: before?.sinceAt?.toISOString() ?? null,
        to: after.sinceAt?.toISOString() ?? 'none',
        reason: 'messages-flow',
      });
    },
  );
  return 'done';
}

/** The account's keeper took the authorisation back: recorded at once, with what depends on it. */
async function revoke(
  { storage, ids, clock }: ServiceDeps,
  { readDependants }: Steps,
  record: AccountRecord,
): Promise<End> {
  const { account } = record;
  const now = clock.now();
  const credential = await storage.credentials.ofAccount(account.id);
  if (credential === null || credential.applicationId === null) return 'ignored';
  if (credential.state !== 'refused') {
    const event = credentialEvent({
      eventId: ids.eventId(),
      actor: ACTOR,
      now,
      credential,
      from: credential.state,
      to: 'refused',
      reason: 'access-revoked',
      dependants: await readDependants(credential),
    });
    if (!(await storage.credentials.changeState(credential, 'refused', [event]))) return 'again';
  }
  if (account.noPublishReason === null) {
    await storage.accounts.changeNoPublishReason(
      account.id,
      null,
      'credential-refused',
      makeEvent(
        { eventId: ids.eventId(), actor: ACTOR, now },
        {
          kind: 'account-changed',
          subject: `account:${account.id}`,
          from: null,
          to: 'credential-refused',
          reason: 'access-revoked',
        },
      ),
    );
  }
  return 'done';
}
