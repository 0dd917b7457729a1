import { Refusal } from '../../../domain/errors';
import type { HandoverId, PersonId } from '../../../domain/ids';
import type { Handover, HandoverItem } from '../../../domain/people/handover';
import { managesOffice } from '../../../domain/people/person';
import type { Principal } from '../../../domain/people/role';
import type { Person } from '../../../ports/storage';
import type { HandoverPreviewView, HandoverView } from '../../../api/people';
import { personActor } from '../../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import { iso, isoOrNull, listView } from '../../toView/isoInstant';
import type { PeopleServices } from '../contract';
import { LAST_ADMINISTRATOR } from '../lastAdministrator';
import { reachPerson } from '../reachPerson';
import { createSetDisabled } from '../setDisabled';
import { personEvent } from '../signInEvent';
import { createOpenThings, type OpenThing } from './openThings';

/** What somebody changes at the same time is looked at again so often before it counts as left. */
const PASSES = 3;

type HandingOver = Pick<PeopleServices, 'previewHandover' | 'handOver' | 'handovers' | 'handover' | 'resumeHandovers'>;

/** A leaver's open things go to a successor in one act, with a record of it; killed at any step it is gone on with. */
export function createHandOver(deps: ServiceDeps): HandingOver {
  const { storage, clock, ids } = deps;
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

  const carryOut = async (handover: Handover): Promise<void> => {
    const by: Principal = {
      ...{ personId: handover.byId, name: handover.byName, role: 'administrator', unitId: handover.byUnitId },
      via: 'session',
    };
    const from = { id: handover.fromId, name: handover.fromName };
    const to = await storage.people.byId(handover.toId);
    let left: readonly OpenThing[] = await openThings({ from, by, handoverId: handover.id });
    for (let pass = 0; pass < PASSES && to !== null && left.some(({ give }) => give !== null); pass += 1) {
      for (const { give } of left) if (give !== null) await give(to);
      left = await openThings({ from, by, handoverId: handover.id });
    }
    const leaver = await storage.people.byId(handover.fromId);
    if (handover.disables && leaver !== null && !leaver.disabled)
      await setDisabled(handover.fromId, { is: true, reason: handover.reason }, by).catch((error: unknown) => {
        // They are the last administrator by now, or were shut out meanwhile: the record says whether they are.
        if (!(error instanceof Refusal)) throw error;
      });
    const event = eventOf(handover, { to: 'hand-over-done', reason: handover.reason }, by);
    await storage.handovers.finish(handover.id, { at: clock.now(), left: left.map(plain) }, event);
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
      const things = await openThings({ from, by: principal, handoverId: ids.id<HandoverId>() });
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
      const things = await openThings({ from, by: principal, handoverId: id });
      const handover: Handover = {
        ...{ id, fromId: from.id, fromName: from.name, toId: to.id, toName: to.name },
        ...{ byId: principal.personId, byName: principal.name, byUnitId: principal.unitId },
        ...{ reason: why, at: clock.now(), disables, state: 'moving', doneAt: null },
        ...{ items: things.map(plain), left: [] },
      };
      const event = eventOf(handover, { to: 'hand-over-begun', reason: why }, principal);
      if (!(await storage.handovers.start(handover, event))) throw conflict(`“${from.name}”的交接正在办理。`);
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
      const moving = await storage.handovers.moving();
      for (const handover of moving) await carryOut(handover);
      return { resumed: moving.length };
    },
  };
}

function plain({ kind, id, label }: HandoverItem): HandoverItem {
  return { kind, id, label };
}
