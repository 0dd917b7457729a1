import type { AlertState } from '../../domain/alerts/alert';
import type { LookLateness } from '../../domain/accounts/lateness';
import type { AccountStatus, Platform } from '../../domain/accounts/account';
import type { CaseState } from '../../domain/cases/case';
import type {
  AccountId,
  AlertId,
  CaseId,
  MandateId,
  MessageId,
  ObligationId,
  PersonId,
  PolicyId,
  PublishJobId,
  SiteId,
  UnitId,
} from '../../domain/ids';
import type { DiskLevel } from '../../domain/retention/diskEstimate';
import type { VerdictKind, VerdictReason } from '../../domain/judging/verdict';
import type { JobState, ObligationState, ProgressGroup } from '../../domain/mandates/mandate';
import type { Authority } from '../../domain/policies/policy';
import type { Principal } from '../../domain/people/role';
import type { AccountDetailView, AccountView, FindingView, LookView, PlatformView, PostView } from '../../api/accounts';
import type { AlertGroupListView, AlertListView, AlertView, LedgerView } from '../../api/alerts';
import type { CaseView } from '../../api/cases';
import type { AccountHistoryView, FilingView } from '../../api/filing';
import type { MandateView } from '../../api/mandates';
import type { JobView, ObligationDetailView, ObligationView } from '../../api/obligations';
import type { MeView, RegionView, UnitDetailView, UnitHistoryView, UnitView } from '../../api/people';
import type { PolicyView, SectorView } from '../../api/policies';
import type { SiteClosingState } from '../../domain/accounts/siteClosing';
import type { SiteDetailView, SiteHistoryView, SiteView } from '../../api/sites';
import type { LookDayView, RemovalView, StorageView } from '../../api/storage';
import type { SummaryView } from '../../api/summary';
import type { ListView } from '../../api/wire';
import type { PageRequest, Scope } from '../../ports/storage';

export interface AccountQuery {
  readonly platform?: Platform;
  readonly verdict?: VerdictKind | 'improper' | 'unjudged';
  readonly unitId?: UnitId;
  readonly siteId?: SiteId;
  readonly status?: AccountStatus;
  /** Part of the name, taken literally. */
  readonly q?: string;
  /** Accounts that reach their limit within this many hours unless they publish. */
  readonly breachWithinHours?: number;
  readonly outcome?: string;
  readonly reason?: VerdictReason;
}
export interface ObligationQuery {
  readonly mandateId?: MandateId;
  readonly accountId?: AccountId;
  readonly siteId?: SiteId;
  readonly states?: readonly ObligationState[];
  readonly group?: ProgressGroup;
}
export interface CaseQuery {
  readonly states?: readonly CaseState[];
  readonly open?: boolean;
  readonly accountId?: AccountId;
  readonly unitId?: UnitId;
}
export interface AlertQuery {
  readonly kind?: string;
  readonly reason?: string;
  readonly severity?: string;
  readonly accountId?: AccountId;
  readonly unitId?: UnitId;
  readonly platform?: Platform;
  readonly state?: AlertState | 'unresolved';
  readonly assigned?: 'me' | 'nobody' | PersonId;
  /** Part of the name of what it is about, taken literally. */
  readonly q?: string;
  readonly noticedWithinHours?: number;
  /** About a column of this site. */
  readonly siteId?: SiteId;
  /** Whose word the policy is that it is about; of what is not resolved. */
  readonly authority?: Authority;
  /** Whether a silence hides it from the reader now; of what is not resolved. */
  readonly silenced?: boolean;
  /** What a message told of; for whoever may read messages. */
  readonly messageId?: MessageId;
}

/** A line of the log of alerts as one reader is told it. */
export interface AlertTextView {
  readonly seq: number;
  /** An `AlertView`, in UTF-8. */
  readonly json: Uint8Array;
}

/** A line of the log of alerts, to be told to many. */
export interface AlertLineView {
  readonly seq: number;
  /** Who reads it besides the whole office: people of these units. */
  readonly readBy: readonly UnitId[];
  readonly viewOf: (scope: Scope) => AlertView;
}

/**
 * What readers see. Every function takes the reader: a person sees their unit's subtree and nothing else, and something
 * outside it is `not-found`, so that its existence does not show. Single things throw `Refusal` `not-found`.
 */
export interface ViewServices {
  /** The operations page. The same scope shares one result for about a second: many screens poll it. */
  summary(principal: Principal): Promise<SummaryView>;
  me(principal: Principal): Promise<Omit<MeView, 'sandbox' | 'version'>>;
  /** Closed ones too. */
  units(principal: Principal): Promise<ListView<UnitView>>;
  unit(id: UnitId, principal: Principal): Promise<UnitDetailView>;
  /** What was changed of a unit, newest first. */
  unitHistory(id: UnitId, page: PageRequest, principal: Principal): Promise<ListView<UnitHistoryView>>;
  /** Places of GB/T 2260 whose code begins with `q` or whose name holds it; at most 50. */
  regions(q: string): ListView<RegionView>;
  /** What accounts of each platform are described by. */
  platforms(principal: Principal): ListView<PlatformView>;

  accounts(query: AccountQuery, page: PageRequest, principal: Principal): Promise<ListView<AccountView>>;
  account(id: AccountId, principal: Principal): Promise<AccountDetailView>;
  /** What is filed of an account; names and telephones only for those who keep the register. */
  filing(id: AccountId, principal: Principal): Promise<FilingView>;
  /** What was changed of an account itself, newest first; pages may be shorter than was asked for. */
  accountHistory(id: AccountId, page: PageRequest, principal: Principal): Promise<ListView<AccountHistoryView>>;
  sites(
    query: { readonly unitId?: UnitId; readonly q?: string; readonly closing?: SiteClosingState | 'none' },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<SiteView>>;
  site(id: SiteId, principal: Principal): Promise<SiteDetailView>;
  /** What was changed of a website and of what is filed of it, newest first. */
  siteHistory(id: SiteId, page: PageRequest, principal: Principal): Promise<ListView<SiteHistoryView>>;
  posts(id: AccountId, page: PageRequest, principal: Principal): Promise<ListView<PostView>>;
  looks(id: AccountId, page: PageRequest, principal: Principal): Promise<ListView<LookView>>;
  /** Figures by day of looks that are kept no more one by one. */
  lookDays(id: AccountId, page: PageRequest, principal: Principal): Promise<ListView<LookDayView>>;
  findings(id: AccountId, page: PageRequest, principal: Principal): Promise<ListView<FindingView>>;

  policies(
    query: { readonly authority?: string; readonly q?: string; readonly awaitsPerson?: boolean },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<PolicyView>>;
  /** The fields of government work. */
  sectors(principal: Principal): ListView<SectorView>;
  policy(id: PolicyId, principal: Principal): Promise<PolicyView>;

  /** `open`: those with something left to do or to wait for in the reader's units, or those without. */
  mandates(query: { readonly open?: boolean }, page: PageRequest, principal: Principal): Promise<ListView<MandateView>>;
  mandate(id: MandateId, principal: Principal): Promise<MandateView>;
  obligations(query: ObligationQuery, page: PageRequest, principal: Principal): Promise<ListView<ObligationView>>;
  obligation(id: ObligationId, principal: Principal): Promise<ObligationDetailView>;
  jobs(
    query: { readonly state?: JobState; readonly mandateId?: MandateId },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<JobView>>;
  job(id: PublishJobId, principal: Principal): Promise<JobView>;

  cases(query: CaseQuery, page: PageRequest, principal: Principal): Promise<ListView<CaseView>>;
  case(id: CaseId, principal: Principal): Promise<CaseView>;

  /** As they are now, the last changed first. */
  alerts(query: AlertQuery, page: PageRequest, principal: Principal): Promise<AlertListView>;
  /** Those that are not resolved, by what they have in common: what presses most, and the most of it, first. */
  alertGroups(query: AlertQuery, principal: Principal): Promise<AlertGroupListView>;
  /** Everything that happened to one, the last first; `before`: the number to go on from. */
  alertHistoryOf(
    id: AlertId,
    page: { readonly before: number | null; readonly limit: number },
    principal: Principal,
  ): Promise<AlertListView>;
  /** Alerts as of each change after `seq`, in order; with a scope, the numbers between are other people's. */
  alertsSince(seq: number, limit: number, principal: Principal): Promise<readonly AlertView[]>;
  /** As `alertsSince`, each as the JSON of its view: for those who have missed very many. */
  alertTexts(seq: number, limit: number, principal: Principal): Promise<readonly AlertTextView[]>;
  /** As `alertsSince` of the whole office, for telling readers of many units at once. */
  alertLines(seq: number, limit: number): Promise<readonly AlertLineView[]>;
  /** Whether a unit is moved away from under any of these now: only `alertsSince` says what their readers see then. */
  isMovingAway(units: readonly UnitId[]): Promise<boolean>;
  lastSeq(): Promise<number>;
  /** Names the history the numbers belong to. */
  alertHistory(): Promise<string>;
  /** What is kept how long, how much there is, how long the disk lasts. Readers of a unit: `not-found`. */
  storage(principal: Principal): Promise<StorageView>;
  removals(page: PageRequest, principal: Principal): Promise<ListView<RemovalView>>;
  /** For the health check of the process: how much of the store's disk is free. */
  diskLevel(): Promise<DiskLevel>;
  /** For the metrics of the process: how late looks began in the last hour. */
  lookLateness(): Promise<LookLateness>;

  /** Ledger entries after `seq`, in order (administrators only: the ledger knows no scope). */
  ledger(seq: number, limit: number, principal: Principal): Promise<readonly LedgerView[]>;
}
