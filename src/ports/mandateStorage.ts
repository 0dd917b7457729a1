import type { Account, Platform } from '../domain/accounts/account';
import type { DomainEvent } from '../domain/alerts/alert';
import type { ObligationGroup } from '../domain/alerts/mandateAlerts';
import type {
  AccountId,
  MandateId,
  ObligationId,
  OwnPostId,
  PersonId,
  PolicyId,
  PublishJobId,
  SiteId,
  UnitId,
} from '../domain/ids';
import type {
  JobError,
  JobState,
  ManualReason,
  Mandate,
  MandateRule,
  Obligation,
  ObligationState,
  PublishJob,
  Receipt,
} from '../domain/mandates/mandate';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest, Scope } from './paging';

/** Mandates with something left to do or to wait for (`open`), or those without. */
export interface MandateFilter {
  readonly open: boolean;
  /** Those that somebody still owes a repost of, as `Obligations.openByMandate` says. */
  readonly owed: readonly MandateId[];
}
export interface Mandates {
  upsertRule(rule: MandateRule): Promise<MandateRule>;
  rules(): Promise<readonly MandateRule[]>;
  /**
   * Adds a rule (`expected` null) or replaces it if nobody changed it since. False: the key is taken, or somebody was
   * faster.
   */
  changeRule(expected: MandateRule | null, next: MandateRule, event: DomainEvent): Promise<boolean>;
  /** All mandates of a policy, whatever the version or rule. */
  ofPolicy(policyId: PolicyId): Promise<readonly Mandate[]>;
  /** Unique by (policy, version, rule). */
  insert(mandate: Mandate, event: DomainEvent): Promise<'inserted' | 'exists'>;
  byId(id: MandateId): Promise<Mandate | null>;
  /** Newest first; without a filter all there are. */
  list(page: PageRequest, filter?: MandateFilter): Promise<Page<Mandate>>;
  count(filter: MandateFilter): Promise<number>;
  /** Those that wait for a step of their review, the oldest first. */
  inReview(page: PageRequest): Promise<Page<Mandate>>;
  unexpanded(limit: number): Promise<readonly Mandate[]>;
  /**
   * Unless its stage has moved or it was widened since it was read: then what was done fits it no more, and it is gone
   * through again.
   */
  markExpanded(mandate: Pick<Mandate, 'id' | 'stage' | 'widenedAt'>): Promise<void>;
  expandAgain(id: MandateId): Promise<void>;
  /**
   * Adds to `widenedAt` and expands it again; `provisional`: so is a deadline counted from then. False: its stage moved.
   */
  widen(
    mandate: Pick<Mandate, 'id' | 'stage'>,
    widening: { readonly at: Instant; readonly provisional: boolean; readonly event: DomainEvent },
  ): Promise<boolean>;
  /** Compare-and-set on the stage and the length of the thread. */
  review(expected: Mandate, next: Mandate, event: DomainEvent): Promise<boolean>;
}

export interface ObligationFilter {
  readonly mandateId?: MandateId;
  /** The unit and everything below it. */ readonly unitId?: UnitId;
  readonly accountId?: AccountId;
  readonly siteId?: SiteId;
  readonly platform?: Platform;
  readonly states?: readonly ObligationState[];
  readonly manualReasons?: readonly ManualReason[];
  readonly group?: import('../domain/mandates/mandate').ProgressGroup;
}
export type ProgressCounts = Readonly<Record<import('../domain/mandates/mandate').ProgressGroup, number>>;
/** An obligation as lists show it, without what is to be published. */
export type ListedObligation = Omit<Obligation, 'draft'>;

/** How many obligations of a mandate somebody still owes, and the nearest deadline of them. */
export interface OwedShare {
  readonly mandateId: MandateId;
  readonly count: number;
  readonly dueBy: Instant;
}

export interface Obligations {
  /** Unique by (mandate, account): those that are there already are left untouched. Returns how many were added. */
  insertMissing(obligations: readonly Obligation[], eventFor: (obligation: Obligation) => DomainEvent): Promise<number>;
  byId(id: ObligationId, scope: Scope): Promise<Obligation | null>;
  list(filter: ObligationFilter, page: PageRequest, scope: Scope): Promise<Page<Obligation>>;
  /** What somebody has taken to do by hand and has not done, by id; so many at most, after the given id. */
  takenBy(personId: PersonId, after: Obligation['id'] | null, scope: Scope): Promise<readonly Obligation[]>;
  /** The same page as people are shown it. */
  listed(filter: ObligationFilter, page: PageRequest, scope: Scope): Promise<Page<ListedObligation>>;
  /** Unfulfilled, not exempt or withdrawn. */
  openFor(accountId: AccountId): Promise<readonly Obligation[]>;
  /** As `openFor`, of several accounts, account by account. */
  openOf(accountIds: readonly AccountId[], limit: number): Promise<readonly Obligation[]>;
  openForSite(siteId: SiteId): Promise<readonly Obligation[]>;
  /** How many each of these sites still owes; sites that owe nothing are left out. */
  countOpenOfSites(siteIds: readonly SiteId[]): Promise<ReadonlyMap<SiteId, number>>;
  accountsWithOpen(state: ObligationState): Promise<readonly AccountId[]>;
  /** Compare-and-set on (state, updated version). False: it moved meanwhile, read again. */
  move(expected: Obligation, next: Obligation, events: readonly DomainEvent[]): Promise<boolean>;
  /** `ready` obligations, nearest deadline first, after the given id order for paging. */
  ready(limit: number): Promise<readonly Obligation[]>;
  /** `dueBy <= now`, unfulfilled, overdue not yet noticed. */
  overdue(now: Instant, limit: number): Promise<readonly Obligation[]>;
  awaitingReview(mandateId: MandateId, limit: number): Promise<readonly Obligation[]>;
  /** What these accounts and sites owe for one version of a policy, by whichever rule. */
  ofPolicyVersion(
    policyId: PolicyId,
    policyVersion: number,
    channels: { readonly accountIds: readonly AccountId[]; readonly siteIds?: readonly SiteId[] },
  ): Promise<readonly Obligation[]>;
  /**
   * Manual tasks with `from < dueBy <= until`, nearest deadline first, after the one at `after` (its deadline and id).
   */
  manualTasksDue(
    span: { readonly from: Instant; readonly until: Instant },
    limit: number,
  ): Promise<readonly Obligation[]>;
  /** Those of a mandate that stand alike, by unit. */
  groupsOf(mandateId: MandateId): Promise<readonly ObligationGroup[]>;
  progress(mandateIds: readonly MandateId[], scope: Scope): Promise<ReadonlyMap<MandateId, ProgressCounts>>;
  /** How many obligations in the scope are open, of each mandate that has such. */
  openByMandate(scope: Scope): Promise<ReadonlyMap<MandateId, number>>;
  /** Of each mandate, those that are open with `from < dueBy <= until`; the nearest deadline first. */
  owed(span: { readonly from: Instant; readonly until: Instant }, scope: Scope): Promise<readonly OwedShare[]>;
}

export interface JobClaim {
  readonly job: PublishJob;
  readonly token: string;
  /** The lease before this claim ran out without a settlement: reconcile. */ readonly afterLostLease: boolean;
}
export interface JobSettlement {
  readonly state: JobState;
  readonly dueAt: Instant;
  readonly attempt: number;
  readonly progress?: Readonly<Record<string, string>>;
  readonly receipt?: Receipt;
  readonly error?: JobError;
  readonly settledAt?: Instant;
  readonly callMayHaveHappened?: boolean;
}
export interface PublishJobs {
  /** Unique by key, and by (account, policy, version) or (own item, account). */
  insert(job: PublishJob, event: DomainEvent): Promise<'inserted' | 'exists'>;
  byId(id: PublishJobId): Promise<PublishJob | null>;
  byObligation(id: ObligationId): Promise<PublishJob | null>;
  /** The one that publishes this item on this account. */
  byOwnPost(id: OwnPostId, accountId: AccountId): Promise<PublishJob | null>;
  /** Those that publish these items, on all their accounts. */
  ofOwnPosts(ids: readonly OwnPostId[]): Promise<readonly PublishJob[]>;
  list(
    filter: { readonly state?: JobState; readonly mandateId?: MandateId },
    page: PageRequest,
    scope: Scope,
  ): Promise<Page<PublishJob>>;
  /** One due job (queued, confirming or waiting; or running with its lease run out), nearest deadline first. */
  claim(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
  }): Promise<JobClaim | null>;
  /** Marks, durably, that a public post may exist from now on. False: lease lost, call nothing. */
  markCall(id: PublishJobId, token: string): Promise<boolean>;
  /** Adds steps to those recorded before; what is not named stays. The same holds for `progress` in a settlement. */
  saveProgress(id: PublishJobId, token: string, progress: Readonly<Record<string, string>>): Promise<boolean>;
  settle(id: PublishJobId, token: string, settlement: JobSettlement, events: readonly DomainEvent[]): Promise<boolean>;
  /**
   * After the post was seen: → published, whatever the lease. False where no call can have happened: a person was
   * quicker, cancel the job.
   */
  markPublished(id: PublishJobId, at: Instant, event: DomainEvent): Promise<boolean>;
  /** Also while it is held: its holder then writes nothing and, having to mark the call first, calls nothing. */
  cancel(id: PublishJobId, event: DomainEvent): Promise<boolean>;
  /** As `cancel`, unless a public call may have happened: then only observation can say what became of it. */
  cancelUncalled(id: PublishJobId, event: DomainEvent): Promise<boolean>;
  /**
   * Points a failed job that has called nothing at another column of its site. False: it has called, is not failed, or
   * that column had a job for this version of the policy before there were sites.
   */
  pointAt(id: PublishJobId, account: Pick<Account, 'id' | 'unitPath'>, event: DomainEvent): Promise<boolean>;
  /**
   * failed → queued, due at `dueAt`, attempt 0; `callMayHaveHappened` stays, so that it reconciles first. False: it was
   * not failed.
   */
  requeue(id: PublishJobId, dueAt: Instant, event: DomainEvent): Promise<boolean>;
  /** Makes a job of the account that waits to be confirmed, and carries this progress, due no later than `at`. */
  expediteConfirm(
    accountId: AccountId,
    progress: { readonly key: string; readonly value: string },
    at: Instant,
  ): Promise<number>;
  countByState(scope: Scope): Promise<Readonly<Record<string, number>>>;
  /** Of these ids of a platform, those that it gave to another job of the account than this, stored since `from`. */
  givenToOthers(
    of: { readonly accountId: AccountId; readonly except: PublishJobId | null; readonly from: Instant },
    platformIds: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /**
   * When these accounts' calls were made that may have published something since `from`, and when those queued are
   * planned: what of a quota is spent or spoken for. At most 5,000.
   */
  callsSince(
    accountIds: readonly AccountId[],
    from: Instant,
  ): Promise<readonly { readonly accountId: AccountId; readonly at: Instant }[]>;
}

/** When accounts were published to, over all processes: taken before the call, so that together they keep to quotas. */
export interface PostTimes {
  /**
   * Notes one more call at `at` if `hasRoom` says so of those since `from`; what is older is forgotten. Of several at
   * once each sees the others.
   */
  spend(call: {
    readonly accountId: AccountId;
    readonly at: Instant;
    readonly from: Instant;
    readonly hasRoom: (earlier: readonly Instant[]) => boolean;
  }): Promise<{ readonly taken: boolean; readonly earlier: readonly Instant[] }>;
  /** Takes one that was noted at `at` off again, because it was not sent; nothing where it is forgotten. */
  giveBack(accountId: AccountId, at: Instant): Promise<void>;
}
