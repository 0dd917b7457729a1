import { z } from 'zod';
import { handshakeAuth } from '../stream/admission';
import { withoutHead, type Json } from './jsonSchema';
import { FRAMES } from '../stream/frameSchemas';
import type { FrameName } from '../stream/streamClient';
import { WEBHOOK_BODIES, WEBHOOK_HEADERS } from '../webhooks/webhookSchemas';

/**
 * The AsyncAPI 3.0 document of the alert stream, by socket.io, as server-sent events and by webhook: made from the
 * schemas that frames, bodies and handshakes are held against.
 */
export function makeAsyncApi(about: { readonly version: string; readonly apiBase: string }): Json {
  const names = Object.keys(FRAMES) as FrameName[];
  const sent = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
  const webhooks = Object.entries(WEBHOOK_BODIES).map(([type, body]) => ({
    ...{ key: `webhook-${type}`, type, summary: body.summary },
    schema: body.schema as z.ZodType,
  }));
  const sending = (channel: string): Json => ({
    action: 'send',
    channel: { $ref: `#/channels/${channel}` },
    messages: names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
  });
  return {
    asyncapi: '3.0.0',
    info: {
      title: '政务新媒体矩阵聚合平台 (gov-matrix): 告警流',
      version: about.version,
      description: DESCRIPTION,
    },
    defaultContentType: 'application/json',
    channels: {
      socket: {
        address: '/stream',
        title: 'Namespace `/stream` of socket.io 4; the name of a message is the name of its event.',
        messages: { ...sent, handshake: { $ref: '#/components/messages/handshake' } },
      },
      events: {
        address: `${about.apiBase}/alerts/stream`,
        title: 'Server-sent events; `since` and `history` in the address, `Last-Event-ID` when connecting again.',
        messages: sent,
      },
      webhooks: {
        address: null,
        title: 'POST to the address of a subscription (`/subscriptions` of the interface), signed, until it is taken.',
        messages: Object.fromEntries(webhooks.map(({ key }) => [key, { $ref: `#/components/messages/${key}` }])),
      },
    },
    operations: {
      connect: {
        action: 'receive',
        channel: { $ref: '#/channels/socket' },
        messages: [{ $ref: '#/channels/socket/messages/handshake' }],
      },
      sendBySocket: sending('socket'),
      sendAsEvents: sending('events'),
      sendToSubscribers: {
        action: 'send',
        channel: { $ref: '#/channels/webhooks' },
        messages: webhooks.map(({ key }) => ({ $ref: `#/channels/webhooks/messages/${key}` })),
      },
    },
    components: {
      messages: {
        ...Object.fromEntries(
          names.map((name) => [
            name,
            { name, summary: FRAMES[name].summary, payload: { $ref: `#/components/schemas/${name}` } },
          ]),
        ),
        ...Object.fromEntries(
          webhooks.map(({ key, type, summary }) => [
            key,
            {
              ...{ name: type, summary },
              headers: { $ref: '#/components/schemas/webhookHeaders' },
              payload: { $ref: `#/components/schemas/${key}` },
            },
          ]),
        ),
        handshake: {
          name: 'handshake',
          summary: '`auth` of the handshake. Everything may be left out; without a token the session cookie counts.',
          payload: { $ref: '#/components/schemas/handshake' },
        },
      },
      schemas: {
        ...Object.fromEntries(names.map((name) => [name, schemaOf(FRAMES[name].schema, 'output')])),
        ...Object.fromEntries(webhooks.map(({ key, schema }) => [key, schemaOf(schema, 'output')])),
        webhookHeaders: schemaOf(WEBHOOK_HEADERS, 'output'),
        handshake: schemaOf(handshakeAuth, 'input'),
      },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'httpApiKey', in: 'cookie', name: 'gov-matrix' },
      },
    },
  };
}

const DESCRIPTION = [
  'Alerts are states (open, acknowledged, resolved); every change of one has a number, `seq`, without holes within one `history`.',
  'All ways send the same frames in the same order. The contract in words stands in docs/stream.md, that of webhooks in docs/notify.md.',
].join('\n');

/** Whole in itself: what an alert is made of stands in it. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  return withoutHead(z.toJSONSchema(schema, { io, reused: 'inline' }));
}
