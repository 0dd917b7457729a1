import { z } from 'zod';
import type { DeliveryView, MessageView } from '../../api/notify';
import { ALERT_SEVERITIES } from '../../domain/alerts/alert';
import type { AlertId, NotifyChannelId, PersonId } from '../../domain/ids';
import { MESSAGE_STATES } from '../../domain/notify/message';
import { NOTIFICATION_STATES, OCCASIONS } from '../../domain/notify/notification';
import { NOTIFY_KINDS } from '../../domain/notify/notifyChannel';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, pageFields } from '../edge/inputSchemas';

export const messagesQuery = z.strictObject({
  state: z.exactOptional(z.enum(MESSAGE_STATES)),
  channelId: z.exactOptional(idOf<NotifyChannelId>()),
  personId: z
    .exactOptional(idOf<PersonId>())
    .meta({ description: 'To this person by name, not to a group they read.' }),
  alertId: z
    .exactOptional(idOf<AlertId>())
    .meta({ description: 'That told of this alert, in a digest or a reminder as well.' }),
  ...pageFields,
});

const messageFields = {
  id: z.string(),
  channelName: z.string(),
  channelKind: z.enum(NOTIFY_KINDS),
  recipient: z.string(),
  state: z.enum(MESSAGE_STATES),
  reason: z.string().nullable(),
  count: z.int(),
  alertIds: z.array(z.string()),
  attempts: z.int(),
  createdAt: isoInstant,
  begunAt: isoInstant.nullable(),
  settledAt: isoInstant.nullable(),
  nextAt: isoInstant.nullable(),
  severity: z.enum(ALERT_SEVERITIES),
  subject: z.string().nullable(),
  text: z.string(),
  hasHtml: z.boolean(),
  clipped: z.boolean(),
};
export const messageView = named('Message', z.strictObject(messageFields)) satisfies z.ZodType<MessageView>;
export const messageList = listOf('MessageList', messageView);

const deliveryView = named(
  'Delivery',
  z.strictObject({
    id: z.string(),
    seq: z.int().meta({ description: 'The number of the change it tells of.' }),
    occasion: z.enum(OCCASIONS),
    severity: z.enum(ALERT_SEVERITIES),
    recipient: z.string(),
    channelName: z.string(),
    routeName: z.string(),
    state: z.enum(NOTIFICATION_STATES),
    reason: z.string().nullable(),
    queuedAt: isoInstant,
    waitsUntilAt: isoInstant,
    settledAt: isoInstant.nullable(),
  }),
) satisfies z.ZodType<DeliveryView>;
export const deliveryList = listOf('DeliveryList', deliveryView);
