import type { DutyId, MeetingId, PersonId, UnitId } from '../ids';
import type { CivilDate, Instant } from '../time/instant';

/** 会议（联席会议等）、自查、事故差错. Training has a record of its own. */
export const MEETING_KINDS = ['meeting', 'self-inspection', 'incident'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

export const MEETING_EVENTS = ['record', 'correct', 'decide'] as const;
export type MeetingEvent = (typeof MEETING_EVENTS)[number];

/** What was decided: a duty of the unit that is to do it. */
export interface Decision {
  readonly dutyId: DutyId;
  readonly text: string;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly dueOn: CivilDate;
}

export interface MeetingEntry {
  readonly event: MeetingEvent;
  readonly by: PersonId | null;
  readonly name: string;
  readonly at: Instant;
  readonly words: string | null;
}

/** A small record: what was held or happened, who was there, what was decided. */
export interface Meeting {
  readonly id: MeetingId;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly kind: MeetingKind;
  readonly title: string;
  readonly heldOn: CivilDate;
  readonly participants: string;
  readonly notes: string;
  readonly decisions: readonly Decision[];
  /** Whether the duties of its decisions are there. */
  readonly isTold: boolean;
  readonly thread: readonly MeetingEntry[];
  /** Counts its changes. */
  readonly version: number;
}
