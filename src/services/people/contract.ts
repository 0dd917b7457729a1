import type { Principal, Role } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { PersonId, UnitId } from '../../domain/ids';

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
  /** A sign-in link that works once; returns the secret part. For the start line of the demo and for administrators. */
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
