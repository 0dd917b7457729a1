import type { PersonId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Person } from '../../ports/storage';
import { personActor, systemActor } from '../actors';
import type { PersonView } from '../../api/people';
import type { PersonRegistration } from '../registrations';
import { demandOpenUnit } from './demandOpenUnit';
import { personView } from './personView';
import { canReach } from './reachPerson';
import { demand, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { personEvent } from './signInEvent';

const MIN_PASSWORD_LENGTH = 10;

/**
 * Adds a person or changes the one with that username. Without a new password the old one stays; another password, role
 * or unit, and being disabled, ends every session and link there is. An administrator of a
 * subtree can neither reach people outside it nor give anybody more than it. Throws `Refusal` `forbidden`, `not-found`,
 * `invalid-input`.
 */
export function createRegisterPerson(
  deps: ServiceDeps,
): (person: PersonRegistration, principal: Principal | 'system') => Promise<PersonView> {
  const { storage, clock, ids } = deps;
  return async (registration, principal) => {
    const now = clock.now();
    if (principal !== 'system') demand('people.manage', principal);
    if (registration.username.trim() === '') throw invalidInput('username', '用户名不能为空。', '请填写用户名。');
    if (registration.password !== null && registration.password.length < MIN_PASSWORD_LENGTH) {
      throw invalidInput('password', `密码至少${MIN_PASSWORD_LENGTH}个字符。`, '请换一个更长的密码。');
    }
    const existing = await storage.people.byUsername(registration.username);
    if (principal !== 'system') {
      for (const unitId of existing === null ? [registration.unitId] : [registration.unitId, existing.unitId])
        if (!(await canReach(deps, principal, unitId))) throw notFound('单位');
    }
    // One who is out already may stay named in the files of a unit that was closed.
    if (existing?.unitId !== registration.unitId || !(registration.disabled ?? existing.disabled))
      await demandOpenUnit(deps, registration.unitId);
    const passwordHash = await hashOf(deps, registration.password, existing);
    const id = existing?.id ?? ids.id<PersonId>();
    const { username, name, role, unitId, disabled = existing?.disabled ?? false } = registration;
    const event = personEvent({
      eventId: ids.eventId(),
      actor: principal === 'system' ? systemActor('register') : personActor(principal),
      now,
      kind: 'person-changed',
      personId: id,
      reason: existing === null ? 'added' : 'changed',
    });
    // What a session was opened with, or for, is no longer so.
    const endsSessions =
      existing !== null &&
      (passwordHash !== existing.passwordHash ||
        role !== existing.role ||
        unitId !== existing.unitId ||
        disabled !== existing.disabled);
    // Nothing changes: an import that is repeated, or finished after a kill, leaves no second line in the ledger.
    if (existing !== null && !endsSessions && name === existing.name) return personView(existing);
    const saved = await storage.people.upsert(
      {
        id,
        username,
        name,
        role,
        unitId,
        passwordHash,
        failedSignIns: existing?.failedSignIns ?? 0,
        lockedUntilAt: existing?.lockedUntilAt ?? null,
        disabled,
      },
      { endsSessions, events: [event] },
    );
    return personView(saved);
  };
}

/** The password that is there already keeps its hash: importing the same file again ends nobody's session. */
async function hashOf(
  { passwords }: ServiceDeps,
  password: string | null,
  existing: Person | null,
): Promise<string | null> {
  const known = existing?.passwordHash ?? null;
  if (password === null) return known;
  return known !== null && (await passwords.verify(password, known)) ? known : passwords.hash(password);
}

/** Everybody this administrator may manage. */
export function createListPeople({ storage }: ServiceDeps): (principal: Principal) => Promise<PersonView[]> {
  return async (principal) => {
    demand('people.manage', principal);
    const people = await storage.people.list();
    if (principal.unitId === null) return people.map(personView);
    const reachable = new Set((await storage.units.list(principal.unitId)).map((unit) => unit.id));
    return people.filter((person) => person.unitId !== null && reachable.has(person.unitId)).map(personView);
  };
}
