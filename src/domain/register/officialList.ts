import type { Platform } from '../accounts/platforms';
import type { AccountId, FileId, OfficialListId, PersonId, UnitId } from '../ids';
import type { Role } from '../people/role';
import type { CivilDate, Instant } from '../time/instant';

/**
 * What a line of the comparison says. `missing`: listed and not registered. `extra`: registered and not listed. `unclear`:
 * what the list says does not tell which account it is; nothing is held against anybody.
 */
export const DIFF_KINDS = ['missing', 'extra', 'renamed', 'other-sponsor', 'duplicate', 'unclear'] as const;
export type DiffKind = (typeof DIFF_KINDS)[number];

/** An account as an official list has it. */
export interface ListedAccount {
  readonly sheet: string;
  readonly row: number;
  readonly platform: Platform;
  /** Empty: the list does not say. */
  readonly externalId: string;
  readonly name: string;
  /** As it is written, and the unit it names; null: none that is known, or several. */
  readonly unit: string;
  readonly unitId: UnitId | null;
  readonly homeUrl: string;
}

/** An account that is registered, or applied for and not there yet. */
export interface HeldAccount {
  readonly id: AccountId;
  readonly platform: Platform;
  /** Empty: the platform has not given one yet. */
  readonly externalId: string;
  readonly name: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  /** It is in use: a list that does not have it finds something. */
  readonly owes: boolean;
}

export interface DiffLine {
  readonly kind: DiffKind;
  readonly label: string;
  readonly platform: Platform;
  readonly listed: ListedAccount | null;
  readonly accountId: AccountId | null;
  /** As registered and as listed, where they differ. */
  readonly before: string;
  readonly after: string;
}

export type DiffCounts = Readonly<Record<DiffKind, number>>;

/** A comparison under way, in the name of whoever asked for it. */
export interface Comparing {
  readonly by: { readonly personId: PersonId; readonly name: string; readonly role: Role };
  /** Accounts of the register that were read so far. */
  readonly done: number;
  readonly attempts: number;
  /** Why it was given up, in words; null: it goes on. */
  readonly failure: string | null;
}

/** An official list (名录) as it was handed in. */
export interface OfficialList {
  readonly id: OfficialListId;
  /** Whose list it is; a newer one of the same source takes its place. */
  readonly source: string;
  readonly listedOn: CivilDate;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  /** As it was handed in; absent: it was handed in before files were kept. */
  readonly fileId?: FileId;
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
  /** What whoever handed it in sees: it is compared with that. */
  readonly readerUnitId: UnitId | null;
  readonly lines: number;
  /** Rows of which the list does not say platform and name. */
  readonly unread: number;
  readonly counts: DiffCounts;
  readonly comparedAt: Instant;
  /** A comparison that is asked for and not through; null or absent: none is. */
  readonly comparing?: Comparing | null;
  /** Since when a newer one of the same source stands; null: this one stands. */
  readonly replacedAt: Instant | null;
  readonly version: number;
}

/** The most lines a list may have. */
export const MOST_LISTED = 10_000;
