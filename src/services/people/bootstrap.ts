import type { PersonId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';
import type { ServiceDeps } from '../settings';

const TOKEN_HASH_SETTING = 'bootstrap-token-hash';

/**
 * Makes sure that somebody can get in: an administrator of the whole office exists, and the configured bootstrap token
 * opens the API in their name. Run at every start; a token that was replaced in the configuration is revoked.
 */
export function createBootstrap(
  deps: ServiceDeps,
): (first: { username: string; name: string; bootstrapToken: string | null }) => Promise<{ personId: PersonId }> {
  const { storage, clock, ids } = deps;
  return async (first) => {
    const now = clock.now();
    const administrator =
      (await findAdministrator(deps, first.username)) ??
      (await storage.people.upsert({
        id: ids.id<PersonId>(),
        username: first.username,
        name: first.name,
        role: 'administrator',
        unitId: null,
        passwordHash: null,
        failedSignIns: 0,
        lockedUntilAt: null,
        disabled: false,
      }));
    await openToken(deps, { person: administrator, token: first.bootstrapToken, now });
    return { personId: administrator.id };
  };
}

async function findAdministrator({ storage }: ServiceDeps, username: string): Promise<Person | null> {
  const rightful = (person: Person): boolean =>
    person.role === 'administrator' && person.unitId === null && !person.disabled;
  const people = await storage.people.list();
  return people.find((person) => person.username === username && rightful(person)) ?? people.find(rightful) ?? null;
}

async function openToken(
  { storage, hasher, settings }: ServiceDeps,
  grant: { person: Person; token: string | null; now: Instant },
): Promise<void> {
  const hash = grant.token === null ? null : hasher.sha256(grant.token);
  const former = await storage.settings.get(TOKEN_HASH_SETTING);
  if (former !== null && former !== '' && former !== hash) await storage.sessions.revoke(former);
  if (former !== (hash ?? '')) await storage.settings.set(TOKEN_HASH_SETTING, hash ?? '');
  if (hash === null || (await storage.sessions.principal(hash, 'token', grant.now)) !== null) return;
  // One that ran out is still there under the same hash.
  await storage.sessions.revoke(hash);
  await storage.sessions.create({
    tokenHash: hash,
    personId: grant.person.id,
    kind: 'token',
    expiresAt: new Date(grant.now.getTime() + settings.signIn.tokenMs),
    createdAt: grant.now,
  });
}
