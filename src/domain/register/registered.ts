import type { ColumnClass, Platform } from '../accounts/account';
import type { AccountFiling } from '../accounts/filing';
import type { SiteFiling } from '../accounts/siteFiling';
import type { UnitLevel } from '../accounts/unit';
import type { Role } from '../people/role';
import type { LiaisonDuty, Rank } from '../team/liaison';
import type { CivilDate } from '../time/instant';

/** What of the register a table can refer to or change, as it is stored. */
export interface Registered {
  readonly units: readonly RegisteredUnit[];
  readonly sites: readonly RegisteredSite[];
  /** Those the table names, by platform and the platform's own id. */
  readonly accounts: readonly RegisteredAccount[];
  readonly people: readonly RegisteredPerson[];
  /** Who holds a duty now. */
  readonly liaisons: readonly RegisteredLiaison[];
}

interface Reached {
  /** Whether it is the reader's: of the unit they see everything through, or below it. */
  readonly isReached: boolean;
}
export interface RegisteredUnit extends Reached {
  readonly key: string;
  readonly name: string;
  readonly parentKey: string | null;
  readonly level: UnitLevel;
  readonly sectors: readonly string[];
  readonly region: string;
  readonly creditCode: string | null;
  readonly isClosed: boolean;
}
export interface RegisteredSite extends Reached {
  readonly key: string;
  readonly unitKey: string;
  readonly name: string;
  readonly homeUrl: string;
  readonly identifierCode: string | null;
  readonly filing: SiteFiling;
  /** It was closed: nothing is registered in it until it is opened again. Absent: it was not. */
  readonly isClosed?: true;
}
export interface RegisteredAccount extends Reached {
  readonly unitKey: string;
  readonly platform: Platform;
  readonly externalId: string;
  readonly name: string;
  readonly homeUrl: string;
  readonly columnClass: ColumnClass;
  readonly region: string;
  readonly openedOn: string | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly siteKey: string | null;
  readonly filing: AccountFiling;
}
export interface RegisteredPerson extends Reached {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly unitKey: string | null;
}

export interface RegisteredLiaison extends Reached {
  readonly unitKey: string;
  readonly duty: LiaisonDuty;
  readonly name: string;
  readonly post: string;
  readonly rank: Rank | null;
  readonly mobile: string | null;
  readonly officePhone: string | null;
  readonly username: string | null;
  readonly sinceOn: string;
}

/** Who imports: what they may add, and below which unit. */
export interface ImportReach {
  /** The unit they see everything through; null: the whole office. */
  readonly unitKey: string | null;
  readonly managesPeople: boolean;
  readonly writesAccounts: boolean;
  readonly keepsRoster: boolean;
  readonly today: CivilDate;
  /** Their own: nobody changes themselves. Null: they have none. */
  readonly username: string | null;
  /** Whether what is there and differs is changed. */
  readonly updates: boolean;
}
