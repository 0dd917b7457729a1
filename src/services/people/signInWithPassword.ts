import { Refusal } from '../../domain/errors';
import type { SeenFrom } from '../../domain/people/seenFrom';
import type { Instant } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';
import { personActor, systemActor } from '../actors';
import type { SignedIn } from './contract';
import { failuresOf, isLocked, lockedOut, type Failures } from './passwordFailures';
import type { ServiceDeps } from '../settings';
import { createOpenSession } from './sessions';
import { personEvent } from './signInEvent';

/** Longer input is refused before any hashing: scrypt over megabytes would be a cheap attack. */
const MAX_PASSWORD_LENGTH = 1_024;
/**
 * Names that exist nowhere are remembered only to answer them like real ones; the oldest is dropped beyond this many.
 */
const MAX_STRANGERS = 10_000;

/**
 * Sign-in with user name and password. After `lockAfterFailures` wrong passwords the name is locked for `lockMs`.
 * A name that does not exist behaves the same in every way that shows, including the time it takes (a stand-in hash is
 * verified) and the lock, so that nobody can find out who has an account here.
 * Throws `Refusal` `sign-in-failed` or `locked-out`.
 */
export function createSignInWithPassword(
  deps: ServiceDeps,
): (username: string, password: string, from?: SeenFrom) => Promise<SignedIn> {
  const { storage, passwords, clock, ids, settings, hasher } = deps;
  const openSession = createOpenSession(deps);
  const strangers = new Map<string, Failures>();
  let standIn: Promise<string> | null = null;

  const rememberStranger = (key: string, now: Instant): Failures => {
    const failures = (strangers.get(key)?.failures ?? 0) + 1;
    const lockedUntilAt =
      failures >= settings.signIn.lockAfterFailures ? new Date(now.getTime() + settings.signIn.lockMs) : null;
    strangers.delete(key);
    strangers.set(key, { failures, lockedUntilAt });
    const oldest = strangers.keys().next().value;
    if (strangers.size > MAX_STRANGERS && oldest !== undefined) strangers.delete(oldest);
    return { failures, lockedUntilAt };
  };

  const recordFailure = async (person: Person | null, key: string, now: Instant): Promise<Failures> => {
    const lockedUntilAt = new Date(now.getTime() + settings.signIn.lockMs);
    const counted =
      person === null
        ? rememberStranger(key, now)
        : failuresOf(
            await storage.people.recordFailedSignIn(person.id, settings.signIn.lockAfterFailures, lockedUntilAt),
          );
    await storage.ledger.append([
      personEvent({
        eventId: ids.eventId(),
        actor: systemActor('sign-in'),
        now,
        kind: 'sign-in-refused',
        personId: person?.id ?? 'unknown',
        reason: isLocked(counted, now) ? 'locked-out' : 'wrong-password',
      }),
    ]);
    return counted;
  };

  return async (username, password, from) => {
    const now = clock.now();
    standIn ??= passwords.hash(ids.secret());
    const standInHash = await standIn;
    const person = await storage.people.byUsername(username);
    const key = hasher.sha256(username);
    const before: Failures | undefined = person === null ? strangers.get(key) : failuresOf(person);
    if (before !== undefined && isLocked(before, now)) throw lockedOut();
    const matches =
      password.length <= MAX_PASSWORD_LENGTH && (await passwords.verify(password, person?.passwordHash ?? standInHash));
    if (person === null || person.disabled || person.passwordHash === null || !matches) {
      const after = await recordFailure(person, key, now);
      if (isLocked(after, now)) throw lockedOut();
      throw new Refusal('sign-in-failed', '用户名或密码不正确。', { remedy: '请重新输入；连续输错将暂时锁定。' });
    }
    if (person.failedSignIns > 0) await storage.people.clearFailures(person.id);
    const signedIn = await openSession(person, { now, by: 'password', from });
    await storage.ledger.append([
      personEvent({
        eventId: ids.eventId(),
        actor: personActor(signedIn.principal),
        now,
        kind: 'signed-in',
        personId: person.id,
        reason: 'password',
      }),
    ]);
    return signedIn;
  };
}
