import { Refusal } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import { personActor } from '../actors';
import type { SignedIn } from './contract';
import type { ServiceDeps } from '../settings';
import { createOpenSession } from './sessions';
import { personEvent } from './signInEvent';

/** Makes a link that signs one person in, once. The secret is returned here and nowhere else. */
export function createCreateLink({
  storage,
  clock,
  ids,
  hasher,
  settings,
}: ServiceDeps): (personId: PersonId) => Promise<{ secret: string; expiresAt: Instant }> {
  return async (personId) => {
    const now = clock.now();
    const secret = ids.secret();
    const expiresAt = new Date(now.getTime() + settings.signIn.linkMs);
    await storage.sessions.create({
      tokenHash: hasher.sha256(secret),
      personId,
      kind: 'link',
      expiresAt,
      createdAt: now,
    });
    return { secret, expiresAt };
  };
}

/** Signs in with such a link. Throws `Refusal` `link-used-or-expired`, also for a link whose owner is disabled. */
export function createSignInWithLink(deps: ServiceDeps): (secret: string) => Promise<SignedIn> {
  const { storage, clock, ids, hasher } = deps;
  const openSession = createOpenSession(deps);
  return async (secret) => {
    const now = clock.now();
    const personId = await storage.sessions.consumeLink(hasher.sha256(secret), now);
    const person = personId === null ? null : await storage.people.byId(personId);
    if (person === null || person.disabled) {
      throw new Refusal('link-used-or-expired', '登录链接已使用或已过期。', {
        remedy: '请用密码登录，或请管理员再发一个链接。',
      });
    }
    const signedIn = await openSession(person, now);
    await storage.ledger.append([
      personEvent({
        eventId: ids.eventId(),
        actor: personActor(signedIn.principal),
        now,
        kind: 'signed-in',
        personId: person.id,
        reason: 'link',
      }),
    ]);
    return signedIn;
  };
}
