import type { Readable } from 'node:stream';
import axios from 'axios';
import { createAgents } from './http/agents';
import { addressLiteralOf, isPublicAddress } from './http/addressGuard';
import { createCookieJar } from './http/cookieJar';
import { faultOfError, makeFault } from './http/faults';
import type { HttpFault } from './http/faults';
import { createHostLimit } from './http/hostLimit';
import { describeUrl } from './http/redact';

export interface HttpSettings {
  /** The whole call: redirects, and the last byte of the body. Waiting for a free place at the host is not counted. */
  readonly timeoutMs: number;
  /** Largest body taken, in bytes after decompression. */
  readonly maxBytes: number;
  /** Calls at a time to one host. */
  readonly perHost: number;
  /** Until the connection (and TLS session) stands; 5 s unless told. */
  readonly connectTimeoutMs?: number;
  /** 5 unless told. */
  readonly maxRedirects?: number;
  /** How many calls may wait for one host; 2,000 unless told. */
  readonly maxWaitingPerHost?: number;
  /** How long one call may wait for its host; 15 s unless told. */
  readonly maxWaitMs?: number;
}

const DEFAULTS = { connectTimeoutMs: 5_000, maxRedirects: 5, maxWaitingPerHost: 2_000, maxWaitMs: 15_000 } as const;
const USER_AGENT = 'gov-matrix/0.1 (supervision of government accounts)';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly signal: AbortSignal;
  /** Web pages: cookies are kept by host and sent back. Interfaces: off, so that accounts share nothing. */
  readonly cookies?: boolean;
  /** GET follows redirects unless told; a POST is never sent twice. */
  readonly redirects?: 'follow' | 'stop';
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lowercase; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

export type HttpAnswer = { readonly kind: 'response'; readonly response: HttpResponse } | { readonly kind: 'fault'; readonly fault: HttpFault };

export interface Http {
  /** Sends one request. Never throws: every way it can go wrong is a fault of a closed list. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Closes all connections. */
  close(): void;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

interface Hop { readonly url: URL; readonly mayBePrivate: boolean }
type HopAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer; readonly location: string | null };

/** Raised inside a call to end it with a known fault. */
class Ended extends Error {
  constructor(readonly fault: HttpFault) { super(fault.message); }
}

/**
 * The only way out of this program: one pool of keep-alive connections, with time-outs, a size cap, a limit per host,
 * and no calls to private addresses except origins (scheme, host and port exactly) listed in `allowedPrivateOrigins`.
 */
export function createHttp(given: HttpSettings, allowedPrivateOrigins: readonly string[]): Http {
  const settings = { ...DEFAULTS, ...given };
  const agents = createAgents(settings.connectTimeoutMs);
  const limit = createHostLimit({ perHost: settings.perHost, maxWaiting: settings.maxWaitingPerHost, maxWaitMs: settings.maxWaitMs });
  const jar = createCookieJar();
  const allowed = new Set(allowedPrivateOrigins.map((origin) => new URL(origin).origin));

  /** Every hop is checked anew: a public page may redirect to an inner address. */
  const admit = (address: string, from?: URL): Hop => {
    const url = URL.canParse(address, from?.href) ? new URL(address, from?.href) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) throw new Ended(makeFault('bad-url', describeUrl(address)));
    url.username = '';
    url.password = '';
    url.hash = '';
    const mayBePrivate = allowed.has(url.origin);
    const literal = addressLiteralOf(url);
    if (!mayBePrivate && literal !== null && !isPublicAddress(literal)) throw new Ended(makeFault('private-address', describeUrl(url.href)));
    return { url, mayBePrivate };
  };

  const exchange = async (hop: Hop, request: HttpRequest, signal: AbortSignal): Promise<HopAnswer> => {
    const cookie = request.cookies === true ? jar.headerFor(hop.url) : null;
    const answer = await axios.request<Readable>({
      url: hop.url.href,
      method: request.method,
      headers: {
        'user-agent': USER_AGENT, accept: '*/*', 'accept-encoding': 'gzip, deflate, br',
        ...request.headers, ...(cookie === null ? {} : { cookie }),
      },
      data: request.body,
      ...agents.for(hop.mayBePrivate),
      signal,
      responseType: 'stream', maxRedirects: 0, validateStatus: () => true, proxy: false, decompress: true,
      maxBodyLength: Infinity, maxContentLength: -1, transformRequest: [(data: unknown) => data],
    });
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(answer.headers)) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
    const setCookie: unknown = answer.headers['set-cookie'];
    if (request.cookies === true && Array.isArray(setCookie)) jar.take(hop.url, setCookie.map(String));
    const location = REDIRECTS.has(answer.status) ? headers['location'] ?? null : null;
    return { status: answer.status, headers, body: await readBody(answer.data, hop.url, signal), location };
  };

  const readBody = async (stream: Readable, url: URL, signal: AbortSignal): Promise<Buffer> => {
    const stop = (): void => { stream.destroy(new Error('aborted')); };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > settings.maxBytes) throw new Ended(makeFault('answer-too-large', describeUrl(url.href)));
        chunks.push(chunk);
      }
    } finally {
      signal.removeEventListener('abort', stop);
      stream.destroy();
    }
    return Buffer.concat(chunks, size);
  };

  const follow = async (request: HttpRequest, clock: CallClock): Promise<HttpResponse> => {
    let hop = admit(request.url);
    for (let redirects = 0; ; redirects += 1) {
      const leave = await limit.enter(hop.url.host, request.signal);
      try {
        const { location, ...answer } = await clock.during((signal) => sendOnce(exchange, { hop, request, signal }));
        if (location === null || request.method !== 'GET' || request.redirects === 'stop') return { ...answer, url: hop.url.href };
        if (redirects === settings.maxRedirects) throw new Ended(makeFault('too-many-redirects', describeUrl(hop.url.href)));
        hop = admit(location, hop.url);
      } finally {
        leave();
      }
    }
  };

  return {
    async send(request) {
      const clock = createCallClock(settings.timeoutMs, request.signal);
      try {
        return { kind: 'response', response: await follow(request, clock) };
      } catch (error) {
        const place = describeUrl(request.url);
        if (error instanceof Ended) return { kind: 'fault', fault: error.fault };
        if (request.signal.aborted) return { kind: 'fault', fault: makeFault('aborted', place) };
        return { kind: 'fault', fault: clock.ranOut() ? makeFault('timeout', place) : faultOfError(error, place) };
      } finally {
        clock.stop();
      }
    },
    close: () => agents.close(),
  };
}

type Exchange = (hop: Hop, request: HttpRequest, signal: AbortSignal) => Promise<HopAnswer>;

/** A pooled connection may have been closed by the other side the moment we picked it: such a GET is sent once more. */
async function sendOnce(exchange: Exchange, about: { readonly hop: Hop; readonly request: HttpRequest; readonly signal: AbortSignal }): Promise<HopAnswer> {
  const { hop, request, signal } = about;
  try {
    return await exchange(hop, request, signal);
  } catch (error) {
    const stale = axios.isAxiosError<unknown, unknown>(error) && (error.request as { reusedSocket?: boolean } | undefined)?.reusedSocket === true;
    if (!stale || signal.aborted || request.method !== 'GET' || faultOfError(error, '').code !== 'connection-reset') throw error;
    return exchange(hop, request, signal);
  }
}

interface CallClock {
  /** Runs one part of the call with a signal that is aborted by the caller or when the time for the whole call is used up. */
  during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  ranOut(): boolean;
  stop(): void;
}

/** Counts only while a request is on the wire, so that waiting behind a slow host is not charged to this call. */
function createCallClock(totalMs: number, outer: AbortSignal): CallClock {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  outer.addEventListener('abort', abort, { once: true });
  if (outer.aborted) abort();
  let leftMs = totalMs;
  let isOut = false;
  return {
    async during(work) {
      const startedMs = performance.now();
      const timer = setTimeout(() => { isOut = true; abort(); }, leftMs);
      try {
        return await work(controller.signal);
      } finally {
        clearTimeout(timer);
        leftMs = Math.max(0, leftMs - (performance.now() - startedMs));
      }
    },
    ranOut: () => isOut,
    stop: () => outer.removeEventListener('abort', abort),
  };
}
