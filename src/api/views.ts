/**
 * Shapes that people and machines read over HTTP. All instants are ISO 8601 strings in UTC (`…Z`): made once on the
 * server, because rendering Date objects on hot lists costs more than everything else in the response.
 */
import type { AccountStatus, NoPublishReason, Platform } from '../domain/accounts/account';
import type { Coverage, LookOutcome } from '../domain/accounts/look';
import type { PostStanding } from '../domain/accounts/post';
import type { AlertKind, AlertSeverity, AlertSubject } from '../domain/alerts/alert';
import type { CaseEvent, CaseState } from '../domain/cases/case';
import type { CheckOutcome, CredentialKind, CredentialState } from '../domain/credentials/credential';
import type { Remedy } from '../domain/errors';
import type { FindingKind, FindingState, VerdictKind, VerdictReason } from '../domain/judging/verdict';
import type {
  FulfilmentBasis,
  JobState,
  ManualReason,
  ObligationState,
  ProgressGroup,
  ReviewStage,
} from '../domain/mandates/mandate';
import type { Action, Role } from '../domain/people/role';
import type { Authority, WithdrawalReason } from '../domain/policies/policy';
import type { FaultKind, FaultTarget } from '../domain/training/fault';

export type IsoInstant = string;
/** Publication time as the source states it: an instant or only a day (`2026-09-18`). */
export interface PublishedView {
  readonly precision: 'instant' | 'day';
  readonly value: string;
  readonly original: string;
}

export interface ListView<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly asOf: IsoInstant;
}

export interface ProblemView {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
  readonly field?: string;
  readonly requestId: string;
}

export interface MeView {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly actions: readonly Action[];
  readonly sandbox: boolean;
  readonly version: string;
}

export interface UnitView {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly level: string;
}

export interface VerdictView {
  readonly kind: VerdictKind;
  readonly reason: VerdictReason;
  readonly ruleId: string | null;
  readonly clause: { readonly source: string; readonly text: string } | null;
  readonly packId: string;
  readonly packVersion: string;
  readonly crossedAt: IsoInstant | null;
  readonly breachAt: IsoInstant | null;
  readonly provenSilenceMs: number | null;
  readonly judgedAt: IsoInstant;
  readonly lastPostUrl: string | null;
  readonly sightLookId: string | null;
}
export interface AccountView {
  readonly id: string;
  readonly name: string;
  readonly platform: Platform;
  readonly unitId: string;
  readonly unitName: string;
  readonly homeUrl: string;
  readonly externalId: string;
  readonly status: AccountStatus;
  readonly columnClass: string;
  readonly verdict: VerdictView | null;
  readonly lastPostAt: IsoInstant | null;
  readonly lastSightAt: IsoInstant | null;
  readonly lastLookAt: IsoInstant | null;
  readonly lastLookOutcome: LookOutcome | null;
  readonly lastLookDetail: string | null;
  readonly nextLookAt: IsoInstant;
  readonly coverage: Coverage;
  readonly noPublishReason: NoPublishReason | null;
}
export interface AccountDetailView extends AccountView {
  /** Posts a civil day, oldest first, as many days as are known (at most 60), with what kind of day it was. */
  readonly daily: readonly {
    readonly date: string;
    readonly count: number;
    readonly working: boolean;
    readonly dayName: string;
  }[];
  readonly completeFromAt: IsoInstant | null;
  readonly firstSightAt: IsoInstant | null;
  readonly consecutiveBlindLooks: number;
  readonly openCase: CaseView | null;
}
export interface PostView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly published: PublishedView;
  readonly countedAt: IsoInstant;
  readonly standing: PostStanding;
  readonly firstSeenAt: IsoInstant;
}
export interface LookView {
  readonly id: string;
  readonly startedAt: IsoInstant;
  readonly endedAt: IsoInstant;
  readonly outcome: LookOutcome;
  readonly detail: string;
  readonly coverage: Coverage;
  readonly itemCount: number;
  readonly newCount: number;
  readonly futureDatedCount: number;
}
export interface FindingView {
  readonly id: string;
  readonly accountId: string;
  readonly kind: FindingKind;
  readonly ruleId: string;
  readonly state: FindingState;
  readonly detail: string;
  readonly clause: { readonly source: string; readonly text: string } | null;
  readonly occurredAt: IsoInstant;
  readonly noticedAt: IsoInstant;
  readonly closedAt: IsoInstant | null;
  readonly url: string | null;
  readonly excerpt: string | null;
  /** What it is about: a post's id, or the rule's own name for it. */
  readonly subject: string;
}

export interface PolicyView {
  readonly id: string;
  readonly title: string;
  readonly docNumber: string | null;
  readonly issuer: string | null;
  readonly authority: Authority;
  readonly published: PublishedView | null;
  readonly firstSeenAt: IsoInstant;
  readonly version: number;
  readonly url: string | null;
  readonly summary: string;
  readonly sightings: readonly {
    readonly sourceId: string;
    readonly sourceTitle: string;
    readonly url: string | null;
    readonly listed: boolean;
    readonly firstSeenAt: IsoInstant;
    readonly lastSeenAt: IsoInstant;
  }[];
  /** Why it was or was not mandated; null while not yet considered. */
  readonly decision: string | null;
  /** Null: in force, as far as anybody knows. */
  readonly withdrawal: { readonly reason: WithdrawalReason; readonly noticedAt: IsoInstant } | null;
  /** For an article that explains a document: which, where that is known. Null: a document of its own. */
  readonly interprets: { readonly names: readonly string[]; readonly policyId: string | null } | null;
}

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
  readonly nextAction: 'none' | 'review' | 'do-manual-tasks' | 'wait' | 'chase-overdue';
}
export interface ObligationView {
  readonly id: string;
  readonly mandateId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly platform: Platform;
  readonly unitId: string;
  readonly unitName: string;
  readonly policyTitle: string;
  readonly state: ObligationState;
  readonly group: ProgressGroup;
  readonly manualReason: ManualReason | null;
  readonly dueBy: IsoInstant;
  readonly provisional: boolean;
  readonly submittedAt: IsoInstant | null;
  readonly fulfilledAt: IsoInstant | null;
  readonly onTime: boolean | null;
  readonly overdueNoticedAt: IsoInstant | null;
  /** False: the deadline passed and we could not see enough to say that nothing was published. */ readonly overdueProven:
    boolean | null;
  readonly evidence: {
    readonly url: string;
    readonly title: string;
    readonly published: PublishedView;
    readonly firstSeenAt: IsoInstant;
    readonly basis: FulfilmentBasis;
    readonly lookId: string;
    readonly textHash: string;
    readonly similarity: number | null;
  } | null;
}
export interface ObligationDetailView extends ObligationView {
  /** Everything to copy for a manual task. */
  readonly draft: {
    readonly title: string;
    readonly text: string;
    readonly sourceUrl: string;
    readonly sourceName: string;
    readonly digest: string;
  };
  readonly job: JobView | null;
  readonly history: readonly LedgerView[];
}
export interface JobView {
  readonly id: string;
  readonly obligationId: string;
  readonly accountId: string;
  readonly platform: Platform;
  readonly state: JobState;
  readonly attempt: number;
  readonly dueAt: IsoInstant;
  readonly dueBy: IsoInstant;
  readonly receipt: {
    readonly platformIds: readonly string[];
    readonly url: string | null;
    readonly acceptedAt: IsoInstant;
  } | null;
  readonly errors: readonly {
    readonly at: IsoInstant;
    readonly attempt: number;
    readonly remedy: string;
    readonly code: string;
    readonly message: string;
  }[];
  readonly createdAt: IsoInstant;
  readonly settledAt: IsoInstant | null;
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
  readonly disabledAt: IsoInstant | null;
  readonly revision: number;
}
/**
 * A dry run: which policies the rule would mandate, and whom it would bind. Counts are of all accounts, `accounts` is a
 * page of those bound.
 */
export interface RulePreviewView {
  readonly policies: readonly {
    readonly policyId: string;
    readonly title: string;
    /** `mandated`, or why not. */ readonly decision: string;
    readonly dueBy: Readonly<Partial<Record<Platform, IsoInstant>>>;
  }[];
  readonly counts: Readonly<Record<'concerned' | 'platform' | 'region' | 'not-active', number>>;
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
/** One thing to do by hand, complete: nothing has to be looked up elsewhere, and no screenshot is asked for. */
export interface ManualTaskView {
  readonly obligationId: string;
  readonly mandateId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly platform: Platform;
  readonly unitId: string;
  readonly unitName: string;
  readonly policyTitle: string;
  readonly manualReason: ManualReason | null;
  readonly dueBy: IsoInstant;
  readonly provisional: boolean;
  readonly overdue: boolean;
  readonly reminded: string | null;
  readonly copy: {
    readonly title: string;
    readonly text: string;
    readonly digest: string;
    readonly link: string;
    readonly readOriginalUrl: string;
    readonly sourceName: string;
    readonly docNumber: string | null;
    readonly pictures: readonly string[];
    readonly homeUrl: string;
  };
  /** The page of this task for the officer's browser, below the product's own address. */
  readonly officerPath: string;
}
export interface EvidenceItemView {
  readonly obligation: ObligationView;
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

export interface CaseView {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly platform: Platform;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: CaseState;
  readonly occurredAt: IsoInstant;
  readonly openedAt: IsoInstant;
  readonly rectifyBy: IsoInstant | null;
  readonly closedAt: IsoInstant | null;
  readonly closeReason: string | null;
  readonly proposedBy: string | null;
  readonly nextSteps: readonly {
    readonly event: CaseEvent;
    readonly by: Role | 'system';
    readonly dueBy: IsoInstant | null;
    /** May the reader take it now; if not, why. */ readonly allowed: boolean;
    readonly refusal: string | null;
  }[];
  readonly steps: readonly {
    readonly event: CaseEvent;
    readonly from: CaseState;
    readonly to: CaseState;
    readonly occurredAt: IsoInstant;
    readonly recordedAt: IsoInstant;
    readonly actor: string;
    readonly note: string;
  }[];
}

export interface AlertView {
  readonly id: string;
  readonly seq: number;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly subject: AlertSubject;
  readonly unitId: string | null;
  readonly reason: string;
  readonly figures: Readonly<Record<string, string | number>>;
  readonly occurredAt: IsoInstant;
  readonly noticedAt: IsoInstant;
  readonly acknowledged: { readonly name: string; readonly at: IsoInstant } | null;
}
export interface LedgerView {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
  readonly actor: string;
  readonly occurredAt: IsoInstant;
  readonly recordedAt: IsoInstant;
  readonly hash: string;
}

/** A credential without its secret. */
export interface CredentialView {
  readonly id: string;
  readonly platform: Platform;
  readonly kind: CredentialKind;
  readonly accountId: string | null;
  readonly applicationId: string | null;
  readonly label: string;
  readonly unitId: string | null;
  readonly state: CredentialState;
  readonly expiresAt: IsoInstant | null;
  readonly grantedAt: IsoInstant;
  readonly grantedBy: string;
  readonly lastTest: { readonly at: IsoInstant; readonly outcome: CheckOutcome; readonly code: string | null } | null;
  readonly nextTestAt: IsoInstant | null;
}
export interface CredentialDetailView extends CredentialView {
  /**
   * For an application whose platform calls us: when it last did, and since when without a gap (null: it does not at
   * present).
   */
  readonly messages: { readonly lastAt: IsoInstant | null; readonly flowingSinceAt: IsoInstant | null } | null;
  /** What stands still without it; at most 50 accounts are listed, the figures count all. */
  readonly dependants: {
    readonly accounts: number;
    readonly obligations: number;
    readonly listed: readonly { readonly accountId: string; readonly name: string; readonly obligations: number }[];
  };
}
/** What a look at an account that is not registered would see. */
export interface ProbeView {
  readonly outcome: LookOutcome;
  readonly detail: string;
  readonly coverage: Coverage;
  readonly completeFromAt: IsoInstant | null;
  readonly itemCount: number;
  readonly message: string | null;
  readonly remedy: Remedy | null;
  /** The first ten. */
  readonly items: readonly {
    readonly title: string;
    readonly url: string;
    readonly published: PublishedView;
    readonly excerpt: string;
    readonly pinned: boolean;
    readonly standing: PostStanding;
  }[];
  readonly warnings: readonly ProbeWarning[];
}
export const PROBE_WARNINGS = [
  'not-seen',
  'list-leaves-posts-out',
  'order-not-proven',
  'future-dated',
  'days-only',
  'without-title',
] as const;
export type ProbeWarning = (typeof PROBE_WARNINGS)[number];

/** The operations page (今日), in its reading order. */
export interface SummaryView {
  readonly asOf: IsoInstant;
  readonly seq: number;
  /** Mandates not complete, nearest deadline first, then those completed in the last three days; at most 20. */
  readonly mandates: readonly MandateView[];
  /** Accounts that turn 不合格 within 48 hours unless they publish, soonest first; at most 50, with the full count. */
  readonly breachingSoon: { readonly total: number; readonly accounts: readonly AccountView[] };
  readonly verdicts: Readonly<Record<VerdictKind | 'improper' | 'unjudged', number>>;
  readonly verdictsByPlatform: readonly {
    readonly platform: Platform;
    readonly verdict: VerdictKind | 'unjudged';
    readonly count: number;
  }[];
  readonly sourceHealth: {
    readonly platforms: readonly {
      readonly platform: Platform;
      readonly accounts: number;
      readonly seenLastHour: number;
      readonly seenLastDay: number;
      readonly lastSightAt: IsoInstant | null;
      readonly outcomes: Readonly<Record<string, number>>;
    }[];
    readonly policySources: readonly {
      readonly id: string;
      readonly title: string;
      readonly lastLookAt: IsoInstant | null;
      readonly lastSightAt: IsoInstant | null;
      readonly lastOutcome: string | null;
      readonly entries: number;
    }[];
    readonly incidents: readonly {
      readonly key: string;
      readonly platform: Platform | null;
      readonly reason: string;
      readonly accounts: number;
      readonly openedAt: IsoInstant;
    }[];
    readonly postsLastDay: number;
    readonly work: readonly {
      readonly task: string;
      readonly lastStartedAt: IsoInstant | null;
      readonly lastEndedAt: IsoInstant | null;
      readonly catchUp: boolean;
    }[];
  };
  readonly cases: Readonly<Record<string, number>>;
  readonly jobs: Readonly<Record<string, number>>;
  readonly unacknowledged: Readonly<Record<AlertSeverity, number>>;
  /** Newest alerts, newest first, at most 30. */
  readonly alerts: readonly AlertView[];
  readonly accounts: number;
  readonly units: number;
  /** Credentials that need somebody: `expiring` within seven days. */
  readonly credentials: { readonly expiring: number; readonly expired: number; readonly refused: number };
  /**
   * Calls of platforms that limit them by account and day: made today, the most one account has made, and what each may
   * make.
   */
  readonly callBudgets: readonly {
    readonly platform: Platform;
    readonly callsPerDay: number;
    readonly accounts: number;
    readonly calls: number;
    readonly most: number;
  }[];
  /** How late the looks of the last hour began, as bounds in milliseconds. */
  readonly lookLateness: { readonly looks: number; readonly p50Ms: number | null; readonly p99Ms: number | null };
}

/** What an account of a platform is described by, for the registration form. */
export interface PlatformView {
  readonly platform: Platform;
  readonly title: string;
  readonly settings: readonly {
    readonly key: string;
    readonly secret: boolean;
    readonly required: boolean;
    readonly title: string;
    readonly why: string;
  }[];
}

/** The training ground: what can be made to go wrong on the simulated platforms, and what is made to. */
export interface TrainingView {
  readonly kinds: readonly FaultKind[];
  readonly targets: readonly FaultTarget[];
  readonly total: number;
  readonly active: readonly {
    readonly target: string;
    readonly title: string;
    readonly fault: string;
    readonly since: IsoInstant;
    readonly until: IsoInstant | null;
  }[];
  readonly asOf: IsoInstant;
}

/** Frames of the stream (socket.io, namespace `/stream`). */
export interface StreamSnapshot {
  readonly seq: number;
  readonly at: IsoInstant;
  readonly counts: Readonly<Record<string, number>>;
}
/**
 * Every alert and heartbeat speaks for the numbers from `coversFrom` to its `seq`: with a scope, the numbers between
 * belong to other units and were rightly not sent. While `coversFrom` is at most one more than the last number
 * received, nothing was missed.
 */
export interface StreamAlert extends AlertView {
  readonly coversFrom: number;
}
/** `at`: when the server last read the store to its end. A heartbeat is not sent while that fails. */
export interface StreamHeartbeat {
  readonly seq: number;
  readonly at: IsoInstant;
  readonly coversFrom?: number;
}
/** The client must reconnect with `since: lastSeq`: it fell behind or the server lost its place. */
export interface StreamResume {
  readonly lastSeq: number;
  readonly reason: 'too-slow' | 'server-restarting';
}
