import { Refusal } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import type { SeenFrom } from '../../domain/people/seenFrom';
import { personActor } from '../actors';
import { conflict, notFound } from '../refuse';
import type { OneTimeLink, PeopleServices, SignedIn } from './contract';
import { demandAllOf, reachPerson } from './reachPerson';
import type { ServiceDeps } from '../settings';
import { createOpenSession } from './sessions';
import { personEvent } from './signInEvent';

/**
 * Makes a link that signs one person in, once, unless their sessions are ended before. The secret is returned here and
 * nowhere else. It sets a password too unless that is ruled out. Throws `Refusal` `not-found`, `conflict` for somebody
 * who is disabled.
 */
export function createCreateLink({
  storage,
  clock,
  ids,
  hasher,
  settings,
}: ServiceDeps): (personId: PersonId, forPassword?: boolean) => Promise<OneTimeLink> {
  return async (personId, forPassword = true) => {
    const now = clock.now();
    const person = await storage.people.byId(personId);
    if (person === null) throw notFound('人员');
    if (person.disabled) throw conflict('该人员已停用，先启用才能发登录链接。');
    const secret = ids.secret();
    const expiresAt = new Date(now.getTime() + settings.signIn.linkMs);
    await storage.sessions.create({
      tokenHash: hasher.sha256(secret),
      personId,
      kind: 'link',
      epoch: person.sessionEpoch,
      expiresAt,
      createdAt: now,
      forPassword,
    });
    return { secret, expiresAt };
  };
}

/** The same by an administrator, for somebody who cannot sign in. The ledger has it before the link exists. */
export function createIssueLink(deps: ServiceDeps): PeopleServices['issueLink'] {
  const { storage, clock, ids } = deps;
  const createLink = createCreateLink(deps);
  return async (id, { reason, forPassword }, principal) => {
    const person = await reachPerson(deps, id, principal);
    await demandAllOf(deps, principal, person);
    if (person.disabled) throw conflict('该人员已停用，先启用才能发登录链接。');
    await storage.ledger.append([
      personEvent({
        eventId: ids.eventId(),
        actor: personActor(principal),
        now: clock.now(),
        kind: 'person-changed',
        personId: id,
        to: forPassword ? 'password-link-issued' : 'sign-in-link-issued',
        reason,
      }),
    ]);
    return createLink(id, forPassword);
  };
}

/** Signs in with such a link. Throws `Refusal` `link-used-or-expired`, also for a link whose owner is disabled. */
export function createSignInWithLink(deps: ServiceDeps): (secret: string, from?: SeenFrom) => Promise<SignedIn> {
  const { storage, clock, ids, hasher } = deps;
  const openSession = createOpenSession(deps);
  return async (secret, from) => {
    const now = clock.now();
    const link = await storage.sessions.consumeLink(hasher.sha256(secret), now);
    const person = link === null ? null : await storage.people.byId(link.personId);
    if (link === null || person === null || person.disabled) {
      throw new Refusal('link-used-or-expired', '登录链接已使用或已过期。', {
        remedy: '请用密码登录，或请管理员再发一个链接。',
      });
    }
    // Whoever holds the link has got past the lock; the wrong passwords before it are forgotten as after a right one.
    if (person.failedSignIns > 0) await storage.people.clearFailures(person.id);
    const signedIn = await openSession(person, {
      ...{ now, by: 'link', from },
      ...(link.forPassword ? { setsPasswordUntilAt: link.expiresAt } : {}),
    });
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
