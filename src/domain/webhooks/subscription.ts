import type { SubscriptionId, UnitId, WebhookDeliveryId } from '../ids';
import type { ChannelTest } from '../notify/channel';
import type { DeliveryFailureCode } from '../notify/deliveryFailure';
import type { AlertMatch } from '../notify/route';
import type { Instant } from '../time/instant';

/** A receiver that is sent the alert log, in order. Its address and signing secret are kept apart. */
export interface Subscription {
  readonly id: SubscriptionId;
  readonly name: string;
  /** What it gets is what readers of this unit see; null: all. */
  readonly unitId: UnitId | null;
  readonly match: AlertMatch;
  readonly disabled: boolean;
  readonly lastTest: ChannelTest | null;
  readonly version: number;
}

/** `stopped`: failed for so long that nobody is called any more until somebody says so. */
export const SUBSCRIPTION_STATES = ['live', 'retrying', 'stopped'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

/** How it goes with a receiver. */
export interface SubscriptionHealth {
  readonly state: SubscriptionState;
  /** In a row, and since when; null: the last try was taken. */
  readonly failures: number;
  readonly failingSinceAt: Instant | null;
  readonly code: DeliveryFailureCode | null;
}
export const HEALTHY: SubscriptionHealth = { state: 'live', failures: 0, failingSinceAt: null, code: null };

/** How far a receiver has got in the alert log. */
export interface SubscriptionCursor extends SubscriptionHealth {
  readonly id: SubscriptionId;
  /** What the numbers belong to. */
  readonly history: string;
  /** Lines up to this number were taken, or are none of the receiver's. */
  readonly readTo: number;
  /** The last number the receiver was told of: the next delivery speaks for those after it. */
  readonly toldTo: number;
  /** Rises with every redelivery by hand, or for a subscription that was changed, whose deliveries are new ones. */
  readonly round: number;
  /** The delivery under way, whose numbers stay what they are until it was taken. */
  readonly open: { readonly deliveryId: WebhookDeliveryId; readonly toSeq: number } | null;
  /** Somebody wants everything after this number delivered again. */
  readonly rewindTo: number | null;
  readonly nextAt: Instant;
}

/**
 * `abandoned`: another one takes its place, since somebody asked for a redelivery, the history is another, or other
 * alerts are subscribed to.
 */
export const WEBHOOK_DELIVERY_STATES = ['sending', 'retrying', 'delivered', 'abandoned'] as const;
export type WebhookDeliveryState = (typeof WEBHOOK_DELIVERY_STATES)[number];

/** One batch of the alert log for one receiver. */
export interface WebhookDelivery {
  readonly id: WebhookDeliveryId;
  readonly subscriptionId: SubscriptionId;
  readonly fromSeq: number;
  readonly toSeq: number;
  /** Lines in it. */
  readonly count: number;
  readonly state: WebhookDeliveryState;
  readonly attempts: number;
  /** Of the last try; null: none has failed yet, or it was taken. */
  readonly code: DeliveryFailureCode | null;
  readonly createdAt: Instant;
  /** When the last try began. */
  readonly triedAt: Instant | null;
  readonly settledAt: Instant | null;
}
