import type { ListView } from '../../api/wire';
import type { PageRequest } from '../../ports/storage';
import type { Counts } from '../workRun';
import type { Capacity } from '../../domain/people/assignment';
import type { PersonDescription } from '../../domain/people/person';
import type { Action, Principal, Role } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { PersonAddresses } from '../../domain/notify/channel';
import type { AssignmentId, HandoverId, PersonId } from '../../domain/ids';
import type {
  HandoverPreviewView,
  HandoverView,
  OwnPasswordView,
  PersonView,
  RoleHistoryView,
  RoleView,
  SessionView,
} from '../../api/people';
import type { PersonRegistration } from '../registrations';
import type { SeenFrom } from '../../domain/people/seenFrom';

/** A session as handed to the person exactly once: only the token's hash is stored. */
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Instant;
  readonly principal: Principal;
}

/** The secret part of a sign-in link: it is handed out once, only its hash is stored. */
export interface OneTimeLink {
  readonly secret: string;
  readonly expiresAt: Instant;
}

export interface PeopleServices {
  /** Makes sure an administrator exists and that `bootstrapToken` opens the API; safe to repeat at every start. */
  bootstrap(first: {
    readonly username: string;
    readonly name: string;
    readonly bootstrapToken: string | null;
  }): Promise<{ readonly personId: PersonId }>;
  /**
   * Adds somebody who can sign in by link (action `people.manage`), with a reason for the ledger. Refuses `forbidden`,
   * `not-found` (`unitId`), `invalid-input` (`username`: its form, or taken; `reason`).
   */
  add(
    person: PersonDescription & { readonly username: string },
    reason: string,
    principal: Principal,
  ): Promise<PersonView>;
  /**
   * Changes name, role or unit of a person (action `people.manage`), with a reason for the ledger; another role or unit
   * ends every session and link of theirs. Refuses `forbidden`, `not-found` (also `unitId`), `conflict` (oneself;
   * somebody was faster), `invalid-input` (nothing changes; `reason`).
   */
  change(
    personId: PersonId,
    changes: Partial<PersonDescription> & { readonly reason: string },
    principal: Principal,
  ): Promise<PersonView>;
  /**
   * A further unit somebody acts for (挂职, 兼职; action `people.manage` over both). Refuses `forbidden`, `not-found` (also
   * `unitId`), `invalid-input` (`unitId`: closed, held already; `reason`), `conflict` (oneself; too many).
   */
  assign(
    personId: PersonId,
    assigned: Capacity & { readonly reason: string },
    principal: Principal,
  ): Promise<PersonView>;
  /**
   * Ends one; sessions that act in it open nothing any more. By who manages the person or the unit it is for. Refuses
   * `forbidden`, `not-found` (also `assignmentId`), `conflict`, `invalid-input` (`reason`).
   */
  endAssignment(
    personId: PersonId,
    end: { readonly assignmentId: AssignmentId; readonly reason: string },
    principal: Principal,
  ): Promise<PersonView>;
  /**
   * Goes on in another of one's own assignments, null being the first: a new session until the present one would have
   * ended, which is over. Refuses `not-found` (`assignmentId`), `conflict` (an API token).
   */
  actAs(
    assignmentId: AssignmentId | null,
    asking: { readonly principal: Principal; readonly token: string | null; readonly from?: SeenFrom },
  ): Promise<SignedIn>;
  /** A sign-in link that works once; returns the secret part. For the start line of the demo and for administrators. */
  createLink(personId: PersonId): Promise<OneTimeLink>;
  /**
   * A link for somebody who cannot sign in, a locked name above all (action `people.manage`), with a reason for the
   * ledger. Refuses `forbidden`, `not-found`, `conflict` (disabled).
   */
  issueLink(
    personId: PersonId,
    issue: { readonly reason: string; readonly forPassword: boolean },
    principal: Principal,
  ): Promise<OneTimeLink>;
  /** What is known of one's own password, and what a new one must be; `token` is the session's. */
  ownPassword(principal: Principal, token: string | null): Promise<OwnPasswordView>;
  /**
   * Sets one's own password and ends every other session; returns the session that goes on. The present one is needed,
   * except for as long as a link is good after signing in by it. Refuses `invalid-input` (`present`, `password`),
   * `locked-out`, `conflict` (an API token; no password yet; somebody was faster).
   */
  changeOwnPassword(
    change: { readonly present: string | null; readonly password: string; readonly from?: SeenFrom },
    principal: Principal,
    token: string | null,
  ): Promise<SignedIn>;
  /** Open sessions of oneself or of whom one manages, newest first. Refuses `forbidden`, `not-found`. */
  sessionsOf(personId: PersonId, principal: Principal, token: string | null): Promise<readonly SessionView[]>;
  /**
   * Ends one session; of somebody else's with a reason for the ledger. Refuses `forbidden`, `not-found`,
   * `invalid-input` (`reason`).
   */
  endSession(
    personId: PersonId,
    end: { readonly sessionId: string; readonly reason: string | null },
    principal: Principal,
  ): Promise<void>;
  /**
   * Shuts a person out, every session and link of theirs included, or lets them in again (action `people.manage`), with
   * a reason for the ledger. Refuses `forbidden`, `not-found`, `conflict` (oneself; so already).
   */
  setDisabled(
    personId: PersonId,
    disabled: { readonly is: boolean; readonly reason: string },
    principal: Principal,
  ): Promise<PersonView>;
  /**
   * Ends every session and sign-in link of a person, who may sign in again (action `people.manage`), with a reason for
   * the ledger. Refuses `forbidden`, `not-found`.
   */
  endSessions(personId: PersonId, reason: string, principal: Principal): Promise<void>;
  /**
   * Where a person can be told of alerts: oneself, or whom one manages. Refuses `forbidden`, `not-found`,
   * `invalid-input` on the wrong address.
   */
  setAddresses(personId: PersonId, addresses: PersonAddresses, principal: Principal): Promise<PersonView>;
  /** As `setAddresses` of oneself; what is left out stays as it is. */
  changeOwnAddresses(changes: Partial<PersonAddresses>, principal: Principal): Promise<PersonAddresses>;
  /** Disables people by user name, every session and link of theirs included, in the name of an import. Repeatable. */
  disableUnlisted(usernames: readonly string[]): Promise<void>;
  /** Refuses `sign-in-failed`, `locked-out`; takes as long for a name that does not exist. */
  signInWithPassword(username: string, password: string, from?: SeenFrom): Promise<SignedIn>;
  /** Refuses `link-used-or-expired`. */
  signInWithLink(secret: string, from?: SeenFrom): Promise<SignedIn>;
  signOut(token: string): Promise<void>;
  /** Null: this token opens nothing. With `from` it is noted, every few minutes, that a session is in use. */
  authenticate(token: string, from?: SeenFrom): Promise<Principal | null>;
  /**
   * Adds or updates a person by username (action `people.manage`). Another password, role or unit, and being disabled,
   * ends every session and link they have.
   */
  register(person: PersonRegistration, principal: Principal | 'system'): Promise<PersonView>;
  /** As `register` each, in few round trips; `onProgress` is called now and then with how many are done. */
  registerMany(
    people: readonly PersonRegistration[],
    principal: Principal | 'system',
    onProgress?: (done: number) => void,
  ): Promise<void>;
  list(principal: Principal): Promise<readonly PersonView[]>;
  /** What names somebody now: what they would leave open. Refuses `forbidden`, `not-found`. */
  previewHandover(fromId: PersonId, principal: Principal): Promise<HandoverPreviewView>;
  /**
   * Gives all that to a successor, keeps a record of it and shuts the leaver out if asked (action `people.manage`).
   * Refuses `forbidden`, `not-found` (also `toId`), `invalid-input` (`toId`, `reason`), `conflict` (one of the same
   * leaver is under way; oneself; the last administrator).
   */
  handOver(
    fromId: PersonId,
    request: { readonly toId: PersonId; readonly reason: string; readonly disables: boolean },
    principal: Principal,
  ): Promise<HandoverView>;
  /** Records of hand-overs, the newest first; of an administrator of a part their own. Refuses `forbidden`. */
  handovers(page: PageRequest, principal: Principal): Promise<ListView<HandoverView>>;
  /** Refuses `forbidden`, `not-found`. */
  handover(id: HandoverId, principal: Principal): Promise<HandoverView>;
  /** Goes on with what was killed half-way. Repeatable. */
  resumeHandovers(): Promise<Counts>;
  /** Every role and what it may do here (action `people.manage`). */
  roles(principal: Principal): Promise<readonly RoleView[]>;
  /** What was given to a role and taken from it, by whom and why, newest first (action `people.manage`). */
  roleHistory(role: Role, page: PageRequest, principal: Principal): Promise<ListView<RoleHistoryView>>;
  /**
   * Says what a role may do from the next request on (action `people.manage`, whole office), with a reason for the
   * ledger. Refuses `forbidden`, `conflict` (the administrator; somebody was faster), `invalid-input` (`actions`,
   * `reason`).
   */
  setRole(
    of: { readonly role: Role; readonly version: number },
    change: { readonly actions: readonly Action[]; readonly reason: string },
    principal: Principal,
  ): Promise<RoleView>;
}
