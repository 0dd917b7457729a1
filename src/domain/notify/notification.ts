import type { Alert, Resolution } from '../alerts/alert';
import type {
  AlertId,
  MessageId,
  NotificationId,
  NotifyChannelId,
  NotifyRouteId,
  PersonId,
  SilenceId,
  UnitId,
} from '../ids';
import type { Instant } from '../time/instant';
import type { Waits } from './route';

/** What of an alert is told: that it opened, that it presses more, that nobody has acknowledged it, that it is over. */
export const OCCASIONS = ['opened', 'raised', 'escalated', 'resolved'] as const;
export type Occasion = (typeof OCCASIONS)[number];

export const NOTIFICATION_STATES = [
  'queued', // waits for its time, and for others to go with it
  'silenced', // a silence hides it; told when that ends, if it is still so
  'sending', // part of a message that is under way
  'sent', // the other side took it
  'refused', // the other side will not take it until somebody mends something
  'given-up', // tried as often as is sensible
  'unclear', // nobody can know whether it arrived, and it is not sent twice
  'fell-back', // not delivered here, and handed to the fallback channel
  'over', // over before anybody had to be told
] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

/** Ends of what was to be told to somebody. */
export const ENDED_STATES = ['sent', 'refused', 'given-up', 'unclear', 'fell-back'] as const;
export type EndedState = (typeof ENDED_STATES)[number];

/**
 * Reasons of what waits because nobody knows whether an earlier message of it arrived: a notice through the same channel
 * that one may be missing, or the same through the fallback, which may be a repetition.
 */
export const IN_DOUBT = 'in-doubt';
export const FALLBACK_IN_DOUBT = 'fallback-in-doubt';

/** The alert as the recipient was told of it: with the figures of their own units. */
export interface ToldAlert extends Pick<Alert, 'kind' | 'severity' | 'subject' | 'reason' | 'figures' | 'occurredAt'> {
  /** Why it is over, where that is told. */
  readonly resolution?: Resolution;
}

/** One transition of one alert for one recipient. */
export interface Notification {
  readonly id: NotificationId;
  readonly alertId: AlertId;
  /** The line of the alert log it tells of. */
  readonly seq: number;
  readonly occasion: Occasion;
  readonly alert: ToldAlert;
  /** The units above what it is about; empty where that lies in several, which those of the whole office see. */
  readonly unitPath: readonly UnitId[];
  /** Names the recipient in the channel: what is under one desk is folded into one message. */
  readonly desk: string;
  readonly channelId: NotifyChannelId;
  /** Null: whoever reads the channel. */
  readonly personId: PersonId | null;
  readonly recipient: string;
  readonly to: string | null;
  /** Why this recipient: the route that said so; null where a person asked for it. */
  readonly routeId: NotifyRouteId | null;
  readonly routeName: string;
  readonly tellsResolved: boolean;
  /** What it may wait for, asked again whenever it is about to be sent. */
  readonly waits: Waits;
  readonly state: NotificationState;
  /** Why it is in its state, as a code of the list of that state. */
  readonly reason: string | null;
  readonly queuedAt: Instant;
  /** Not told before. */
  readonly waitsUntilAt: Instant;
  readonly silenceId: SilenceId | null;
  readonly messageId: MessageId | null;
  /** Channels that could not deliver it, the first first. */
  readonly fellFrom: readonly NotifyChannelId[];
  readonly settledAt: Instant | null;
}

/** Reasons of what was decided to be told where nothing can go: it waits only to be refused, or for that to be mended. */
const TURNED_AWAY: ReadonlySet<string | null> = new Set(['no-address', 'channel-disabled']);

/** Whether it waits for its time, or for a silence to end, and can reach somebody then. */
export function mayReach({ state, reason }: Pick<Notification, 'state' | 'reason'>): boolean {
  return state === 'silenced' || (state === 'queued' && !TURNED_AWAY.has(reason));
}

/** One desk a recipient and channel. */
export function deskOf(channelId: NotifyChannelId, personId: PersonId | null): string {
  return `${channelId}:${personId ?? 'group'}`;
}

/**
 * The alert as readers of the unit are told of it; null: of the whole office. Where nothing of it lies in the unit, it
 * has no figures: those of others are not theirs to read.
 */
export function toldAlert(alert: Alert, unitId: UnitId | null): ToldAlert {
  const { kind, severity, subject, reason, occurredAt } = alert;
  const told = { kind, severity, subject, reason, occurredAt };
  if (unitId === null || alert.byUnit === null) return { ...told, figures: alert.figures };
  const own = alert.byUnit[unitId];
  return { ...told, figures: own === undefined ? {} : { ...alert.figures, ...own } };
}
