import type { DomainEvent } from '../domain/alerts/alert';
import type { AssignmentId, HandoverId, PersonId, UnitId } from '../domain/ids';
import type { Handover, HandoverLeft } from '../domain/people/handover';
import type { PersonAddresses } from '../domain/notify/channel';
import type { Assignment } from '../domain/people/assignment';
import type { PersonDescription } from '../domain/people/person';
import type { Principal, Role } from '../domain/people/role';
import type { RoleRights } from '../domain/people/roleRights';
import type { SeenFrom } from '../domain/people/seenFrom';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest } from './paging';

export interface Person {
  readonly id: PersonId;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: UnitId | null;
  readonly passwordHash: string | null;
  readonly failedSignIns: number;
  readonly lockedUntilAt: Instant | null;
  readonly disabled: boolean;
  /** Counts what ended the person's sessions: those opened under an earlier number open nothing any more. */
  readonly sessionEpoch: number;
  readonly addresses: PersonAddresses;
  /** Beside the first, which is `role` and `unitId`. */
  readonly assignments: readonly Assignment[];
  /** Counts changes of them. */
  readonly assignmentsVersion: number;
  /** The one they acted in last; null: the first. It may have ended since. */
  readonly lastAssignmentId: AssignmentId | null;
}
/** What is said of somebody who is added; the rest begins empty. */
export type NewPerson = Omit<
  Person,
  'sessionEpoch' | 'addresses' | 'assignments' | 'assignmentsVersion' | 'lastAssignmentId'
>;
export interface People {
  /**
   * Adds the person or changes the one with that username; `endsSessions` ends every session and link opened so far, in
   * the same write. Without `events` nothing is recorded.
   */
  upsert(
    person: NewPerson,
    change?: { readonly endsSessions: boolean; readonly events: readonly DomainEvent[] },
  ): Promise<Person>;
  /** Adds a person. Null: the username is taken. */
  add(person: NewPerson, event: DomainEvent): Promise<Person | null>;
  /** Adds those whose username nobody has, in one round trip. Returns who of them is there. */
  addMissing(
    added: readonly { readonly person: NewPerson; readonly event: DomainEvent }[],
  ): Promise<ReadonlySet<PersonId>>;
  /**
   * Compare-and-set on name, role and unit as they were read; `endsSessions` as for `upsert`. False: somebody was
   * faster, or there is no such person.
   */
  describe(
    before: Person,
    after: PersonDescription,
    change: { readonly endsSessions: boolean; readonly event: DomainEvent },
  ): Promise<boolean>;
  /** Compare-and-set; ends every session and link opened so far. False: the person is so already, or there is none. */
  setDisabled(id: PersonId, disabled: boolean, event: DomainEvent): Promise<boolean>;
  /** Ends every session and link opened so far; API tokens stay. False: there is no such person. */
  endSessions(id: PersonId, event: DomainEvent): Promise<boolean>;
  /** Where they can be reached. False: there is no such person. */
  setAddresses(id: PersonId, addresses: PersonAddresses, event: DomainEvent): Promise<boolean>;
  /**
   * Compare-and-set on the hash as it was read; ends every session and link opened so far. False: somebody was faster,
   * or there is no such person.
   */
  setPassword(before: Person, passwordHash: string, event: DomainEvent): Promise<boolean>;
  /** Compare-and-set on the assignments as they were read. False: somebody was faster, or there is no such person. */
  setAssignments(before: Person, assignments: readonly Assignment[], event: DomainEvent): Promise<boolean>;
  /** Which one they act in from now on, for the next time they sign in. */
  noteAssignment(id: PersonId, assignmentId: AssignmentId | null): Promise<void>;
  byUsername(username: string): Promise<Person | null>;
  byId(id: PersonId): Promise<Person | null>;
  /** Names of these people and whether they are shut out; unknown ids are left out. */
  named(ids: readonly PersonId[]): Promise<readonly Pick<Person, 'id' | 'name' | 'disabled'>[]>;
  list(): Promise<readonly Person[]>;
  count(): Promise<number>;
  /** Atomic: adds one failure; from `lockAfter` on sets `lockedUntilAt`. */
  recordFailedSignIn(id: PersonId, lockAfter: number, lockedUntilAt: Instant): Promise<Person>;
  clearFailures(id: PersonId): Promise<void>;
}
/** A session that is open. Its token is known to the browser alone. */
export interface OpenSession {
  /** Names it among the person's sessions and opens nothing. */
  readonly id: string;
  readonly by: 'password' | 'link' | null;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  /** Null: not known, as of one that was opened by an earlier version. */
  readonly from: SeenFrom | null;
}
/** A sign-in link that was used just now. */
export interface UsedLink {
  readonly personId: PersonId;
  readonly expiresAt: Instant;
  readonly forPassword: boolean;
}
export interface Sessions {
  /** Only hashes of tokens are stored. */
  create(session: {
    readonly tokenHash: string;
    readonly personId: PersonId;
    readonly kind: 'session' | 'token' | 'link';
    /** The person's `sessionEpoch` when they proved who they are. A token outlives changes of it. */
    readonly epoch: number;
    readonly expiresAt: Instant;
    readonly createdAt: Instant;
    /** By what a session was opened, and from where. */
    readonly by?: 'password' | 'link';
    readonly from?: SeenFrom;
    /** Of a link: it was issued to set a password. */
    readonly forPassword?: boolean;
    /** Of a session: the further assignment its owner acts in; absent: the first. Ended with it. */
    readonly assignmentId?: AssignmentId;
    /** Of a session opened by such a link: until then it sets one without the present one. */
    readonly setsPasswordUntilAt?: Instant;
  }): Promise<void>;
  /**
   * Whom a session or an API token belongs to; null: it opens nothing. What was ended before this was called, in
   * whichever process, opens nothing.
   */
  principal(tokenHash: string, now: Instant): Promise<Principal | null>;
  /** The same, with when a session was noted as in use last; null: never. */
  asking(
    tokenHash: string,
    now: Instant,
  ): Promise<{ readonly principal: Principal; readonly lastSeenAt: Instant | null } | null>;
  /** Notes that a session is in use, unless somebody has noted it since `before`. */
  noteUse(
    tokenHash: string,
    use: { readonly before: Instant | null; readonly at: Instant; readonly from: SeenFrom },
  ): Promise<void>;
  /** The sessions of a person that open something at `now`, newest first. */
  open(personId: PersonId, now: Instant): Promise<readonly OpenSession[]>;
  /** The open session of that token; null: there is none. */
  openBy(
    tokenHash: string,
    now: Instant,
  ): Promise<(OpenSession & { readonly personId: PersonId; readonly setsPasswordUntilAt: Instant | null }) | null>;
  /** Ends one of the person's sessions. False: there is no such one any more. */
  end(personId: PersonId, id: string): Promise<boolean>;
  /** A sign-in link works once: atomic. */
  consumeLink(tokenHash: string, now: Instant): Promise<UsedLink | null>;
  revoke(tokenHash: string): Promise<void>;
}

/** What roles may do here. */
export interface Roles {
  /** Every role once. */
  list(): Promise<readonly RoleRights[]>;
  /** Compare-and-set on the version before; false: somebody was faster. */
  put(role: RoleRights, event: DomainEvent): Promise<boolean>;
}

/** Hand-overs of people; one of a leaver at a time. */
export interface Handovers {
  /** Begins one that is claimed until then. False: another one of the same leaver is under way. */
  start(handover: Handover, until: Instant, event: DomainEvent): Promise<boolean>;
  /** Claims one that is under way and that nobody holds any more. False: somebody does, or it is done. */
  claim(id: HandoverId, now: Instant, until: Instant): Promise<boolean>;
  /** False: it is done already. */
  finish(
    id: HandoverId,
    end: { readonly at: Instant; readonly left: readonly HandoverLeft[] },
    event: DomainEvent,
  ): Promise<boolean>;
  byId(id: HandoverId): Promise<Handover | null>;
  /** Begun and not done, the oldest first. */
  moving(): Promise<readonly Handover[]>;
  /** Those of one administrator; null: of all. The newest first. */
  list(byId: PersonId | null, page: PageRequest): Promise<Page<Handover>>;
}
