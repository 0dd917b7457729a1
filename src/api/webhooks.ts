import type { LogGap } from '../domain/webhooks/logPage';
import type { SubscriptionState, WebhookDeliveryState } from '../domain/webhooks/subscription';
import type { StreamAlert } from './events';
import type { MatchView } from './notify';
import type { IsoInstant } from './wire';

/** The version of what receivers are sent. */
export const WEBHOOK_VERSION = 1;

interface WebhookFrame {
  readonly version: typeof WEBHOOK_VERSION;
  /** The same for every try: what has come before is a repetition. */
  readonly deliveryId: string;
  readonly subscriptionId: string;
  /** What the numbers belong to. Another one: the store was restored, and numbers may mean something else. */
  readonly history: string;
}

/**
 * Lines of the alert log, in order. Speaks for every number from `fromSeq` to `toSeq`: while `fromSeq` is at most one
 * more than the last `toSeq` of the same history, nothing was missed.
 */
export interface WebhookBatch extends WebhookFrame {
  readonly type: 'alerts';
  readonly fromSeq: number;
  readonly toSeq: number;
  /** Lines that were removed before they could be delivered; null: none. */
  readonly gap: LogGap | null;
  readonly alerts: readonly StreamAlert[];
}

/** A test that somebody asked for. */
export interface WebhookPing extends WebhookFrame {
  readonly type: 'ping';
  readonly at: IsoInstant;
}

export interface SubscriptionView {
  readonly id: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly match: MatchView;
  /** Host it leads to; null: no key opens its address. */
  readonly place: string | null;
  readonly disabled: boolean;
  readonly state: SubscriptionState;
  /** The last number of the log that was delivered, or is none of the receiver's. */
  readonly deliveredSeq: number;
  /** Numbers of the log after that. */
  readonly behind: number;
  readonly failures: number;
  readonly failingSinceAt: IsoInstant | null;
  /** Of the last failure. */
  readonly code: string | null;
  /** When it is tried again; null: nothing has failed, or it is stopped. */
  readonly nextAt: IsoInstant | null;
  readonly lastTest: {
    readonly at: IsoInstant;
    readonly outcome: 'accepted' | 'failed';
    readonly code: string | null;
  } | null;
  readonly version: number;
}

export interface WebhookDeliveryView {
  readonly id: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly count: number;
  readonly state: WebhookDeliveryState;
  readonly attempts: number;
  readonly code: string | null;
  readonly createdAt: IsoInstant;
  readonly triedAt: IsoInstant | null;
  readonly settledAt: IsoInstant | null;
}
