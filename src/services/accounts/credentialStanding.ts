import type { NoPublishReason } from '../../domain/accounts/account';
import { isSight } from '../../domain/accounts/foldLook';
import { credentialFault, isCredentialFault } from '../../domain/credentials/credentialFault';
import type { Collected } from '../../ports/connectors';
import type { AccountRecord } from '../../ports/storage';

/** What keeps it from publishing for another reason goes on doing so when the key is there again. */
export function unopenedStanding({ noPublishReason: known }: AccountRecord['account']): NoPublishReason {
  return known === null || isCredentialFault(known) ? 'credential-unopened' : known;
}

/**
 * A refused credential also cannot publish; once the account is seen again with it, publishing is possible again. Where
 * the platform says that the account lacks the permission (WeChat 48001: the whole family of 发布 interfaces), publishing
 * lacks it too, until the account is seen. A permission that only publishing was refused (Weibo 10014) does not come
 * back by looking.
 */
export function credentialStanding(
  { account, facts }: AccountRecord,
  { outcome, failure }: Collected,
): NoPublishReason | null {
  const known = account.noPublishReason;
  if (outcome === 'unauthorised' && (known === null || known === 'credential-unopened'))
    return failure?.remedy === 'fix-configuration' ? 'no-permission' : credentialFault(failure);
  const wasRefusedLooking =
    isCredentialFault(known) || (known === 'no-permission' && facts.lastLookOutcome === 'unauthorised');
  return isSight(outcome) && wasRefusedLooking ? null : known;
}
