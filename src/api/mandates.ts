import type { Platform } from '../domain/accounts/account';
import type { ConcernReason } from '../domain/mandates/decide';
import type { ManualReason, ProgressGroup, ReviewStage, ReviewStep, RuleBinding } from '../domain/mandates/mandate';
import type { Authority } from '../domain/policies/policy';
import type { LedgerView } from './alerts';
import type { InterpretationView } from './policies';
import type { JobView, ObligationDetailView, ObligationView } from './obligations';
import type { IsoInstant, ListView, PublishedView } from './wire';

/** The deadline in its parts; the dashboard makes the sentence "周五 17:20 发布 → 周一 24:00 到期，跨 2 个休息日". */
export interface DeadlineView {
  readonly published: PublishedView;
  readonly dueBy: IsoInstant;
  readonly provisional: boolean;
  readonly limit: { readonly workingDays: number } | { readonly hours: number };
  readonly days: readonly { readonly date: string; readonly working: boolean; readonly name: string }[];
}

export interface MandateView {
  readonly id: string;
  readonly policyId: string;
  readonly title: string;
  readonly docNumber: string | null;
  readonly issuer: string | null;
  readonly sourceUrl: string | null;
  readonly ruleTitle: string;
  readonly stage: ReviewStage;
  readonly issuedAt: IsoInstant;
  readonly deadline: DeadlineView;
  readonly total: number;
  readonly progress: Readonly<Record<ProgressGroup, number>>;
  readonly interpretations: readonly InterpretationView[];
  readonly nextAction: 'none' | 'review' | 'do-manual-tasks' | 'wait' | 'chase-overdue';
  /** Every step of the review, oldest first. `by`: a person's name, `rule`, or empty where only an id was kept. */
  readonly reviews: readonly {
    /** The stage it led to. */
    readonly stage: ReviewStage;
    readonly step: ReviewStep;
    readonly by: string;
    readonly at: IsoInstant;
    readonly reason: string | null;
  }[];
}

export interface RuleView {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly authorities: readonly Authority[];
  readonly topicWords: readonly string[];
  readonly platforms: readonly Platform[];
  readonly regions: readonly string[];
  readonly limit: DeadlineView['limit'];
  readonly limitByPlatform: Readonly<Partial<Record<Platform, DeadlineView['limit']>>>;
  readonly review: 'pre-approved' | 'staged';
  readonly effectiveFrom: string;
  readonly clause: string;
  readonly newVersions: 'ignore' | 'review';
  readonly interpretations: boolean;
  readonly offersInterpretations: boolean;
  readonly binds: RuleBinding;
  /** Only documents of these fields; empty: of every field. */
  readonly sectors: readonly string[];
  readonly disabledAt: IsoInstant | null;
  readonly revision: number;
  /** How many known policies it would mandate, where nobody has said yet whether it does; else 0. */
  readonly asksAboutKnown: number;
}

/** What a rule would mandate of the policies already known, newest first; counts are of the reader's scope. */
export interface NewlyMandatedView {
  readonly policies: readonly {
    readonly policyId: string;
    readonly title: string;
    readonly docNumber: string | null;
    readonly issuer: string | null;
    readonly published: PublishedView | null;
    /** How many accounts it would bind that do not owe it already, and of which platforms. */
    readonly accounts: number;
    readonly channels: Readonly<Record<Platform, number>>;
  }[];
  /** How many policies were looked at. */
  readonly looked: number;
  /** Older ones were not looked at, although the rule is in effect for them. */
  readonly more: boolean;
}

export interface AppliedRuleView {
  readonly mandated: number;
  readonly results: readonly {
    readonly policyId: string;
    /** `mandated`, `already`, `not-found`, or why the rule does not mandate it. */
    readonly outcome: string;
  }[];
}

/**
 * A dry run: which policies the rule would mandate, and whom it would bind. Counts are of all accounts, `accounts` is a
 * page of those bound.
 */
export interface RulePreviewView {
  readonly policies: readonly {
    readonly policyId: string;
    readonly title: string;
    /** `mandated`, or why not. */
    readonly decision: string;
    readonly dueBy: Readonly<Partial<Record<Platform, IsoInstant>>>;
  }[];
  /** Policies already known that the rule would mandate; it binds them only if a person applies it to them. */
  readonly known: NewlyMandatedView;
  readonly counts: Readonly<Record<ConcernReason, number>>;
  readonly accounts: ListView<{
    readonly accountId: string;
    readonly name: string;
    readonly platform: Platform;
    readonly unitId: string;
    readonly region: string;
    readonly reason: 'concerned';
  }>;
  /** What would be published, where the dry run is about one policy; on the first page. */
  readonly platforms: readonly PlatformPreviewView[];
}

export interface PlatformPreviewView {
  readonly platform: Platform;
  readonly accounts: number;
  readonly publishable: number;
  /** Why accounts cannot be published to by interface, and how many. */
  readonly obstacles: Readonly<Record<string, number>>;
  readonly example: {
    readonly accountId: string;
    readonly accountName: string;
    readonly draft: ObligationDetailView['draft'];
    readonly measures: readonly { readonly name: string; readonly value: number; readonly limit: number }[];
    /** Why the platform's own form of it cannot be made; null: it can. */
    readonly failure: { readonly code: string; readonly message: string } | null;
  } | null;
}

export interface ForecastView {
  readonly asOf: IsoInstant;
  /**
   * Obligations not published yet that are to be published by interface; `readUpTo` where there are more than were
   * looked at.
   */
  readonly open: number;
  readonly inTime: number;
  readonly tooLate: number;
  readonly byHand: number;
  /** Of `open`: what nobody can publish as things stand; neither in time nor merely late. */
  readonly blocked: number;
  readonly obstacles: readonly {
    readonly platform: Platform;
    readonly reason: ManualReason | 'not-seen' | 'overdue';
    readonly accounts: number;
    readonly obligations: number;
  }[];
  readonly readUpTo: IsoInstant | null;
  /** 「12 个账号今天转不了：群发次数已用完」. */
  readonly reasons: readonly {
    readonly platform: Platform;
    readonly spent: string;
    readonly accounts: number;
    readonly obligations: number;
    readonly possibleAt: IsoInstant;
  }[];
  readonly obligations: readonly {
    readonly obligationId: string;
    readonly accountId: string;
    readonly accountName: string;
    readonly platform: Platform;
    readonly policyTitle: string;
    readonly dueBy: IsoInstant;
    readonly spent: string;
    readonly possibleAt: IsoInstant;
  }[];
}

export interface EvidenceItemView {
  readonly obligation: ObligationView;
  /** Of a site: that of the column that carries the repost; before it is seen, of the column its reposts go into. */
  readonly accountHomeUrl: string;
  readonly evidence: { readonly seal: string | null; readonly postId: string; readonly countedAt: IsoInstant } | null;
  readonly job: JobView | null;
  /** The ledger's entries about this obligation and its job, newest first, each with its number and hash. */
  readonly ledger: readonly LedgerView[];
}

export interface EvidencePackView extends ListView<EvidenceItemView> {
  readonly mandate: MandateView;
  readonly policy: {
    readonly id: string;
    readonly title: string;
    readonly version: number;
    readonly textHash: string;
    readonly url: string | null;
  } | null;
  readonly check: readonly string[];
}
