import { z } from 'zod';
import { handshakeAuth } from '../stream/admission';
import { withoutHead, type Json } from './jsonSchema';
import { FRAMES } from '../stream/frameSchemas';
import type { FrameName } from '../stream/streamClient';

/**
 * The AsyncAPI 3.0 document of the alert stream, by socket.io and as server-sent events: made from the schemas that
 * frames and handshakes are held against.
 */
export function makeAsyncApi(about: { readonly version: string; readonly apiBase: string }): Json {
  const names = Object.keys(FRAMES) as FrameName[];
  const sent = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
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
    },
    operations: {
      connect: {
        action: 'receive',
        channel: { $ref: '#/channels/socket' },
        messages: [{ $ref: '#/channels/socket/messages/handshake' }],
      },
      sendBySocket: sending('socket'),
      sendAsEvents: sending('events'),
    },
    components: {
      messages: {
        ...Object.fromEntries(
          names.map((name) => [
            name,
            { name, summary: FRAMES[name].summary, payload: { $ref: `#/components/schemas/${name}` } },
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
  'Both ways send the same frames in the same order. The contract in words stands in docs/stream.md.',
].join('\n');

/** Whole in itself: what an alert is made of stands in it. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  return withoutHead(z.toJSONSchema(schema, { io, reused: 'inline' }));
}
