import type { AccountId, LiaisonId, PersonId, SiteId, UnitId } from '../domain/ids';
import type { RegisterKind } from '../domain/register/columns';
import type { KeptReason } from '../domain/register/import';
import type { Instant } from '../domain/time/instant';

/** How much lies below a unit, itself left out. */
export interface BelowUnit {
  readonly units: number;
  readonly sites: number;
  readonly accounts: number;
}

/** What keeps a unit where it is. */
export interface UnitInUse {
  readonly below: BelowUnit;
  /** What else has come of it; null: nothing has. */
  readonly reason: KeptReason | null;
}

/**
 * Taking out of the register what an import has put there, where nothing has come of it. Only what has left nothing to
 * be told is removed; whoever asks looks what is still there.
 */
export interface TakingBack {
  /** Those of these that are registered. */
  present(kind: RegisterKind, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** What has come of each of these; those of which nothing has are left out. */
  accountsInUse(ids: readonly AccountId[]): Promise<ReadonlyMap<AccountId, KeptReason>>;
  /** `without`: accounts that are no columns of theirs any more then. */
  sitesInUse(ids: readonly SiteId[], without: ReadonlySet<string>): Promise<ReadonlyMap<SiteId, KeptReason>>;
  /** All of them asked together: what none of them has is asked once. `without`: duties that go. */
  unitsInUse(ids: readonly UnitId[], without: ReadonlySet<string>): Promise<ReadonlyMap<UnitId, UnitInUse>>;
  /**
   * Who has signed in, as far as the store and the ledger beside its files know, or is named by something. `without`:
   * duties that go.
   */
  peopleInUse(
    ids: readonly PersonId[],
    without: ReadonlySet<string>,
  ): Promise<ReadonlyMap<PersonId, 'signed-in' | 'is-named'>>;
  /** Duties that a course or a submission names. */
  liaisonsInUse(ids: readonly LiaisonId[]): Promise<ReadonlyMap<LiaisonId, KeptReason>>;
  /** Those that nobody is looking at. */
  removeAccounts(ids: readonly AccountId[], now: Instant): Promise<void>;
  removeSites(ids: readonly SiteId[]): Promise<void>;
  /** Those that are open. */
  removeUnits(ids: readonly UnitId[]): Promise<void>;
  /** Those who never had a password. */
  removePeople(ids: readonly PersonId[]): Promise<void>;
  /** Those that have not ended. */
  removeLiaisons(ids: readonly LiaisonId[]): Promise<void>;
}
