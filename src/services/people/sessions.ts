import type { AssignmentId } from '../../domain/ids';
import type { Assignment } from '../../domain/people/assignment';
import type { Principal } from '../../domain/people/role';
import type { SeenFrom } from '../../domain/people/seenFrom';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';
import type { SignedIn } from './contract';
import { withRightsOfRole } from '../rightsOfRoles';
import type { ServiceDeps } from '../settings';

/** How often it is noted that a session is in use: a page asks far more often than anybody reads when it was. */
const NOTED_EVERY_MS = 5 * MINUTE_MS;

/** By what and from where somebody signs in. */
export interface Opening {
  readonly now: Instant;
  readonly by: 'password' | 'link';
  readonly from: SeenFrom | undefined;
  /** Opened by a link to set a password: until when it sets one without the present one. */
  readonly setsPasswordUntilAt?: Instant;
  /** The assignment they act in, null being the first; absent: the one they acted in last, while they hold it. */
  readonly assignmentId?: AssignmentId | null;
  /** Absent: the full time of a session from now. */
  readonly expiresAt?: Instant;
}

/** Opens a session for a person who has proved who they are. The token leaves the system once; its hash stays. */
export function createOpenSession(deps: ServiceDeps): (person: Person, opening: Opening) => Promise<SignedIn> {
  const { storage, ids, hasher, settings } = deps;
  return async (person, { now, by, from, setsPasswordUntilAt, ...opening }) => {
    const token = ids.secret();
    const expiresAt = opening.expiresAt ?? new Date(now.getTime() + settings.signIn.sessionMs);
    const last = opening.assignmentId === undefined ? person.lastAssignmentId : opening.assignmentId;
    const held = person.assignments.find(({ id }) => id === last);
    await storage.sessions.create({
      tokenHash: hasher.sha256(token),
      personId: person.id,
      kind: 'session',
      epoch: person.sessionEpoch,
      expiresAt,
      createdAt: now,
      by,
      ...(from === undefined ? {} : { from }),
      ...(setsPasswordUntilAt === undefined ? {} : { setsPasswordUntilAt }),
      ...(held === undefined ? {} : { assignmentId: held.id }),
    });
    return { token, expiresAt, principal: await withRightsOfRole(deps, principalOf(person, held)) };
  };
}

function principalOf({ id, name, ...first }: Person, held: Assignment | undefined): Principal {
  const { role, unitId } = held ?? first;
  return { personId: id, name, role, unitId, via: 'session', ...(held === undefined ? {} : { assignmentId: held.id }) };
}

export function createSignOut({ storage, hasher }: ServiceDeps): (token: string) => Promise<void> {
  return (token) => storage.sessions.revoke(hasher.sha256(token));
}

/**
 * Whom a token belongs to, a session of the dashboard or an API token. Null: it opens nothing (unknown,
 * expired, signed out, or its owner disabled). Of a session it is noted, every few minutes, that it is in use and from
 * where; where that cannot be written the caller is answered all the same.
 */
export function createAuthenticate({
  storage,
  hasher,
  clock,
  log,
}: ServiceDeps): (token: string, from?: SeenFrom) => Promise<Principal | null> {
  return async (token, from) => {
    const now = clock.now();
    const hash = hasher.sha256(token);
    const asking = await storage.sessions.asking(hash, now);
    if (asking === null) return null;
    const { principal, lastSeenAt } = asking;
    const isNoted = lastSeenAt !== null && now.getTime() - lastSeenAt.getTime() < NOTED_EVERY_MS;
    if (from !== undefined && principal.via === 'session' && !isNoted)
      await storage.sessions
        .noteUse(hash, { before: lastSeenAt, at: now, from })
        .catch((error: unknown) => log.error('session-use-not-noted', error));
    return principal;
  };
}
