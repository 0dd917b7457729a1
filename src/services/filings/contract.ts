import type {
  CoverageQuestion,
  CoverageRowState,
  CoverageView,
  FilingCountsView,
  FilingFindingView,
} from '../../api/filingFindings';
import type { ListView } from '../../api/wire';
import type { FilingFindingId, UnitId } from '../../domain/ids';
import type { Platform } from '../../domain/accounts/platforms';
import type { Principal } from '../../domain/people/role';
import type { CivilDate } from '../../domain/time/instant';
import type { FilingFindingFilter } from '../../ports/filingStorage';
import type { PageRequest } from '../../ports/storage';
import type { Counts } from '../workRun';

/** An account that somebody saw and that is not registered, as they tell it. */
export interface SeenAccount {
  readonly unitId: UnitId;
  readonly platform: Platform;
  /** Empty: not known. */
  readonly externalId: string;
  readonly name: string;
  readonly homeUrl: string;
  /** Where and how it was found. */
  readonly note: string;
}
export interface AcceptedFindings {
  readonly accepted: number;
  /** What was not accepted, and why. */
  readonly left: readonly { readonly id: string; readonly why: 'not-found' | 'settled' | 'conflict' }[];
}

export interface FilingServices {
  /**
   * Notes by the ledger which units' filings may be others, and looks at those that are due, at most `limit` of each.
   * May be stopped anywhere and repeated.
   */
  followFilings(limit: number): Promise<Counts>;
  filingFindings(
    filter: FilingFindingFilter,
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<FilingFindingView>>;
  /**
   * How each open unit meets what a text demands of it, as it is now; `accepted`: somebody has said why not; `several`:
   * it has more than one account on a platform. Without a filter all of them, in the order of the tree.
   */
  coverage(
    filter: { readonly requirement?: CoverageQuestion; readonly state?: CoverageRowState },
    principal: Principal,
  ): Promise<CoverageView>;
  /** Those that are not settled, by kind, with the clause of each. */
  filingCounts(unitId: UnitId | undefined, principal: Principal): Promise<FilingCountsView>;
  /**
   * Says of many why they may be so, and until when (action `finding.dismiss`). Refuses `forbidden`, `invalid-input`
   * (`reason`, `untilOn`).
   */
  acceptFilings(
    ids: readonly FilingFindingId[],
    said: { readonly reason: string; readonly untilOn: CivilDate },
    principal: Principal,
  ): Promise<AcceptedFindings>;
  /**
   * Takes an acceptance back (action `finding.dismiss`). Refuses `forbidden`, `not-found`, `conflict`, `invalid-input`
   * (`reason`).
   */
  takeBackFiling(id: FilingFindingId, reason: string, principal: Principal): Promise<FilingFindingView>;
  /**
   * Keeps an account that somebody saw and that is not registered (action `account.collect`). Refuses `forbidden`,
   * `not-found` (`unitId`), `conflict` (told already), `invalid-input` (registered; nothing to tell it by).
   */
  reportAccount(seen: SeenAccount, principal: Principal): Promise<FilingFindingView>;
}
