import type { DelegationView, ReviewFlowView, ReviewView, ReviewerView } from '../../api/reviews';
import type { ListView } from '../../api/wire';
import type { DelegationId, PersonId, ReviewId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Delegation } from '../../domain/reviews/delegation';
import type {
  Classification,
  Disclosure,
  ReviewerStep,
  ReviewFlow,
  ReviewKind,
  ReviewState,
} from '../../domain/reviews/review';
import type { PageRequest } from '../../ports/storage';
import type { Counts } from '../workRun';

/** As it was read. */
interface Read<Id> {
  readonly id: Id;
  readonly version: number;
}

export interface ReviewQuery {
  /** Only those that whoever asks can take further, for themselves or for somebody who delegated to them. */
  readonly mine?: boolean;
  readonly kind?: ReviewKind;
  readonly state?: ReviewState;
  readonly unitId?: UnitId;
}

export type DelegationDraft = Pick<Delegation, 'toId' | 'kinds' | 'fromDate' | 'toDate' | 'reason'> & {
  /** Whose stages they are; absent: those of whoever asks. */
  readonly fromId?: PersonId;
};
export type FlowDraft = Omit<ReviewFlow, 'kind' | 'unitId' | 'version'>;

/**
 * Reviews of whatever is reviewed. Refuses `not-found`, `forbidden`, `self-approval`, `invalid-input`, and `conflict`
 * where somebody else was faster or the review has moved on since it was read.
 */
export interface ReviewServices {
  /** Nearest deadline first; those without one last. */
  list(query: ReviewQuery, page: PageRequest, principal: Principal): Promise<ListView<ReviewView>>;
  /** How many wait for whoever asks, counted up to a hundred. */
  countMine(principal: Principal): Promise<number>;
  show(id: ReviewId, principal: Principal): Promise<ReviewView>;
  take(
    of: Read<ReviewId>,
    step: { readonly step: ReviewerStep; readonly reason: string },
    principal: Principal,
  ): Promise<ReviewView>;
  /** 保密审查 of the text with its pictures and attachments as they are now. */
  examine(
    of: Read<ReviewId>,
    found: {
      readonly result: 'pass' | 'fail';
      readonly classification: Classification;
      readonly disclosure: Disclosure;
      readonly reason: string;
    },
    principal: Principal,
  ): Promise<ReviewView>;
  /** Names who is to take the next stage, by one who may take it; null: whoever may. */
  assign(of: Read<ReviewId>, to: PersonId | null, principal: Principal): Promise<ReviewView>;
  /**
   * Names others for a stage that is still to be taken, or for the secrecy gate (`secrecy`), in the place of those who
   * were named: by who manages reviews and might set the flow it follows (action `review.manage`).
   */
  nameTakers(
    of: Read<ReviewId>,
    named: { readonly at: string; readonly personIds: readonly PersonId[]; readonly reason: string },
    principal: Principal,
  ): Promise<ReviewView>;
  /** Makes subjects agree with their reviews that an interrupted step left behind. */
  followReviews(limit: number): Promise<Counts>;

  /**
   * Those that are not over, that whoever asks has given or received; all there are for administrators of the office.
   */
  delegations(principal: Principal): Promise<readonly DelegationView[]>;
  /** For oneself; for others by administrators of the office. */
  delegate(draft: DelegationDraft, principal: Principal): Promise<DelegationView>;
  endDelegation(of: Read<DelegationId>, principal: Principal): Promise<void>;
  /** Those who can act for whoever asks, or be named: not disabled, and seeing what they see. */
  reviewers(principal: Principal): Promise<readonly ReviewerView[]>;

  /** How every kind is reviewed in a unit; null: in the office. */
  flows(unitId: UnitId | null, principal: Principal): Promise<readonly ReviewFlowView[]>;
  /**
   * Says how a kind is reviewed in a unit and below it from now on (action `review.manage`); reviews under way go on.
   */
  setFlow(
    of: { readonly kind: ReviewKind; readonly unitId: UnitId | null; readonly version: number },
    change: { readonly flow: FlowDraft; readonly reason: string },
    principal: Principal,
  ): Promise<ReviewFlowView>;
  /**
   * The kind is reviewed there as above it again, or as configured; reviews under way go on. Returns what holds now.
   */
  withdrawFlow(
    of: { readonly kind: ReviewKind; readonly unitId: UnitId | null; readonly version: number },
    reason: string,
    principal: Principal,
  ): Promise<ReviewFlowView>;
}
