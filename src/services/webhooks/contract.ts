import type { ListView } from '../../api/wire';
import type { SubscriptionView, WebhookDeliveryView } from '../../api/webhooks';
import type { SubscriptionId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Subscription, SubscriptionState } from '../../domain/webhooks/subscription';
import type { PageRequest } from '../../ports/paging';
import type { Counts, WorkRun } from '../workRun';

export interface SubscriptionDraft extends Pick<Subscription, 'name' | 'unitId' | 'match' | 'disabled'> {
  /** `url` and `signingSecret`, both secret; one that is left out stays as it is. */
  readonly values: Readonly<Record<string, string>>;
}

/** A subscription in the version it was read in. */
export interface SubscriptionVersion {
  readonly id: SubscriptionId;
  readonly version: number;
}

/**
 * The alert log by webhook: receivers are sent every line that matches, in order, at least once. Set up for the whole
 * office (action `notify.manage`): refuses `forbidden` to those of a unit alone, `not-found`, `invalid-input`, and
 * `conflict` where somebody else was faster.
 */
export interface WebhookServices {
  /** Sends what is due. A receiver is called by one process at a time; whoever dies leaves nothing out. */
  deliverDue(run: WorkRun): Promise<Counts>;

  /** Subscriptions by state, for the figures of the process. */
  counts(): Promise<Readonly<Partial<Record<SubscriptionState, number>>>>;
  subscriptions(principal: Principal): Promise<readonly SubscriptionView[]>;
  /** Begins with what happens from then on. */
  subscribe(draft: SubscriptionDraft, principal: Principal): Promise<SubscriptionView>;
  changeSubscription(
    of: SubscriptionVersion,
    draft: SubscriptionDraft,
    principal: Principal,
  ): Promise<SubscriptionView>;
  unsubscribe(of: SubscriptionVersion, principal: Principal): Promise<void>;
  /** Sends a test and says what came of it; nothing of the log. */
  ping(id: SubscriptionId, principal: Principal, signal: AbortSignal): Promise<SubscriptionView>;
  /**
   * Delivers everything from `fromSeq` on again, under new delivery ids; null: goes on where it stands. One that was
   * stopped is called again.
   */
  redeliver(id: SubscriptionId, fromSeq: number | null, principal: Principal): Promise<SubscriptionView>;
  /** The newest first. */
  webhookDeliveries(
    id: SubscriptionId,
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<WebhookDeliveryView>>;
}
