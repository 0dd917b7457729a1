import type { Account } from '../../../src/domain/accounts/account';
import type { DomainEvent } from '../../../src/domain/alerts/alert';
import type { Storage } from '../../../src/ports/storage';
import { accountOf, after, eventOf, followed, NOW, verdictOf } from '../samples';

/** Registers an account and judges it twice, so that three events wait in one document. */
export async function leaveEvents(
  storage: Storage,
  n: number,
): Promise<{ account: Account; events: readonly DomainEvent[] }> {
  const account = accountOf();
  const events = [
    eventOf(`account:${account.id}`, { at: after(n) }),
    eventOf(`account:${account.id}`, { to: 'warned' }),
    eventOf(`account:${account.id}`, { to: 'silent' }),
  ];
  await storage.accounts.register(account, null, events[0] as DomainEvent, NOW);
  await storage.accounts.changeVerdict(account.id, null, verdictOf(), followed(events.slice(1, 2)));
  await storage.accounts.changeVerdict(account.id, NOW, verdictOf({ judgedAt: after(1) }), followed(events.slice(2)));
  return { account, events };
}
