import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import { createGuardedLookup } from './addressGuard';
import { startPatientTimer } from './patientTimer';

/** Raised when no connection (and no TLS session, for https) stood in time. Nothing was sent. */
class ConnectTimeoutError extends Error {
  readonly code = 'CONNECT_TIMEOUT';
  constructor() {
    super('no connection in time');
    this.name = 'ConnectTimeoutError';
  }
}

export interface Agents {
  /** Keep-alive agents for an origin; `mayBePrivate` is for origins an operator allowed by name. */
  for(mayBePrivate: boolean): { readonly httpAgent: http.Agent; readonly httpsAgent: https.Agent };
  /** Closes every idle and running connection. */
  close(): void;
}

const IDLE_SOCKETS_KEPT = 256;

/**
 * Connections are pooled for the whole process; each one is opened under the address guard and the connect time-out.
 */
export function createAgents(connectTimeoutMs: number): Agents {
  const options = { keepAlive: true, maxFreeSockets: IDLE_SOCKETS_KEPT, scheduling: 'lifo' } as const;
  const makePair = (lookup: net.LookupFunction | null): { httpAgent: http.Agent; httpsAgent: https.Agent } => ({
    httpAgent: watchOpening(new http.Agent(options), { opened: 'connect', connectTimeoutMs, lookup }),
    httpsAgent: watchOpening(new https.Agent(options), { opened: 'secureConnect', connectTimeoutMs, lookup }),
  });
  const guarded = makePair(createGuardedLookup());
  const open = makePair(null);
  return {
    for: (mayBePrivate) => (mayBePrivate ? open : guarded),
    close() {
      for (const pair of [guarded, open]) {
        pair.httpAgent.destroy();
        pair.httpsAgent.destroy();
      }
    },
  };
}

interface Opening {
  readonly opened: 'connect' | 'secureConnect';
  readonly connectTimeoutMs: number;
  readonly lookup: net.LookupFunction | null;
}

function watchOpening<A extends http.Agent>(agent: A, opening: Opening): A {
  const open = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const patient = { ...options, autoSelectFamilyAttemptTimeout: Math.ceil(opening.connectTimeoutMs / 3) };
    const socket = open(opening.lookup === null ? patient : { ...patient, lookup: opening.lookup }, callback);
    if (socket === null || socket === undefined) return socket;
    const settle = startPatientTimer(opening.connectTimeoutMs, () => socket.destroy(new ConnectTimeoutError()));
    socket.once(opening.opened, settle);
    socket.once('close', settle);
    return socket;
  };
  return agent;
}
