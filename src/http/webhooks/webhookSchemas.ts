import { z } from 'zod';
import {
  WEBHOOK_VERSION,
  type SubscriptionView,
  type WebhookBatch,
  type WebhookDeliveryView,
  type WebhookPing,
} from '../../api/webhooks';
import type { SubscriptionId, UnitId } from '../../domain/ids';
import { SUBSCRIPTION_STATES, WEBHOOK_DELIVERY_STATES } from '../../domain/webhooks/subscription';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields } from '../edge/inputSchemas';
import { match, matchView, version } from '../notify/notifySchemas';
import { FRAMES } from '../stream/frameSchemas';

export const subscriptionParams = z.strictObject({ id: idOf<SubscriptionId>() });

const subscriptionFields = {
  name: nameText(40),
  unitId: idOf<UnitId>().nullable().default(null).meta({
    description: 'What is sent is what readers of this unit see. Null: of the whole office.',
  }),
  match,
  disabled: z.boolean().default(false),
  values: z.record(z.string().regex(/^[A-Za-z]{1,40}$/), z.string().max(2_000)).meta({
    description: 'Both are needed at first. One that is left out later stays as it is; they are never shown again.',
  }),
};
export const newSubscriptionBody = z.strictObject(subscriptionFields);
export const subscriptionBody = z.strictObject({ version, ...subscriptionFields });
export const redeliverBody = z.strictObject({
  fromSeq: z.int().min(1).nullable().meta({
    description: 'Everything from this number on is delivered again, under new ids. Null: it goes on where it stands.',
  }),
});
export const webhookDeliveriesQuery = z.strictObject(pageFields);

export const subscriptionView = named(
  'Subscription',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    unitId: z.string().nullable(),
    match: matchView,
    place: z.string().nullable().meta({ description: 'Host it leads to; null: no key opens its address.' }),
    disabled: z.boolean(),
    state: z.enum(SUBSCRIPTION_STATES),
    deliveredSeq: z.int().meta({ description: 'The last number that was delivered, or is not for this receiver.' }),
    behind: z.int().meta({ description: 'Numbers of the log after that.' }),
    failures: z.int(),
    failingSinceAt: isoInstant.nullable(),
    code: z.string().nullable(),
    nextAt: isoInstant.nullable(),
    lastTest: z
      .strictObject({ at: isoInstant, outcome: z.enum(['accepted', 'failed']), code: z.string().nullable() })
      .nullable(),
    version: z.int(),
  }),
) satisfies z.ZodType<SubscriptionView>;
export const subscriptionList = listOf('SubscriptionList', subscriptionView);

const webhookDeliveryView = named(
  'WebhookDelivery',
  z.strictObject({
    id: z.string(),
    fromSeq: z.int(),
    toSeq: z.int(),
    count: z.int().meta({ description: 'Alerts in it.' }),
    state: z.enum(WEBHOOK_DELIVERY_STATES),
    attempts: z.int(),
    code: z.string().nullable(),
    createdAt: isoInstant,
    triedAt: isoInstant.nullable(),
    settledAt: isoInstant.nullable(),
  }),
) satisfies z.ZodType<WebhookDeliveryView>;
export const webhookDeliveryList = listOf('WebhookDeliveryList', webhookDeliveryView);

const head = {
  version: z.literal(WEBHOOK_VERSION),
  deliveryId: z.string().meta({ description: 'The same for every try: what has come before is a repetition.' }),
  subscriptionId: z.string(),
  history: z.string().meta({ description: 'What the numbers belong to; another one: the store was restored.' }),
};
const batch = z.strictObject({
  ...head,
  type: z.literal('alerts'),
  fromSeq: z.int().meta({ description: 'At most one more than the last `toSeq` of the history: nothing was missed.' }),
  toSeq: z.int(),
  gap: z
    .strictObject({ fromSeq: z.int(), toSeq: z.int(), count: z.int() })
    .nullable()
    .meta({ description: 'Lines that were removed before they could be delivered.' }),
  alerts: z.array(FRAMES.alert.schema).meta({
    description:
      'Of a subscription of a unit, an alert that goes to another unit comes as `resolved`, `none-left-in-unit`.',
  }),
}) satisfies z.ZodType<WebhookBatch>;
const ping = z.strictObject({ ...head, type: z.literal('ping'), at: isoInstant }) satisfies z.ZodType<WebhookPing>;

/** Beside every body; how to check them stands in docs/notify.md. */
export const WEBHOOK_HEADERS = z.strictObject({
  'X-Gov-Matrix-Delivery': z.string().meta({ description: 'As `deliveryId` in the body.' }),
  'X-Gov-Matrix-Timestamp': z.string().meta({ description: 'Seconds since 1970, of this try.' }),
  'X-Gov-Matrix-Signature': z.string().meta({
    description: '`v1=` and the hex HMAC-SHA256, with the signing secret, over time stamp, a full stop and the body.',
  }),
});

/** What receivers are sent, by `type`: the document of the stream is made of these, and bodies are held against them. */
export const WEBHOOK_BODIES = {
  alerts: { schema: batch, summary: 'Lines of the alert log, in order; up to a hundred at once.' },
  ping: { schema: ping, summary: 'A test that somebody asked for.' },
} as const;
