import type { DomainEvent } from '../domain/alerts/alert';
import type {
  AlertId,
  MessageId,
  NotificationId,
  NotifyChannelId,
  NotifyRouteId,
  PersonId,
  SilenceId,
} from '../domain/ids';
import type { ChannelTrials } from '../domain/notify/canary';
import type { ChannelTest, NotifyChannel } from '../domain/notify/channel';
import type { SentLately } from '../domain/notify/folding';
import type { NotifyLimit } from '../domain/notify/limits';
import type { Message, MessageState, MessageTry } from '../domain/notify/message';
import type { Notification, NotificationState } from '../domain/notify/notification';
import type { NotifyRoute } from '../domain/notify/route';
import type { Silence } from '../domain/notify/silence';
import type { Instant } from '../domain/time/instant';
import type { Secrets } from './credentials';
import type { Kept } from './kept';
import type { Page, PageRequest, Scope } from './paging';

export interface NotifyRoutes extends Kept<NotifyRouteId, NotifyRoute> {
  insert(route: NotifyRoute, event: DomainEvent): Promise<void>;
}
/** Listed by their ends, the last first. */
export interface Silences extends Kept<SilenceId, Silence> {
  insert(silence: Silence, event: DomainEvent): Promise<void>;
  /** Those that end after the instant, begun or not. */
  endingAfter(at: Instant): Promise<readonly Silence[]>;
}
/** Names what the other side counts messages by, without showing it: a robot, an application and a member of it. */
export type NotifyPlaceId = string & { readonly __brand: 'notify-place' };

export interface NotifyChannels extends Omit<Kept<NotifyChannelId, NotifyChannel>, 'change'> {
  insert(channel: NotifyChannel, secrets: Secrets, event: DomainEvent): Promise<void>;
  /** All there have been, those that were removed as disabled: what waited there goes the way they led. */
  ever(): Promise<readonly NotifyChannel[]>;
  /** `secrets` null: they stay. */
  change(channel: NotifyChannel, secrets: Secrets | null, event: DomainEvent): Promise<boolean>;
  /** As `change`, of settings, secrets or state by which it is another channel: what trials have said is forgotten. */
  changeAnew(channel: NotifyChannel, secrets: Secrets | null, event: DomainEvent): Promise<boolean>;
  /** Null: there is no such channel. Throws, without showing anything, where no key opens them. */
  secrets(id: NotifyChannelId): Promise<Secrets | null>;
  /** Of all that are listed, in one read; those that no key opens are left out. */
  opened(): Promise<ReadonlyMap<NotifyChannelId, Secrets>>;
  /** Whether the key at hand opens its secrets. */
  canOpen(id: NotifyChannelId): Promise<boolean>;
  recordTest(id: NotifyChannelId, test: ChannelTest): Promise<void>;
  /**
   * Stores what trials say, which rises by one version. False: the channel is of another version by now, or somebody
   * else has stored it since `trials` was read.
   */
  recordTrials(
    channel: Pick<NotifyChannel, 'id' | 'version'>,
    trials: ChannelTrials,
    event: DomainEvent | null,
  ): Promise<boolean>;
  /**
   * Takes one of the places that the limit leaves over all processes, and returns null; or returns when the next is
   * free.
   */
  takePlace(id: NotifyPlaceId, limit: NotifyLimit, now: Instant): Promise<Instant | null>;
  /** Nothing more is sent there before: the other side said so. */
  pause(id: NotifyPlaceId, untilAt: Instant): Promise<void>;
}

/** How much ended in one state in one channel. */
export interface EndedCount {
  readonly channelId: NotifyChannelId;
  readonly state: NotificationState;
  readonly count: number;
}

export interface Notifications {
  /** Those that are there already stay as they are. Returns how many were added. */
  insertMissing(notifications: readonly Notification[]): Promise<number>;
  ofAlert(alertId: AlertId, scope: Scope): Promise<readonly Notification[]>;
  /** Of all of these alerts, for whoever sees the whole office; `desk`: only those of one recipient. */
  ofAlerts(alertIds: readonly AlertId[], desk?: string): Promise<readonly Notification[]>;
  ofMessage(messageId: MessageId): Promise<readonly Notification[]>;
  /** Those of a recipient that wait: what is due, the oldest first, before what waits for a time to come. */
  waiting(desk: string, of: { readonly now: Instant; readonly limit: number }): Promise<readonly Notification[]>;
  /** Makes those that still wait part of a message. */
  take(ids: readonly NotificationId[], messageId: MessageId): Promise<void>;
  /** Makes those of a message that surely was not sent wait again. */
  putBack(messageId: MessageId): Promise<void>;
  /** Makes those of a message that were not delivered a part of it again: it is sent once more. */
  resume(messageId: MessageId): Promise<void>;
  /** Takes those of a message that is sent again out of it, and says what became of them. */
  leaveOut(
    ids: readonly NotificationId[],
    to: { readonly state: NotificationState; readonly reason: string | null; readonly at: Instant },
  ): Promise<void>;
  /** Settles those of a message that are under way. */
  settle(
    messageId: MessageId,
    to: { readonly state: NotificationState; readonly reason: string | null; readonly at: Instant },
  ): Promise<void>;
  /** Settles those that still wait. */
  settleWaiting(
    ids: readonly NotificationId[],
    to: { readonly state: NotificationState; readonly reason: string | null; readonly at: Instant },
  ): Promise<void>;
  fellBack(ids: readonly NotificationId[], at: Instant): Promise<void>;
  /** Those that wait in a group call these there, instead of whom they called. */
  call(ids: readonly NotificationId[], of: Pick<Notification, 'to' | 'recipient'>): Promise<void>;
  /** Settles all that wait or are under way. */
  endAll(to: { readonly state: NotificationState; readonly reason: string; readonly at: Instant }): Promise<void>;
  /** A silence hides those that wait, or another than before. */
  hold(ids: readonly NotificationId[], by: { readonly silenceId: SilenceId; readonly untilAt: Instant }): Promise<void>;
  /** No silence hides them any more. */
  release(ids: readonly NotificationId[], waitsUntilAt: Instant): Promise<void>;
  /** How many wait or are under way in a channel. */
  countUnsettled(channelId: NotifyChannelId): Promise<number>;
  /** Where something lies that the silence hides. */
  desksOfSilence(silenceId: SilenceId): Promise<readonly string[]>;
  countByState(states: readonly NotificationState[]): Promise<Readonly<Partial<Record<NotificationState, number>>>>;
  /** What came to one of these ends since the instant, by channel. */
  countEnded(states: readonly NotificationState[], since: Instant): Promise<readonly EndedCount[]>;
  /** How many each of these keeps back; those that keep none back are left out. */
  countsOfSilences(silenceIds: readonly SilenceId[]): Promise<ReadonlyMap<SilenceId, number>>;
}

export interface Messages {
  insert(message: Message): Promise<'inserted' | 'duplicate'>;
  byId(id: MessageId): Promise<Message | null>;
  /** Notes that the call begins, before it does. False: somebody else has, or it is settled. */
  begin(id: MessageId, attempt: { readonly attempts: number; readonly at: Instant }): Promise<boolean>;
  /** Settles the try that began as the given one. False: somebody else has settled it meanwhile. */
  settle(
    begun: Pick<Message, 'id' | 'attempts' | 'begunAt'>,
    to: {
      readonly state: MessageState;
      readonly reason: string | null;
      readonly nextAt: Instant;
      readonly settledAt: Instant | null;
      readonly receipt: string | null;
      readonly mayHaveArrived: boolean;
      readonly tries: readonly MessageTry[];
    },
  ): Promise<boolean>;
  /** Ends one that is ready without a call. False: somebody else has begun or settled it. */
  refuse(
    message: Pick<Message, 'id' | 'attempts'>,
    to: Pick<Message, 'reason' | 'attempts' | 'tries'> & { readonly at: Instant },
  ): Promise<boolean>;
  /** Gives up one that is ready and was tried: it is as its last try left it. False: as of `refuse`. */
  giveUp(message: Pick<Message, 'id' | 'attempts'>, at: Instant): Promise<boolean>;
  /**
   * Makes one that was not delivered ready to be sent once more, and leaves its line of the ledger in the same write.
   * False: it is not as it was read.
   */
  askAgain(
    message: Pick<Message, 'id' | 'attempts'>,
    to: {
      readonly content: string;
      readonly again: NonNullable<Message['again']>;
    },
    event: DomainEvent,
  ): Promise<boolean>;
  /** The first at a desk that somebody asked for again and whose call has not begun; null: none. */
  askedAgain(desk: string): Promise<Message | null>;
  /**
   * The one at a desk that is tried again first, of those that may have arrived, that somebody asked for again or that
   * carry a letter which was tried; null: there is none.
   */
  parked(desk: string): Promise<Message | null>;
  /** Says something else in a message that surely was not sent. False: it has begun meanwhile. */
  rewrite(
    message: Pick<Message, 'id' | 'attempts'>,
    content: Pick<Message, 'recipient' | 'to' | 'notificationIds' | 'content' | 'rendered'> &
      Partial<Pick<Message, 'attemptsBefore' | 'nextAt'>>,
  ): Promise<boolean>;
  /** Removes a message that surely was not sent and is not to be. False: it has begun meanwhile. */
  withdraw(message: Pick<Message, 'id' | 'attempts'>): Promise<boolean>;
  /** Settles all that are not. */
  endAll(to: { readonly state: MessageState; readonly reason: string; readonly at: Instant }): Promise<void>;
  /** Puts off a message that has not begun. */
  putOff(id: MessageId, nextAt: Instant): Promise<void>;
  list(
    filter: {
      readonly state?: MessageState;
      readonly channelId?: NotifyChannelId;
      readonly personId?: PersonId;
      /** One of these. */
      readonly ids?: readonly MessageId[];
    },
    page: PageRequest,
  ): Promise<Page<Message>>;
}

/** The desk of one recipient in one channel: who sends to them just now, and when that is to be done next. */
export interface Desk {
  readonly key: string;
  readonly channelId: NotifyChannelId;
  readonly personId: PersonId | null;
  /** The message under way; null: none is. */
  readonly messageId: MessageId | null;
  readonly sent: readonly SentLately[];
}
export interface Desks {
  /** Something waits there: look no later than `at`. */
  ring(key: string, at: Instant): Promise<void>;
  /** One desk that is due; it is due again when the lease is over, whatever becomes of whoever took it. */
  claim(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
  }): Promise<Desk | null>;
  /** Says which message is on the desk, before it is stored. False: the lease was lost; nothing was written. */
  open(key: string, token: string, messageId: MessageId): Promise<boolean>;
  /** No message is on any desk. */
  clearAll(): Promise<void>;
  /** Frees the desk. What was rung meanwhile stays due. False: the lease was lost; nothing was written. */
  settle(
    key: string,
    token: string,
    to: {
      readonly messageId: MessageId | null;
      readonly sent: readonly SentLately[];
      /** When to look again at the latest; null: when it is rung. */
      readonly dueAt: Instant | null;
    },
  ): Promise<boolean>;
}
