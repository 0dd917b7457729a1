import { brokenPasswordRules, PASSWORD_RULES, type PasswordRule } from '../../domain/people/passwordRules';
import type { Person } from '../../ports/storage';
import type { OwnPasswordView } from '../../api/people';
import { personActor, systemActor } from '../actors';
import { conflict, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { PeopleServices } from './contract';
import { failuresOf, isLocked, lockedOut } from './passwordFailures';
import { createOpenSession } from './sessions';
import { personEvent } from './signInEvent';

const MUST_BE: Readonly<Record<PasswordRule['id'], (least: number) => string>> = {
  length: (least) => `密码至少 ${least} 个字符。`,
  classes: (least) => `密码至少含大写字母、小写字母、数字、其他字符中的 ${least} 类。`,
  'no-username': () => '密码不能包含用户名。',
  another: () => '新密码与现在的密码相同。',
};

type Changing = Pick<PeopleServices, 'ownPassword' | 'changeOwnPassword'>;

/**
 * One's own password. Whoever has signed in by a link issued for that may set one for as long as the link itself was
 * good, without the present one: that is how a forgotten password is replaced, and no administrator learns it.
 */
export function createChangePassword(deps: ServiceDeps): Changing {
  const { storage, passwords, clock, ids, hasher, settings } = deps;
  const openSession = createOpenSession(deps);
  const cameByLink = async (token: string | null): Promise<boolean> => {
    if (token === null) return false;
    const now = clock.now();
    const session = await storage.sessions.openBy(hasher.sha256(token), now);
    const until = session?.setsPasswordUntilAt ?? null;
    return until !== null && now < until;
  };
  const eventOf = (
    person: Person,
    change: Pick<Parameters<typeof personEvent>[0], 'actor' | 'kind' | 'to' | 'reason'>,
  ) => personEvent({ eventId: ids.eventId(), now: clock.now(), personId: person.id, ...change });
  /** A wrong one counts as a wrong sign-in does, and locks as it does. */
  const demandPresent = async (person: Person, present: string | null): Promise<void> => {
    const now = clock.now();
    if (isLocked(failuresOf(person), now)) throw lockedOut();
    if (person.passwordHash === null) throw conflict('您还没有密码，请用管理员发的链接重新登录后设置。');
    if (present === null)
      throw invalidInput('present', '请填写现在的密码。', '忘记密码时，请管理员发一个重设密码的链接。');
    if (await passwords.verify(present, person.passwordHash)) return;
    const until = new Date(now.getTime() + settings.signIn.lockMs);
    const counted = failuresOf(
      await storage.people.recordFailedSignIn(person.id, settings.signIn.lockAfterFailures, until),
    );
    const reason = isLocked(counted, now) ? 'locked-out' : 'wrong-password';
    await storage.ledger.append([eventOf(person, { actor: systemActor('sign-in'), kind: 'sign-in-refused', reason })]);
    throw isLocked(counted, now)
      ? lockedOut()
      : invalidInput('present', '现在的密码不正确。', '请重新输入；连续输错将暂时锁定。');
  };
  return {
    ownPassword: async (principal, token): Promise<OwnPasswordView> => {
      const person = await storage.people.byId(principal.personId);
      if (person === null) throw notFound('人员');
      return {
        hasPassword: person.passwordHash !== null,
        needsPresent: !(await cameByLink(token)),
        rules: PASSWORD_RULES,
      };
    },
    changeOwnPassword: async ({ present, password, from }, principal, token) => {
      if (principal.via !== 'session') throw conflict('访问令牌不能修改密码，请登录后修改。');
      const person = await storage.people.byId(principal.personId);
      if (person === null) throw notFound('人员');
      const isByLink = await cameByLink(token);
      if (!isByLink) await demandPresent(person, present);
      const isPresent = person.passwordHash !== null && (await passwords.verify(password, person.passwordHash));
      const [broken] = brokenPasswordRules(password, { username: person.username, isPresent });
      if (broken !== undefined) {
        const least = PASSWORD_RULES.find(({ id }) => id === broken)?.least ?? 0;
        throw invalidInput('password', MUST_BE[broken](least), '请换一个密码。');
      }
      const reason = isByLink ? 'link' : 'own';
      const event = eventOf(person, {
        actor: personActor(principal),
        kind: 'person-changed',
        to: 'password-changed',
        reason,
      });
      if (!(await storage.people.setPassword(person, await passwords.hash(password), event)))
        throw conflict('密码已在别处改过。');
      if (person.failedSignIns > 0) await storage.people.clearFailures(person.id);
      const changed = await storage.people.byId(person.id);
      if (changed === null || changed.disabled) throw notFound('人员');
      const assignmentId = principal.assignmentId ?? null;
      return openSession(changed, { now: clock.now(), by: 'password', from, assignmentId });
    },
  };
}
