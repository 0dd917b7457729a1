import type {
  ChannelKindView,
  ChannelView,
  DeliveryView,
  DryRunView,
  MessageRecordView,
  MessageView,
  RouteView,
  SilenceView,
} from '../../api/notify';
import type { ChannelRehearsalView, RouteDryRunView, SilenceDryRunView } from '../../api/dryRuns';
import type { ListView } from '../../api/wire';
import type {
  AccountId,
  AlertId,
  CaseId,
  MandateId,
  MessageId,
  NotifyChannelId,
  NotifyRouteId,
  PersonId,
  SilenceId,
  SiteId,
  UnitId,
} from '../../domain/ids';
import type { CanaryPlan, TriedAs } from '../../domain/notify/canary';
import type { NotifyChannel } from '../../domain/notify/channel';
import type { MessageState } from '../../domain/notify/message';
import type { NotifyKind } from '../../domain/notify/notifyChannel';
import type { EndedState, NotificationState } from '../../domain/notify/notification';
import type { NotifyRoute } from '../../domain/notify/route';
import type { Silence } from '../../domain/notify/silence';
import type { Principal } from '../../domain/people/role';
import type { PageRequest } from '../../ports/storage';
import type { Versioned } from '../versioned';
import type { Counts, WorkRun } from '../workRun';

/** A channel as it is filled in; `values` by the keys of its kind's settings, secret ones among them. */
export interface ChannelDraft extends Pick<NotifyChannel, 'name' | 'unitId' | 'language' | 'fallbackId' | 'disabled'> {
  /** A secret that is left out stays as it is. */
  readonly values: Readonly<Record<string, string>>;
  /** Null or absent: no regular trials. */
  readonly canary?: Omit<CanaryPlan, 'sinceAt'> | null;
}
/** One alert as it is now, or those noticed within so many days, each at the instant at which it was. */
export type RehearsedOn = { readonly alertId: AlertId } | { readonly days: number };
export type RouteDraft = Omit<NotifyRoute, 'id' | 'version'>;
/** `startsAt` null or absent: from now on; `kind` absent: a silence. */
export type SilenceDraft = Pick<Silence, 'match' | 'reason' | 'endsAt'> & {
  readonly kind?: Silence['kind'];
  readonly startsAt?: Silence['startsAt'] | null;
};

/** Something with a page of its own, of which silences may hide alerts; `sources`: how well everything is seen. */
export type SilencedThing =
  | { readonly kind: 'account'; readonly id: AccountId }
  | { readonly kind: 'site'; readonly id: SiteId }
  | { readonly kind: 'mandate'; readonly id: MandateId }
  | { readonly kind: 'case'; readonly id: CaseId }
  | { readonly kind: 'unit'; readonly id: UnitId }
  | { readonly kind: 'sources' };

/** How many notifications and letters came to one end in channels of one kind; null: the channel is gone. */
export interface EndedOfKind {
  readonly kind: NotifyKind | null;
  readonly state: EndedState;
  readonly count: number;
}

/**
 * People are told of alerts outside of the pages: who, when, by which channel, and what became of it. What is set up is
 * for the whole office (action `notify.manage`, silences `alert.silence`): refuses `forbidden` to those of a unit
 * alone,
 * `not-found`, `invalid-input`, and `conflict` where somebody else was faster.
 */
export interface NotifyServices {
  /** Makes notifications of what happened to alerts since the last time. May be repeated and interrupted anywhere. */
  announce(limit: number): Promise<Counts>;
  /** Sends what is due; nothing twice through one channel, whoever dies on the way. */
  deliverDue(run: WorkRun): Promise<Counts>;
  /** Makes the regular trials of channels that are due, each once, whoever dies on the way. */
  tryChannels(run: WorkRun): Promise<Counts>;

  kinds(principal: Principal): readonly ChannelKindView[];
  channels(principal: Principal): Promise<readonly ChannelView[]>;
  addChannel(kind: NotifyChannel['kind'], draft: ChannelDraft, principal: Principal): Promise<ChannelView>;
  changeChannel(of: Versioned<NotifyChannelId>, draft: ChannelDraft, principal: Principal): Promise<ChannelView>;
  /** Refuses `conflict` while a route or another channel uses it. */
  removeChannel(of: Versioned<NotifyChannelId>, principal: Principal): Promise<void>;
  /** Sends a real message: to the group, or to the person who asks where the channel reaches people by name. */
  testChannel(id: NotifyChannelId, principal: Principal, signal: AbortSignal): Promise<ChannelView>;

  /** What a message of each kind would look like, how long it is and whether it is cut. Sends and stores nothing. */
  rehearseChannel(id: NotifyChannelId, principal: Principal): Promise<ChannelRehearsalView>;

  routes(principal: Principal): Promise<readonly RouteView[]>;
  addRoute(draft: RouteDraft, principal: Principal): Promise<RouteView>;
  changeRoute(of: Versioned<NotifyRouteId>, draft: RouteDraft, principal: Principal): Promise<RouteView>;
  removeRoute(of: Versioned<NotifyRouteId>, principal: Principal): Promise<void>;
  /** Who would be told of the alert now, and why, and who would not. Changes nothing. */
  dryRun(alertId: AlertId, principal: Principal): Promise<DryRunView>;
  /**
   * Who would be told if the draft were stored, against who is told today. `id` null: it would be added. Changes
   * nothing.
   */
  rehearseRoute(
    of: { readonly id: NotifyRouteId | null; readonly draft: RouteDraft },
    about: RehearsedOn,
    principal: Principal,
  ): Promise<RouteDryRunView>;

  /**
   * Those that hide something now or will, and those that ended lately: for everybody whose alerts they may hide.
   * `about`: those alone that hide something of it now, and maintenance that begins within a day. Refuses `not-found`
   * where the reader does not see it.
   */
  silences(principal: Principal, about?: SilencedThing | null): Promise<readonly SilenceView[]>;
  silence(draft: SilenceDraft, principal: Principal): Promise<SilenceView>;
  /** What such a silence would hide if it held now, and what it would have hidden of the last days. Changes nothing. */
  rehearseSilence(draft: Pick<Silence, 'match' | 'kind'>, principal: Principal): Promise<SilenceDryRunView>;
  /** What it keeps back is told now, if it is still so. */
  endSilence(of: Versioned<SilenceId>, principal: Principal): Promise<SilenceView>;

  messages(
    filter: {
      readonly state?: MessageState;
      readonly channelId?: NotifyChannelId;
      readonly personId?: PersonId;
      readonly alertId?: AlertId;
    },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<MessageView>>;
  /** What became of one message, try by try, and why it cannot be sent again by hand. */
  message(id: MessageId, principal: Principal): Promise<MessageRecordView>;
  /**
   * Sends a message that was not delivered once more, by the same channel to the same recipient, as they can be reached
   * now. Refuses `conflict` where it cannot be, or somebody was faster (`attempts`: as they were read), and
   * `invalid-input` (`acceptsSecond`) where it may have arrived and nobody has accepted a second copy.
   */
  redeliver(
    of: { readonly id: MessageId; readonly attempts: number; readonly acceptsSecond: boolean },
    principal: Principal,
  ): Promise<MessageRecordView>;
  /** Who was told of an alert when, and what became of it; for readers of the alert. */
  deliveries(alertId: AlertId, principal: Principal): Promise<readonly DeliveryView[]>;
  /** What came to its end in the last day, by kind of channel, for the figures of the process; zeros among them. */
  endedCounts(): Promise<readonly EndedOfKind[]>;
  /** Channels by what their regular trials have shown, for the figures of the process. */
  channelCounts(): Promise<Readonly<Partial<Record<TriedAs, number>>>>;
  /** Notifications by state, for the figures of the process. */
  counts(): Promise<Readonly<Partial<Record<NotificationState, number>>>>;
}
