import type { Account, AccountStatus, NoPublishReason, Platform } from '../domain/accounts/account';
import type { AccountFacts } from '../domain/accounts/facts';
import type { Look } from '../domain/accounts/look';
import type { ObservedPost, Post, PostOrigin, PostStanding } from '../domain/accounts/post';
import type { Alert, DomainEvent, LedgerEntry } from '../domain/alerts/alert';
import type { Case, CaseState } from '../domain/cases/case';
import type { AccountId, AlertId, CaseId, FindingId, MandateId, ObligationId, PersonId, PolicyId, PolicySourceId, PublishJobId, UnitId } from '../domain/ids';
import type { Finding, FindingKind, Verdict, VerdictKind } from '../domain/judging/verdict';
import type { JobError, JobState, Mandate, MandateRule, Obligation, ObligationState, PublishJob, Receipt } from '../domain/mandates/mandate';
import type { Principal, Role } from '../domain/people/role';
import type { DocumentReading } from '../domain/policies/documentReading';
import type { Policy, PolicySource } from '../domain/policies/policy';
import type { Instant } from '../domain/time/instant';
import type { AuthorisationStates, CallCounts, Credentials, PlatformInbox } from './credentials';
import type { TokenStore } from './tokens';

/** A page of a list. `nextCursor` is opaque; null at the end. Lists never exceed `limit`. */
export interface Page<T> { readonly items: readonly T[]; readonly nextCursor: string | null }
export interface PageRequest { readonly limit: number; readonly cursor: string | null }

/** The subtree a reader may see; null sees everything. Every list and lookup that a person can reach takes it. */
export type Scope = UnitId | null;

export interface Unit { readonly id: UnitId; readonly key: string; readonly name: string; readonly parentId: UnitId | null; readonly path: readonly UnitId[]; readonly level: 'county' | 'department' | 'town' }

export interface Units {
  /** Adds or renames by `key`; ids never change. */
  upsert(unit: Unit): Promise<Unit>;
  byId(id: UnitId, scope: Scope): Promise<Unit | null>;
  list(scope: Scope): Promise<readonly Unit[]>;
}

/** An account as stored: registration, facts, verdict, schedule. */
export interface AccountRecord {
  readonly account: Account;
  readonly facts: AccountFacts;
  readonly verdict: Verdict | null;
  readonly nextLookAt: Instant;
  /** Looks already spent this civil day, for planning under daily quotas. */
  readonly callsToday: { readonly on: string; readonly count: number };
  /** Identities the last sight showed, newest first, a few. */
  readonly lastSeenIdentities?: readonly string[];
  /** Whose server a look asks. */
  readonly lookHost?: string;
  readonly updatedAt: Instant;
}

export interface AccountFilter {
  readonly platform?: Platform; /** `improper`: with an open finding of that kind; `unjudged`: no verdict yet. */
  readonly verdict?: VerdictKind | 'improper' | 'unjudged'; readonly unitId?: UnitId;
  /** Part of the name, taken literally. */
  readonly q?: string;
  /** Accounts whose `verdict.breachAt` lies in [from, before). */
  readonly breachBetween?: { readonly from: Instant; readonly before: Instant };
  readonly outcome?: string;
}

export interface LookClaim { readonly record: AccountRecord; readonly credential: Readonly<Record<string, string>> | null; readonly token: string }

export interface Accounts {
  /**
   * Adds by (platform, externalId), or updates name, home, settings, unit of the one that is there. Facts, verdict and id stay; the
   * event of an update is pointed at the stored account (`account-changed`), and the account becomes due for a look and for judging.
   */
  register(account: Account, credential: Readonly<Record<string, string>> | null, event: DomainEvent, nextLookAt: Instant): Promise<'added' | 'updated' | 'unchanged'>;
  byId(id: AccountId, scope: Scope): Promise<AccountRecord | null>;
  /** For services that hold many ids. Order is not kept; unknown ids are left out. */
  byIds(ids: readonly AccountId[]): Promise<readonly AccountRecord[]>;
  list(filter: AccountFilter, page: PageRequest, scope: Scope): Promise<Page<AccountRecord>>;
  /** Every active account in id order, in pages: for expanding a mandate. */
  activeAfter(after: AccountId | null, limit: number): Promise<readonly AccountRecord[]>;
  countByVerdict(scope: Scope): Promise<readonly { readonly platform: Platform; readonly verdict: VerdictKind | null; readonly count: number }[]>;
  /** Claims the account most overdue for a look that is free or whose lease ran out, not on any of `notHosts`. Null: none due. */
  claimLook(request: { readonly now: Instant; readonly owner: string; readonly leaseMs: number; readonly token: string; readonly notHosts?: readonly string[] }): Promise<LookClaim | null>;
  /** Writes the result of a look if the lease is still held; false: the lease was lost and nothing was written. */
  settleLook(id: AccountId, token: string, result: { readonly facts: AccountFacts; readonly nextLookAt: Instant; readonly callsToday: AccountRecord['callsToday']; /** Absent: it stays what it is. */ readonly noPublishReason?: NoPublishReason | null; readonly lastSeenIdentities?: readonly string[]; readonly updatedAt: Instant }): Promise<boolean>;
  /** Compare-and-set on why nothing can be published by interface. False: it was another reason by then. */
  changeNoPublishReason(id: AccountId, expected: NoPublishReason | null, next: NoPublishReason | null, event: DomainEvent): Promise<boolean>;
  /** After a credential was stored or removed: whether there is one, and that what was learned with the former one no longer holds. */
  noteCredential(id: AccountId, credential: { readonly present: boolean; readonly noPublishReason: NoPublishReason | null }, at: Instant): Promise<boolean>;
  /** What a post learned of outside of a look changes in the facts. False: a look replaced the facts meanwhile; read again. The account is due for judging. */
  foldPost(id: AccountId, expected: Pick<AccountFacts, 'lastLookId' | 'lastPostId'>, facts: AccountFacts, event: DomainEvent): Promise<boolean>;
  /** By platform and the platform's own id. */
  byExternalId(platform: Platform, externalId: string): Promise<AccountRecord | null>;
  /** Changes name, home, class or settings of a registered account; it becomes due for a look and for judging. False: it was changed meanwhile. */
  changeRegistration(expected: AccountRecord, next: Pick<Account, 'name' | 'homeUrl' | 'columnClass' | 'settings'>, event: DomainEvent): Promise<boolean>;
  /** Makes accounts due for a look no later than `at`. */
  expediteLooks(ids: readonly AccountId[], at: Instant): Promise<number>;
  /** Accounts whose verdict may have changed by time: `verdict.judgeAfter <= now`, or never judged. */
  judgeDue(now: Instant, limit: number): Promise<readonly AccountRecord[]>;
  /**
   * Compare-and-set on the verdict judged before (its `judgedAt`; null: never judged). False: somebody else judged in between, or the
   * facts it was judged from have been replaced by a newer look; the account then stays due and is judged again.
   */
  changeVerdict(id: AccountId, expectedJudgedAt: Instant | null, verdict: Verdict, events: readonly DomainEvent[]): Promise<boolean>;
  credential(id: AccountId): Promise<Readonly<Record<string, string>> | null>;
  /** Compare-and-set on the status. The only way back to an earlier status (revival); `register` moves it forward at most. */
  changeStatus(id: AccountId, expected: AccountStatus, next: AccountStatus, event: DomainEvent): Promise<boolean>;
  /** Per platform: how many accounts, how many seen since the two instants, the last sight, outcomes of the latest looks. */
  sightByPlatform(scope: Scope, hourAgo: Instant, dayAgo: Instant): Promise<readonly PlatformSight[]>;
}
export interface PlatformSight {
  readonly platform: Platform; readonly accounts: number; readonly seenLastHour: number; readonly seenLastDay: number;
  readonly lastSightAt: Instant | null; readonly outcomes: Readonly<Record<string, number>>;
}

/** How a post is to be stored; made by the domain, so that storage decides nothing. */
export interface NewPost { readonly observed: ObservedPost; readonly countedAt: Instant; readonly standing: PostStanding; readonly textHash: string; /** How we learned of it; absent: by a look. */ readonly origin?: PostOrigin }

export interface Posts {
  /** Idempotent by (account, identity). Answers the stored posts in the order given, each with whether it is new. */
  record(account: Pick<Account, 'id' | 'platform' | 'unitPath'>, posts: readonly NewPost[], firstSeenAt: Instant): Promise<readonly { readonly post: Post; readonly isNew: boolean }[]>;
  list(accountId: AccountId, page: PageRequest): Promise<Page<Post>>;
  /** Counted instants, ascending, the newest `limit` since `from`. */
  countedAts(accountId: AccountId, from: Instant, limit: number): Promise<readonly Instant[]>;
  newest(accountId: AccountId): Promise<Post | null>;
  /** Posts with `countedAt >= from`, oldest first, at most `limit`. */
  since(accountId: AccountId, from: Instant, limit: number): Promise<readonly Post[]>;
  countSince(from: Instant, scope: Scope): Promise<number>;
}

export interface Looks {
  insert(look: Look): Promise<void>;
  list(accountId: AccountId, page: PageRequest): Promise<Page<Look>>;
  /** How late looks that ended at or after `from` began, counted by bound. */
  latenessSince(from: Instant): Promise<readonly { readonly withinMs: number; readonly looks: number }[]>;
  /** Looks that ended at or after `from`: for source health. */
  outcomesSince(from: Instant): Promise<readonly { readonly platform: Platform; readonly outcome: string; readonly detail: string; readonly accounts: number }[]>;
}

export interface Findings {
  /** One open finding per (account, kind, rule, subject): opening it again changes nothing and answers the one that is there. */
  open(finding: Finding, event: DomainEvent): Promise<{ readonly finding: Finding; readonly opened: boolean }>;
  close(id: FindingId, at: Instant, detail: string, event: DomainEvent): Promise<boolean>;
  openFor(accountId: AccountId, kind?: FindingKind): Promise<readonly Finding[]>;
  list(accountId: AccountId, page: PageRequest): Promise<Page<Finding>>;
  /** Open findings of a kind over all accounts, in id order after the given one. */
  openOfKind(kind: FindingKind, after: FindingId | null, limit: number): Promise<readonly Finding[]>;
  /** Accounts with an open finding of a kind. */
  countAccounts(kind: FindingKind, scope: Scope): Promise<number>;
}

export interface CaseFilter { readonly states?: readonly CaseState[]; readonly open?: boolean; readonly accountId?: AccountId; readonly unitId?: UnitId }
export interface Cases {
  /** At most one case that is not closed per account. */
  open(kase: Case, event: DomainEvent): Promise<{ readonly kase: Case; readonly opened: boolean }>;
  byId(id: CaseId, scope: Scope): Promise<Case | null>;
  openFor(accountId: AccountId): Promise<Case | null>;
  list(filter: CaseFilter, page: PageRequest, scope: Scope): Promise<Page<Case>>;
  countByState(scope: Scope): Promise<Readonly<Record<string, number>>>;
  /** Cases the system itself must move now. */
  actDue(now: Instant, limit: number): Promise<readonly Case[]>;
  /** Replaces the case if it is still in `expected` state with as many steps as `next.steps.length - 1`. */
  move(expected: Case, next: Case, event: DomainEvent): Promise<boolean>;
}

export interface PolicySources { upsert(source: PolicySource): Promise<PolicySource>; all(): Promise<readonly PolicySource[]>; recordLook(id: PolicySourceId, look: { readonly at: Instant; readonly outcome: string; readonly detail: string; readonly entries: number }): Promise<void>; health(): Promise<readonly PolicySourceHealth[]> }
export interface PolicySourceHealth { readonly source: PolicySource; readonly lastLookAt: Instant | null; readonly lastSightAt: Instant | null; readonly lastOutcome: string | null; readonly entries: number }

export interface Policies {
  byIdentityKeys(keys: readonly string[]): Promise<readonly Policy[]>;
  /** Unique by each identity key. `conflict` when another writer was first: read again and merge. */
  insert(policy: Policy, event: DomainEvent): Promise<'inserted' | 'conflict'>;
  /** Compare-and-set on version and number of sightings. */
  replace(expected: Policy, next: Policy, event: DomainEvent | null): Promise<boolean>;
  byId(id: PolicyId): Promise<Policy | null>;
  listedBySource(sourceId: PolicySourceId): Promise<readonly Policy[]>;
  list(filter: { readonly authority?: string; readonly q?: string }, page: PageRequest): Promise<Page<Policy>>;
  /** Policies (id and version) not yet put before the mandate rules, oldest first. */
  unconsidered(limit: number): Promise<readonly Policy[]>;
  markConsidered(id: PolicyId, version: number, decision: { readonly reason: string; readonly at: Instant }): Promise<void>;
  /** The reasons kept by `markConsidered`; policies never considered are left out. */
  decisions(ids: readonly PolicyId[]): Promise<ReadonlyMap<PolicyId, string>>;
  /** Policies that are spoken of by any of these normalised names (`namesOf`), or carry any of these identity keys; at most 200. */
  named(names: readonly string[], keys: readonly string[]): Promise<readonly Policy[]>;
  /** Interpretations not linked yet that name any of these; at most `limit`. */
  unlinkedInterpretations(names: readonly string[], limit: number): Promise<readonly Policy[]>;
  /** Policies whose own page is to be read by now, longest due first. */
  documentsDue(now: Instant, limit: number): Promise<readonly { readonly policy: Policy; readonly reading: DocumentReading }[]>;
  recordReading(id: PolicyId, reading: DocumentReading): Promise<void>;
  /** Changed (new version), withdrawn or restored, and what follows from it not yet done; oldest first. */
  unfollowed(limit: number): Promise<readonly Policy[]>;
  /** Done for the policy as it was read; one that changed meanwhile stays unfollowed. */
  markFollowed(policy: Policy): Promise<void>;
}

export interface Mandates {
  upsertRule(rule: MandateRule): Promise<MandateRule>;
  rules(): Promise<readonly MandateRule[]>;
  /** Adds a rule (`expected` null) or replaces it if nobody changed it since. False: the key is taken, or somebody was faster. */
  changeRule(expected: MandateRule | null, next: MandateRule, event: DomainEvent): Promise<boolean>;
  /** All mandates of a policy, whatever the version or rule. */
  ofPolicy(policyId: PolicyId): Promise<readonly Mandate[]>;
  /** Unique by (policy, version, rule). */
  insert(mandate: Mandate, event: DomainEvent): Promise<'inserted' | 'exists'>;
  byId(id: MandateId): Promise<Mandate | null>;
  list(page: PageRequest): Promise<Page<Mandate>>;
  unexpanded(limit: number): Promise<readonly Mandate[]>;
  markExpanded(id: MandateId): Promise<void>;
  /** Compare-and-set on the stage. */
  review(expected: Mandate, next: Mandate, event: DomainEvent): Promise<boolean>;
}

export interface ObligationFilter { readonly mandateId?: MandateId; /** The unit and everything below it. */ readonly unitId?: UnitId; readonly accountId?: AccountId; readonly states?: readonly ObligationState[]; readonly group?: import('../domain/mandates/mandate').ProgressGroup }
export type ProgressCounts = Readonly<Record<import('../domain/mandates/mandate').ProgressGroup, number>>;
export interface Obligations {
  /** Unique by (mandate, account): those that are there already are left untouched. Answers how many were added. */
  insertMissing(obligations: readonly Obligation[], eventFor: (obligation: Obligation) => DomainEvent): Promise<number>;
  byId(id: ObligationId, scope: Scope): Promise<Obligation | null>;
  list(filter: ObligationFilter, page: PageRequest, scope: Scope): Promise<Page<Obligation>>;
  /** Unfulfilled, not exempt or withdrawn. */
  openFor(accountId: AccountId): Promise<readonly Obligation[]>;
  accountsWithOpen(state: ObligationState): Promise<readonly AccountId[]>;
  /** Compare-and-set on (state, updated version). False: it moved meanwhile, read again. */
  move(expected: Obligation, next: Obligation, events: readonly DomainEvent[]): Promise<boolean>;
  /** `ready` obligations, nearest deadline first, after the given id order for paging. */
  ready(limit: number): Promise<readonly Obligation[]>;
  /** `dueBy <= now`, unfulfilled, overdue not yet noticed. */
  overdue(now: Instant, limit: number): Promise<readonly Obligation[]>;
  awaitingReview(mandateId: MandateId, limit: number): Promise<readonly Obligation[]>;
  /** What these accounts owe for one version of a policy, by whichever rule. */
  ofPolicyVersion(policyId: PolicyId, policyVersion: number, accountIds: readonly AccountId[]): Promise<readonly Obligation[]>;
  /** Manual tasks with `from < dueBy <= until`, nearest deadline first, after the one at `after` (its deadline and id). */
  manualTasksDue(span: { readonly from: Instant; readonly until: Instant }, limit: number): Promise<readonly Obligation[]>;
  progress(mandateIds: readonly MandateId[], scope: Scope): Promise<ReadonlyMap<MandateId, ProgressCounts>>;
}

export interface JobClaim { readonly job: PublishJob; readonly token: string; /** The lease before this claim ran out without a settlement: reconcile. */ readonly afterLostLease: boolean }
export interface JobSettlement {
  readonly state: JobState; readonly dueAt: Instant; readonly attempt: number; readonly progress?: Readonly<Record<string, string>>;
  readonly receipt?: Receipt; readonly error?: JobError; readonly settledAt?: Instant; readonly callMayHaveHappened?: boolean;
}
export interface PublishJobs {
  /** Unique by (account, policy, version) and by key. */
  insert(job: PublishJob, event: DomainEvent): Promise<'inserted' | 'exists'>;
  byId(id: PublishJobId): Promise<PublishJob | null>;
  byObligation(id: ObligationId): Promise<PublishJob | null>;
  list(filter: { readonly state?: JobState; readonly mandateId?: MandateId }, page: PageRequest, scope?: Scope): Promise<Page<PublishJob>>;
  /** One due job (queued, confirming or waiting; or running with its lease run out), nearest deadline first. */
  claim(request: { readonly now: Instant; readonly owner: string; readonly leaseMs: number; readonly token: string }): Promise<JobClaim | null>;
  /** Marks, durably, that a public post may exist from now on. False: lease lost, call nothing. */
  markCall(id: PublishJobId, token: string): Promise<boolean>;
  /** Adds steps to those recorded before; what is not named stays. The same holds for `progress` in a settlement. */
  saveProgress(id: PublishJobId, token: string, progress: Readonly<Record<string, string>>): Promise<boolean>;
  settle(id: PublishJobId, token: string, settlement: JobSettlement, events: readonly DomainEvent[]): Promise<boolean>;
  /** After the post was seen: → published, whatever the lease. False where no call can have happened: a person was quicker, cancel the job. */
  markPublished(obligationId: ObligationId, at: Instant, event: DomainEvent): Promise<boolean>;
  /** Also while it is held: its holder then writes nothing and, having to mark the call first, calls nothing. */
  cancel(id: PublishJobId, event: DomainEvent): Promise<boolean>;
  /** failed → queued, due at `dueAt`, attempt 0; `callMayHaveHappened` stays, so that it reconciles first. False: it was not failed. */
  requeue(id: PublishJobId, dueAt: Instant, event: DomainEvent): Promise<boolean>;
  /** Makes a job of the account that waits to be confirmed, and carries this progress, due no later than `at`. */
  expediteConfirm(accountId: AccountId, progress: { readonly key: string; readonly value: string }, at: Instant): Promise<number>;
  countByState(): Promise<Readonly<Record<string, number>>>;
  /** When these accounts' calls were made that may have published something since `from`, and when those queued are planned: what of a budget is spent or spoken for. At most 5,000. */
  callsSince(accountIds: readonly AccountId[], from: Instant): Promise<readonly { readonly accountId: AccountId; readonly at: Instant }[]>;
}

export interface Incident { readonly key: string; readonly platform: Platform | null; readonly reason: string; readonly accounts: number; readonly openedAt: Instant; readonly closedAt: Instant | null }
export interface Incidents {
  /** One open incident per key. */
  open(incident: Incident, event: DomainEvent): Promise<boolean>;
  close(key: string, at: Instant, event: DomainEvent): Promise<boolean>;
  current(): Promise<readonly Incident[]>;
}

export interface Alerts {
  /** Alerts with `seq > since`, ascending. */
  since(seq: number, limit: number, scope: Scope): Promise<readonly Alert[]>;
  /** Newest first. */
  list(filter: { readonly kind?: string; readonly severity?: string; readonly accountId?: AccountId; readonly acknowledged?: boolean }, page: PageRequest, scope: Scope): Promise<Page<Alert>>;
  lastSeq(): Promise<number>;
  acknowledge(id: AlertId, by: { readonly personId: PersonId; readonly name: string; readonly at: Instant }, scope: Scope, event: DomainEvent): Promise<'acknowledged' | 'already' | 'not-found'>;
  countUnacknowledged(scope: Scope): Promise<Readonly<Record<string, number>>>;
  /** A hint that something may be new; carries nothing. Returns the unsubscribe function. */
  onHint(listener: () => void): () => void;
}

export interface Ledger {
  /** In order of `seq`, after the given one. */
  after(seq: number, limit: number): Promise<readonly LedgerEntry[]>;
  /** Newest first. */
  ofSubject(subject: string, page: PageRequest): Promise<Page<LedgerEntry>>;
  append(events: readonly DomainEvent[]): Promise<void>;
  /** Recomputes the hash chain from its beginning, in bounded pages; `brokenAtSeq` is the first entry that does not fit. */
  verify(): Promise<{ readonly checked: number; readonly brokenAtSeq: number | null }>;
}

/** Carries what state changes left in their documents' outboxes to ledger and alerts. Safe to repeat and to interrupt. */
export interface OutboxRelay { /** Answers how many events were carried. */ relay(limit: number): Promise<number> }

/** `recordRun` is true for exactly one caller per (task, planned instant), whatever the number of processes. */
export interface TickRuns {
  recordRun(task: string, plannedAt: Instant, startedAt: Instant, catchUp: boolean): Promise<boolean>;
  finishRun(task: string, plannedAt: Instant, endedAt: Instant, result: Readonly<Record<string, number | string>>): Promise<void>;
  last(task: string): Promise<{ readonly plannedAt: Instant; readonly startedAt: Instant; readonly endedAt: Instant | null } | null>;
  latest(): Promise<readonly { readonly task: string; readonly plannedAt: Instant; readonly startedAt: Instant; readonly endedAt: Instant | null; readonly catchUp: boolean; readonly result: Readonly<Record<string, number | string>> | null }[]>;
}

export interface Person { readonly id: PersonId; readonly username: string; readonly name: string; readonly role: Role; readonly unitId: UnitId | null; readonly passwordHash: string | null; readonly failedSignIns: number; readonly lockedUntilAt: Instant | null; readonly disabled: boolean }
export interface People {
  upsert(person: Person): Promise<Person>;
  byUsername(username: string): Promise<Person | null>;
  byId(id: PersonId): Promise<Person | null>;
  list(): Promise<readonly Person[]>;
  count(): Promise<number>;
  /** Atomic: adds one failure; from `lockAfter` on sets `lockedUntilAt`. */
  recordFailedSignIn(id: PersonId, lockAfter: number, lockedUntilAt: Instant): Promise<Person>;
  clearFailures(id: PersonId): Promise<void>;
}
export interface Sessions {
  /** Only hashes of tokens are stored. */
  create(session: { readonly tokenHash: string; readonly personId: PersonId; readonly kind: 'session' | 'token' | 'link'; readonly expiresAt: Instant; readonly createdAt: Instant }): Promise<void>;
  principal(tokenHash: string, kind: 'session' | 'token', now: Instant): Promise<Principal | null>;
  /** A sign-in link works once: atomic. */
  consumeLink(tokenHash: string, now: Instant): Promise<PersonId | null>;
  revoke(tokenHash: string): Promise<void>;
}

/** Small facts that must survive a restart: e.g. the demo's anchor. */
export interface Settings { get(key: string): Promise<string | null>; set(key: string, value: string): Promise<void> }

export interface Storage {
  readonly units: Units; readonly accounts: Accounts; readonly posts: Posts; readonly looks: Looks; readonly findings: Findings; readonly cases: Cases;
  readonly policySources: PolicySources; readonly policies: Policies; readonly mandates: Mandates; readonly obligations: Obligations; readonly publishJobs: PublishJobs;
  readonly incidents: Incidents; readonly alerts: Alerts; readonly ledger: Ledger; readonly outbox: OutboxRelay; readonly tickRuns: TickRuns;
  readonly people: People; readonly sessions: Sessions; readonly settings: Settings;
  readonly credentials: Credentials; readonly tokens: TokenStore; readonly authorisationStates: AuthorisationStates; readonly platformInbox: PlatformInbox; readonly callCounts: CallCounts;
  /** Round trip to the store; throws when it does not answer within `timeoutMs`. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}
