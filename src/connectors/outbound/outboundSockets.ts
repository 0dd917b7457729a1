import net from 'node:net';
import { createGuardedLookup, isPublicAddress } from './addressGuard';
import { faultOfError, makeFault } from './faults';
import type { HttpFault } from './faults';
import { startPatientTimer } from './patientTimer';

export type SocketAnswer =
  { readonly kind: 'socket'; readonly socket: net.Socket } | { readonly kind: 'fault'; readonly fault: HttpFault };

/**
 * Opens plain connections to mail servers under the rules of every other call: within a time-out, and to no private
 * address unless `smtp://host:port` is allowed by name.
 */
export function createOutboundSockets({
  connectTimeoutMs,
  allowedPrivateOrigins,
}: {
  readonly connectTimeoutMs: number;
  readonly allowedPrivateOrigins: readonly string[];
}): (to: { readonly host: string; readonly port: number; readonly signal: AbortSignal }) => Promise<SocketAnswer> {
  const allowed = new Set(allowedPrivateOrigins.map((origin) => new URL(origin).href.replace(/\/$/, '').toLowerCase()));
  const guardedLookup = createGuardedLookup();

  /** Never rejects: every way it can go wrong is a fault, and then nothing was sent. */
  return ({ host, port, signal }) => {
    const place = `smtp://${host.includes(':') ? `[${host}]` : host.toLowerCase()}:${port}`;
    const end = (code: Parameters<typeof makeFault>[0]): SocketAnswer => ({
      kind: 'fault',
      fault: { ...makeFault(code, place), mayHaveBeenSent: false },
    });
    if (!URL.canParse(place)) return Promise.resolve(end('bad-url'));
    if (signal.aborted) return Promise.resolve(end('aborted'));
    const mayBePrivate = allowed.has(place);
    if (!mayBePrivate && net.isIP(host) !== 0 && !isPublicAddress(host)) return Promise.resolve(end('private-address'));
    return new Promise((resolve) => {
      const socket = net.connect({ host, port, ...(mayBePrivate ? {} : { lookup: guardedLookup }) });
      const settle = (answer: SocketAnswer): void => {
        stopTimer();
        signal.removeEventListener('abort', onAbort);
        socket.removeListener('error', onError);
        if (answer.kind === 'fault') socket.on('error', () => undefined).destroy();
        resolve(answer);
      };
      const onAbort = (): void => settle(end('aborted'));
      const onError = (error: Error): void =>
        settle({ kind: 'fault', fault: { ...faultOfError(error, place), mayHaveBeenSent: false } });
      const stopTimer = startPatientTimer(connectTimeoutMs, () => settle(end('connect-timeout')));
      signal.addEventListener('abort', onAbort, { once: true });
      socket.once('error', onError);
      socket.once('connect', () => settle({ kind: 'socket', socket }));
    });
  };
}
