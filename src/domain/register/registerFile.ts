import type { ColumnClass, Platform } from '../accounts/account';
import type { FilingChange } from '../accounts/filing';
import type { SiteFilingChange } from '../accounts/siteFiling';
import type { UnitLevel } from '../accounts/unit';
import type { AccountId, LiaisonId, PersonId, SiteId, UnitId } from '../ids';
import type { Role } from '../people/role';
import type { LiaisonDuty, Rank } from '../team/liaison';

/** The rows of an import that has been checked: units after the unit above them, days as civil dates. */
export interface RegisterFile {
  readonly units: readonly UnitOfFile[];
  readonly sites?: readonly SiteOfFile[];
  readonly accounts: readonly AccountOfFile[];
  readonly people: readonly PersonOfFile[];
  readonly liaisons?: readonly LiaisonOfFile[];
}
export interface UnitOfFile {
  /** The id it gets if it is new, settled when the import is begun. */
  readonly id?: UnitId;
  readonly key: string;
  readonly name: string;
  readonly parent: string | null;
  readonly level: UnitLevel;
  /** Absent: what is stored stays. */
  readonly sectors?: readonly string[];
  readonly region?: string;
  readonly creditCode?: string | null;
}
export interface SiteOfFile {
  readonly id?: SiteId;
  readonly key: string;
  readonly unit: string;
  readonly name: string;
  readonly homeUrl: string;
  readonly identifierCode: string | null;
  /** The external id of one of its columns. */
  readonly repostColumn: string | null;
  /** Absent: what is stored stays, also of each field. */
  readonly filing?: SiteFilingChange;
}
export interface AccountOfFile {
  /** The id it gets if it is new, settled when the import is accepted. */
  readonly id?: AccountId;
  readonly unit: string;
  readonly platform: Platform;
  readonly externalId: string;
  readonly name: string;
  readonly homeUrl: string;
  readonly columnClass: ColumnClass;
  readonly region: string;
  readonly openedOn: string | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly credential: Readonly<Record<string, string>> | null;
  /** The key of the site of a portal column. */
  readonly site?: string;
  readonly filing?: FilingChange;
}
export interface PersonOfFile {
  readonly id?: PersonId;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unit: string | null;
  readonly password: string | null;
}
/** Who holds a duty of a unit: known by unit, duty and name. */
export interface LiaisonOfFile {
  readonly id?: LiaisonId;
  readonly unit: string;
  readonly duty: LiaisonDuty;
  readonly name: string;
  readonly post: string;
  readonly rank: Rank | null;
  readonly mobile: string | null;
  readonly officePhone: string | null;
  /** The user name of who it is among those who can sign in. */
  readonly person: string | null;
  readonly sinceOn: string;
}
