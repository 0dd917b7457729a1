import type { Platform } from '../domain/accounts/account';
import type { DiffCounts, DiffKind } from '../domain/register/officialList';
import type { IsoInstant } from './wire';

/** An official list (名录) that was handed in, and what differs between it and the register. */
export interface OfficialListView {
  readonly id: string;
  readonly source: string;
  readonly listedOn: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly byName: string;
  readonly at: IsoInstant;
  readonly lines: number;
  readonly unread: number;
  readonly counts: DiffCounts;
  readonly comparedAt: IsoInstant;
  /** Since when a newer one of the same source stands. */
  readonly replacedAt: IsoInstant | null;
  readonly version: number;
  /** Whether the file itself is there to be fetched. */
  readonly hasFile: boolean;
  /** A comparison under way: how many accounts of the register were read, and why it was given up; null: none is. */
  readonly comparing: { readonly done: number; readonly failure: string | null } | null;
}

export interface DiffLineView {
  /** Names it in requests; the same however often it is compared. */
  readonly key: string;
  readonly kind: DiffKind;
  readonly label: string;
  readonly platform: Platform;
  readonly sheet: string | null;
  readonly row: number | null;
  readonly externalId: string;
  readonly unitId: string | null;
  readonly accountId: string | null;
  readonly before: string;
  readonly after: string;
  /** Who has begun with it. */
  readonly act: { readonly byName: string; readonly at: IsoInstant } | null;
}
