import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';
import type { SignedIn } from './contract';
import type { ServiceDeps } from '../settings';

/** Opens a session for a person who has proved who they are. The token leaves the system once; its hash stays. */
export function createOpenSession(deps: ServiceDeps): (person: Person, now: Instant) => Promise<SignedIn> {
  const { storage, ids, hasher, settings } = deps;
  return async (person, now) => {
    const token = ids.secret();
    const expiresAt = new Date(now.getTime() + settings.signIn.sessionMs);
    await storage.sessions.create({
      tokenHash: hasher.sha256(token),
      personId: person.id,
      kind: 'session',
      epoch: person.sessionEpoch,
      expiresAt,
      createdAt: now,
    });
    return { token, expiresAt, principal: principalOf(person) };
  };
}

function principalOf(person: Person): Principal {
  return { personId: person.id, name: person.name, role: person.role, unitId: person.unitId, via: 'session' };
}

export function createSignOut({ storage, hasher }: ServiceDeps): (token: string) => Promise<void> {
  return (token) => storage.sessions.revoke(hasher.sha256(token));
}

/**
 * Whom a token belongs to, a session of the dashboard or an API token. Null: it opens nothing (unknown,
 * expired, signed out, or its owner disabled).
 */
export function createAuthenticate({
  storage,
  hasher,
  clock,
}: ServiceDeps): (token: string) => Promise<Principal | null> {
  return (token) => storage.sessions.principal(hasher.sha256(token), clock.now());
}
