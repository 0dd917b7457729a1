import type { AccountStatus, ColumnClass, Platform } from '../domain/accounts/account';
import type { CaseEvent } from '../domain/cases/case';
import type {
  AccountId,
  AlertId,
  CaseId,
  MandateId,
  ObligationId,
  PersonId,
  PostId,
  PublishJobId,
  UnitId,
} from '../domain/ids';
import type { MandateRule } from '../domain/mandates/mandate';
import type { Principal, Role } from '../domain/people/role';
import type { PolicyIntakeCounts, PolicySource } from '../domain/policies/policy';
import type { Instant } from '../domain/time/instant';
import type { Unit } from '../ports/storage';
import type { TrainingServices } from './training/trainingGround';
import type { AccountRegistrationServices } from './accounts/contract';
import type { CredentialServices } from './credentials/contract';
import type { PublishingServices, RuleServices } from './mandates/contract';
import type { ViewServices } from './views/contract';
import type { Counts, WorkRun } from './workRun';

/** A unit as the register names it. Parents come before their children. */
export interface UnitRegistration {
  readonly key: string;
  readonly name: string;
  readonly parentKey: string | null;
  readonly level: Unit['level'];
}

/** An account as the register names it; credentials go straight to encrypted storage and are never handed out again. */
export interface AccountRegistration {
  readonly unitKey: string;
  readonly platform: Platform;
  readonly externalId: string;
  readonly name: string;
  readonly homeUrl: string;
  readonly columnClass: ColumnClass;
  readonly region: string;
  readonly status: AccountStatus;
  readonly openedAt: Instant | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly credential: Readonly<Record<string, string>> | null;
}

export interface AccountServices extends AccountRegistrationServices {
  /**
   * Adds or renames units by key; answers them in the order given. Throws `Refusal` `invalid-input` where a parent is
   * missing.
   */
  registerUnits(units: readonly UnitRegistration[]): Promise<readonly Unit[]>;
  /** Adds or updates accounts by (platform, externalId), due for a first look at once. */
  registerAccounts(
    accounts: readonly AccountRegistration[],
  ): Promise<{ readonly added: number; readonly updated: number; readonly unchanged: number }>;
  /** Looks at due accounts until none is due, `max` is reached or the signal says stop. */
  collectDue(run: WorkRun): Promise<Counts>;
  /** Makes one account due now (action `account.collect`). Refuses `forbidden`, `not-found`. */
  collectNow(accountId: AccountId, principal: Principal): Promise<{ readonly dueAt: Instant }>;
  /** Judges accounts whose verdict may have changed by time, and mends what an interrupted judging left undone. */
  judgeDue(limit: number): Promise<Counts>;
}

export type IntakeResult =
  | { readonly outcome: 'items'; readonly counts: PolicyIntakeCounts }
  | { readonly outcome: string; readonly detail: string };

export interface PolicyServices {
  /** Adds or updates sources by key. */
  registerSources(sources: readonly Omit<PolicySource, 'id'>[]): Promise<readonly PolicySource[]>;
  /** Adds or updates mandate rules by key. */
  registerRules(rules: readonly Omit<MandateRule, 'id'>[]): Promise<readonly MandateRule[]>;
  /**
   * Reads one source and records what is new or changed. A failed read is recorded as such and changes nothing else.
   */
  intake(source: PolicySource, signal: AbortSignal): Promise<IntakeResult>;
  intakeAll(signal: AbortSignal): Promise<Counts>;
  /**
   * Decides policies not yet considered, creates mandates and expands them into obligations; resumable at any point.
   */
  issueMandates(limit: number): Promise<Counts>;
}

export interface MandateServices {
  /** Takes the next review step (初审 → 审核 → 签发). Refuses `forbidden`, `self-approval`, `conflict`, `not-found`. */
  review(mandateId: MandateId, principal: Principal): Promise<void>;
  /**
   * Ready obligations → publish jobs, once the account has been seen after the obligation was made; or → manual tasks.
   */
  queueReady(limit: number): Promise<Counts>;
  /** Works due publish jobs: publish, confirm, settle. Never publishes twice. */
  publishDue(run: WorkRun): Promise<Counts>;
  /** Mends obligations whose job settled while the process died in between, and gives up on reposts that never show. */
  recoverInterrupted(limit: number): Promise<Counts>;
  /** Notices deadlines that passed; the event is dated by the deadline. */
  noticeOverdue(limit: number): Promise<Counts>;
  /** Recomputes provisional deadlines once the year's calendar is announced. */
  recomputeProvisional(): Promise<Counts>;
  /** Takes an obligation off an account, with a reason (action `obligation.exempt`). */
  exempt(obligationId: ObligationId, reason: string, principal: Principal): Promise<void>;
  /**
   * A person looked at a post that is open as unclear and accepts it as the repost, with a reason (action
   * `obligation.exempt`).
   */
  acceptRepost(
    obligationId: ObligationId,
    accepted: { readonly postId: PostId; readonly reason: string },
    principal: Principal,
  ): Promise<void>;
  /** A person says the manual repost is out: the account is looked at now. Done is still only what is seen. */
  confirmManual(obligationId: ObligationId, principal: Principal): Promise<{ readonly dueAt: Instant }>;
  /** Puts a manual obligation back to be published by interface (action `job.retry`); reconciles before publishing. */
  retryJob(jobId: PublishJobId, principal: Principal): Promise<void>;
}

/** What a step needs beside its note: the account that takes over, for an integration. */
export interface CaseStepExtra {
  readonly successorAccountId?: AccountId;
}

export interface CaseServices {
  /** Steps the system itself takes when their time has come. */
  actDue(limit: number): Promise<Counts>;
  /** Takes a step as a person. Refuses `forbidden`, `self-approval`, `conflict`, `invalid-input`, `not-found`. */
  takeCaseStep(
    step: { readonly caseId: CaseId; readonly event: CaseEvent; readonly note: string; readonly extra?: CaseStepExtra },
    principal: Principal,
  ): Promise<void>;
}

export interface AlertServices {
  /** Carries events from the documents' outboxes to ledger and alerts. */
  relay(limit: number): Promise<Counts>;
  /** Refuses `forbidden`, `not-found`. Acknowledging twice changes nothing. */
  acknowledge(alertId: AlertId, principal: Principal): Promise<'acknowledged' | 'already'>;
  /** Opens and closes incidents: many accounts failing for one cause. */
  incidents(): Promise<Counts>;
  /** A hint that alerts may be waiting; carries nothing. Answers how to unsubscribe. */
  onHint(listener: () => void): () => void;
}

/** A session as handed to the person exactly once: only the token's hash is stored. */
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Instant;
  readonly principal: Principal;
}

/** A person as other people may see them. */
export interface PersonView {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly disabled: boolean;
  readonly hasPassword: boolean;
}

export interface PersonRegistration {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: UnitId | null;
  readonly password: string | null;
  readonly disabled: boolean;
}

export interface PeopleServices {
  /** Makes sure an administrator exists and that `bootstrapToken` opens the API; safe to repeat at every start. */
  bootstrap(first: {
    readonly username: string;
    readonly name: string;
    readonly bootstrapToken: string | null;
  }): Promise<{ readonly personId: PersonId }>;
  /** A sign-in link that works once; answers the secret part. For the start line of the demo and for administrators. */
  createLink(personId: PersonId): Promise<{ readonly secret: string; readonly expiresAt: Instant }>;
  /** Refuses `sign-in-failed`, `locked-out`; takes as long for a name that does not exist. */
  signInWithPassword(username: string, password: string): Promise<SignedIn>;
  /** Refuses `link-used-or-expired`. */
  signInWithLink(secret: string): Promise<SignedIn>;
  signOut(token: string): Promise<void>;
  /** Null: this token opens nothing. */
  authenticate(token: string): Promise<Principal | null>;
  /** Adds or updates a person by username (action `people.manage`). */
  register(person: PersonRegistration, principal: Principal | 'system'): Promise<PersonView>;
  list(principal: Principal): Promise<readonly PersonView[]>;
}

export interface Services {
  readonly accounts: AccountServices;
  readonly policies: PolicyServices;
  readonly mandates: MandateServices;
  readonly cases: CaseServices;
  readonly rules: RuleServices;
  readonly publishing: PublishingServices;
  readonly alerts: AlertServices;
  readonly people: PeopleServices;
  readonly training: TrainingServices;
  readonly credentials: CredentialServices;
  readonly views: ViewServices;
}
