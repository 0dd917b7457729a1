import { isCredentialFault } from '../../domain/credentials/credentialFault';
import { credentialOf } from '../../domain/credentials/credentialOf';
import type { NoPublishReason } from '../../domain/accounts/account';
import { makeEvent } from '../../domain/alerts/events';
import type { Instant } from '../../domain/time/instant';
import type { AccountRecord } from '../../ports/storage';
import { systemActor } from '../actors';
import { stableEventId } from '../stableEventId';
import type { ServiceDeps } from '../settings';

export type AnnounceCredential = (record: AccountRecord, next: NoPublishReason | null, now: Instant) => Promise<void>;

/**
 * Records that the platform refuses the stored credential, once for each time it breaks: the event's id is made from
 * the last sight before it, so recording it again before the account was seen again is the same event. Recorded before
 * the look is settled, because a settled look would not record it any more. Its test is due at once.
 */
export function createAnnounceCredential({ storage, hasher }: ServiceDeps): AnnounceCredential {
  return async (record, next, now) => {
    const { account, facts } = record;
    if (account.noPublishReason === next) return;
    const eventId = stableEventId(
      hasher,
      `credential:${account.id}:${next ?? 'accepted'}:${facts.lastSightLookId ?? ''}`,
    );
    const event = makeEvent(
      { eventId, actor: systemActor('collect'), now },
      {
        kind: 'account-changed',
        subject: `account:${account.id}`,
        from: account.noPublishReason,
        to: next,
        reason: next ?? 'credential-accepted',
      },
    );
    await storage.ledger.append([event]);
    if (isCredentialFault(next)) await storage.credentials.expediteCredentialCheck(credentialOf(account.id), now);
  };
}
