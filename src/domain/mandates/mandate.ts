import type { Platform } from '../accounts/account';
import type { Sector } from '../accounts/unit';
import type {
  AccountId,
  MandateId,
  MandateRuleId,
  ObligationId,
  PersonId,
  PolicyId,
  PostId,
  PublishJobId,
  SiteId,
  UnitId,
  LookId,
} from '../ids';
import type { PlatformFailure } from '../errors';
import type { Authority } from '../policies/policy';
import type { JobSubject } from './jobSubject';
import type { ReminderStep } from './reminderStep';
import type { RepostDraft } from './repostDraft';
import type { Taken } from './taken';
import type { CivilDate, Instant, PublishedAt } from '../time/instant';
import type { Limit } from '../time/limit';

export interface MandateRule {
  readonly id: MandateRuleId;
  readonly key: string;
  readonly title: string;
  readonly authorities: readonly Authority[];
  /** Any of these words in the title; empty: every topic. */
  readonly topicWords: readonly string[];
  readonly platforms: readonly Platform[];
  /** Empty: every region of the office. */
  readonly regions: readonly string[];
  readonly limit: Limit;
  readonly limitByPlatform: Readonly<Partial<Record<Platform, Limit>>>;
  /** `pre-approved` only for whitelisted sources; everything else is staged. */
  readonly review: 'pre-approved' | 'staged';
  /** Policies published before this civil date are not mandated by this rule. */
  readonly effectiveFrom: CivilDate;
  readonly clause: string;
  /**
   * `review`: a new version of a text this rule mandated is drafted for review; `ignore` (and absent): what was
   * reposted stands.
   */
  readonly newVersions?: 'ignore' | 'review';
  /** Whether articles that only explain a document are mandated as well; absent: they are not. */
  readonly interpretations?: boolean;
  /** Whether interpretations from whitelisted sources are offered with the repost; absent: they are. */
  readonly offersInterpretations?: boolean;
  /**
   * `sector`: the units that work in a field of the document's issuers; everybody else is left alone. Absent: `everybody`.
   */
  readonly binds?: RuleBinding;
  /** Only documents of these fields; empty or absent: of every field and of none. */
  readonly sectors?: readonly Sector[];
  /** Since when the rule makes no new mandates; those it made stay. Null or absent: it makes them. */
  readonly disabledAt?: Instant | null;
  /** Counts its changes by people; absent: none. */
  readonly revision?: number;
}

export const RULE_BINDINGS = ['everybody', 'sector'] as const;
export type RuleBinding = (typeof RULE_BINDINGS)[number];

export const REVIEW_STAGES = ['drafted', 'first-review', 'second-review', 'issued', 'refused', 'withdrawn'] as const;
/** 初审 → 审核 → 签发; `pre-approved` starts as `issued`. `refused` before issue and `withdrawn` after it are final. */
export type ReviewStage = (typeof REVIEW_STAGES)[number];

export const REVIEW_STEPS = ['approve', 'return', 'refuse', 'withdraw'] as const;
export type ReviewStep = (typeof REVIEW_STEPS)[number];

export interface Review {
  /** The stage it led to. */
  readonly stage: ReviewStage;
  readonly by: PersonId | 'rule';
  readonly at: Instant;
  /** Absent: `approve`. */
  readonly step?: ReviewStep;
  readonly name?: string;
  /** In the person's words; every step but `approve` has one. */
  readonly reason?: string;
}

export interface Mandate {
  readonly id: MandateId;
  readonly policyId: PolicyId;
  readonly policyVersion: number;
  readonly ruleId: MandateRuleId;
  readonly title: string;
  readonly docNumber: string | null;
  readonly issuer: string | null;
  readonly sourceUrl: string | null;
  readonly publishedAt: PublishedAt;
  readonly issuedAt: Instant;
  readonly stage: ReviewStage;
  /** Every step taken, oldest first: returning keeps the thread. */
  readonly reviews: readonly Review[];
  /**
   * From when the deadlines are counted where that is not the publication: a person applied a rule to a policy already
   * known, or decided whose it is. Null or absent: from the publication.
   */
  readonly countsFromAt?: Instant | null;
  /** It reaches as well whom it reached at these instants, with limits from then: a person said so, oldest first. */
  readonly widenedAt?: readonly Instant[];
  /** Latest of the platform deadlines; each obligation carries its own. */
  readonly dueBy: Instant;
  /** The year's calendar is not announced; recomputed when it is. */
  readonly provisional: boolean;
  /**
   * True once every account concerned has its obligation, or, of a mandate that was refused or withdrawn, none has one
   * open. Until then it is resumed at the next tick.
   */
  readonly expanded: boolean;
}

export const OBLIGATION_STATES = [
  'awaiting-review',
  'ready',
  'publishing',
  'submitted',
  'manual',
  'fulfilled',
  'not-applicable',
  'withdrawn',
] as const;
export type ObligationState = (typeof OBLIGATION_STATES)[number];

export const OBLIGATION_EVENTS = [
  'issue',
  'start-publishing',
  'platform-accepted',
  'publish-impossible',
  'back-to-ready',
  'resume',
  'take',
  'release',
  'post-seen',
  'exempt',
  'withdraw',
  'site-owes-once',
] as const;
export type ObligationEvent = (typeof OBLIGATION_EVENTS)[number];

/** Why an obligation has to be done by hand; what ends each is in `MANUAL_ENDS`. */
export const MANUAL_REASONS = [
  'no-api',
  'no-credential',
  'no-permission',
  'credential-expired',
  'credential-refused',
  'credential-unopened',
  'content-refused',
  'quota-spent',
  'not-visible',
  'not-shown',
  'platform-unavailable',
  'gave-up',
] as const;
export type ManualReason = (typeof MANUAL_REASONS)[number];

/** How a post was recognised as the mandated repost; `person`: somebody looked at an unclear post and accepted it. */
export const FULFILMENT_BASES = ['receipt-id', 'source-link', 'doc-number', 'title', 'person'] as const;
export type FulfilmentBasis = (typeof FULFILMENT_BASES)[number];

export interface FulfilmentEvidence {
  readonly postId: PostId;
  readonly url: string;
  readonly title: string;
  readonly publishedAt: PublishedAt;
  readonly countedAt: Instant;
  readonly firstSeenAt: Instant;
  readonly lookId: LookId;
  readonly textHash: string;
  /** Of what a site owes: the column that carries it. */
  readonly columnId?: AccountId;
  readonly basis: FulfilmentBasis;
  /**
   * Share of the post's text that stands in the document (runs of four characters); null where one of them has no text
   * to compare.
   */
  readonly similarity: number | null;
  /**
   * SHA-256 of the canonical JSON of everything above; stands in the ledger entry of the fulfilment as well. Absent
   * before it was sealed.
   */
  readonly seal?: string;
}

export interface Obligation {
  readonly id: ObligationId;
  readonly mandateId: MandateId;
  readonly policyId: PolicyId;
  readonly policyVersion: number;
  /** Where it is published: the account, or the repost column of the site that owes it. */
  readonly accountId: AccountId;
  /** The site that owes it, once for all its columns; null: the account itself does. */
  readonly siteId: SiteId | null;
  readonly platform: Platform;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  /** Of the channel: the account's, or the site's. */
  readonly accountName: string;
  readonly policyTitle: string;
  readonly state: ObligationState;
  readonly manualReason: ManualReason | null;
  readonly dueBy: Instant;
  readonly provisional: boolean;
  /** From when its limit is counted where that is not its mandate's: it was widened then. */
  readonly countsFromAt?: Instant;
  readonly createdAt: Instant;
  readonly submittedAt: Instant | null;
  readonly fulfilledAt: Instant | null;
  /** The fulfilling post was public before `dueBy`. */
  readonly onTime: boolean | null;
  /** Set once when `dueBy` passed unfulfilled; the event is dated `dueBy`. */
  readonly overdueNoticedAt: Instant | null;
  /**
   * Whether it was proven that nothing was published in time, or only that we did not see it. Null while not noticed.
   */
  readonly overdueProven: boolean | null;
  readonly evidence: FulfilmentEvidence | null;
  /** Exactly what is to be published by hand, kept for manual tasks. */
  readonly draft: RepostDraft;
  /** The last reminder given for it as a manual task; absent: none. */
  readonly reminded?: ReminderStep;
  /** Who said that they do it by hand; then the machine keeps off. Null or absent: nobody. */
  readonly taken?: Taken | null;
  /**
   * When it last went from a manual task back to publishing. Only a look after that shows whether somebody has reposted
   * by hand meanwhile.
   */
  readonly resumedAt?: Instant | null;
  /** How often the machine took it back since a person last did. */
  readonly resumes?: number;
}

/** Six groups of the progress bar: 已转 · 迟转 · 进行中 · 待人工 · 未转 · 不适用. */
export const PROGRESS_GROUPS = ['done', 'late', 'running', 'manual', 'missed', 'not-applicable'] as const;
export type ProgressGroup = (typeof PROGRESS_GROUPS)[number];

export const JOB_STATES = [
  'queued',
  'running',
  'confirming',
  'waiting',
  'submitted',
  'published',
  'failed',
  'cancelled',
] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What the platform gave back. Enough to find the post again. */
export interface Receipt {
  readonly platformIds: readonly string[];
  readonly url: string | null;
  readonly acceptedAt: Instant;
}

export interface JobError extends Pick<PlatformFailure, 'remedy' | 'code' | 'message'> {
  readonly at: Instant;
  readonly attempt: number;
}

/**
 * One publish per (account, policy version), or per own item and account: the key is stored before the first call
 * (invariant 3).
 */
export interface PublishJob {
  readonly id: PublishJobId;
  readonly subject: JobSubject;
  readonly accountId: AccountId;
  readonly platform: Platform;
  /** Handed to the platform as idempotency key where it has one, and used to find the post again where it has none. */
  readonly key: string;
  readonly draft: RepostDraft;
  readonly state: JobState;
  /** Steps already done on the platform (e.g. WeChat `mediaId`, `publishId`), written before the next step. */
  readonly progress: Readonly<Record<string, string>>;
  /** True from the moment before the first mutating call: from then on it reconciles before publishing again. */
  readonly callMayHaveHappened: boolean;
  readonly attempt: number;
  readonly dueAt: Instant;
  readonly dueBy: Instant;
  readonly lease: { readonly token: string; readonly owner: string; readonly untilAt: Instant } | null;
  readonly receipt: Receipt | null;
  readonly errors: readonly JobError[];
  readonly createdAt: Instant;
  readonly settledAt: Instant | null;
}
