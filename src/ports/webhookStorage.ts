import type { DomainEvent } from '../domain/alerts/alert';
import type { SubscriptionId, WebhookDeliveryId } from '../domain/ids';
import type { ChannelTest } from '../domain/notify/channel';
import type { DeliveryFailureCode } from '../domain/notify/deliveryFailure';
import type {
  Subscription,
  SubscriptionCursor,
  SubscriptionHealth,
  WebhookDelivery,
  WebhookDeliveryState,
} from '../domain/webhooks/subscription';
import type { Instant } from '../domain/time/instant';
import type { Secrets } from './credentials';
import type { Page, PageRequest } from './paging';

/** Set up by administrators, one version after the other; what is removed stays for the ledger and is not listed. */
export interface Subscriptions {
  list(): Promise<readonly Subscription[]>;
  byId(id: SubscriptionId): Promise<Subscription | null>;
  insert(subscription: Subscription, secrets: Secrets, event: DomainEvent): Promise<void>;
  /** Replaces it if it is still of `subscription.version`, which then rises. `secrets` null: they stay. */
  change(subscription: Subscription, secrets: Secrets | null, event: DomainEvent): Promise<boolean>;
  /** Its secrets are forgotten. */
  remove(id: SubscriptionId, version: number, event: DomainEvent): Promise<boolean>;
  /** Null: there is no such subscription. Throws, without showing anything, where no key opens them. */
  secrets(id: SubscriptionId): Promise<Secrets | null>;
  /** Of all that are listed, in one read; those that no key opens are left out. */
  opened(): Promise<ReadonlyMap<SubscriptionId, Secrets>>;
  recordTest(id: SubscriptionId, test: ChannelTest): Promise<void>;
}

/** How far each receiver has got. Whoever calls one holds its cursor by a lease: nobody else does meanwhile. */
export interface SubscriptionCursors {
  /** One that is there already stays as it is. */
  insertMissing(cursor: SubscriptionCursor): Promise<void>;
  byIds(ids: readonly SubscriptionId[]): Promise<readonly SubscriptionCursor[]>;
  /**
   * One that is due and has something to do: lines after where it stands, another history than its own, or a wish of
   * somebody. It is due again when the lease is over, whatever becomes of whoever took it.
   */
  claim(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
    readonly lastSeq: number;
    readonly history: string;
  }): Promise<SubscriptionCursor | null>;
  /** Says where it stands and keeps the lease. False: the lease was lost; nothing was written. */
  place(
    id: SubscriptionId,
    token: string,
    to: Partial<Pick<SubscriptionCursor, 'history' | 'readTo' | 'toldTo' | 'round' | 'open' | 'rewindTo'>>,
  ): Promise<boolean>;
  /**
   * Frees the cursor; one that somebody has woken or rewound meanwhile is due at once, and stays as they left it. Null as `nextAt`: not before somebody
   * says so. False: the lease was lost; nothing was written.
   */
  settle(
    id: SubscriptionId,
    token: string,
    to: Partial<Pick<SubscriptionCursor, 'readTo' | 'toldTo' | 'open'>> & {
      readonly health: SubscriptionHealth;
      readonly nextAt: Instant | null;
      /** What became of it, for the ledger. */
      readonly event?: DomainEvent;
    },
  ): Promise<boolean>;
  /**
   * Due at `at`, whatever it waited for. `isSetRight`: what went wrong is forgotten, and one that was stopped goes on;
   * otherwise it stays stopped, or failing since when it was.
   */
  wake(id: SubscriptionId, to: { readonly at: Instant; readonly isSetRight: boolean }): Promise<void>;
  /** As `wake` of one that was set right, and everything after `rewindTo` is delivered again; null: it goes on where it stands. */
  rewind(
    id: SubscriptionId,
    to: { readonly rewindTo: number | null; readonly at: Instant },
    event: DomainEvent,
  ): Promise<boolean>;
  remove(id: SubscriptionId): Promise<void>;
}

export interface WebhookDeliveries {
  /** One that is there already stays as it is. */
  insertMissing(delivery: WebhookDelivery): Promise<void>;
  /** Notes that a try begins, before it does. */
  begin(id: WebhookDeliveryId, at: Instant): Promise<void>;
  settle(
    id: WebhookDeliveryId,
    to: {
      readonly state: WebhookDeliveryState;
      readonly code: DeliveryFailureCode | null;
      readonly settledAt: Instant | null;
    },
  ): Promise<void>;
  /** The newest first. */
  list(subscriptionId: SubscriptionId, page: PageRequest): Promise<Page<WebhookDelivery>>;
}

export interface WebhookStorage {
  readonly subscriptions: Subscriptions;
  readonly subscriptionCursors: SubscriptionCursors;
  readonly webhookDeliveries: WebhookDeliveries;
}
