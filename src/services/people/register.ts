import type { PersonId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Person } from '../../ports/storage';
import { personActor, systemActor } from '../actors';
import type { PersonRegistration, PersonView } from './contract';
import { demand, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { personEvent } from './signInEvent';

const MIN_PASSWORD_LENGTH = 10;

/**
 * Adds a person or changes the one with that username. Without a new password the old one stays. An administrator of a
 * subtree can neither reach people outside it nor give anybody more than it. Throws `Refusal` `forbidden`, `not-found`,
 * `invalid-input`.
 */
export function createRegisterPerson(
  deps: ServiceDeps,
): (person: PersonRegistration, principal: Principal | 'system') => Promise<PersonView> {
  const { storage, passwords, clock, ids } = deps;
  return async (registration, principal) => {
    const now = clock.now();
    if (principal !== 'system') demand('people.manage', principal);
    if (registration.username.trim() === '') throw invalidInput('username', '用户名不能为空。', '请填写用户名。');
    if (registration.password !== null && registration.password.length < MIN_PASSWORD_LENGTH) {
      throw invalidInput('password', `密码至少${MIN_PASSWORD_LENGTH}个字符。`, '请换一个更长的密码。');
    }
    const existing = await storage.people.byUsername(registration.username);
    if (principal !== 'system') {
      await demandReach(deps, principal, registration.unitId);
      if (existing !== null) await demandReach(deps, principal, existing.unitId);
    }
    const passwordHash =
      registration.password === null ? (existing?.passwordHash ?? null) : await passwords.hash(registration.password);
    const saved = await storage.people.upsert({
      id: existing?.id ?? ids.id<PersonId>(),
      username: registration.username,
      name: registration.name,
      role: registration.role,
      unitId: registration.unitId,
      passwordHash,
      failedSignIns: existing?.failedSignIns ?? 0,
      lockedUntilAt: existing?.lockedUntilAt ?? null,
      disabled: registration.disabled,
    });
    await storage.ledger.append([
      personEvent({
        eventId: ids.eventId(),
        actor: principal === 'system' ? systemActor('register') : personActor(principal),
        now,
        kind: 'person-changed',
        personId: saved.id,
        reason: existing === null ? 'added' : 'changed',
      }),
    ]);
    return personView(saved);
  };
}

async function demandReach({ storage }: ServiceDeps, principal: Principal, unitId: Person['unitId']): Promise<void> {
  if (principal.unitId === null) return;
  if (unitId === null || (await storage.units.byId(unitId, principal.unitId)) === null) throw notFound('单位');
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

function personView(person: Person): PersonView {
  return {
    id: person.id,
    username: person.username,
    name: person.name,
    role: person.role,
    unitId: person.unitId,
    disabled: person.disabled,
    hasPassword: person.passwordHash !== null,
  };
}
