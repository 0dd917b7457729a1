import type { Account } from '../domain/accounts/account';
import type { AccountFiling } from '../domain/accounts/filing';
import type { Platform } from '../domain/accounts/platforms';
import type { DomainEvent } from '../domain/alerts/alert';
import type { FiledAccount as FiledAccountOfUnit } from '../domain/filings/filingProblems';
import type { AccountId, UnitId } from '../domain/ids';
import type { Instant } from '../domain/time/instant';
import type { Scope } from './paging';

export interface FiledAccount {
  readonly filing: AccountFiling;
  readonly openedAt: Instant | null;
}

/** What is filed of accounts, and the steps of their life that change it. */
export interface AccountFilings {
  /** What is filed of these accounts (备案); unknown ones are left out. */
  filings(ids: readonly AccountId[]): Promise<ReadonlyMap<AccountId, AccountFiling>>;
  /** The accounts of this unit alone, with what is filed of them; at most 5,000. */
  filedOfUnit(unitId: UnitId): Promise<readonly FiledAccountOfUnit[]>;
  /** On which platforms each unit itself has how many accounts in use. */
  inUseByUnit(
    scope: Scope,
  ): Promise<readonly { readonly unitId: UnitId; readonly platform: Platform; readonly count: number }[]>;
  /** Compare-and-set on what is filed and when the account was opened. False: it was changed meanwhile. */
  changeFiling(
    expected: { readonly id: AccountId } & FiledAccount,
    next: FiledAccount,
    event: DomainEvent,
  ): Promise<boolean>;
  /**
   * As `changeStatus`, with what else the step changes of the account as it was read, and nothing that it does not
   * change. What follows the account moves to its new unit with it. False: it was changed meanwhile,
   * or another account has the platform's id.
   */
  takeStep(
    expected: { readonly account: Account; readonly filing: AccountFiling },
    next: Pick<Account, 'status'> &
      Partial<Pick<Account, 'name' | 'externalId' | 'homeUrl' | 'unitId' | 'unitPath' | 'siteId'>> & {
        readonly filing?: AccountFiling;
      },
    event: DomainEvent,
  ): Promise<boolean>;
}
