import type { SubscriptionId } from '../../domain/ids';
import type { Subscription } from '../../domain/webhooks/subscription';
import type { Subscriptions } from '../../ports/webhookStorage';
import { outboxField } from '../alerts/outbox';
import { checkId } from '../checkInput';
import { openEach, openSecrets, sealSecrets, type Cipher } from '../credentials/credentialRow';
import { createKept, type KeptRow } from '../notify/kept';
import { matchPart } from '../notify/routes';
import { count, documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Table } from '../table';

export interface SubscriptionRow extends KeptRow, Omit<Subscription, 'id'> {
  readonly _id: SubscriptionId;
  readonly content: string | null;
  readonly sealed: boolean;
  readonly keyId: string | null;
}

export const subscriptionSchema = documentSchema({
  _id: text,
  name: text,
  unitId: text,
  match: matchPart,
  disabled: flag,
  lastTest: partSchema({ at: instant, outcome: text, code: text }),
  version: count,
  content: text,
  sealed: flag,
  keyId: text,
  removedAt: instant,
  outbox: outboxField,
});

export function createSubscriptions(table: Table<SubscriptionRow>, cipher: Cipher | null): Subscriptions {
  const kept = createKept(table);
  return {
    list: async () => (await kept.rows()).map(readSubscription),
    byId: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : readSubscription(row);
    },
    insert: ({ id, ...subscription }, secrets, event) =>
      kept.insert({ ...subscription, _id: id, ...sealSecrets(secrets, cipher) }, event),
    change: ({ id, version, ...subscription }, secrets, event) =>
      kept.change(
        { id, version },
        { ...subscription, ...(secrets === null ? {} : sealSecrets(secrets, cipher)) },
        event,
      ),
    remove: (id, version, event) =>
      kept.change({ id, version }, { removedAt: event.ledger.recordedAt, content: null }, event),
    secrets: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : openSecrets(row, cipher);
    },
    opened: async () => openEach(await kept.rows(), cipher),
    recordTest: async (id, lastTest) => {
      await table.change({ _id: checkId(id, 'subscriptionId') }, { $set: { lastTest } });
    },
  };
}

function readSubscription(row: SubscriptionRow): Subscription {
  const { _id, name, unitId, match, disabled, lastTest, version } = row;
  return { id: _id, name, unitId, match, disabled, lastTest, version };
}
