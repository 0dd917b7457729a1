import type { AccountId, DutyId, EmergencyId, MandateId, PersonId, PostId, UnitId } from '../ids';
import type { Instant } from '../time/instant';

/** 突发事件、舆情热点、不实信息（辟谣）. */
export const EMERGENCY_KINDS = ['incident', 'public-opinion', 'rumour'] as const;
export type EmergencyKind = (typeof EMERGENCY_KINDS)[number];

/** `answered`: something was said in public. `closed`: archived with a summary. */
export const EMERGENCY_STATES = ['open', 'answered', 'closed'] as const;
export type EmergencyState = (typeof EMERGENCY_STATES)[number];

export const EMERGENCY_EVENTS = ['open', 'choose', 'state', 'see', 'strike', 'call', 'close', 'reopen'] as const;
export type EmergencyEvent = (typeof EMERGENCY_EVENTS)[number];

/** Something that was said in public, by whom and when. */
export interface Statement {
  readonly at: Instant;
  /** `seen`: a post of a chosen account, collected by us. `entered`: somebody of the unit says so. */
  readonly origin: 'seen' | 'entered';
  readonly postId: PostId | null;
  readonly accountId: AccountId | null;
  readonly speaker: string;
  readonly link: string | null;
  readonly words: string;
  /** Withdrawn as no statement of this event, and shown as that; absent: it stands. */
  readonly struck?: Struck;
}

interface Struck {
  readonly at: Instant;
  readonly name: string;
  readonly words: string;
}

/** A joint voice: the mandate by which others say the same. */
interface JointCall {
  readonly mandateId: MandateId;
  readonly title: string;
  readonly at: Instant;
  readonly name: string;
}

export interface EmergencyEntry {
  readonly event: EmergencyEvent;
  readonly by: PersonId | null;
  readonly name: string;
  readonly at: Instant;
  readonly words: string | null;
}

/** One clock of an event: until something is said first, or said again. */
export interface EmergencyClock {
  readonly dutyId: DutyId;
  readonly stage: 'first' | 'follow-up';
  readonly began: Instant;
}

/** What was said and is not struck, oldest first. */
export function standingStatements({ statements }: Pick<Emergency, 'statements'>): readonly Statement[] {
  return statements.filter(({ struck }) => struck === undefined);
}

/** The file of an event that has to be answered in public. */
export interface Emergency {
  readonly id: EmergencyId;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly kind: EmergencyKind;
  readonly title: string;
  readonly happened: string;
  /** From when the first clock counts. */
  readonly knownAt: Instant;
  /** Whose posts are looked through for what is said. */
  readonly accounts: readonly AccountId[];
  /** A post that has one of these in its title or text is about the event. */
  readonly keywords: readonly string[];
  readonly statements: readonly Statement[];
  /** How many more were found than are kept; absent: none. */
  readonly beyond?: number;
  readonly calls: readonly JointCall[];
  readonly clocks: readonly EmergencyClock[];
  readonly state: EmergencyState;
  readonly summary: string | null;
  readonly closedAt: Instant | null;
  /** Whether its duties know how they stand. */
  readonly isTold: boolean;
  readonly thread: readonly EmergencyEntry[];
  /** Counts its changes. */
  readonly version: number;
}
