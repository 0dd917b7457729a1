import type { AlertSeverity } from '../alerts/alert';
import type { LetterId, MessageId, NotificationId, NotifyChannelId, PersonId } from '../ids';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../time/instant';
import type { DeliveryNext } from './deliveryFailure';
import type { NotifyKind } from './notifyChannel';
import type { NotificationState } from './notification';

export const MESSAGE_STATES = ['ready', 'sending', 'sent', 'refused', 'given-up', 'unclear'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What was really sent: notifications of one recipient folded into one text, or one letter, as rendered. */
export interface Message {
  readonly id: MessageId;
  readonly desk: string;
  readonly channelId: NotifyChannelId;
  readonly channelName: string;
  readonly channelKind: NotifyKind;
  readonly personId: PersonId | null;
  readonly recipient: string;
  readonly to: string | null;
  readonly notificationIds: readonly NotificationId[];
  /** The letter it carries, which is by itself; null: it tells of alerts. */
  readonly letterId: LetterId | null;
  /** What is to be said, as JSON: a further try says the same. */
  readonly content: string;
  readonly rendered: {
    readonly subject: string | null;
    readonly text: string;
    readonly html: string | null;
    readonly clipped: boolean;
  };
  readonly state: MessageState;
  readonly reason: string | null;
  readonly attempts: number;
  /** Nobody knows what became of one of its tries: from then on it stays as it is. */
  readonly mayHaveArrived: boolean;
  readonly createdAt: Instant;
  /** When the call in which it was sent, or may have been, began. */
  readonly begunAt: Instant | null;
  readonly nextAt: Instant;
  readonly settledAt: Instant | null;
  /** The other side's own name for it. */
  readonly receipt: string | null;
  /** Who asked for it to be sent again last, after it had come to an end; null: nobody has. */
  readonly again: { readonly byName: string; readonly at: Instant } | null;
  /** Tries there were before that: how often it is tried is counted anew. */
  readonly attemptsBefore: number;
  /** Every try that has ended, the first first; of very many the last. */
  readonly tries: readonly MessageTry[];
}

/** One try of a message, as it ended. */
export interface MessageTry {
  /** When the call began, or when it was decided that there is none. */
  readonly at: Instant;
  readonly endedAt: Instant;
  /** Why it was not taken; null: it was. */
  readonly code: string | null;
  /** Who asked for it by hand; null: nobody. */
  readonly byName: string | null;
}

const MOST_TRIES = 50;

/** The tries of a message with one more. */
export function withTry({ tries, again }: Pick<Message, 'tries' | 'again'>, one: Omit<MessageTry, 'byName'>) {
  return [...tries, { ...one, byName: again?.byName ?? null }].slice(-MOST_TRIES);
}

/** Ends after which a message can be sent again by hand. */
export const FAILED_MESSAGE_STATES = ['refused', 'given-up', 'unclear'] as const satisfies readonly MessageState[];

/** Why a message is not sent again by hand. */
export const AGAIN_OBSTACLES = [
  'not-failed', // it was taken, or is under way
  'handed-on', // the fallback channel has all of it: what became of it there counts
  'forgotten', // what it told of is not kept any more
  'over', // nothing that it told of is so any more
  'out-of-scope', // whoever would read it may not see it any more
  'too-late', // a digest of a day that has gone
  'seen-to', // the unit has seen to what it was reminded of
  'elsewhere', // it lies with another unit by now
  'channel-gone',
  'channel-disabled',
  'secrets-unreadable',
  'shut-out',
  'no-address',
] as const;
export type AgainObstacle = (typeof AGAIN_OBSTACLES)[number];

/** How long to wait after the first failure, the second, …; after the last of them it is given up. */
const RETRY_AFTER_MS: readonly number[] = [
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
];

/** Where another channel can deliver it nobody is kept waiting for longer than this many further tries. */
const TRIES_BEFORE_FALLBACK = 2;

/**
 * Nor for longer than this where the other side takes nothing before: what is critical is not held up by that at all,
 * what is not waits for as long as messengers shut out whoever was too fast.
 */
export function longestShutMs(severity: AlertSeverity): number {
  return severity === 'critical' ? 3 * MINUTE_MS : 10 * MINUTE_MS;
}

/** Whether what can go another way waits no longer for a message that is to be tried again. */
export function isLongInComing(
  { attempts, nextAt }: Pick<Message, 'attempts' | 'nextAt'>,
  severity: AlertSeverity,
  now: Instant,
): boolean {
  return attempts > TRIES_BEFORE_FALLBACK || nextAt.getTime() - now.getTime() > longestShutMs(severity);
}

/** What the other side said, as far as it decides what comes next. */
export type Outcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'failed'; readonly next: DeliveryNext; readonly retryAt: Instant | null };

export type AfterTry =
  | { readonly state: 'ready'; readonly nextAt: Instant }
  | { readonly state: Exclude<MessageState, 'ready' | 'sending'> };

/**
 * What becomes of a message after a try. Nothing whose fate is not known is sent again where the receiver could not
 * tell the repetition.
 */
export function afterTry(
  outcome: Outcome,
  tried: {
    readonly attempts: number;
    readonly repeatable: boolean;
    /** After an earlier try. */
    readonly mayHaveArrived: boolean;
    readonly hasFallback: boolean;
    /** Of the worst that it tells of. */
    readonly severity: AlertSeverity;
    readonly now: Instant;
  },
): AfterTry {
  if (outcome.kind === 'accepted') return { state: 'sent' };
  const { attempts, repeatable, mayHaveArrived, hasFallback, severity, now } = tried;
  const { next, retryAt } = outcome;
  if (next === 'reconcile' && !repeatable) return { state: 'unclear' };
  if (next === 'give-up') return { state: 'given-up' };
  if (next === 'retry-later' || next === 'reconcile') {
    const isShut = (retryAt?.getTime() ?? 0) - now.getTime() > longestShutMs(severity);
    const fallsBack = hasFallback && (attempts > TRIES_BEFORE_FALLBACK || isShut);
    const waitMs = fallsBack ? undefined : RETRY_AFTER_MS[attempts - 1];
    if (waitMs === undefined) return { state: next === 'reconcile' || mayHaveArrived ? 'unclear' : 'given-up' };
    const soonest = now.getTime() + waitMs;
    return { state: 'ready', nextAt: new Date(Math.max(soonest, retryAt?.getTime() ?? 0)) };
  }
  return { state: 'refused' };
}

/** What is said of each notification of a message that has come to its end. */
export const NOTIFICATION_STATE_OF: Readonly<Record<Exclude<MessageState, 'ready' | 'sending'>, NotificationState>> = {
  sent: 'sent',
  refused: 'refused',
  'given-up': 'given-up',
  unclear: 'unclear',
};
