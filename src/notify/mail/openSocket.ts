import type net from 'node:net';
import type { OutboundAnswer } from '../../ports/outbound';

/** Opens a connection as this program may: bounded, and to no private address that is not allowed. Never rejects. */
export type OpenSocket = (to: {
  readonly host: string;
  readonly port: number;
  readonly signal: AbortSignal;
}) => Promise<
  { readonly kind: 'socket'; readonly socket: net.Socket } | Extract<OutboundAnswer, { readonly kind: 'fault' }>
>;
