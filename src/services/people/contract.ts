import type { PersonDescription } from '../../domain/people/person';
import type { Principal, Role } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { PersonAddresses } from '../../domain/notify/channel';
import type { PersonId, UnitId } from '../../domain/ids';
import type { PersonView } from '../../api/people';

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

export interface PersonRegistration {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: UnitId | null;
  readonly password: string | null;
  /** Absent: as it is; somebody new is not disabled. An import never lets in again whom a person has shut out. */
  readonly disabled?: boolean;
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
  /** A sign-in link that works once; returns the secret part. For the start line of the demo and for administrators. */
  createLink(personId: PersonId): Promise<OneTimeLink>;
  /**
   * A link for somebody who cannot sign in, a locked name above all (action `people.manage`), with a reason for the
   * ledger. Refuses `forbidden`, `not-found`, `conflict` (disabled).
   */
  issueLink(personId: PersonId, reason: string, principal: Principal): Promise<OneTimeLink>;
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
  signInWithPassword(username: string, password: string): Promise<SignedIn>;
  /** Refuses `link-used-or-expired`. */
  signInWithLink(secret: string): Promise<SignedIn>;
  signOut(token: string): Promise<void>;
  /** Null: this token opens nothing. */
  authenticate(token: string): Promise<Principal | null>;
  /**
   * Adds or updates a person by username (action `people.manage`). Another password, role or unit, and being disabled,
   * ends every session and link they have.
   */
  register(person: PersonRegistration, principal: Principal | 'system'): Promise<PersonView>;
  list(principal: Principal): Promise<readonly PersonView[]>;
}
