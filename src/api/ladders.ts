import type { ToldAs } from '../domain/notify/audience';
import type { TellingOutcome } from '../domain/notify/whoIsTold';
import type { EscalationState, StepReason } from '../domain/oncall/escalation';
import type { AudienceView, MatchView } from './notify';
import type { IsoInstant } from './wire';

export interface RungView {
  /** Since the alert opened or was raised; of working time, unless the ladder counts around the clock. */
  readonly afterMinutes: number;
  readonly channelId: string;
  readonly audience: AudienceView;
}

/** Who is told, one after the other, of an alert that nobody acknowledges. */
export interface LadderView {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly match: MatchView;
  readonly rungs: readonly RungView[];
  readonly isNight: boolean;
  readonly disabled: boolean;
  readonly version: number;
}

/** One rung of the climb of an alert: told, passed over, or still to come. */
export interface ClimbedRungView {
  /** From 1. */
  readonly number: number;
  /** Null: the channel or the rung is not there any more. */
  readonly channelName: string | null;
  /** When it was told, or will be; null: it will not. */
  readonly at: IsoInstant | null;
  /** How many were told; null: not reached yet. */
  readonly told: number | null;
  /** Why nobody was. */
  readonly reason: StepReason | null;
}

/** The climb of an alert since it opened or was raised. */
export interface EscalationView {
  readonly id: string;
  readonly ladderName: string;
  readonly state: EscalationState;
  readonly openedAt: IsoInstant;
  /** When the next rung is told, or is looked at again. */
  readonly nextAt: IsoInstant | null;
  /** A silence hides the alert from whoever stands on the next rung. */
  readonly isHeld: boolean;
  readonly rungs: readonly ClimbedRungView[];
}

/** One rung that is still to come, and who would be told then. */
export interface LadderRehearsalRung {
  readonly number: number;
  readonly at: IsoInstant;
  readonly channelName: string | null;
  readonly recipients: readonly {
    readonly recipient: string;
    readonly outcome: TellingOutcome;
    readonly toldAs: ToldAs;
  }[];
  /** Why nobody would be; the next rung is told in its place. */
  readonly reason: StepReason | null;
}

export interface LadderDryRunView {
  readonly alertId: string;
  /** Null: no ladder matches. */
  readonly ladderName: string | null;
  /** It climbs now; otherwise as if it opened now. */
  readonly isClimbing: boolean;
  readonly rungs: readonly LadderRehearsalRung[];
}
