import type { StopOverrideView } from './content';
import type { UnitLevel } from '../domain/accounts/unit';
import type { AwardReason } from '../domain/submissions/award';
import type { QuotaCounts } from '../domain/submissions/quota';
import type {
  DeclineReason,
  ReturnReason,
  SubmissionEvent,
  SubmissionKind,
  SubmissionState,
} from '../domain/submissions/submission';
import type { IsoInstant, ListView } from './wire';

/** What whoever asks can do with a submission. */
export const SUBMISSION_ACTS = [
  'write',
  'submit',
  'withdraw',
  'adopt',
  'return',
  'decline',
  'reconsider',
  'assess',
] as const;
export type SubmissionAct = (typeof SUBMISSION_ACTS)[number];

export interface SubmissionUseView {
  readonly where: string;
  readonly link: string | null;
}

export interface AdoptionView {
  readonly name: string;
  readonly at: IsoInstant;
  readonly uses: readonly SubmissionUseView[];
  readonly criteria: readonly {
    readonly key: string;
    readonly points: number;
    readonly name: string;
    readonly at: IsoInstant;
  }[];
}

export interface SubmissionView {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly title: string;
  readonly kind: SubmissionKind;
  readonly section: string;
  readonly state: SubmissionState;
  readonly authorName: string;
  readonly informantId: string;
  readonly informantName: string;
  readonly createdAt: IsoInstant;
  readonly sentAt: IsoInstant | null;
  /** The month it counts for; null: it was never sent. */
  readonly month: string | null;
  readonly adoption: AdoptionView | null;
  readonly acts: readonly SubmissionAct[];
  readonly version: number;
}

export interface SubmissionDetailView extends SubmissionView {
  readonly body: string;
  /** Text and files went when their time was over. */
  readonly isTextGone: boolean;
  readonly attachments: readonly { readonly fileId: string; readonly name: string }[];
  readonly thread: readonly {
    readonly event: SubmissionEvent;
    readonly name: string;
    readonly at: IsoInstant;
    readonly reason: ReturnReason | DeclineReason | null;
    readonly words: string | null;
  }[];
  /** Its review in the unit; null: it was never handed in. */
  readonly reviewId: string | null;
  /** What stops its text as it is now and was handed in anyway. */
  readonly overrides: readonly StopOverrideView[];
}

export interface OwedQuotaView {
  readonly key: string;
  readonly least: number;
  readonly counts: QuotaCounts;
  readonly clause: string;
  readonly exception: string | null;
}

export interface MonthFiguresView {
  readonly sent: number;
  readonly adopted: number;
  readonly returned: number;
  readonly notAdopted: number;
  readonly counted: number;
  readonly missing: number;
}

/** How one unit stands in a month. */
export interface StandingView {
  readonly unitId: string;
  readonly unitName: string;
  /** Null: it owes nothing this month. */
  readonly quota: OwedQuotaView | null;
  /** As things are now. */
  readonly now: MonthFiguresView;
  /** As it was when the month was settled; null: it is not. */
  readonly settled: (MonthFiguresView & { readonly at: IsoInstant; readonly ruleVersion: string }) | null;
  /** Whether what counts is another number by now than when the month was settled. */
  readonly isCorrected: boolean;
}

export interface StandingListView extends ListView<StandingView> {
  readonly month: string;
  readonly dueBy: IsoInstant;
  /** When units that are behind are told. */
  readonly remindAt: IsoInstant;
  /** The first month that is owed here. */
  readonly firstMonth: string | null;
}

/** What is set about submissions. */
export interface SubmissionRulesView {
  readonly version: string;
  readonly quotas: readonly {
    readonly key: string;
    readonly levels: readonly UnitLevel[];
    readonly under: readonly UnitLevel[];
    readonly least: number;
    readonly counts: QuotaCounts;
    readonly effectiveFrom: string;
    readonly clause: string;
  }[];
  readonly exceptions: readonly {
    readonly unitKey: string;
    /** Null: what its level owes. */
    readonly least: number | null;
    readonly effectiveFrom: string;
    readonly reason: string;
  }[];
  readonly criteria: readonly {
    readonly key: string;
    readonly title: string;
    readonly titleEn: string;
    readonly points: number;
    readonly own: boolean;
    readonly clause: string | null;
  }[];
  readonly remindWorkingDays: number;
  readonly awardClause: string;
}

/** One 信息员 of a year: what the award rests on, and what the office decided. */
export interface AwardLineView {
  readonly informant: string;
  readonly name: string;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly months: readonly { readonly month: string; readonly sent: number; readonly adopted: number }[];
  readonly sent: number;
  readonly adopted: number;
  readonly points: number;
  readonly criteria: readonly { readonly key: string; readonly times: number }[];
  readonly owedMonths: number;
  readonly metMonths: number;
  readonly place: number;
  readonly isTied: boolean;
  /** Null: nobody has decided. */
  readonly decision: AwardDecisionView | null;
}

interface AwardDecisionView {
  readonly listed: boolean;
  readonly reason: AwardReason;
  readonly words: string;
  readonly name: string;
  readonly at: IsoInstant;
  readonly version: number;
}

/** What the office has decided about one of them. */
export interface AwardDecidedView {
  readonly informant: string;
  readonly decision: AwardDecisionView;
}

/** Whom a submission can be credited to. */
export interface InformantView {
  readonly id: string;
  readonly name: string;
  readonly post: string;
}

/** A file to be saved: its name, and its content in base64. */
export interface SubmissionFileView {
  readonly fileName: string;
  readonly content: string;
}
