import type { Schema } from 'mongoose';
import type { WebhookStorage } from '../../ports/webhookStorage';
import type { NamesUnit } from '../accounts/unitBelongings';
import type { WithOutbox } from '../alerts/outbox';
import type { Cipher } from '../credentials/credentialRow';
import type { SealedTable } from '../credentials/reseal';
import type { Row, Table } from '../table';
import { createSubscriptionCursors, cursorSchema, type CursorRow } from './cursors';
import { createWebhookDeliveries, webhookDeliverySchema, type WebhookDeliveryRow } from './deliveries';
import { createSubscriptions, subscriptionSchema, type SubscriptionRow } from './subscriptions';

/** Opens what carries the alert log to receivers: its repositories, and the tables that leave events and hold secrets. */
export function openWebhooks(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  cipher: Cipher | null,
): {
  readonly repositories: WebhookStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly sealed: SealedTable;
  readonly deliveries: Table<Row>;
  readonly namesUnit: readonly NamesUnit[];
} {
  const subscriptions = open<SubscriptionRow>('webhook-subscriptions', subscriptionSchema);
  const cursors = open<CursorRow>('webhook-cursors', cursorSchema);
  const deliveries = open<WebhookDeliveryRow>('webhook-deliveries', webhookDeliverySchema);
  return {
    repositories: {
      subscriptions: createSubscriptions(subscriptions, cipher),
      subscriptionCursors: createSubscriptionCursors(cursors),
      webhookDeliveries: createWebhookDeliveries(deliveries),
    },
    sources: [subscriptions, cursors].map((table) => table as unknown as Table<Row & WithOutbox>),
    sealed: subscriptions as unknown as SealedTable,
    deliveries: deliveries as unknown as Table<Row>,
    namesUnit: [
      { table: subscriptions as unknown as NamesUnit['table'], field: 'unitId' },
      { table: subscriptions as unknown as NamesUnit['table'], field: 'match.unitId' },
    ],
  };
}
