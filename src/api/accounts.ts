import type { AccountStatus, NoPublishReason, Platform } from '../domain/accounts/account';
import type { Coverage, LookOutcome } from '../domain/accounts/look';
import type { PostStanding } from '../domain/accounts/post';
import type { Remedy } from '../domain/errors';
import type { FindingKind, FindingState, VerdictKind, VerdictReason } from '../domain/judging/verdict';
import type { CaseView } from './cases';
import type { IsoInstant, PublishedView } from './wire';

export interface ClauseView {
  readonly source: string;
  /** The regulation's own words. */
  readonly text: string;
  /** What this system adds to apply it; absent where it adds nothing. */
  readonly howApplied?: string;
}

export interface VerdictView {
  readonly kind: VerdictKind;
  readonly reason: VerdictReason;
  readonly ruleId: string | null;
  readonly clause: ClauseView | null;
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
  /** The website a portal column belongs to; null for everything else. */
  readonly siteId: string | null;
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
  /** Null: it is not looked at. */
  readonly nextLookAt: IsoInstant | null;
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
  /** Something improper it published stands open: that is counted beside the verdict, which is about silence. */
  readonly improper: boolean;
  readonly openCase: CaseView | null;
  /** How it is read and published to, without secrets; null: the reader may not change it. */
  readonly settings: Readonly<Record<string, string>> | null;
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
  /**
   * What it said before it was changed, oldest first, each with the instant another text was seen. `isUnclear`: that may
   * be another layout of its source.
   */
  readonly earlier: readonly {
    readonly title: string;
    readonly text: string;
    readonly untilAt: IsoInstant;
    readonly isUnclear: boolean;
  }[];
  /** Of one that is gone: the first list that did not show it. */
  readonly missingSinceAt: IsoInstant | null;
  /** When it was found to be gone; null: it was not. */
  readonly goneAt: IsoInstant | null;
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
  readonly clause: ClauseView | null;
  readonly occurredAt: IsoInstant;
  readonly noticedAt: IsoInstant;
  readonly closedAt: IsoInstant | null;
  readonly url: string | null;
  readonly excerpt: string | null;
  /** What it is about: a post's id, or the rule's own name for it. */
  readonly subject: string;
  /** Whether its words can be proposed as words of the unit. */
  readonly isExcusable: boolean;
  /** Who dismissed it and why; null: nobody. */
  readonly dismissal: { readonly name: string; readonly at: IsoInstant; readonly reason: string } | null;
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
    readonly choices: readonly { readonly value: string; readonly title: string }[] | null;
  }[];
}
