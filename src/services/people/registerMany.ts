import { isOpen } from '../../domain/accounts/unit';
import type { PersonId } from '../../domain/ids';
import { MOST_PEOPLE } from '../../domain/people/person';
import { inScope } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import type { NewPerson, Person, Unit } from '../../ports/storage';
import { personActor, systemActor } from '../actors';
import { conflict, demand, invalidInput, notFound } from '../refuse';
import type { PersonRegistration } from '../registrations';
import type { ServiceDeps } from '../settings';
import type { RegisterSteps } from '../steps';
import { checkRegistration } from './checkRegistration';
import { personEvent } from './signInEvent';

/** Passwords are hashed slowly on purpose, each in a thread of its own. */
const HASHED_AT_ONCE = 4;
/** Added together: few round trips, and progress that is seen to go on. */
const AT_ONCE = 500;

interface Known {
  readonly people: ReadonlyMap<string, Person>;
  readonly units: ReadonlyMap<string, Unit>;
}

/**
 * `register` for many. Who is new is checked and added together; who is as the list says is left alone; the others, and
 * whom somebody else adds meanwhile, go through `register` one by one. Refuses as `register` does, and adds nobody
 * where one of the new ones is refused. A process that dies in between is repaired by registering the list again.
 */
export function createRegisterMany(
  deps: ServiceDeps,
  register: (person: PersonRegistration, principal: Principal | 'system') => Promise<unknown>,
): RegisterSteps['people']['registerMany'] {
  const { storage, passwords } = deps;
  return async (registrations, principal, onProgress = () => undefined) => {
    if (registrations.length === 0) return;
    if (principal !== 'system') demand('people.manage', principal);
    const known: Known = {
      people: new Map((await storage.people.list()).map((person) => [person.username, person])),
      units: new Map((await storage.units.list(null)).map((unit) => [unit.id, unit])),
    };
    const named = new Set<string>();
    const [fresh, others]: [PersonRegistration[], PersonRegistration[]] = [[], []];
    for (const one of registrations) {
      if (isSo(one, known, principal)) continue;
      const isNew = !known.people.has(one.username) && !named.has(one.username);
      (isNew ? fresh : others).push(one);
      named.add(one.username);
    }
    for (const one of fresh) checkNew(one, known.units, principal);
    if (principal !== 'system' && known.people.size + fresh.length > MOST_PEOPLE)
      throw conflict(`人员最多 ${MOST_PEOPLE} 名，不能再添加 ${fresh.length} 名。`);
    let done = registrations.length - fresh.length - others.length;
    for (let at = 0; at < fresh.length; at += AT_ONCE) {
      onProgress(done);
      const some = fresh.slice(at, at + AT_ONCE);
      const hashes = await hashAll(some, (password) => passwords.hash(password));
      const rows = some.map((one, index) => newPerson(deps, one, hashes[index] ?? null));
      const added = await storage.people.addMissing(
        rows.map((person) => ({ person, event: addedEvent(deps, person.id, principal) })),
      );
      const missed = some.filter((_, index) => !added.has((rows[index] as NewPerson).id));
      if (missed[0] !== undefined && principal !== 'system')
        throw conflict(`用户名“${missed[0].username}”刚被他人使用。`);
      others.push(...missed);
      done += some.length - missed.length;
    }
    for (const one of others) {
      onProgress(done);
      await register(one, principal);
      done += 1;
    }
  };
}

/** Whether somebody is there as the list says, and may be said so by whoever hands it in. */
function isSo(given: PersonRegistration, { people, units }: Known, principal: Principal | 'system'): boolean {
  const person = people.get(given.username);
  if (person === undefined || given.password !== null) return false;
  const { name, role, unitId, disabled = person.disabled } = given;
  const unit = unitId === null ? undefined : units.get(unitId);
  const isUsable = disabled || unit === undefined || isOpen(unit);
  const isSame =
    name === person.name && role === person.role && unitId === person.unitId && disabled === person.disabled;
  return isSame && isUsable && (principal === 'system' || reaches(principal, unitId, units));
}

function reaches(principal: Principal, unitId: Person['unitId'], units: Known['units']): boolean {
  if (principal.unitId === null) return true;
  return unitId !== null && inScope(principal.unitId, units.get(unitId)?.path ?? []);
}

/** Throws `Refusal` `invalid-input`, `not-found`. */
function checkNew(given: PersonRegistration, units: Known['units'], principal: Principal | 'system'): void {
  checkRegistration(given);
  if (principal !== 'system' && !reaches(principal, given.unitId, units)) throw notFound('单位');
  const unit = given.unitId === null ? undefined : units.get(given.unitId);
  if (unit !== undefined && !isOpen(unit))
    throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请选择在用的单位，或先恢复该单位。');
}

async function hashAll(
  registrations: readonly PersonRegistration[],
  hash: (password: string) => Promise<string>,
): Promise<readonly (string | null)[]> {
  const hashes: (string | null)[] = [];
  for (let at = 0; at < registrations.length; at += HASHED_AT_ONCE)
    hashes.push(
      ...(await Promise.all(
        registrations
          .slice(at, at + HASHED_AT_ONCE)
          .map(async ({ password }) => (password === null ? null : hash(password))),
      )),
    );
  return hashes;
}

function newPerson({ ids }: ServiceDeps, given: PersonRegistration, passwordHash: string | null): NewPerson {
  const { id = ids.id<PersonId>(), username, name, role, unitId, disabled = false } = given;
  return { id, username, name, role, unitId, passwordHash, failedSignIns: 0, lockedUntilAt: null, disabled };
}

function addedEvent({ ids, clock }: ServiceDeps, personId: PersonId, principal: Principal | 'system') {
  const actor = principal === 'system' ? systemActor('register') : personActor(principal);
  return personEvent({
    ...{ eventId: ids.eventId(), actor, now: clock.now() },
    ...{ kind: 'person-changed', personId, reason: 'added' },
  });
}
