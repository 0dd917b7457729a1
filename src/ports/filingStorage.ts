import type { DomainEvent } from '../domain/alerts/alert';
import type { FilingFinding, FilingFindingState } from '../domain/filings/filingFinding';
import type { FilingFindingKind } from '../domain/filings/findingKinds';
import type { AccountId, FilingFindingId, UnitId } from '../domain/ids';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest, Scope } from './paging';

export interface FilingFindingFilter {
  readonly kind?: FilingFindingKind;
  readonly state?: FilingFindingState;
  readonly unitId?: UnitId;
  readonly accountId?: AccountId;
}
export interface FilingFindingCount {
  readonly kind: FilingFindingKind;
  readonly state: FilingFindingState;
  readonly count: number;
}
export interface FilingFindings {
  /** Of this unit alone, those that are not settled; at most 5,000. */
  ofUnit(unitId: UnitId): Promise<readonly FilingFinding[]>;
  /** Which one has this key, whatever its state; null: none. */
  idOfKey(key: string): Promise<FilingFindingId | null>;
  /** Opens one, or one of its key that was settled, again. False: it is there and not settled. */
  open(finding: FilingFinding, event: DomainEvent): Promise<boolean>;
  /** Compare-and-set on the version it was read in. */
  change(finding: FilingFinding, event: DomainEvent): Promise<boolean>;
  byId(id: FilingFindingId, scope: Scope): Promise<FilingFinding | null>;
  /** Newest first. */
  list(filter: FilingFindingFilter, page: PageRequest, scope: Scope): Promise<Page<FilingFinding>>;
  /** Those that are not settled, by kind and state. */
  counts(unitId: UnitId | undefined, scope: Scope): Promise<readonly FilingFindingCount[]>;
  /** Units in which an account that is known there by this id or name was reported. */
  unitsReporting(platform: string): Promise<readonly UnitId[]>;
}

/** When the filings of each unit are to be looked at again. */
export interface FilingChecks {
  /** Due from this instant on; it counts, so that a look which is under way does not end it. */
  mark(unitIds: readonly UnitId[], dueAt: Instant): Promise<void>;
  due(now: Instant, limit: number): Promise<readonly { readonly unitId: UnitId; readonly marks: number }[]>;
  /** Next due then. False: it was marked meanwhile, and stays due. */
  settle(checked: { readonly unitId: UnitId; readonly marks: number }, dueAt: Instant): Promise<boolean>;
}

export interface FilingStorage {
  readonly filingFindings: FilingFindings;
  readonly filingChecks: FilingChecks;
}
