import type { ColumnClass, Platform } from '../../domain/accounts/account';
import type { FilingChange } from '../../domain/accounts/filing';
import type { SiteFilingChange } from '../../domain/accounts/siteFiling';
import type { AccountId } from '../../domain/ids';
import type { Role } from '../../domain/people/role';
import type { Unit } from '../../ports/storage';

/** The rows of an import that has been checked: units after the unit above them, days as civil dates. */
export interface RegisterFile {
  readonly units: readonly {
    readonly key: string;
    readonly name: string;
    readonly parent: string | null;
    readonly level: Unit['level'];
    /** Absent: what is stored stays. */
    readonly sectors?: readonly string[];
    readonly region?: string;
  }[];
  readonly sites?: readonly {
    readonly key: string;
    readonly unit: string;
    readonly name: string;
    readonly homeUrl: string;
    readonly identifierCode: string | null;
    /** The external id of one of its columns. */
    readonly repostColumn: string | null;
    /** Absent: what is stored stays, also of each field. */
    readonly filing?: SiteFilingChange;
  }[];
  readonly accounts: readonly {
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
  }[];
  readonly people: readonly {
    readonly username: string;
    readonly name: string;
    readonly role: Role;
    readonly unit: string | null;
    readonly password: string | null;
  }[];
}
