import type { Emergency } from '../emergencies/emergency';
import type { Meeting } from '../meetings/meeting';
import { maskPersonalData } from '../privacy/maskPersonalData';
import type { SurveyItem, SurveyPlan } from '../surveys/surveyPlan';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** What happened to a plan of surveys; `key`: of the item it happened to, null where the plan was opened. */
export function surveyEvent(
  change: EventContext & { readonly before: SurveyPlan | null; readonly plan: SurveyPlan; readonly key: string | null },
): DomainEvent {
  const { before, plan, key } = change;
  const itemOf = (of: SurveyPlan | null): SurveyItem | undefined => of?.items.find((one) => one.key === key);
  const item = itemOf(plan);
  const last = item?.thread.at(-1);
  return makeEvent(change, {
    kind: 'survey-changed',
    subject: `survey-plan:${plan.id}`,
    from: itemOf(before)?.state ?? null,
    to: item?.state ?? 'open',
    reason: last?.event ?? 'open',
    occurredAt: last?.at ?? change.now,
    data: {
      ...{ unitId: plan.unitId, year: plan.year },
      ...(item === undefined ? {} : { title: maskPersonalData(item.title), surveyKind: item.kind }),
      ...(last?.words == null ? {} : { words: maskPersonalData(last.words) }),
      ...(item?.look == null ? {} : { sight: item.look.as }),
    },
  });
}

/** What happened to the file of an event. */
export function emergencyEvent(
  change: EventContext & { readonly before: Emergency | null; readonly emergency: Emergency },
): DomainEvent {
  const { before, emergency } = change;
  const { id, unitId, kind, title, state, thread } = emergency;
  const last = thread.at(-1);
  return makeEvent(change, {
    kind: 'emergency-changed',
    subject: `emergency:${id}`,
    from: before?.state ?? null,
    to: state,
    reason: last?.event ?? 'open',
    occurredAt: last?.at ?? change.now,
    data: {
      ...{ unitId, eventKind: kind, title: maskPersonalData(title) },
      ...(last?.words == null ? {} : { words: maskPersonalData(last.words) }),
    },
  });
}

/** What happened to the record of a meeting. */
export function meetingEvent(
  change: EventContext & { readonly before: Meeting | null; readonly meeting: Meeting },
): DomainEvent {
  const { before, meeting } = change;
  const { id, unitId, kind, title, heldOn, decisions, thread } = meeting;
  const last = thread.at(-1);
  return makeEvent(change, {
    kind: 'meeting-changed',
    subject: `meeting:${id}`,
    from: before === null ? null : 'recorded',
    to: 'recorded',
    reason: last?.event ?? 'record',
    occurredAt: last?.at ?? change.now,
    data: {
      ...{ unitId, meetingKind: kind, title: maskPersonalData(title), heldOn, decisions: decisions.length },
      ...(last?.words == null ? {} : { words: maskPersonalData(last.words) }),
    },
  });
}
