import { Refusal } from '../../../domain/errors';
import type { HandoverId, PersonId } from '../../../domain/ids';
import type { Handover, HandoverItem, HandoverLeft, HandoverObstacle } from '../../../domain/people/handover';
import { managesOffice } from '../../../domain/people/person';
import type { Principal } from '../../../domain/people/role';
import { MINUTE_MS } from '../../../domain/time/instant';
import type { Person } from '../../../ports/storage';
import type { HandoverPreviewView, HandoverView } from '../../../api/people';
import { personActor } from '../../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../../refuse';
import { readRightsOfRoles } from '../../rightsOfRoles';
import type { ServiceDeps } from '../../settings';
import { iso, isoOrNull, listView } from '../../toView/isoInstant';
import type { PeopleServices } from '../contract';
import { LAST_ADMINISTRATOR } from '../lastAdministrator';
import { reachPerson } from '../reachPerson';
import { createSetDisabled } from '../setDisabled';
import { personEvent } from '../signInEvent';
import type { OpenThing } from './openThing';
import { createOpenThings } from './openThings';

/** What somebody changes at the same time is looked at again so often before it counts as left. */
const PASSES = 3;
/** Whoever carries a hand-over out holds it so long; after that their process counts as dead. */
export const HANDOVER_HELD_MS = 5 * MINUTE_MS;

type HandingOver = Pick<PeopleServices, 'previewHandover' | 'handOver' | 'handovers' | 'handover' | 'resumeHandovers'>;

/** A leaver's open things go to a successor in one act, with a record of it; killed at any step it is gone on with. */
export function createHandOver(deps: ServiceDeps): HandingOver {
  const { storage, clock, ids, log } = deps;
  const openThings = createOpenThings(deps);
  const setDisabled = createSetDisabled(deps);

  const successorOf = async (from: Person, toId: PersonId, principal: Principal): Promise<Person> => {
    const to = await storage.people.byId(toId);
    if (to === null) throw notFound('接手人', 'toId');
    await reachPerson(deps, toId, principal).catch((error: unknown) => {
      throw error instanceof Refusal && error.code === 'not-found' ? notFound('接手人', 'toId') : error;
    });
    if (to.id === from.id) throw invalidInput('toId', '不能交给本人。', '请选择另一位人员。');
    if (to.disabled) throw invalidInput('toId', `“${to.name}”已停用。`, '请选择可登录的人员。');
    return to;
  };
  const eventOf = ({ fromId, id, toName }: Handover, said: { to: string; reason: string }, by: Principal) =>
    personEvent({
      ...{ eventId: ids.eventId(), actor: personActor(by), now: clock.now() },
      ...{ kind: 'person-changed', personId: fromId, to: said.to, reason: said.reason },
      data: { handoverId: id, toName },
    });

  /** Why it was not given; null: it was. What cannot be written keeps nothing else from being given. */
  const tryGive = async (thing: OpenThing, to: Person | null): Promise<HandoverObstacle | null> => {
    if (thing.give === null) return 'office';
    if (to === null || to.disabled) return 'disabled';
    const obstacle = thing.obstacle?.(to) ?? null;
    if (obstacle !== null) return obstacle;
    try {
      return (await thing.give(to)) ? null : 'changed';
    } catch (error) {
      log.error('handover-thing-not-given', error);
      return 'failed';
    }
  };
  const heldUntil = (): Date => new Date(clock.now().getTime() + HANDOVER_HELD_MS);

  const carryOut = async (handover: Handover): Promise<void> => {
    const by: Principal = {
      ...{ personId: handover.byId, name: handover.byName, role: 'administrator', unitId: handover.byUnitId },
      via: 'session',
    };
    const from = { id: handover.fromId, name: handover.fromName };
    const to = await storage.people.byId(handover.toId);
    const rights = await readRightsOfRoles(deps);
    const obstacles = new Map<string, HandoverObstacle | null>();
    let left = await openThings({ from, by, handoverId: handover.id, rights });
    for (let pass = 0; pass < PASSES && left.length > 0; pass += 1) {
      for (const thing of left) obstacles.set(keyOf(thing), await tryGive(thing, to));
      left = await openThings({ from, by, handoverId: handover.id, rights });
      if (left.every((thing) => STAYS.includes(obstacles.get(keyOf(thing)) ?? 'changed'))) break;
    }
    const leaver = await storage.people.byId(handover.fromId);
    if (handover.disables && leaver !== null && !leaver.disabled)
      await setDisabled(handover.fromId, { is: true, reason: handover.reason }, by).catch((error: unknown) => {
        // They are the last administrator by now, or were shut out meanwhile: the record says whether they are.
        if (!(error instanceof Refusal)) throw error;
      });
    const leftOf = (thing: OpenThing): HandoverLeft => ({
      ...plain(thing),
      why: obstacles.get(keyOf(thing)) ?? 'changed',
    });
    const event = eventOf(handover, { to: 'hand-over-done', reason: handover.reason }, by);
    await storage.handovers.finish(handover.id, { at: clock.now(), left: left.map(leftOf) }, event);
  };

  const viewOf = async (handover: Handover): Promise<HandoverView> => {
    const { byUnitId: _unit, at, doneAt, ...rest } = handover;
    const leaver = await storage.people.byId(handover.fromId);
    return { ...rest, at: iso(at), doneAt: isoOrNull(doneAt), isDisabled: leaver?.disabled ?? true };
  };
  const find = async (id: HandoverId, principal: Principal): Promise<Handover> => {
    demand('people.manage', principal);
    const handover = await storage.handovers.byId(id);
    if (handover === null || (principal.unitId !== null && handover.byId !== principal.personId))
      throw notFound('交接记录');
    return handover;
  };

  return {
    previewHandover: async (fromId, principal): Promise<HandoverPreviewView> => {
      const from = await reachPerson(deps, fromId, principal);
      const things = await openThings({
        ...{ from, by: principal, handoverId: ids.id<HandoverId>() },
        rights: await readRightsOfRoles(deps),
      });
      return {
        fromId: from.id,
        fromName: from.name,
        items: things.map((thing) => ({ ...plain(thing), canGive: thing.give !== null })),
      };
    },
    handOver: async (fromId, { toId, reason, disables }, principal) => {
      const from = await reachPerson(deps, fromId, principal);
      const to = await successorOf(from, toId, principal);
      const why = writtenReason(reason);
      if (disables && from.id === principal.personId) throw conflict('不能停用自己，请由另一位管理员办理。');
      if (
        disables &&
        managesOffice(from) &&
        !(await storage.people.list()).some((one) => one.id !== from.id && managesOffice(one))
      )
        throw conflict(LAST_ADMINISTRATOR);
      const id = ids.id<HandoverId>();
      const things = await openThings({ from, by: principal, handoverId: id, rights: await readRightsOfRoles(deps) });
      const handover: Handover = {
        ...{ id, fromId: from.id, fromName: from.name, toId: to.id, toName: to.name },
        ...{ byId: principal.personId, byName: principal.name, byUnitId: principal.unitId },
        ...{ reason: why, at: clock.now(), disables, state: 'moving', doneAt: null },
        ...{ items: things.map(plain), left: [] },
      };
      const event = eventOf(handover, { to: 'hand-over-begun', reason: why }, principal);
      if (!(await storage.handovers.start(handover, heldUntil(), event)))
        throw conflict(`“${from.name}”的交接正在办理。`);
      await carryOut(handover);
      return viewOf(await find(id, principal));
    },
    handovers: async (page, principal) => {
      demand('people.manage', principal);
      const found = await storage.handovers.list(principal.unitId === null ? null : principal.personId, page);
      const views = new Map<string, HandoverView>();
      for (const one of found.items) views.set(one.id, await viewOf(one));
      return listView(found, (one) => views.get(one.id) as HandoverView, clock.now());
    },
    handover: async (id, principal) => viewOf(await find(id, principal)),
    resumeHandovers: async () => {
      let resumed = 0;
      for (const handover of await storage.handovers.moving()) {
        if (!(await storage.handovers.claim(handover.id, clock.now(), heldUntil()))) continue;
        // One that cannot be gone on with keeps no other from it; it is tried again once nobody holds it.
        await carryOut(handover).then(
          () => (resumed += 1),
          (error: unknown) => log.error('handover-not-carried-out', error),
        );
      }
      return { resumed };
    },
  };
}

/** What trying again does not change. */
const STAYS: readonly HandoverObstacle[] = ['office', 'unseen', 'not-permitted', 'disabled'];

function keyOf({ kind, id }: HandoverItem): string {
  return `${kind} ${id}`;
}

function plain({ kind, id, label }: HandoverItem): HandoverItem {
  return { kind, id, label };
}
