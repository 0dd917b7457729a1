import { capacitiesOf, MOST_ASSIGNMENTS, type Assignment } from '../../domain/people/assignment';
import type { AssignmentId, PersonId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Person } from '../../ports/storage';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { PeopleServices } from './contract';
import { guestView, personView } from './personView';
import { canReach, demandUnit, reachPerson } from './reachPerson';
import { createOpenSession, type Opening } from './sessions';
import { personEvent } from './signInEvent';

type Assigning = Pick<PeopleServices, 'assign' | 'endAssignment' | 'actAs'>;

/** Several units of one person (decision 36): given and ended by who manages people, and acted in one at a time. */
export function createAssignments(deps: ServiceDeps): Assigning {
  const { storage, clock, ids, hasher } = deps;
  const openSession = createOpenSession(deps);
  const eventOf = (
    id: PersonId,
    { to, reason, held }: { readonly to: string; readonly reason: string; readonly held: Omit<Assignment, 'id'> },
    principal: Principal,
  ) =>
    personEvent({
      ...{ eventId: ids.eventId(), actor: personActor(principal), now: clock.now(), kind: 'person-changed' },
      ...{ personId: id, to, reason, data: { role: held.role, unitId: held.unitId } },
    });
  const changed = async (id: PersonId): Promise<Person> => {
    const person = await storage.people.byId(id);
    if (person === null) throw notFound('人员');
    return person;
  };
  return {
    assign: async (id, { role, unitId, reason }, principal) => {
      const before = await reachPerson(deps, id, principal);
      if (id === principal.personId) throw conflict('不能给自己增加任职，请由另一位管理员办理。');
      const why = writtenReason(reason);
      await demandUnit(deps, unitId, principal);
      if (capacitiesOf(before).some((one) => one.unitId === unitId))
        throw invalidInput('unitId', '该人员在这一单位已有任职。', '如需换角色，请先结束原来的任职。');
      if (before.assignments.length >= MOST_ASSIGNMENTS)
        throw conflict(`一人最多另有 ${MOST_ASSIGNMENTS} 个任职，请先结束不再担任的。`);
      const added: Assignment = { id: ids.id<AssignmentId>(), role, unitId };
      const event = eventOf(id, { to: 'assigned', reason: why, held: added }, principal);
      if (!(await storage.people.setAssignments(before, [...before.assignments, added], event)))
        throw conflict('该人员已被他人改动。');
      return personView(await changed(id));
    },
    endAssignment: async (id, { assignmentId, reason }, principal) => {
      demand('people.manage', principal);
      const before = await storage.people.byId(id);
      const held = before?.assignments.find((one) => one.id === assignmentId);
      // Whoever manages the unit ends what is held there, also of somebody who belongs elsewhere.
      const isOwn = before !== null && (await canReach(deps, principal, before.unitId));
      const isReached = isOwn || (held !== undefined && (await canReach(deps, principal, held.unitId)));
      if (before === null || !isReached) throw notFound('人员');
      if (held === undefined) throw notFound('任职', 'assignmentId');
      if (id === principal.personId) throw conflict('不能结束自己的任职，请由另一位管理员办理。');
      const event = eventOf(id, { to: 'assignment-ended', reason: writtenReason(reason), held }, principal);
      const left = before.assignments.filter((one) => one.id !== assignmentId);
      if (!(await storage.people.setAssignments(before, left, event))) throw conflict('该人员已被他人改动。');
      const after = await changed(id);
      if (isOwn) return personView(after);
      const seen = new Set<UnitId | null>((await storage.units.list(principal.unitId)).map((unit) => unit.id));
      return guestView(after, (unitId) => seen.has(unitId));
    },
    actAs: async (assignmentId, { principal, token, from }) => {
      if (principal.via !== 'session' || token === null) throw conflict('访问令牌不能切换任职。');
      const now = clock.now();
      const person = await storage.people.byId(principal.personId);
      const session = await storage.sessions.openBy(hasher.sha256(token), now);
      if (person === null || person.disabled || session === null) throw notFound('人员');
      const held = assignmentId === null ? null : person.assignments.find((one) => one.id === assignmentId);
      if (held === undefined) throw notFound('任职', 'assignmentId');
      const until = session.setsPasswordUntilAt;
      const opening: Opening = {
        ...{ now, by: session.by ?? 'password', from, assignmentId, expiresAt: session.expiresAt },
        ...(until === null ? {} : { setsPasswordUntilAt: until }),
      };
      const signedIn = await openSession(person, opening);
      // The line stands before anything is done in it; a session that is left behind is ended like any other.
      const event = eventOf(person.id, { to: 'acts-as', reason: 'own', held: held ?? person }, principal);
      await storage.ledger.append([event]);
      await storage.people.noteAssignment(person.id, assignmentId);
      await storage.sessions.revoke(hasher.sha256(token));
      return signedIn;
    },
  };
}
