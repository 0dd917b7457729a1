import { createOutboundHttp } from '../../../src/connectors/outbound/outboundHttp';
import type { Http, HttpAnswer, HttpSettings } from '../../../src/connectors/outbound/http';
import { startRawServer, startServer } from './testServer';
import type { TestServer } from './testServer';
import type { HostCircle } from '../../../src/connectors/outbound/hostCircle';
import type { Clock } from '../../../src/ports/runtime';

/** Patient, so that no answer is missed on a busy machine: what is about time-outs sets its own. */
const SETTINGS: HttpSettings = { timeoutMs: 60_000, maxBytes: 200_000, perHost: 4, connectTimeoutMs: 60_000 };
const cleanUps: (() => Promise<void> | void)[] = [];

/** Closes what a test opened; call it after each. */
export async function closeOpened(): Promise<void> {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}

/** A client that may call the given origins, with small limits of size and number. */
export function httpFor(
  origins: readonly string[],
  settings: Partial<HttpSettings> = {},
  {
    clock = { now: () => new Date() },
    circle = null,
  }: { readonly clock?: Clock; readonly circle?: HostCircle | null } = {},
): Http {
  const http = createOutboundHttp({ ...SETTINGS, ...settings }, origins, { clock, circle });
  cleanUps.push(() => http.close());
  return http;
}

export async function serve(handler: Parameters<typeof startServer>[0]): Promise<TestServer> {
  const server = await startServer(handler);
  cleanUps.push(() => server.close());
  return server;
}

export async function serveRaw(onSocket: Parameters<typeof startRawServer>[0]): Promise<string> {
  const server = await startRawServer(onSocket);
  cleanUps.push(() => server.close());
  return server.origin;
}

export const get = (http: Http, url: string, more: object = {}): Promise<HttpAnswer> =>
  http.send({ method: 'GET', url, signal: new AbortController().signal, ...more });
export const faultOf = (answer: HttpAnswer): string =>
  answer.kind === 'fault' ? answer.fault.code : `response ${answer.response.status}`;
export const textOf = (answer: HttpAnswer): string =>
  answer.kind === 'response' ? answer.response.body.toString('utf8') : `fault ${answer.fault.code}`;
