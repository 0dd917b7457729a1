import type { Platform } from '../domain/accounts/account';
import type {
  FulfilmentBasis,
  JobState,
  ManualReason,
  ObligationState,
  ProgressGroup,
} from '../domain/mandates/mandate';
import type { LedgerView } from './alerts';
import type { InterpretationView } from './policies';
import type { IsoInstant, PublishedView } from './wire';

export interface ObligationView {
  readonly id: string;
  readonly mandateId: string;
  /** Where it is published: the account, or the repost column of the site. */
  readonly accountId: string;
  /** The site that owes it; null: the account itself. */
  readonly siteId: string | null;
  /** The account's name, or the site's. */
  readonly accountName: string;
  readonly platform: Platform;
  readonly unitId: string;
  readonly unitName: string;
  readonly policyTitle: string;
  readonly state: ObligationState;
  readonly group: ProgressGroup;
  readonly manualReason: ManualReason | null;
  /** Who does the manual task by hand; null: nobody said so. */
  readonly taken: { readonly name: string; readonly at: IsoInstant } | null;
  readonly dueBy: IsoInstant;
  readonly provisional: boolean;
  readonly submittedAt: IsoInstant | null;
  readonly fulfilledAt: IsoInstant | null;
  readonly onTime: boolean | null;
  readonly overdueNoticedAt: IsoInstant | null;
  /** False: the deadline passed and we could not see enough to say that nothing was published. */
  readonly overdueProven: boolean | null;
  readonly evidence: {
    readonly url: string;
    readonly title: string;
    readonly published: PublishedView;
    readonly firstSeenAt: IsoInstant;
    readonly basis: FulfilmentBasis;
    readonly lookId: string;
    readonly textHash: string;
    readonly similarity: number | null;
    /** The column of the site that carries it; null where an account owes it. */
    readonly columnId: string | null;
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
  /** To be published beside the repost, where one wants to: no obligation, and never the repost itself. */
  readonly interpretations: readonly InterpretationView[];
  readonly job: JobView | null;
  readonly history: readonly LedgerView[];
}

export interface JobView {
  readonly id: string;
  /** What it publishes: a repost that an obligation owes, or an own item. The other is null. */
  readonly obligationId: string | null;
  readonly ownPostId: string | null;
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
  /** To be published beside the repost, where one wants to. */
  readonly interpretations: readonly InterpretationView[];
  /** The page of this task for the officer's browser, below the product's own address. */
  readonly officerPath: string;
}

/** What a retry of many manual tasks did, or would do. `more`: there are more than were looked at; ask again. */
export interface RetryManualView {
  readonly dryRun: boolean;
  readonly matched: number;
  readonly retried: number;
  readonly refused: readonly { readonly reason: ManualReason | 'taken'; readonly count: number }[];
  readonly more: boolean;
}
