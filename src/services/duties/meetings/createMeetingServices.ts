import { isOpen } from '../../../domain/accounts/unit';
import { meetingEvent } from '../../../domain/alerts/events';
import type { Duty } from '../../../domain/duties/duty';
import type { Refusal } from '../../../domain/errors';
import type { DutyId, MeetingId, UnitId } from '../../../domain/ids';
import type { Meeting } from '../../../domain/meetings/meeting';
import {
  addDecision,
  correctMeeting,
  meetingDuties,
  whyNotRecorded,
  type MeetingMove,
  type MeetingRefusal,
} from '../../../domain/meetings/meetingTable';
import { may } from '../../../domain/people/permissions';
import type { Principal } from '../../../domain/people/role';
import { maskPersonalData } from '../../../domain/privacy/maskPersonalData';
import type { Instant } from '../../../domain/time/instant';
import type { MeetingView } from '../../../api/unitFiles';
import { personActor } from '../../actors';
import { readScope } from '../../readScope';
import { conflict, demand, invalidInput, notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import { iso, listView } from '../../toView/isoInstant';
import { createUnitNames } from '../../unitNames';
import type { Versioned } from '../../versioned';
import { unitToBind } from '../handTo';
import { keepLinked } from '../keepLinked';
import type { MeetingServices } from './contract';

/** Records of meetings, self-inspections and incidents; each decision is a duty of the unit that sees to it. */
export function createMeetingServices(deps: ServiceDeps): MeetingServices {
  const { storage, clock, ids, settings, log } = deps;
  const unitNames = createUnitNames(deps);
  const read = async (id: MeetingId, principal: Principal): Promise<Meeting> => {
    const found = await storage.meetings.byId(id, readScope(principal));
    if (found === null) throw notFound('这份记录');
    return found;
  };
  const show: MeetingServices['show'] = async (id, principal) => {
    const meeting = await read(id, principal);
    const { nameOf } = await unitNames(clock.now());
    const known = await storage.duties.byIds(meeting.decisions.map(({ dutyId }) => dutyId));
    const duties = new Map<DutyId, Duty>(known.map((duty) => [duty.id, duty]));
    return {
      ...listed(meeting, nameOf),
      ...{ participants: meeting.participants, notes: meeting.notes, mayWrite: may(principal, 'duty.write') },
      // How a decision stands is part of the record, wherever it is seen to.
      decisions: meeting.decisions.map(({ text, unitId, dueOn, dutyId }) => {
        const duty = duties.get(dutyId);
        const of = duty?.unitId ?? unitId;
        return {
          ...{ text, unitId: of, unitName: nameOf(of), dueOn, dutyId },
          ...{ state: duty?.state ?? null, isLate: duty?.isLate ?? false },
        };
      }),
      thread: meeting.thread.map(({ event, name, at, words }) => ({ event, name, at: iso(at), words })),
    };
  };
  const tell = async (meeting: Meeting): Promise<void> => {
    await keepLinked(deps, meetingDuties(meeting, settings.duties.meetings.rule));
    await storage.meetings.markTold(meeting);
  };
  const change = async (
    of: Versioned<MeetingId>,
    principal: Principal,
    make: (before: Meeting, by: { by: Principal['personId']; name: string; at: Instant }) => Promise<MeetingMove>,
  ) => {
    demand('duty.write', principal);
    const before = await read(of.id, principal);
    if (before.version !== of.version) throw conflict('这份记录在您打开之后有了改动。');
    const now = clock.now();
    const move = await make(before, { by: principal.personId, name: principal.name, at: now });
    if ('refused' in move) throw meetingRefusal(move.refused);
    const { meeting } = move;
    const context = { eventId: ids.eventId(), actor: personActor(principal), now };
    if (!(await storage.meetings.move(before, meeting, meetingEvent({ ...context, before, meeting }))))
      throw conflict('另一位同事刚刚更新了这份记录。');
    if (!meeting.isTold) await tell(meeting);
    return show(of.id, principal);
  };
  return {
    list: async (query, page, principal) => {
      const found = await storage.meetings.list(query, page, readScope(principal));
      const { nameOf } = await unitNames(clock.now());
      const view = (meeting: Meeting): MeetingView => ({
        ...listed(meeting, nameOf),
        decisions: meeting.decisions.length,
      });
      return listView(found, view, clock.now());
    },
    show,
    record: async ({ unitId, kind, title, heldOn, participants, notes }, principal) => {
      demand('duty.write', principal);
      const of = unitId ?? principal.unitId;
      if (of === null) throw invalidInput('unitId', '请选择单位。', '请指明哪个单位的记录。');
      const unit = await storage.units.byId(of, principal.unitId);
      if (unit === null) throw notFound('单位', 'unitId');
      if (!isOpen(unit)) throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请选择在用的单位。');
      const now = clock.now();
      const refused = whyNotRecorded({ title, heldOn }, now);
      if (refused !== null) throw meetingRefusal(refused);
      const id = ids.id<MeetingId>();
      const meeting: Meeting = {
        ...{ id, unitId: unit.id, unitPath: unit.path, kind, title: title.trim(), heldOn },
        ...{ participants: participants.trim(), notes: notes.trim(), decisions: [], isTold: true, version: 1 },
        thread: [{ event: 'record', by: principal.personId, name: principal.name, at: now, words: null }],
      };
      const context = { eventId: ids.eventId(), actor: personActor(principal), now };
      await storage.meetings.insert(meeting, meetingEvent({ ...context, before: null, meeting }));
      return show(id, principal);
    },
    correct: async (of, said, principal) =>
      change(of, principal, async (before, by) => correctMeeting(before, said, by)),
    decide: async (of, { text, unitId, dueOn }, principal) =>
      change(of, principal, async (before, by) => {
        const unit =
          unitId === null || unitId === before.unitId
            ? { id: before.unitId, path: before.unitPath }
            : await unitToBind(deps, unitId, principal);
        const decision = { text: maskPersonalData(text.trim()), dueOn, dutyId: ids.id<DutyId>() };
        return addDecision(before, { ...decision, unitId: unit.id, unitPath: unit.path }, by);
      }),
    followMeetings: async (limit) => {
      let followed = 0;
      let failed = 0;
      for (const meeting of await storage.meetings.untold(limit))
        try {
          await tell(meeting);
          followed += 1;
        } catch (error) {
          failed += 1;
          log.error('meeting-not-told', error, { meeting: meeting.id });
        }
      return followed + failed === 0 ? {} : { followed, failed };
    },
  };
}

function listed(meeting: Meeting, nameOf: (id: UnitId) => string): Omit<MeetingView, 'decisions'> {
  const { id, unitId, kind, title, heldOn, version } = meeting;
  return { id, unitId, unitName: nameOf(unitId), kind, title, heldOn, version };
}

/** Why something is refused, as people are told. */
function meetingRefusal(code: MeetingRefusal): Refusal {
  switch (code) {
    case 'words-missing':
      return invalidInput('title', '请填写内容。', '空白的内容不能提交。');
    case 'still-to-come':
      return invalidInput('heldOn', '这一天还没有到。', '请填写已经举行的日期。');
    case 'due-before':
      return invalidInput('dueOn', '期限应晚于会议日期。', '请填写会议之后的日期。');
    case 'due-too-late':
      return invalidInput('dueOn', '期限距会议日期超过 1000 天。', '请填写更早的日期。');
    case 'too-many':
      return conflict('这份记录的议定事项已达上限。');
  }
}
