import type { Readable } from 'node:stream';
import axios from 'axios';
import { createAgents } from './agents';
import { addressLiteralOf, isPublicAddress } from './addressGuard';
import { createCallClock } from './callClock';
import type { CallClock } from './callClock';
import { createCookieJar } from './cookieJar';
import type { Clock } from '../../ports/runtime';
import { faultOfError, isHostTrouble, makeFault } from './faults';
import type { HttpFault } from './faults';
import { createHostBreaker } from './hostBreaker';
import type { Admission } from './hostBreaker';
import { createHostLimit } from './hostLimit';
import { describeUrl } from './redact';

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

export type HttpAnswer =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | { readonly kind: 'fault'; readonly fault: HttpFault };

export interface Http {
  /** Sends one request. Never throws: every way it can go wrong is a fault of a closed list. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Closes all connections. */
  close(): void;
}

/** 521 is how a firewall challenges readers; every other 5xx is the host's own trouble. */
const isServerTrouble = (status: number): boolean => status >= 500 && status !== 521;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

interface Hop {
  readonly url: URL;
  readonly mayBePrivate: boolean;
}
type HopAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly location: string | null;
};

/** Raised inside a call to end it with a known fault. */
class Ended extends Error {
  constructor(readonly fault: HttpFault) {
    super(fault.message);
  }
}

/**
 * The only way out of this program: one pool of keep-alive connections, with time-outs, a size cap, a limit per host,
 * no calls to private addresses except origins (scheme, host and port exactly) listed in `allowedPrivateOrigins`, and a
 * rest for hosts that fail call after call. `clock` measures that rest.
 */
export function createOutboundHttp(given: HttpSettings, allowedPrivateOrigins: readonly string[], clock: Clock): Http {
  const settings = { ...DEFAULTS, ...given };
  const agents = createAgents(settings.connectTimeoutMs);
  const limit = createHostLimit({
    perHost: settings.perHost,
    maxWaiting: settings.maxWaitingPerHost,
    maxWaitMs: settings.maxWaitMs,
  });
  const breaker = createHostBreaker(clock);
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
    if (!mayBePrivate && literal !== null && !isPublicAddress(literal))
      throw new Ended(makeFault('private-address', describeUrl(url.href)));
    return { url, mayBePrivate };
  };

  const exchange = async (hop: Hop, request: HttpRequest, signal: AbortSignal): Promise<HopAnswer> => {
    const cookie = request.cookies === true ? jar.headerFor(hop.url) : null;
    const answer = await axios.request<Readable>({
      url: hop.url.href,
      method: request.method,
      headers: {
        'user-agent': USER_AGENT,
        accept: '*/*',
        'accept-encoding': 'gzip, deflate, br',
        ...request.headers,
        ...(cookie === null ? {} : { cookie }),
      },
      data: request.body,
      ...agents.for(hop.mayBePrivate),
      signal,
      responseType: 'stream',
      maxRedirects: 0,
      validateStatus: () => true,
      proxy: false,
      decompress: true,
      maxBodyLength: Infinity,
      maxContentLength: -1,
      transformRequest: [(data: unknown) => data],
    });
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(answer.headers))
      headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
    const setCookie: unknown = answer.headers['set-cookie'];
    if (request.cookies === true && Array.isArray(setCookie)) jar.take(hop.url, setCookie.map(String));
    const location = REDIRECTS.has(answer.status) ? (headers['location'] ?? null) : null;
    return { status: answer.status, headers, body: await readBody(answer.data, hop.url, signal), location };
  };

  const readBody = async (stream: Readable, url: URL, signal: AbortSignal): Promise<Buffer> => {
    const stop = (): void => {
      stream.destroy(new Error('aborted'));
    };
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

  /** Turned away before waiting in the queue, and again after it: the host may have failed meanwhile. */
  const passBreaker = (hop: Hop): Extract<Admission, { kind: 'go' }> => {
    const admission = breaker.admit(hop.url.host);
    if (admission.kind === 'open')
      throw new Ended(makeFault('host-breaker-open', describeUrl(hop.url.href), admission.retryAfterMs));
    return admission;
  };

  const exchangeUnderBreaker = async (hop: Hop, request: HttpRequest, timer: CallClock): Promise<HopAnswer> => {
    const { report } = passBreaker(hop);
    try {
      const answer = await timer.during((signal) => sendOnce(exchange, { hop, request, signal }));
      report(isServerTrouble(answer.status) ? 'trouble' : 'answered');
      return answer;
    } catch (error) {
      report(isHostTrouble(faultOf(error, request, timer)) ? 'trouble' : 'nothing');
      throw error;
    }
  };

  const follow = async (request: HttpRequest, timer: CallClock): Promise<HttpResponse> => {
    let hop = admit(request.url);
    for (let redirects = 0; ; redirects += 1) {
      const restMs = breaker.waitMs(hop.url.host);
      if (restMs !== null) throw new Ended(makeFault('host-breaker-open', describeUrl(hop.url.href), restMs));
      const leave = await limit.enter(hop.url.host, request.signal);
      try {
        const { location, ...answer } = await exchangeUnderBreaker(hop, request, timer);
        if (location === null || request.method !== 'GET' || request.redirects === 'stop')
          return { ...answer, url: hop.url.href };
        if (redirects === settings.maxRedirects)
          throw new Ended(makeFault('too-many-redirects', describeUrl(hop.url.href)));
        hop = admit(location, hop.url);
      } finally {
        leave();
      }
    }
  };

  return {
    async send(request) {
      const timer = createCallClock(settings.timeoutMs, request.signal);
      try {
        return { kind: 'response', response: await follow(request, timer) };
      } catch (error) {
        return { kind: 'fault', fault: faultOf(error, request, timer) };
      } finally {
        timer.stop();
      }
    },
    close: () => agents.close(),
  };
}

function faultOf(error: unknown, request: HttpRequest, timer: CallClock): HttpFault {
  const place = describeUrl(request.url);
  if (error instanceof Ended) return error.fault;
  if (request.signal.aborted) return makeFault('aborted', place);
  return timer.ranOut() ? makeFault('timeout', place) : faultOfError(error, place);
}

type Exchange = (hop: Hop, request: HttpRequest, signal: AbortSignal) => Promise<HopAnswer>;

/** A pooled connection may have been closed by the other side the moment we picked it: such a GET is sent once more. */
async function sendOnce(
  exchange: Exchange,
  about: { readonly hop: Hop; readonly request: HttpRequest; readonly signal: AbortSignal },
): Promise<HopAnswer> {
  const { hop, request, signal } = about;
  try {
    return await exchange(hop, request, signal);
  } catch (error) {
    const stale =
      axios.isAxiosError<unknown, unknown>(error) &&
      (error.request as { reusedSocket?: boolean } | undefined)?.reusedSocket === true;
    if (!stale || signal.aborted || request.method !== 'GET' || faultOfError(error, '').code !== 'connection-reset')
      throw error;
    return exchange(hop, request, signal);
  }
}
