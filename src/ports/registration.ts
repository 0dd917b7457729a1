import type { Account } from '../domain/accounts/account';
import type { FilingChange } from '../domain/accounts/filing';
import type { DomainEvent } from '../domain/alerts/alert';
import type { Instant } from '../domain/time/instant';

/** What became of an account that was registered. */
export type Registered = 'added' | 'updated' | 'unchanged';

/** One of many accounts that are registered together. */
export interface AccountToRegister {
  /** With the id it gets if it is new. */
  readonly account: Account;
  /** Null: what is stored stays. */
  readonly credential: Readonly<Record<string, string>> | null;
  readonly event: DomainEvent;
  readonly nextLookAt: Instant;
  /** Posts by civil day that are known from before; only a new account takes them over. */
  readonly dailyCounts?: Readonly<Record<string, number>>;
  /** Absent: what is stored stays, also of each field. */
  readonly filing?: FilingChange;
}
