import { z } from 'zod';
import type { MessageRecordView } from '../../api/notify';
import type { MessageId } from '../../domain/ids';
import { AGAIN_OBSTACLES } from '../../domain/notify/message';
import { isoInstant, named } from '../edge/answerSchemas';
import { endpoint } from '../edge/endpoint';
import { idOf } from '../edge/inputSchemas';
import { get, post, type Route } from '../edge/route';
import { listMessages } from './notifyEndpoints';
import { messageView } from './messageSchemas';

const messageParams = z.strictObject({ id: idOf<MessageId>() });
const redeliverBody = z.strictObject({
  attempts: z.int().min(0).meta({ description: 'As they were read; others mean that somebody was faster.' }),
  acceptsSecond: z
    .boolean()
    .default(false)
    .meta({ description: 'Whoever gets it may get it twice; needed where `mayHaveArrived`.' }),
});
const recordView = named(
  'MessageRecord',
  z.strictObject({
    message: messageView,
    html: z.string().nullable().meta({ description: 'Its formatted part.' }),
    mayHaveArrived: z.boolean(),
    tries: z.array(
      z.strictObject({
        at: isoInstant,
        endedAt: isoInstant,
        code: z.string().nullable().meta({ description: 'Null: it was taken.' }),
        byName: z.string().nullable().meta({ description: 'Who asked for it by hand.' }),
      }),
    ),
    obstacle: z.enum(AGAIN_OBSTACLES).nullable().meta({ description: 'Why it cannot be sent again; null: it can.' }),
  }),
) satisfies z.ZodType<MessageRecordView>;

const showMessage = endpoint({
  summary: 'What became of one message, try by try, and whether it can be sent again by hand',
  params: messageParams,
  answer: recordView,
  handle({ services, principal, params }) {
    return services.notify.message(params.id, principal);
  },
});

const redeliver = endpoint({
  summary: 'Send a message that was not delivered once more, by the same channel to the same recipient',
  params: messageParams,
  body: redeliverBody,
  answer: recordView,
  handle({ services, principal, params, body }) {
    return services.notify.redeliver({ id: params.id, ...body }, principal);
  },
});

/** What was sent, and sending it again. */
export const MESSAGE_ROUTES: readonly Route[] = [
  get('/notify/messages', 'notify.manage', listMessages),
  get('/notify/messages/:id', 'notify.manage', showMessage),
  post('/notify/messages/:id/redeliver', 'notify.manage', redeliver),
];
