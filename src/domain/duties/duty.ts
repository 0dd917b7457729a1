import type { DutyId, PersonId, UnitId } from '../ids';
import type { Month } from '../submissions/month';
import type { Instant, PublishedAt } from '../time/instant';
import type { DutyClock } from './dutyClock';
import type { DutySubject, LimitTerms } from './limitRule';

export const DUTY_STATES = ['open', 'extension-asked', 'extended', 'overdue', 'done', 'withdrawn'] as const;
export type DutyState = (typeof DUTY_STATES)[number];
/** `done` and `withdrawn` end a duty, until somebody opens it again. */
export const OPEN_DUTY_STATES = ['open', 'extension-asked', 'extended', 'overdue'] as const;

/** What can happen to a duty. The first group is the product's, the others are people's. */
export const DUTY_EVENTS = [
  'open',
  'pass-due',
  'recompute',
  'amend', // it was done at another time, as is known now
  'ask-extension',
  'grant-extension',
  'refuse-extension',
  'offer', // to another unit, which may take it or not
  'accept',
  'decline',
  'take-back', // of the offer
  'assign', // to another unit at once, by somebody who sees both
  'join', // another unit is to answer with the lead unit
  'contribute',
  'release',
  'reclassify', // it falls under another rule
  'complete',
  'reopen',
  'withdraw',
] as const;
export type DutyEvent = (typeof DUTY_EVENTS)[number];

/** One thing that happened, oldest first. */
export interface DutyEntry {
  readonly event: DutyEvent;
  readonly reason: string;
  /** Null: the product itself. */
  readonly by: PersonId | null;
  readonly name: string;
  readonly at: Instant;
  readonly words: string | null;
  /** The other unit it is about, by name. */
  readonly unitName: string | null;
}

export interface Extension {
  readonly askedBy: PersonId;
  readonly askedAt: Instant;
  readonly reason: string;
  readonly decision: 'granted' | 'refused' | null;
}

/** A unit that is asked to take it over. */
export interface DutyOffer {
  readonly unitId: UnitId;
  readonly by: PersonId;
  readonly at: Instant;
}

export const SHARE_STATES = ['asked', 'contributed', 'released'] as const;
/** A unit that answers together with the lead unit. */
export interface DutyShare {
  readonly unitId: UnitId;
  readonly state: (typeof SHARE_STATES)[number];
  readonly askedAt: Instant;
  readonly words: string | null;
  readonly at: Instant | null;
}

/** What shows that it is done. */
export const EVIDENCE_KINDS = ['answer', 'link', 'statement'] as const;
export interface DutyEvidence {
  readonly kind: (typeof EVIDENCE_KINDS)[number];
  /** Where it can be seen; null: nowhere public. */
  readonly link: string | null;
  readonly words: string;
}

/** Something a unit owes within a limit, with what shows that it is done (时限事项). */
export interface Duty extends DutyClock {
  readonly id: DutyId;
  readonly ruleKey: string;
  readonly subject: DutySubject;
  /** What it is owed for; null: nothing that is kept here. */
  readonly subjectId: string | null;
  /** What kind of thing it is owed for, where its subject tells some apart; null: it does not. */
  readonly category: string | null;
  /** Without personal data. */
  readonly title: string;
  /** Who owes it now. */
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  /** Who was asked first. */
  readonly firstUnitId: UnitId;
  /** From when the limit counts. */
  readonly began: PublishedAt;
  /** Of its event, for the figures. */
  readonly month: Month;
  readonly terms: LimitTerms;
  readonly state: DutyState;
  readonly extension: Extension | null;
  readonly offer: DutyOffer | null;
  readonly shares: readonly DutyShare[];
  readonly evidence: DutyEvidence | null;
  /** When it was done or withdrawn; null: it is owed. */
  readonly endedAt: Instant | null;
  /** Whether its deadline passed before it ended. */
  readonly isLate: boolean;
  /** How often another unit took it over. */
  readonly transfers: number;
  readonly openedAt: Instant;
  readonly thread: readonly DutyEntry[];
  /** Counts its changes. */
  readonly version: number;
}

/** Whether it is still owed. */
export function isOwed({ state }: Pick<Duty, 'state'>): boolean {
  return state !== 'done' && state !== 'withdrawn';
}
