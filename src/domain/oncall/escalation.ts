import type { Alert } from '../alerts/alert';
import type { AlertId, EscalationId, LadderId } from '../ids';
import { AUDIENCE_GAPS, type AudienceGap } from '../notify/audience';
import type { Decision } from '../notify/whoIsTold';
import type { Instant } from '../time/instant';
import { isLate, rungDueAt, type ClimbClock, type EscalationLadder, type OfficeTime } from './ladder';

export const ESCALATION_STATES = [
  'climbing', // nobody has acknowledged it, and there is a rung left
  'acknowledged', // somebody has
  'over', // its cause is gone, it presses less, or another ladder has it now
  'at-top', // the last rung was told and nobody has acknowledged it
  'no-ladder-left', // the ladder was removed or switched off
] as const;
export type EscalationState = (typeof ESCALATION_STATES)[number];

/** Why nobody was told on a rung, so that the next one was told at once. */
export const STEP_REASONS = [
  ...AUDIENCE_GAPS,
  'channel-gone',
  'no-address',
  'out-of-scope',
  'shut-out',
  'channel-disabled',
] as const;
export type StepReason = (typeof STEP_REASONS)[number];

/** One rung that was reached. */
export interface EscalationStep {
  /** From 0. */
  readonly rung: number;
  readonly at: Instant;
  /** The line of the alert log as of which it was told. */
  readonly seq: number;
  /** How many recipients were told. */
  readonly told: number;
  /** Null: somebody was told. */
  readonly reason: StepReason | null;
}

/** The climb of one alert since it opened, or was raised. One of it, whoever makes it however often. */
export interface Escalation {
  readonly id: EscalationId;
  readonly alertId: AlertId;
  /** The line of the log that opened or raised it. */
  readonly openedSeq: number;
  readonly openedAt: Instant;
  readonly ladderId: LadderId;
  readonly ladderName: string;
  readonly state: EscalationState;
  /** The next rung, from 0. */
  readonly rung: number;
  readonly clock: ClimbClock;
  /** When the next rung is due, or is looked at again; null: it does not climb any more. */
  readonly nextAt: Instant | null;
  /** A silence hides the alert from whoever stands on the next rung: nobody is told while it lasts. */
  readonly isHeld: boolean;
  readonly history: readonly EscalationStep[];
  /** Since when it does not climb any more. */
  readonly climbedUntilAt: Instant | null;
  readonly endedAt: Instant | null;
}

export function beginClimb(
  line: Pick<Alert, 'id' | 'seq' | 'changedAt'>,
  ladder: EscalationLadder,
  { id, time }: { readonly id: EscalationId; readonly time: OfficeTime },
): Escalation {
  const clock = { fromAt: line.changedAt, minutes: 0 };
  return {
    id,
    alertId: line.id,
    openedSeq: line.seq,
    openedAt: line.changedAt,
    ladderId: ladder.id,
    ladderName: ladder.name,
    state: 'climbing',
    rung: 0,
    clock,
    nextAt: rungDueAt(ladder, { rung: 0, clock }, time),
    isHeld: false,
    history: [],
    climbedUntilAt: null,
    endedAt: null,
  };
}

/** Whether an alert was still being climbed for when something happened to it. */
export function climbedAt({ openedSeq, climbedUntilAt }: Escalation, line: Pick<Alert, 'seq' | 'changedAt'>): boolean {
  return openedSeq < line.seq && (climbedUntilAt === null || climbedUntilAt > line.changedAt);
}

/** What a claimed climb becomes. */
export type Climbed = Pick<
  Escalation,
  'state' | 'rung' | 'clock' | 'nextAt' | 'isHeld' | 'ladderName' | 'climbedUntilAt' | 'endedAt'
>;

/** After the rungs of `steps`, one of which is told, or none to the top. */
export function afterSteps(
  escalation: Pick<Escalation, 'rung' | 'clock'>,
  steps: readonly Pick<EscalationStep, 'rung'>[],
  given: { readonly ladder: EscalationLadder; readonly time: OfficeTime; readonly now: Instant },
): Climbed {
  const { ladder, time, now } = given;
  const last = steps.at(-1);
  const dueAt = rungDueAt(ladder, escalation, time);
  const isOnTime = steps.length <= 1 && dueAt !== null && !isLate(dueAt, now);
  const minutes = last === undefined ? undefined : ladder.rungs[last.rung]?.afterMinutes;
  const clock = isOnTime || minutes === undefined ? escalation.clock : { fromAt: now, minutes };
  const rung = last === undefined ? escalation.rung : last.rung + 1;
  const nextAt = rungDueAt(ladder, { rung, clock }, time);
  if (nextAt === null) return ended('at-top', { rung, clock, ladder, now });
  const state = 'climbing';
  return { state, rung, clock, nextAt, isHeld: false, ladderName: ladder.name, climbedUntilAt: null, endedAt: null };
}

/**
 * Whether steps to the top tell nobody, but would if a channel were on: a channel is mostly off for a while, and a
 * climb that ends by it would leave the alert to nobody.
 */
export function waitsForChannel(steps: readonly Pick<EscalationStep, 'told' | 'reason'>[]): boolean {
  return steps.every(({ told }) => told === 0) && steps.some(({ reason }) => reason === 'channel-disabled');
}

/** A climb that has come to its end. */
export function ended(
  state: Exclude<EscalationState, 'climbing'>,
  of: Pick<Escalation, 'rung' | 'clock'> & {
    readonly ladder: Pick<EscalationLadder, 'name'>;
    readonly now: Instant;
  },
): Climbed {
  const { rung, clock, ladder, now } = of;
  return {
    state,
    rung,
    clock,
    nextAt: null,
    isHeld: false,
    ladderName: ladder.name,
    climbedUntilAt: now,
    endedAt: now,
  };
}

/**
 * Why nobody of a rung was told: a channel that is off, since those it keeps from it can be told once it is on; else
 * what kept the first of them from it, or why there is nobody.
 */
export function stepReason(decisions: readonly Pick<Decision, 'outcome'>[], gap: AudienceGap | null): StepReason {
  let first: StepReason | null = null;
  for (const { outcome } of decisions) {
    if (outcome === 'channel-disabled') return outcome;
    if (outcome !== 'told' && outcome !== 'waits' && outcome !== 'silenced') first ??= outcome;
  }
  return first ?? gap ?? 'nobody-there';
}
