import type { MandateRule, ReviewStep } from '../../domain/mandates/mandate';
import type { Limit } from '../../domain/time/limit';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { MandateId, MandateRuleId, ObligationId, PolicyId, PostId, PublishJobId, UnitId } from '../../domain/ids';
import type { Counts, WorkRun } from '../workRun';
import type {
  AppliedRuleView,
  EvidencePackView,
  ForecastView,
  PlatformPreviewView,
  RulePreviewView,
  RuleView,
} from '../../api/mandates';
import type { ManualTaskView, RetryManualView } from '../../api/obligations';
import type { ListView } from '../../api/wire';
import type { ObligationFilter, PageRequest } from '../../ports/storage';

/** A rule as people write it; its id, revision and standing are the product's. */
export type RuleDraft = Omit<MandateRule, 'id' | 'revision' | 'disabledAt' | 'limit' | 'limitByPlatform'> & {
  readonly limit: Limit;
  readonly limitByPlatform: MandateRule['limitByPlatform'];
};

export interface RuleServices {
  /** Adds or updates mandate rules by key, as the configuration names them. */
  register(rules: readonly Omit<MandateRule, 'id'>[]): Promise<readonly MandateRule[]>;
  list(principal: Principal): Promise<ListView<RuleView>>;
  /**
   * Adds a rule (action `rules.manage`). It counts for policies considered from now on. Refuses `forbidden`, `conflict`
   * (key taken), `invalid-input`.
   */
  create(draft: RuleDraft, reason: string, principal: Principal): Promise<RuleView>;
  /**
   * Replaces what the rule says; mandates it made keep their deadlines. Refuses `conflict` where somebody changed it
   * since `revision`.
   */
  update(
    id: MandateRuleId,
    change: { readonly draft: RuleDraft; readonly revision: number; readonly reason: string },
    principal: Principal,
  ): Promise<RuleView>;
  /** Stops the rule from making mandates, or lets it again. With a reason, which the ledger keeps. */
  setDisabled(
    id: MandateRuleId,
    disabled: { readonly is: boolean; readonly reason: string },
    principal: Principal,
  ): Promise<RuleView>;
  /**
   * Mandates policies already known by the rule, limits counted from now (action `rules.manage`, for the whole office); safe
   * to repeat. For each `mandated`, `already`, or why not. Refuses `forbidden`, `not-found` (rule), `invalid-input`.
   */
  apply(
    id: MandateRuleId,
    to: { readonly policyIds: readonly PolicyId[]; readonly reason: string },
    principal: Principal,
  ): Promise<AppliedRuleView>;
  /** Whom a rule would bind within the reader's scope and why, for one policy or the most recent ones. Stores nothing. */
  preview(
    draft: RuleDraft,
    about: {
      readonly policyId: PolicyId | null;
      /** The stored rule the draft changes; absent: it is new. */
      readonly ruleId?: MandateRuleId | null;
      readonly page: PageRequest;
    },
    principal: Principal,
  ): Promise<RulePreviewView>;
}

export interface PublishingServices {
  /**
   * Which open obligations can be published when, and which cannot make it and why. Office-wide figures within the
   * reader's scope.
   */
  forecast(principal: Principal): Promise<ForecastView>;
  /**
   * Per platform: an example draft with its measures, and why how many accounts cannot be published to. Before and
   * after issue.
   */
  preview(id: MandateId, principal: Principal): Promise<ListView<PlatformPreviewView>>;
  /** Everything to copy, nearest deadline first, of a unit and those below it. */
  manualTasks(
    query: { readonly unitId?: UnitId },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<ManualTaskView>>;
  /** The evidence of a mandate, a page of obligations at a time, with how to check it. */
  evidence(id: MandateId, page: PageRequest, principal: Principal): Promise<EvidencePackView>;
  /**
   * The whole pack as JSON Lines: a header (mandate, policy, how to check it), then an obligation a line, then a footer
   * with the number of obligations and the hash chained over every line before it. Pages are read one after the other;
   * `write` is awaited, so that a slow reader slows us.
   */
  exportEvidence(
    id: MandateId,
    write: (line: string) => Promise<void>,
    principal: Principal,
  ): Promise<{ readonly obligations: number; readonly sha256: string }>;
}

export type RetryFilter = {
  readonly [Key in 'mandateId' | 'unitId' | 'accountId' | 'platform' | 'manualReasons']?:
    ObligationFilter[Key] | undefined;
};

export interface MandateServices {
  /**
   * Decides policies not yet considered, creates mandates and expands them into obligations; resumable at any point.
   */
  issueMandates(limit: number): Promise<Counts>;
  /** Takes the next review step (初审 → 审核 → 签发). Refuses `forbidden`, `self-approval`, `conflict`, `not-found`. */
  review(mandateId: MandateId, principal: Principal): Promise<void>;
  /**
   * Returns, refuses or (after issue) withdraws a mandate, with a reason. Refuses `forbidden`, `invalid-input`,
   * `conflict`, `not-found`.
   */
  decide(
    mandateId: MandateId,
    decision: { readonly step: ReviewStep; readonly reason: string },
    principal: Principal,
  ): Promise<void>;
  /**
   * Ready obligations → publish jobs, once the account has been seen after the obligation was made; or → manual tasks.
   */
  queueReady(limit: number): Promise<Counts>;
  /** Manual tasks whose reason is over → ready again, unless a person has taken them. */
  resumeManual(limit: number): Promise<Counts>;
  /** Processes due publish jobs: publish, confirm, settle. Never publishes twice. */
  publishDue(run: WorkRun): Promise<Counts>;
  /** Repairs obligations whose job settled while the process died in between, and gives up on reposts that never show. */
  recoverInterrupted(limit: number): Promise<Counts>;
  /** Announces, once each, the mandates that have nothing left to be done. */
  announceComplete(): Promise<Counts>;
  /** Reminds of manual tasks before their deadline, once for each step. */
  remindManual(limit: number): Promise<Counts>;
  /** Withdraws what cancelled accounts still owe. */
  endDuties(limit: number): Promise<Counts>;
  /** Notices deadlines that passed; the event is dated by the deadline. */
  noticeOverdue(limit: number): Promise<Counts>;
  /** Recomputes provisional deadlines once the year's calendar is announced. */
  recomputeProvisional(): Promise<Counts>;
  /** Takes an obligation off an account, with a reason (action `obligation.exempt`). */
  exempt(obligationId: ObligationId, reason: string, principal: Principal): Promise<void>;
  /**
   * A person looked at a post that is open as unclear and accepts it as the repost, with a reason (action
   * `obligation.exempt`).
   */
  acceptRepost(
    obligationId: ObligationId,
    accepted: { readonly postId: PostId; readonly reason: string },
    principal: Principal,
  ): Promise<void>;
  /** A person says the manual repost is out: the account is looked at now. Done is still only what is seen. */
  confirmManual(obligationId: ObligationId, principal: Principal): Promise<{ readonly dueAt: Instant }>;
  /** Says that the principal does it by hand: the machine keeps off until it is given back. Refuses `conflict`. */
  takeManual(obligationId: ObligationId, principal: Principal): Promise<void>;
  /** Gives it back; somebody else's only with action `job.retry`. Refuses `conflict`. */
  releaseManual(obligationId: ObligationId, principal: Principal): Promise<void>;
  /**
   * Puts manual obligations back to be published by interface, a thousand at once at most (action `job.retry`); the dry
   * run says how many, and why the others not. Refuses `not-found` by its field where a mandate, unit or account is
   * unknown.
   */
  retryManual(filter: RetryFilter, dryRun: boolean, principal: Principal): Promise<RetryManualView>;
  /** Puts a manual obligation back to be published by interface (action `job.retry`); reconciles before publishing. */
  retryJob(jobId: PublishJobId, principal: Principal): Promise<void>;
}
