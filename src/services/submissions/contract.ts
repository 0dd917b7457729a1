import type {
  AwardDecidedView,
  AwardLineView,
  InformantView,
  StandingListView,
  SubmissionDetailView,
  SubmissionRulesView,
  SubmissionView,
} from '../../api/submissions';
import type { ContentChecksView } from '../../api/content';
import type { StopLift } from '../../domain/content/stopOverride';
import type { QuotasView } from '../../api/submissionQuotas';
import type { ListView } from '../../api/wire';
import type { UnitLevel } from '../../domain/accounts/unit';
import type { LiaisonId, SubmissionId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { AwardReason } from '../../domain/submissions/award';
import type { Month } from '../../domain/submissions/month';
import type { MonthFigure, QuotaCounts } from '../../domain/submissions/quota';
import type {
  DeclineReason,
  ReturnReason,
  SubmissionContent,
  SubmissionKind,
  SubmissionState,
  SubmissionUse,
} from '../../domain/submissions/submission';
import type { OfficeDecision } from '../../domain/submissions/submissionTable';
import type { PageRequest } from '../../ports/storage';
import type { Versioned } from '../versioned';
import type { Counts } from '../workRun';

export type SubmissionDraft = SubmissionContent & { readonly informantId: LiaisonId };

export interface SubmissionQuery {
  /** Only those that whoever asks wrote. */
  readonly mine?: boolean;
  /** Only what came to the office. */
  readonly sent?: boolean;
  readonly state?: SubmissionState;
  readonly kind?: SubmissionKind;
  readonly month?: Month;
  readonly unitId?: UnitId;
  /** Those that count for this unit. */
  readonly countsFor?: UnitId;
  /** Only what this figure of its month counts. */
  readonly figure?: MonthFigure;
}

export interface QuotaDraft {
  /** How many changes there were when it was read. */
  readonly seq: number;
  readonly target:
    | { readonly kind: 'level'; readonly level: UnitLevel; readonly under: UnitLevel }
    | { readonly kind: 'unit'; readonly unitId: UnitId };
  readonly least: number | null;
  readonly counts: QuotaCounts;
  readonly effectiveFrom: Month;
  readonly clause: string;
}

export interface OfficeDecisionDraft {
  readonly decision: OfficeDecision;
  readonly reason: ReturnReason | DeclineReason | null;
  readonly words: string;
  readonly uses: readonly SubmissionUse[];
  /** The criteria it meets, by key. */
  readonly criteria: readonly string[];
}

/** Sheets of texts; the first line of each is its head. */
export interface SubmissionTable {
  readonly name: string;
  readonly sheets: readonly {
    readonly name: string;
    readonly lines: readonly (readonly string[])[];
    /** In characters. */
    readonly widths: readonly number[];
  }[];
}

/** 报送: unit → three-level review → office. Refuses `not-found`, `forbidden`, `invalid-input`, `conflict`. */
export interface SubmissionServices {
  list(query: SubmissionQuery, page: PageRequest, principal: Principal): Promise<ListView<SubmissionView>>;
  show(id: SubmissionId, principal: Principal): Promise<SubmissionDetailView>;
  /** Who can be named as the 信息员 of a unit. */
  informants(unitId: UnitId, principal: Principal): Promise<ListView<InformantView>>;
  begin(unitId: UnitId | null, draft: SubmissionDraft, principal: Principal): Promise<SubmissionDetailView>;
  write(of: Versioned<SubmissionId>, draft: SubmissionDraft, principal: Principal): Promise<SubmissionDetailView>;
  /** What the checks find in it as it is. */
  checks(id: SubmissionId, principal: Principal): Promise<ContentChecksView>;
  /**
   * Hands it in for the review of the unit; after the last stage it is with the office. What a check stops (action
   * `content.override`) with a reason for each, then also by somebody else than its author.
   */
  submit(
    of: Versioned<SubmissionId>,
    principal: Principal,
    overrides?: readonly StopLift[],
  ): Promise<SubmissionDetailView>;
  withdraw(of: Versioned<SubmissionId>, reason: string, principal: Principal): Promise<SubmissionDetailView>;
  /** What the office decides (action `submission.decide`, whole office). */
  decide(
    of: Versioned<SubmissionId>,
    decided: OfficeDecisionDraft,
    principal: Principal,
  ): Promise<SubmissionDetailView>;

  rules(principal: Principal): Promise<SubmissionRulesView>;
  /** What units owe a month, and who changed what of it when; of one unit it is seen by that unit and those above. */
  quotas(principal: Principal): Promise<QuotasView>;
  /**
   * Another number from a month on that has not begun (action `rules.manage`, whole office). Refuses `forbidden`,
   * `not-found` (`target`), `invalid-input` (`target`, `least`, `effectiveFrom`, `reason`), `conflict`.
   */
  setQuota(draft: QuotaDraft, principal: Principal): Promise<QuotasView>;
  /** How the units that whoever asks sees stand in a month: in the order of the tree, or those that miss most first. */
  standing(month: Month, order: 'tree' | 'missing', principal: Principal): Promise<StandingListView>;
  /** Everybody who sent something in that year, with what the award rests on. */
  awards(year: number, principal: Principal): Promise<ListView<AwardLineView>>;
  decideAward(
    of: { readonly year: number; readonly informant: string; readonly version: number },
    decided: { readonly listed: boolean; readonly reason: AwardReason; readonly words: string },
    principal: Principal,
  ): Promise<AwardDecidedView>;

  /** The standing of a month, and what is counted in it, as sheets of texts. */
  standingTable(month: Month, principal: Principal): Promise<SubmissionTable>;
  /** The list of a year with what each line rests on. */
  awardTable(year: number, principal: Principal): Promise<SubmissionTable>;

  /** Goes on with what was handed in and not taken to its review. */
  resumeHandIns(limit: number): Promise<Counts>;
  /** Opens the months that have begun and settles those that are over. */
  keepMonths(limit: number): Promise<Counts>;
}
