import { addCivilDays, civilDateOf, startOfCivilDate } from '../time/civil';
import { HOUR_MS } from '../time/instant';
import { isWritten } from '../writtenText';
import type { LinkedDuty } from '../duties/linkedDuty';
import type { LimitRule } from '../duties/limitRule';
import type { Decision, Meeting, MeetingEntry } from './meeting';

const MOST_DECISIONS = 50;
const MOST_DAYS = 1_000;

export type MeetingRefusal = 'words-missing' | 'still-to-come' | 'due-before' | 'due-too-late' | 'too-many';
export type MeetingMove = { readonly meeting: Meeting } | { readonly refused: MeetingRefusal };
type By = Pick<MeetingEntry, 'by' | 'name' | 'at'>;

/** What is said of it anew. What was decided keeps its deadline, which counts from the day it was recorded for. */
export function correctMeeting(
  meeting: Meeting,
  said: Pick<Meeting, 'title' | 'participants' | 'notes'>,
  by: By,
): MeetingMove {
  if (!isWritten(said.title)) return { refused: 'words-missing' };
  return { meeting: withEntry({ ...meeting, ...said }, { event: 'correct', ...by, words: null }) };
}

/** One more decision, with who sees to it and until when. */
export function addDecision(meeting: Meeting, decision: Decision, by: By): MeetingMove {
  if (!isWritten(decision.text)) return { refused: 'words-missing' };
  if (decision.dueOn <= meeting.heldOn) return { refused: 'due-before' };
  if (decision.dueOn > addCivilDays(meeting.heldOn, MOST_DAYS)) return { refused: 'due-too-late' };
  if (meeting.decisions.length >= MOST_DECISIONS) return { refused: 'too-many' };
  const decisions = [...meeting.decisions, decision];
  const entry = { event: 'decide', ...by, words: decision.text } as const;
  return { meeting: withEntry({ ...meeting, decisions, isTold: false }, entry) };
}

/** Whether it can be recorded today. */
export function whyNotRecorded({ title, heldOn }: Pick<Meeting, 'title' | 'heldOn'>, at: Date): MeetingRefusal | null {
  if (!isWritten(title)) return 'words-missing';
  return heldOn > civilDateOf(at) ? 'still-to-come' : null;
}

/**
 * The duties of its decisions. A meeting sets days, not limits: a duty runs in hours from the day of the meeting to the
 * end of the day that was set, and no holiday moves it.
 */
export function meetingDuties(meeting: Meeting, rule: LimitRule): readonly LinkedDuty[] {
  const last = meeting.thread.at(-1);
  return meeting.decisions.map(({ dutyId, text, unitId, unitPath, dueOn }) => {
    const began = startOfCivilDate(meeting.heldOn);
    const dueBy = startOfCivilDate(addCivilDays(dueOn, 1));
    const hours = (dueBy.getTime() - began.getTime()) / HOUR_MS;
    return {
      ...{
        id: dutyId,
        subjectId: meeting.id,
        category: meeting.kind,
        title: text,
        unit: { id: unitId, path: unitPath },
      },
      rule: { ...rule, limit: { hours } },
      began: { precision: 'instant', at: began, original: meeting.heldOn },
      stands: { as: 'opened' },
      by: { by: last?.by ?? null, name: last?.name ?? '', at: last?.at ?? began },
      words: text,
    };
  });
}

function withEntry(meeting: Meeting, entry: MeetingEntry): Meeting {
  return { ...meeting, thread: [...meeting.thread, entry], version: meeting.version + 1 };
}
