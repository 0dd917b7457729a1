import type { WebhookDeliveryId } from '../../domain/ids';
import type { WebhookDelivery } from '../../domain/webhooks/subscription';
import type { WebhookDeliveries } from '../../ports/webhookStorage';
import { checkId } from '../checkInput';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface WebhookDeliveryRow extends Row, Omit<WebhookDelivery, 'id'> {
  readonly _id: WebhookDeliveryId;
}

export const webhookDeliverySchema = documentSchema({
  _id: text,
  subscriptionId: text,
  fromSeq: count,
  toSeq: count,
  count,
  state: text,
  attempts: count,
  code: text,
  createdAt: instant,
  triedAt: instant,
  settledAt: instant,
});

const NEWEST_FIRST: ListOrder<WebhookDeliveryRow> = { by: 'createdAt', direction: -1, kind: 'instant' };

export function createWebhookDeliveries(table: Table<WebhookDeliveryRow>): WebhookDeliveries {
  return {
    insertMissing: async ({ id, ...delivery }) => {
      await table.insertMissing([{ _id: id, ...delivery }]);
    },
    begin: async (id, at) => {
      await table.change(
        { _id: checkId(id, 'deliveryId') },
        { $set: { state: 'sending', triedAt: at }, $inc: { attempts: 1 } },
      );
    },
    settle: async (id, { state, code, settledAt }) => {
      await table.change({ _id: checkId(id, 'deliveryId') }, { $set: { state, code, settledAt } });
    },
    list: (subscriptionId, page) =>
      readPage(
        table,
        { filter: { subscriptionId: checkId(subscriptionId, 'subscriptionId') }, order: NEWEST_FIRST, page },
        ({ _id, ...row }): WebhookDelivery => ({ id: _id, ...row }),
      ),
  };
}
