import type { DomainEvent, LedgerDraft } from '../../domain/alerts/alert';
import { makeEvent } from '../../domain/alerts/events';
import type { UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { maskedName, type Liaison } from '../../domain/team/liaison';
import type { Course } from '../../domain/team/course';
import { personActor } from '../actors';
import type { ServiceDeps } from '../settings';

interface Said {
  readonly reason: string;
  readonly note: string;
  readonly data?: LedgerDraft['data'];
}

/** Lines of the ledger of a unit. Of a person they tell the first character of the name, and no number. */
export function createTeamEvents({ ids, clock }: Pick<ServiceDeps, 'ids' | 'clock'>) {
  const eventOf = (
    kind: 'liaison-changed' | 'course-changed',
    unitId: UnitId,
    { reason, note, data, principal }: Said & { readonly principal: Principal },
  ): DomainEvent =>
    makeEvent(
      { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
      { kind, subject: `unit:${unitId}`, from: null, to: null, reason, data: { ...data, note } },
    );
  return {
    liaison: ({ id, unitId, duty, name }: Liaison, said: Said, principal: Principal): DomainEvent =>
      eventOf('liaison-changed', unitId, {
        ...said,
        principal,
        data: { liaisonId: id, duty, name: maskedName(name), ...said.data },
      }),
    course: ({ id, unitId, heldOn, hours, topic, attendees }: Course, said: Said, principal: Principal): DomainEvent =>
      eventOf('course-changed', unitId, {
        ...said,
        principal,
        data: { courseId: id, heldOn, hours, topic, attendees: attendees.length, ...said.data },
      }),
  };
}
