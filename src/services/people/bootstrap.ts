import type { PersonId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import { personEvent } from './signInEvent';

const TOKEN_HASH_SETTING = 'bootstrap-token-hash';

/**
 * Makes sure that somebody can get in: an administrator of the whole office exists, and the configured bootstrap token
 * opens the API in their name. Run at every start; a token that was replaced in the configuration is revoked.
 */
export function createBootstrap(
  deps: ServiceDeps,
): (first: { username: string; name: string; bootstrapToken: string | null }) => Promise<{ personId: PersonId }> {
  const { clock } = deps;
  return async (first) => {
    const now = clock.now();
    const administrator =
      (await findAdministrator(deps, first.username)) ?? (await makeAdministrator(deps, first, now));
    await openToken(deps, { person: administrator, token: first.bootstrapToken, now });
    return { personId: administrator.id };
  };
}

/** Nobody can manage people any more: the configured name becomes an administrator, whatever it was before. */
function makeAdministrator(
  { storage, ids }: ServiceDeps,
  { username, name }: { readonly username: string; readonly name: string },
  now: Instant,
): Promise<Person> {
  const id = ids.id<PersonId>();
  const event = personEvent({
    eventId: ids.eventId(),
    actor: systemActor('bootstrap'),
    now,
    kind: 'person-changed',
    personId: id,
    reason: 'first-administrator',
  });
  const fields = { role: 'administrator', unitId: null, passwordHash: null, failedSignIns: 0 } as const;
  return storage.people.upsert(
    { id, username, name, ...fields, lockedUntilAt: null, disabled: false },
    { endsSessions: true, events: [event] },
  );
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
  if (hash === null || (await storage.sessions.principal(hash, grant.now))?.via === 'token') return;
  // One that ran out is still there under the same hash.
  await storage.sessions.revoke(hash);
  await storage.sessions.create({
    tokenHash: hash,
    personId: grant.person.id,
    kind: 'token',
    epoch: grant.person.sessionEpoch,
    expiresAt: new Date(grant.now.getTime() + settings.signIn.tokenMs),
    createdAt: grant.now,
  });
}
