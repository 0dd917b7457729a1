import type { AccountStatus, ColumnClass, Platform } from '../domain/accounts/account';
import type { FilingChange } from '../domain/accounts/filing';
import type { SiteFilingChange } from '../domain/accounts/siteFiling';
import type { AccountId, PersonId, SiteId, UnitId } from '../domain/ids';
import type { Role } from '../domain/people/role';
import type { Instant } from '../domain/time/instant';
import type { Unit } from '../ports/storage';

/** A unit as the register names it. Parents come before their children. */
export interface UnitRegistration {
  /** The id it gets if it is new; absent: one is made. */
  readonly id?: UnitId;
  readonly key: string;
  readonly name: string;
  readonly parentKey: string | null;
  readonly level: Unit['level'];
  /** Absent: what is stored stays. */
  readonly sectors?: Unit['sectors'];
  readonly region?: string;
  readonly creditCode?: string | null;
}

/** An account as the register names it; credentials go straight to encrypted storage and are never handed out again. */
export interface AccountRegistration {
  /** The id it gets if it is new; absent: one is made. A try repeated with the same one leaves nothing twice. */
  readonly id?: AccountId;
  readonly unitKey: string;
  readonly platform: Platform;
  readonly externalId: string;
  readonly name: string;
  readonly homeUrl: string;
  readonly columnClass: ColumnClass;
  readonly region: string;
  readonly status: AccountStatus;
  readonly openedAt: Instant | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly credential: Readonly<Record<string, string>> | null;
  /** Posts by civil day from before this system watched it; only a new account takes them over. */
  readonly dailyCounts?: Readonly<Record<string, number>>;
  /** The site a portal column belongs to, by key; absent: the one it belongs to already, else by unit and host. */
  readonly siteKey?: string;
  /** Absent: what is stored stays, also of each field. */
  readonly filing?: FilingChange;
}

/** A website as the register names it. */
export interface SiteRegistration {
  /** As of a unit. */
  readonly id?: SiteId;
  readonly key: string;
  readonly unitKey: string;
  readonly name: string;
  readonly homeUrl: string;
  readonly identifierCode: string | null;
  /** Absent: what is stored stays, also of each field. */
  readonly filing?: SiteFilingChange;
}

export interface PersonRegistration {
  /** As of a unit. */
  readonly id?: PersonId;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: UnitId | null;
  readonly password: string | null;
  /** Absent: as it is; somebody new is not disabled. An import never lets in again whom a person has shut out. */
  readonly disabled?: boolean;
}
