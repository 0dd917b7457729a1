import type { LastList } from '../domain/accounts/lastList';
import type { RunRow } from '../domain/accounts/lookRun';
import type { Account, AccountStatus, NoPublishReason, Platform } from '../domain/accounts/account';
import type { FilingChange } from '../domain/accounts/filing';
import type { AccountFacts } from '../domain/accounts/facts';
import type { Look } from '../domain/accounts/look';
import type { ObservedPost, Post, PostOrigin, PostStanding } from '../domain/accounts/post';
import type { SeenPost } from '../domain/accounts/seenAgain';
import type { CredentialFault } from '../domain/credentials/credentialFault';
import type { DomainEvent } from '../domain/alerts/alert';
import type { AccountId, FindingId, LookId, PostId, SiteId, UnitId } from '../domain/ids';
import type { Dismissal, Finding, FindingKind, Verdict, VerdictKind, VerdictReason } from '../domain/judging/verdict';
import type { IncidentState, OutdatedGroup, UnseenGroup } from '../domain/alerts/sightAlerts';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest, Scope } from './paging';
import type { AccountFilings } from './accountFilings';
import type { AccountRecord } from './accountRecord';
import type { AccountToRegister, Registered } from './registration';
import type { Verdicts } from './verdictStorage';

export interface AccountFilter {
  readonly platform?: Platform; /** `improper`: with an open finding of that kind; `unjudged`: no verdict yet. */
  readonly verdict?: VerdictKind | 'improper' | 'unjudged';
  readonly unitId?: UnitId;
  readonly siteId?: SiteId;
  readonly status?: AccountStatus;
  /** Part of the name, taken literally. */
  readonly q?: string;
  /** Accounts whose `verdict.breachAt` lies in [from, before). */
  readonly breachBetween?: { readonly from: Instant; readonly before: Instant };
  readonly outcome?: string;
  /** Why the verdict is what it is. */
  readonly reason?: VerdictReason;
}

export interface LookClaim {
  readonly record: AccountRecord;
  readonly credential: Readonly<Record<string, string>> | null;
  /** There is a credential, and no key of ours opens it: `credential` is null. */ readonly isUnopened?: true;
  readonly token: string;
}

/** What a look changes about its account. */
export interface LookResult {
  readonly facts: AccountFacts;
  readonly nextLookAt: Instant;
  readonly callsToday: AccountRecord['callsToday'];
  /** Absent: it stays what it is. */ readonly noPublishReason?: NoPublishReason | null;
  readonly lastSeenIdentities?: readonly string[];
  /** Absent: it stays what it is. Null: what is read next is looked through whole. */ readonly lastList?: LastList | null;
  /** Absent: it stays what it is. */ readonly lookRow?: RunRow;
  readonly updatedAt: Instant;
}

/** An account as lists show it, with that of its facts: of the rest there is six times as much. */
export interface ListedAccount extends Pick<AccountRecord, 'account' | 'nextLookAt'> {
  readonly facts: Pick<
    AccountRecord['facts'],
    'lastPostAt' | 'lastSightAt' | 'lastLookAt' | 'lastLookOutcome' | 'lastLookDetail' | 'coverage'
  >;
  readonly verdict: Omit<NonNullable<AccountRecord['verdict']>, 'facts' | 'lookDueAt' | 'judgeAfter'> | null;
}

export interface Accounts extends Verdicts, AccountFilings {
  /**
   * Adds by (platform, externalId), or updates name, home, settings, unit of the one that is there. Facts, verdict and
   * id stay; the event of an update is pointed at the stored account (`account-changed`), and the account becomes due
   * for a look and for judging. `dailyCounts`: posts by civil day that are known from before; only a new account takes
   * them over.
   */
  register(
    account: Account,
    credential: Readonly<Record<string, string>> | null,
    event: DomainEvent,
    nextLookAt: Instant,
    dailyCounts?: Readonly<Record<string, number>>,
    filing?: FilingChange,
  ): Promise<Registered>;
  /** As `register`, for some hundreds in a few round trips. Returns what became of each, in their order. */
  registerAll(registrations: readonly AccountToRegister[]): Promise<readonly Registered[]>;
  byId(id: AccountId, scope: Scope): Promise<AccountRecord | null>;
  /** For services that hold many ids. Order is not kept; unknown ids are left out. */
  byIds(ids: readonly AccountId[]): Promise<readonly AccountRecord[]>;
  list(filter: AccountFilter, page: PageRequest, scope: Scope): Promise<Page<ListedAccount>>;
  /** The columns of these sites, whatever their status, in id order; all of them. */
  ofSites(siteIds: readonly SiteId[]): Promise<readonly AccountRecord[]>;
  /** Every active account in id order, in pages: for expanding a mandate and for saying whom one would bind. */
  activeAfter(after: AccountId | null, limit: number, scope: Scope): Promise<readonly AccountRecord[]>;
  /** Cancelled accounts in id order, in pages: what they owed has ended. */
  cancelledAfter(after: AccountId | null, limit: number): Promise<readonly Pick<Account, 'id' | 'siteId'>[]>;
  /** How many cross their limit within the bounds unless they publish. */
  countBreaching(between: NonNullable<AccountFilter['breachBetween']>, scope: Scope): Promise<number>;
  countByVerdict(
    scope: Scope,
  ): Promise<readonly { readonly platform: Platform; readonly verdict: VerdictKind | null; readonly count: number }[]>;
  /** Accounts whose verdict is `unknown`, by platform, reason and unit: for telling them by cause. */
  unseen(): Promise<readonly UnseenGroup[]>;
  /** Accounts that nothing is published on because the platform refuses their credential. */
  withRefusedCredential(): Promise<readonly { readonly id: AccountId; readonly fault: CredentialFault }[]>;
  /** Accounts whose last look ended so, by unit; without a platform over all of them. */
  blindByUnit(platform: Platform | null, outcome: string): Promise<IncidentState['blind']>;
  /**
   * Claims accounts that are due for a look and free, or whose lease ran out: the most overdue first, at most `limit`,
   * none on any of `notHosts`, and of each other host no more than `roomAt` says. All in three round trips, whatever
   * their number.
   */
  claimLooks(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
    readonly limit: number;
    readonly roomAt: (host: string) => number;
    readonly notHosts?: readonly string[];
  }): Promise<readonly LookClaim[]>;
  /**
   * Writes the result of a look if the lease is still held. `lost`: it is not. `overtaken`: somebody changed the account
   * since `unchangedSince` (a post that came otherwise is in its facts). Then nothing was written. The account is due for
   * judging.
   */
  settleLook(
    id: AccountId,
    token: string,
    result: LookResult & { /** Absent: whatever it was changed to. */ readonly unchangedSince?: Instant },
  ): Promise<'settled' | 'lost' | 'overtaken'>;
  /**
   * What is stored from now on may not be in the facts yet, should the look not be settled: the list it read before is
   * none that may be told again. False: the lease was lost.
   */
  forgetList(id: AccountId, token: string): Promise<boolean>;
  /** A post that came otherwise is about to be stored, before `foldPost`: no known list and no look under way stands. */
  expectPost(id: AccountId, at: Instant): Promise<void>;
  /**
   * As `settleLook`, together with the verdict that follows from it, where that is nothing to tell anybody about. False:
   * nothing was written, because the lease was lost, or somebody has judged the account, added a post or asked for
   * another look meanwhile.
   */
  settleJudged(settled: {
    /** As it was claimed. */
    readonly before: AccountRecord;
    readonly token: string;
    readonly result: LookResult;
    readonly verdict: Verdict;
  }): Promise<boolean>;
  /** Compare-and-set on why nothing can be published by interface. False: it was another reason by then. */
  changeNoPublishReason(
    id: AccountId,
    expected: NoPublishReason | null,
    next: NoPublishReason | null,
    event: DomainEvent,
  ): Promise<boolean>;
  /**
   * After a credential was stored or removed: whether there is one, and that what was learned with the former one no
   * longer holds.
   */
  noteCredential(
    id: AccountId,
    credential: { readonly present: boolean; readonly noPublishReason: NoPublishReason | null },
    at: Instant,
  ): Promise<boolean>;
  /**
   * What a post learned of outside of a look changes in the facts. False: a look replaced the facts meanwhile; read
   * again. The account is due for judging.
   */
  foldPost(
    id: AccountId,
    expected: Pick<AccountFacts, 'lastLookId' | 'lastPostId'>,
    facts: AccountFacts,
    event: DomainEvent,
  ): Promise<boolean>;
  /** By platform and the platform's own id. */
  byExternalId(platform: Platform, externalId: string): Promise<AccountRecord | null>;
  /** Order is not kept; unknown ones are left out. */
  byExternalIds(platform: Platform, externalIds: readonly string[]): Promise<readonly AccountRecord[]>;
  /** Changes what is registered; due for a look and for judging then. False: it was changed meanwhile. */
  changeRegistration(
    expected: AccountRecord,
    next: Pick<Account, 'name' | 'homeUrl' | 'columnClass' | 'settings'>,
    event: DomainEvent,
  ): Promise<boolean>;
  /** Makes accounts due for a look no later than `at`. */
  expediteLooks(ids: readonly AccountId[], at: Instant): Promise<number>;
  credential(id: AccountId): Promise<Readonly<Record<string, string>> | null>;
  /**
   * Compare-and-set on the status; where it leads is `ACCOUNT_TRANSITIONS`. `register` moves it forward at most. An
   * account that enters a status is judged anew, and looked at from now on or no more.
   */
  changeStatus(id: AccountId, expected: AccountStatus, next: AccountStatus, event: DomainEvent): Promise<boolean>;
  /**
   * Per platform: how many accounts, how many seen since the two instants, the last sight, outcomes of the latest
   * looks.
   */
  sightByPlatform(scope: Scope, hourAgo: Instant, dayAgo: Instant): Promise<readonly PlatformSight[]>;
}
export interface PlatformSight {
  readonly platform: Platform;
  readonly accounts: number;
  readonly seenLastHour: number;
  readonly seenLastDay: number;
  readonly lastSightAt: Instant | null;
  readonly outcomes: Readonly<Record<string, number>>;
}

/** How a post is to be stored; made by the domain, so that storage decides nothing. */
export interface NewPost {
  readonly observed: ObservedPost;
  readonly countedAt: Instant;
  readonly standing: PostStanding;
  readonly textHash: string;
  /** How we learned of it; absent: by a look. */ readonly origin?: PostOrigin;
}

export interface Posts {
  /** Idempotent by (account, identity). Returns the stored posts in the order given, each with whether it is new. */
  record(
    account: Pick<Account, 'id' | 'platform' | 'unitPath'>,
    posts: readonly NewPost[],
    firstSeenAt: Instant,
  ): Promise<readonly { readonly post: Post; readonly isNew: boolean }[]>;
  /** As `record`, where nothing of the account is known yet: what is there all the same is read only then. */
  recordFirst(...given: Parameters<Posts['record']>): ReturnType<Posts['record']>;
  /**
   * What a later look made of a post (domain/accounts/seenAgain), if it still is what was read; the event goes with it.
   * Null: it was changed meanwhile.
   */
  follow(before: Post, next: SeenPost, event: DomainEvent | null): Promise<Post | null>;
  /** Notes of posts that no list shows that should, since when and when it was said; null: they are there. */
  setMissing(
    ids: readonly PostId[],
    missing: Pick<Post, 'missingSinceAt' | 'goneAt' | 'unlistedAt'> | null,
  ): Promise<void>;
  /** Whether any post since `from` is known by its beginning or its title only, or its text is gone. */
  hasPartsSince(accountId: AccountId, from: Instant): Promise<boolean>;
  /** Posts that are dated in the future, nearest first. */
  futureDated(accountId: AccountId): Promise<readonly Post[]>;
  list(accountId: AccountId, page: PageRequest): Promise<Page<Post>>;
  /** What counted, ascending, the newest `limit` since `from`. */
  counted(accountId: AccountId, from: Instant, limit: number): Promise<readonly Pick<Post, 'id' | 'countedAt'>[]>;
  newest(accountId: AccountId): Promise<Post | null>;
  /** Posts with `countedAt >= from`, oldest first, at most `limit`. */
  since(accountId: AccountId, from: Instant, limit: number): Promise<readonly Post[]>;
  /** Those of these that are still there, in no order. */
  byIds(ids: readonly PostId[]): Promise<readonly Post[]>;
  countSince(from: Instant, scope: Scope): Promise<number>;
}

export interface Looks {
  insert(look: Look): Promise<void>;
  /** Keeps a look with those of a row, whose last began at `lastAt`. False: it does not go on, and nothing is stored. */
  repeat(
    look: Look,
    row: { readonly id: LookId; readonly startedAt: Instant; readonly lastAt: Instant },
  ): Promise<boolean>;
  list(accountId: AccountId, page: PageRequest): Promise<Page<Look>>;
  /** Counts a look by how late it began. A killed process may leave out the last it made: a figure, no evidence. */
  noteLateness(look: { readonly endedAt: Instant; readonly lateMs: number }): Promise<void>;
  /** How late looks that ended from the minute of `from` to `now` began, counted by bound. */
  latenessSince(from: Instant, now: Instant): Promise<readonly { readonly withinMs: number; readonly looks: number }[]>;
  /** Looks that ended at or after `from`: for source health. */
  outcomesSince(from: Instant): Promise<
    readonly {
      readonly platform: Platform;
      readonly outcome: string;
      readonly detail: string;
      readonly accounts: number;
    }[]
  >;
}

export interface Findings {
  /**
   * One open finding per (account, kind, rule, subject): opening it again changes nothing and returns the one that is
   * there. One that a person dismissed on the same basis stays dismissed and is returned instead.
   */
  open(finding: Finding, event: DomainEvent): Promise<{ readonly finding: Finding; readonly opened: boolean }>;
  close(id: FindingId, at: Instant, detail: string, event: DomainEvent): Promise<boolean>;
  byId(id: FindingId, scope: Scope): Promise<Finding | null>;
  /** Compare-and-set open → dismissed, on this basis. False: it is not open any more. */
  dismiss(finding: Finding, dismissal: Dismissal, event: DomainEvent): Promise<boolean>;
  /** Compare-and-set dismissed → open. False: it is not dismissed, or the same was found anew meanwhile. */
  takeBack(id: FindingId, event: DomainEvent): Promise<boolean>;
  /** Whether a person dismissed what would be opened like this. */
  isDismissed(about: Pick<Finding, 'accountId' | 'kind' | 'ruleId' | 'subject' | 'basis'>): Promise<boolean>;
  openFor(accountId: AccountId, kind?: FindingKind): Promise<readonly Finding[]>;
  list(accountId: AccountId, page: PageRequest): Promise<Page<Finding>>;
  /** Open findings of a kind over all accounts, in id order after the given one. */
  openOfKind(kind: FindingKind, after: FindingId | null, limit: number): Promise<readonly Finding[]>;
  /** Open findings about outdated reposts, by what outdated them and unit. */
  outdated(): Promise<readonly OutdatedGroup[]>;
  /** The newest finding of the kind, whatever its state. */
  newestFor(accountId: AccountId, kind: FindingKind): Promise<Finding | null>;
  /** Accounts with an open finding of a kind. */
  countAccounts(kind: FindingKind, scope: Scope): Promise<number>;
}
