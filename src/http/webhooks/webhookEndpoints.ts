import type { SubscriptionView } from '../../api/webhooks';
import type { ListView } from '../../api/wire';
import { endpoint } from '../edge/endpoint';
import { versionBody } from '../notify/notifySchemas';
import {
  newSubscriptionBody,
  redeliverBody,
  subscriptionBody,
  subscriptionList,
  subscriptionParams,
  subscriptionView,
  webhookDeliveriesQuery,
  webhookDeliveryList,
} from './webhookSchemas';

/** A test that is asked for takes no longer than this. */
const TEST_MS = 30_000;

export const listSubscriptions = endpoint({
  summary: 'Receivers of the alert log by webhook, how far each has got and how it goes with it',
  answer: subscriptionList,
  async handle({ services, principal, now }): Promise<ListView<SubscriptionView>> {
    const items = await services.webhooks.subscriptions(principal);
    return { items, nextCursor: null, asOf: now.toISOString() };
  },
});

export const addSubscription = endpoint({
  summary: 'Send the alert log to a receiver from now on; its address and secret are never shown again',
  status: 201,
  body: newSubscriptionBody,
  answer: subscriptionView,
  handle({ services, principal, body }) {
    return services.webhooks.subscribe(body, principal);
  },
});

export const changeSubscription = endpoint({
  summary: 'Change a subscription',
  params: subscriptionParams,
  body: subscriptionBody,
  answer: subscriptionView,
  handle({ services, principal, params, body }) {
    const { version, ...draft } = body;
    return services.webhooks.changeSubscription({ id: params.id, version }, draft, principal);
  },
});

export const removeSubscription = endpoint({
  summary: 'Remove a subscription, and forget its secrets',
  status: 204,
  params: subscriptionParams,
  body: versionBody,
  async handle({ services, principal, params, body }) {
    await services.webhooks.unsubscribe({ id: params.id, version: body.version }, principal);
  },
});

export const pingSubscription = endpoint({
  summary: 'Send a test to a receiver, and keep what came of it',
  params: subscriptionParams,
  answer: subscriptionView,
  handle({ services, principal, params }) {
    return services.webhooks.ping(params.id, principal, AbortSignal.timeout(TEST_MS));
  },
});

export const redeliver = endpoint({
  summary: 'Deliver again from a number on, or go on after a receiver was stopped',
  params: subscriptionParams,
  body: redeliverBody,
  answer: subscriptionView,
  handle({ services, principal, params, body }) {
    return services.webhooks.redeliver(params.id, body.fromSeq, principal);
  },
});

export const listWebhookDeliveries = endpoint({
  summary: 'Deliveries to a receiver, the newest first, with what became of them',
  params: subscriptionParams,
  query: webhookDeliveriesQuery,
  answer: webhookDeliveryList,
  handle({ services, principal, params, query }) {
    return services.webhooks.webhookDeliveries(params.id, query, principal);
  },
});
