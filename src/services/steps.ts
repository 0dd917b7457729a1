import type { Account } from '../domain/accounts/account';
import type { AccountFacts } from '../domain/accounts/facts';
import type { ObservedPost, Post, PostOrigin } from '../domain/accounts/post';
import type { Alert } from '../domain/alerts/alert';
import type { Actor, Case } from '../domain/cases/case';
import type { PlatformFailure } from '../domain/errors';
import type { JobSubject } from '../domain/mandates/jobSubject';
import type { JobConsequence } from '../domain/mandates/jobTable';
import type { Obligation, PublishJob } from '../domain/mandates/mandate';
import type { AccountStep } from '../domain/accounts/accountTable';
import type { Platform } from '../domain/accounts/platforms';
import type { AccountId, MandateRuleId, PersonId, PolicyId, UnitId } from '../domain/ids';
import type { Principal } from '../domain/people/role';
import type { Dismissal, Finding } from '../domain/judging/verdict';
import type { Notification, Occasion } from '../domain/notify/notification';
import type { Telling, TellingDecision } from '../domain/notify/whoIsTold';
import type { Policy } from '../domain/policies/policy';
import type { LiaisonOfFile } from '../domain/register/registerFile';
import type { CivilDate, Instant } from '../domain/time/instant';
import type { Review, ReviewerStep, ReviewKind } from '../domain/reviews/review';
import type { AccountRecord, Registered } from '../ports/storage';
import type { AccountRegistration, PersonRegistration, SiteRegistration, UnitRegistration } from './registrations';

/*
 * What one subject does for another within the same piece of work. Only `index.ts` knows who does it: it hands these
 * functions in, so that no subject imports another. All of them may be repeated after any interruption.
 */

/** Whose list it is, and what whoever handed it in sees. */
interface ListOrigin {
  readonly source: string;
  readonly readerUnitId: UnitId | null;
}

/** Says that accounts are not in an official list, and of a list that stands for its source which it has. */
export interface ListedSteps {
  reportNotInList(id: AccountId, list: ListOrigin & { readonly list: string }, principal: Principal): Promise<void>;
  /** Findings of lists of the same origin alone: what a unit hands in settles nothing that another has opened. */
  settleListed(list: ListOrigin, inList: ReadonlySet<AccountId>, principal: Principal): Promise<number>;
}

/** What a line of a comparison with an official list is turned into. */
export interface LineSteps extends ListedSteps {
  add(
    draft: {
      readonly unitId: UnitId;
      readonly status: 'active' | 'applied';
      readonly platform: Platform;
      readonly externalId: string;
      readonly name: string;
      readonly homeUrl: string;
      readonly columnClass: 'account';
      readonly region: string;
      readonly openedAt: null;
      readonly settings: Readonly<Record<string, string>>;
      readonly credential: null;
    },
    principal: Principal,
  ): Promise<unknown>;
  takeStep(
    id: AccountId,
    request: Omit<AccountStep, 'unitId'> & { readonly unitId?: UnitId; readonly reason: string },
    principal: Principal,
  ): Promise<void>;
}

/** What a look at an account is to come back for. */
export type Awaited = Pick<Obligation, 'state' | 'submittedAt'>;
/** `open`: what is still to be done on this account after everything stored was looked through. */
export interface Observed {
  readonly fulfilled: number;
  readonly open: readonly Obligation[];
  /** Copies of own items that are still to be seen there. */
  readonly copies?: readonly Awaited[];
}
/** Finds among an account's stored posts the ones that fulfil its open obligations. */
export type ObserveAccount = (
  seen: {
    readonly account: Account;
    readonly facts: Pick<AccountFacts, 'lastSightLookId'>;
    /** As the look has just read them; absent: no look has. What is stored keeps the text that was read first. */
    readonly shown?: readonly ObservedPost[];
    /** From when on the list is proven to leave nothing out; absent or null: it proves nothing. */
    readonly completeFromAt?: Instant | null;
  },
  now: Instant,
) => Promise<Observed>;

/**
 * Finds among an account's stored posts the copies of own items, and compares them with what was passed. Gives those
 * that are still to be seen.
 */
export type ObserveOwnPosts = (
  seen: {
    readonly account: Pick<Account, 'id' | 'platform'>;
    readonly shown?: readonly ObservedPost[];
    readonly completeFromAt?: Instant | null;
  },
  now: Instant,
) => Promise<readonly Awaited[]>;

/** Computes and stores the verdict from the stored facts, and makes findings and case agree with it. */
export type JudgeAccount = (id: AccountId, now: Instant) => Promise<'changed' | 'unchanged' | 'contested' | 'gone'>;

/** Ends the case that a finding led to, with the reason of the person who dismissed the finding. Throws `conflict`. */
export type DismissCaseOf = (
  finding: Finding,
  by: { readonly actor: Actor; readonly reason: string; readonly now: Instant },
) => Promise<void>;
/** Goes on with the case that ended by dismissing the finding, with the reason of the person who takes that back. */
export type ResumeCaseOf = DismissCaseOf;
/** Opens a case for a silence that is proven, unless one is open. */
export type OpenCaseFor = (account: Account, finding: Finding, now: Instant) => Promise<void>;

/**
 * Dismisses the finding a case came of, as the case was dismissed; false: there is nothing to dismiss (any more). The
 * account is to be judged again then.
 */
export type DismissFindingOf = (
  shutdownCase: Pick<Case, 'findingId' | 'accountId'>,
  dismissal: Dismissal,
  now: Instant,
) => Promise<boolean>;

/**
 * Makes findings and case agree with the stored verdict, whatever an interrupted run left. `dismissed`: what led to the
 * verdict turned out to be dismissed, and the account is to be judged again.
 */
export type FollowVerdict = (record: AccountRecord, now: Instant) => Promise<'followed' | 'dismissed'>;

/**
 * Dismisses a finding, the case it led to, and has its account judged again; false: somebody else was faster. Throws
 * `Refusal` `conflict` where its case is approved.
 */
export type DismissWhole = (finding: Finding, dismissal: Dismissal) => Promise<boolean>;

/**
 * Reads what a finding about a post rests on, and gives what proposes it as words of the unit. Throws `Refusal` where it
 * cannot be proposed.
 */
export type PrepareOwnWords = (
  of: { readonly finding: Finding; readonly account: Account },
  said: { readonly reason: string; readonly lastOn: CivilDate },
  principal: Principal,
) => Promise<() => Promise<void>>;

export interface LearnedPost {
  readonly account: Account;
  readonly observed: ObservedPost;
  readonly origin: Exclude<PostOrigin, 'look'>;
  readonly actor: Actor;
  readonly now: Instant;
}
/** Keeps a post we learned of outside of a look. */
export type RecordLearnedPost = (learned: LearnedPost) => Promise<{ readonly post: Post; readonly isNew: boolean }>;

/** Joins articles that explain a document to it; returns the policy as it is stored then. */
export type LinkInterpretations = (policy: Policy, now: Instant) => Promise<Policy>;

/** Withdraws what this document repeals; returns how many. */
export type WithdrawRepealed = (policy: Policy, now: Instant) => Promise<number>;

/** What the review does for the subjects that are reviewed. */
export interface ReviewSteps {
  /** The review of a subject; where it has none, the one that `make` gives for the flow of its kind and unit. */
  ensureReview(
    subject: Pick<Review, 'kind' | 'subjectId' | 'unitPath'>,
    make: (given: Pick<Review, 'id' | 'flow'>) => Review,
    by: { readonly actor: Actor; readonly now: Instant },
  ): Promise<Review>;
  /**
   * Takes one step; the subject is to follow it then. Throws `Refusal` `forbidden`, `self-approval`, `invalid-input`,
   * `conflict`.
   */
  takeReviewStep(
    review: Review,
    step: { readonly step: ReviewerStep; readonly reason: string },
    principal: Principal,
  ): Promise<Review>;
  /**
   * The author hands the subject in once more, with its content as it is now; what is so already stays as it is.
   * Whoever calls may repeat it.
   */
  handInReview(
    review: Review,
    content: {
      readonly contentHash: string;
      readonly title: string;
      readonly formerAuthors?: readonly PersonId[];
    },
    author: NonNullable<Review['author']>,
  ): Promise<Review>;
  /** The subject has followed its review as far as this. */
  reviewFollowed(review: Review): Promise<void>;
}

/** What a subject that is reviewed does for its review. */
export interface ReviewedSubject {
  readonly kind: ReviewKind;
  /** Makes the subject agree with its review. May be repeated, and comes again after an interruption. */
  readonly follow: (review: Review) => Promise<void>;
  /** Opens reviews that an interrupted step left unopened, and ends those whose subject is over. Absent: there is none. */
  readonly catchUp?: () => Promise<void>;
}

/**
 * Makes mandates of documents that are known by a rule, reviewed and issued as any others; of each `mandated`, `already`,
 * or why not. Throws `Refusal` `forbidden`, `not-found`, `invalid-input`.
 */
export type ApplyRule = (
  id: MandateRuleId,
  to: { readonly policyIds: readonly PolicyId[]; readonly reason: string },
  principal: Principal,
) => Promise<{ readonly results: readonly { readonly policyId: string; readonly outcome: string }[] }>;

/** Registering what a file lists, each of them safe to repeat. `by`: in whose name; absent: the system's. */
export interface RegisterSteps {
  readonly accounts: {
    registerUnits(units: readonly UnitRegistration[], by?: Actor): Promise<readonly unknown[]>;
    registerSites(sites: readonly SiteRegistration[], by?: Actor): Promise<readonly unknown[]>;
    registerAccounts(
      accounts: readonly AccountRegistration[],
      options?: { readonly by?: Actor; readonly onProgress?: (done: number) => void },
    ): Promise<Readonly<Record<Registered, number>>>;
    nameRepostColumns(
      named: readonly { readonly siteKey: string; readonly externalId: string }[],
      by?: Actor,
    ): Promise<void>;
  };
  readonly people: {
    register(person: PersonRegistration, principal: Principal | 'system'): Promise<unknown>;
    /** As `register` each, in few round trips; `onProgress` is called now and then with how many are done. */
    registerMany(
      people: readonly PersonRegistration[],
      principal: Principal | 'system',
      onProgress?: (done: number) => void,
    ): Promise<void>;
  };
}

/** As well as what it takes to take an import back. */
export interface ImportSteps extends RegisterSteps {
  readonly people: RegisterSteps['people'] & {
    /** Those of them who cannot be taken out again, and why. */
    /** `without`: duties that they do not hold any more then. */
    inUse(
      ids: readonly PersonId[],
      without: ReadonlySet<string>,
    ): Promise<ReadonlyMap<PersonId, 'signed-in' | 'is-named'>>;
  };
  readonly team: {
    /** Whoever holds the duty under that name is changed, else added under the id that is given. */
    registerRoster(
      liaisons: readonly LiaisonOfFile[],
      principal: Principal,
      onProgress?: (done: number, total: number) => void,
    ): Promise<void>;
  };
}

/** Telling people of an alert for another reason than a route. */
export interface NotifySteps {
  /** What each of them is told, also by a fallback, and of whom it cannot be told; one each, named after `about`. */
  makeNotifications(
    decisions: readonly TellingDecision[],
    of: {
      readonly line: Alert;
      readonly occasion: Occasion;
      readonly about: string;
      readonly telling: Telling;
      readonly now: Instant;
    },
  ): readonly Notification[];
  /** Stores those that are not there yet, and has them delivered. */
  queueNotifications(notifications: readonly Notification[]): Promise<void>;
}

/** A publish job whose turn has come. */
export interface ClaimedJob {
  readonly job: PublishJob;
  readonly token: string;
  readonly record: AccountRecord | undefined;
  readonly now: Instant;
}

/** What publish jobs ask of what they publish, one a kind. All of it may be repeated. */
export interface PublishedSubject {
  readonly kind: JobSubject['kind'];
  /** Whether it is still to be published. A job that is not wanted any more is settled or stopped by this. */
  readonly isWanted: (claimed: ClaimedJob) => Promise<boolean>;
  /** The last look before the public call: why nothing may become public any more; null: it may. */
  readonly whyCalledOff: (job: PublishJob, account: Account) => Promise<PlatformFailure | null>;
  /** What the settled job means for it. */
  readonly follow: (job: PublishJob, consequence: JobConsequence, now: Instant) => Promise<void>;
}
