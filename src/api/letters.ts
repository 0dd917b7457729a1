import type { DigestOutcome } from '../domain/letters/digest';
import type { DigestKind } from '../domain/letters/digestPlan';
import type { LetterKind } from '../domain/letters/letter';
import type { ReminderOutcome, ReminderSubjectKind } from '../domain/letters/reminder';
import type { NotificationState } from '../domain/notify/notification';
import type { NotifyKind } from '../domain/notify/notifyChannel';
import type { AudienceView } from './notify';
import type { IsoInstant } from './wire';

/** Who gets a digest, when, and of what. */
export interface DigestPlanView {
  readonly id: string;
  readonly name: string;
  readonly kind: DigestKind;
  readonly channelId: string;
  readonly audience: AudienceView;
  readonly unitId: string | null;
  /** Minute of the civil day. */
  readonly atMinute: number;
  readonly disabled: boolean;
  readonly version: number;
}

/** What a plan would say now, and to whom. */
export interface DigestPreviewView {
  readonly recipients: readonly {
    readonly recipient: string;
    readonly outcome: DigestOutcome;
    /** Null: nothing is said. */
    readonly title: string | null;
    readonly lines: readonly string[];
  }[];
  /** Recipients beyond those listed. */
  readonly more: number;
}

/** A letter and what became of it. */
export interface LetterView {
  readonly id: string;
  readonly on: string;
  readonly recipient: string;
  readonly channelName: string;
  readonly title: string | null;
  readonly state: NotificationState;
  readonly reason: string | null;
  readonly queuedAt: IsoInstant;
  readonly settledAt: IsoInstant | null;
}

/** A digest that told of an alert, or a reminder of it, and what became of it. */
export interface AlertLetterView extends Omit<LetterView, 'title' | 'on'> {
  readonly kind: LetterKind;
  /** Who reminded; null of digests. */
  readonly byName: string | null;
}

/** What would become, or became, of reminding units of something. */
export interface ReminderPreviewView {
  readonly subject: { readonly kind: ReminderSubjectKind; readonly id: string | null; readonly label: string };
  /** What is proposed to be said. */
  readonly text: string;
  /** Of one unit, one subject and one day. */
  readonly mostADay: number;
  readonly units: readonly {
    readonly unitId: string;
    readonly unitName: string;
    /** How much of it lies with the unit. */
    readonly count: number;
    readonly outcome: ReminderOutcome;
    readonly remindedToday: number;
    readonly waitsUntilAt: IsoInstant | null;
    readonly ways: readonly {
      readonly recipient: string;
      readonly channelName: string;
      readonly channelKind: NotifyKind;
    }[];
  }[];
}

/** One unit that was reminded, and what became of it. */
export interface ReminderView {
  readonly id: string;
  readonly subject: { readonly kind: ReminderSubjectKind; readonly id: string | null; readonly label: string };
  readonly unitId: string;
  readonly unitName: string;
  readonly count: number;
  readonly text: string;
  readonly byName: string;
  readonly at: IsoInstant;
  readonly letters: readonly Omit<LetterView, 'title' | 'on'>[];
}
