import type { Platform } from '../domain/accounts/account';
import type { DomainEvent, LedgerEntry, LedgerKind } from '../domain/alerts/alert';
import type { Case, CaseState } from '../domain/cases/case';
import type { AccountId, CaseId, UnitId } from '../domain/ids';
import type { Instant } from '../domain/time/instant';
import type { Accounts, Posts, Looks, Findings } from './accountStorage';
import type { Alerts } from './alertStorage';
import type { AuthorisationStates, CallCounts, Credentials, PlatformInbox } from './credentials';
import type { FilingStorage } from './filingStorage';
import type { Files } from './fileStorage';
import type { HostSharing } from './hostSharing';
import type { Imports } from './importStorage';
import type { LadderStorage } from './ladderStorage';
import type { LedgerArchive } from './ledgerArchive';
import type { DigestPlans, Letters, Reminders } from './letterStorage';
import type { Mandates, Obligations, PostTimes, PublishJobs } from './mandateStorage';
import type { Desks, Messages, Notifications, NotifyChannels, NotifyRoutes, Silences } from './notifyStorage';
import type { DutyDays, DutyRosters, Substitutions } from './oncallStorage';
import type { Page, PageRequest, Scope } from './paging';
import type { Handovers, Roles, People, Sessions } from './peopleStorage';
import type { PolicySources, Policies } from './policyStorage';
import type { Expired, LookDays, RetentionRuns, StoreSizes } from './retention';
import type { OfficialLists } from './officialListStorage';
import type { OwnWords } from './ownWordStorage';
import type { DutyStorage } from './dutyStorage';
import type { SiteCheckStorage } from './siteCheckStorage';
import type { OnboardingStorage } from './onboardingStorage';
import type { TeamStorage } from './teamStorage';
import type { TakingBack } from './takingBack';
import type { TokenStore } from './tokens';
import type { Sites, UnitMoves, Units } from './unitStorage';
import type { OwnPosts } from './ownPostStorage';
import type { ReviewStorage } from './reviewStorage';
import type { SubmissionStorage } from './submissionStorage';
import type { WebhookStorage } from './webhookStorage';

export type * from './accountRecord';
export type * from './accountStorage';
export type * from './alertStorage';
export type * from './fileStorage';
export type * from './ledgerArchive';
export type * from './mandateStorage';
export type * from './ownPostStorage';
export type * from './paging';
export type * from './peopleStorage';
export type * from './policyStorage';
export type * from './registration';
export type * from './retention';
export type * from './reviewStorage';
export type * from './dutyStorage';
export type * from './siteCheckStorage';
export type * from './submissionStorage';
export type * from './unitStorage';
export type * from './verdictStorage';

export interface CaseFilter {
  readonly states?: readonly CaseState[];
  readonly open?: boolean;
  readonly accountId?: AccountId;
  readonly unitId?: UnitId;
}
export interface Cases {
  /** At most one case that is not closed per account. */
  open(shutdownCase: Case, event: DomainEvent): Promise<{ readonly shutdownCase: Case; readonly opened: boolean }>;
  byId(id: CaseId, scope: Scope): Promise<Case | null>;
  /** The one with this key among those of its proposals; of proposals from before they had any, by its own id. */
  ofReview(key: CaseId, scope: Scope): Promise<Case | null>;
  openFor(accountId: AccountId): Promise<Case | null>;
  /** The one opened last, whatever became of it. */
  latestFor(accountId: AccountId): Promise<Case | null>;
  list(filter: CaseFilter, page: PageRequest, scope: Scope): Promise<Page<Case>>;
  countByState(scope: Scope): Promise<Readonly<Record<string, number>>>;
  /** Cases the system itself must move now. */
  dueForAction(now: Instant, limit: number): Promise<readonly Case[]>;
  /** Replaces the case if it is still in `expected` state with as many steps as `next.steps.length - 1`. */
  move(expected: Case, next: Case, event: DomainEvent): Promise<boolean>;
}

export interface Incident {
  readonly key: string;
  readonly platform: Platform | null;
  readonly reason: string;
  readonly accounts: number;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** Since when its cause is gone though it is not told as over yet; absent: it is not gone. */
  readonly calmSinceAt?: Instant;
}
export interface Incidents {
  /** One open incident per key. */
  open(incident: Incident, event: DomainEvent): Promise<boolean>;
  close(key: string, at: Instant, event: DomainEvent): Promise<boolean>;
  /** Notes since when the cause of an open incident is gone; null: it is back. False: it says so, or is closed. */
  noteCalm(key: string, sinceAt: Instant | null): Promise<boolean>;
  /** How many incidents of the key were closed at or after `from`. */
  countClosedSince(key: string, from: Instant): Promise<number>;
  current(): Promise<readonly Incident[]>;
}

/** Sealed entries are read like those in the store; an error where a file of theirs cannot be read. */
export interface Ledger extends LedgerArchive {
  /** In order of `seq`, after the given one. */
  after(seq: number, limit: number): Promise<readonly LedgerEntry[]>;
  /** Newest first. */
  ofSubject(subject: string, page: PageRequest): Promise<Page<LedgerEntry>>;
  /** Those of these subjects of which a line of this kind in the files tells; what is in the store is not asked. */
  sealedSubjectsOf(kind: LedgerKind, subjects: readonly string[]): Promise<ReadonlySet<string>>;
  append(events: readonly DomainEvent[]): Promise<void>;
  lastSeq(): Promise<number>;
  /**
   * Recomputes the hash chain from its beginning, in bounded pages: sealed parts from their files, then what is in the
   * store. `brokenAtSeq` is the first entry that does not fit, `file` the file it should be in.
   */
  verify(): Promise<{
    readonly checked: number;
    readonly brokenAtSeq: number | null;
    readonly file?: { readonly name: string; readonly fault: 'missing' | 'changed' };
  }>;
}

/** Carries what state changes left in their documents' outboxes to the ledger. Safe to repeat and to interrupt. */
export interface OutboxRelay {
  /** Returns how many events were carried. */ relay(limit: number): Promise<number>;
  /**
   * Carries these events, just left in documents of one kind by whoever calls: as `relay`, without reading them again.
   */
  carry(leftIn: 'accounts' | 'sites', events: readonly DomainEvent[]): Promise<void>;
}

/** `recordRun` is true for exactly one caller per (task, planned instant), whatever the number of processes. */
export interface TickRuns {
  recordRun(task: string, plannedAt: Instant, startedAt: Instant, catchUp: boolean): Promise<boolean>;
  finishRun(
    task: string,
    plannedAt: Instant,
    endedAt: Instant,
    result: Readonly<Record<string, number | string>>,
  ): Promise<void>;
  last(
    task: string,
  ): Promise<{ readonly plannedAt: Instant; readonly startedAt: Instant; readonly endedAt: Instant | null } | null>;
  latest(): Promise<
    readonly {
      readonly task: string;
      readonly plannedAt: Instant;
      readonly startedAt: Instant;
      readonly endedAt: Instant | null;
      readonly catchUp: boolean;
      readonly result: Readonly<Record<string, number | string>> | null;
    }[]
  >;
}

/** Small facts that must survive a restart: e.g. the demo's anchor. */
export interface Settings {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  /** Compare-and-set; null: where nothing is set. False: it is something else. */
  replace(key: string, expected: string | null, value: string): Promise<boolean>;
}

export interface Storage
  extends
    FilingStorage,
    LadderStorage,
    DutyStorage,
    SiteCheckStorage,
    OnboardingStorage,
    ReviewStorage,
    SubmissionStorage,
    TeamStorage,
    WebhookStorage {
  readonly units: Units;
  readonly ownPosts: OwnPosts;
  readonly ownWords: OwnWords;
  readonly imports: Imports;
  readonly takingBack: TakingBack;
  readonly files: Files;
  readonly accounts: Accounts;
  readonly unitMoves: UnitMoves;
  readonly sites: Sites;
  readonly posts: Posts;
  readonly looks: Looks;
  readonly findings: Findings;
  readonly cases: Cases;
  readonly policySources: PolicySources;
  readonly policies: Policies;
  readonly mandates: Mandates;
  readonly obligations: Obligations;
  readonly publishJobs: PublishJobs;
  readonly incidents: Incidents;
  readonly alerts: Alerts;
  readonly ledger: Ledger;
  readonly notifyChannels: NotifyChannels;
  readonly notifyRoutes: NotifyRoutes;
  readonly silences: Silences;
  readonly dutyRosters: DutyRosters;
  readonly dutyDays: DutyDays;
  readonly substitutions: Substitutions;
  readonly notifications: Notifications;
  readonly messages: Messages;
  readonly desks: Desks;
  readonly digestPlans: DigestPlans;
  readonly letters: Letters;
  readonly reminders: Reminders;
  readonly outbox: OutboxRelay;
  readonly tickRuns: TickRuns;
  readonly people: People;
  readonly sessions: Sessions;
  readonly handovers: Handovers;
  readonly roles: Roles;
  readonly officialLists: OfficialLists;
  readonly settings: Settings;
  readonly lookDays: LookDays;
  readonly expired: Expired;
  readonly retentionRuns: RetentionRuns;
  readonly sizes: StoreSizes;
  readonly credentials: Credentials;
  readonly tokens: TokenStore;
  readonly authorisationStates: AuthorisationStates;
  readonly platformInbox: PlatformInbox;
  readonly callCounts: CallCounts;
  readonly postTimes: PostTimes;
  readonly hostSharing: HostSharing;
  /** Round trip to the store; throws when it does not answer within `timeoutMs`. */
  ping(timeoutMs: number): Promise<void>;
  /** What time it is at the store: the one clock that all processes share. Throws where the store does not tell. */
  time(): Promise<Instant>;
  /** Writes a little, to see whether anything can be written. False: there is no room; throws where it is not known. */
  hasRoom(): Promise<boolean>;
  close(): Promise<void>;
}
