import type { SubscriptionView, WebhookDeliveryView } from '../../api/webhooks';
import type { ListView } from '../../api/wire';
import { sendApi } from './api';
import { useChange, type Change } from './changes';
import type { Versioned } from './notify';
import { useRead, type Read } from './queries';

const SETTLED_MS = 5_000;
const KEY = 'notify';

export const useSubscriptions = (): Read<ListView<SubscriptionView>> =>
  useRead([KEY, 'subscriptions'], '/subscriptions', SETTLED_MS);
export const useWebhookDeliveries = (id: string): Read<ListView<WebhookDeliveryView>> =>
  useRead([KEY, 'subscriptions', id], `/subscriptions/${id}/deliveries`, SETTLED_MS);

/** Adds where `of` is null. */
interface Saved {
  readonly of: Versioned | null;
  readonly body: object;
}
export const useSaveSubscription = (): Change<Saved> =>
  useChange(
    ({ of, body }) =>
      of === null
        ? sendApi('/subscriptions', body)
        : sendApi(`/subscriptions/${of.id}`, { ...body, version: of.version }, 'PUT'),
    [KEY],
  );
export const useRemoveSubscription = (): Change<Versioned> =>
  useChange(({ id, version }) => sendApi(`/subscriptions/${id}`, { version }, 'DELETE'), [KEY]);
export const usePingSubscription = (): Change<string> =>
  useChange((id) => sendApi(`/subscriptions/${id}/ping`, {}), [KEY]);
export const useRedeliver = (): Change<{ readonly id: string; readonly fromSeq: number | null }> =>
  useChange(({ id, fromSeq }) => sendApi(`/subscriptions/${id}/redeliver`, { fromSeq }), [KEY]);
