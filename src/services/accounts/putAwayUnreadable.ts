import { isPendingExternalId, STATUS_RULES } from '../../domain/accounts/accountTable';
import { isReadable } from '../../domain/accounts/platforms';
import type { LookClaim } from '../../ports/storage';
import type { ServiceDeps } from '../settings';

/** Until its settings change or it is filed, which makes it due at once: a date no clock will see. */
const NOT_BEFORE = new Date('9999-12-31T00:00:00.000Z');

/**
 * An account with nothing to look at is put away instead of being looked at in vain: no failed look is written down,
 * and no incident of its platform is made of many such accounts. True: it was one.
 */
export async function putAwayUnreadable(
  { storage, clock }: Pick<ServiceDeps, 'storage' | 'clock'>,
  { record, token }: LookClaim,
): Promise<boolean> {
  const { account } = record;
  // What the platform does not have yet is put away as well, whatever made it due.
  if (isReadable(account) && STATUS_RULES[account.status].looked && !isPendingExternalId(account.externalId))
    return false;
  const { facts, callsToday, updatedAt: unchangedSince } = record;
  await storage.accounts.settleLook(account.id, token, {
    facts,
    callsToday,
    nextLookAt: NOT_BEFORE,
    updatedAt: clock.now(),
    unchangedSince,
  });
  return true;
}
