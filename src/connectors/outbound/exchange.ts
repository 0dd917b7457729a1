import type { Readable } from 'node:stream';
import axios from 'axios';
import type { Agents } from './agents';
import type { CookieJar } from './cookieJar';
import { Ended, faultOfError, makeFault } from './faults';
import type { HttpRequest } from './http';
import { watchBeginning } from './beginning';
import { describeUrl } from './redact';

const USER_AGENT = 'gov-matrix/0.1 (supervision of government accounts)';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** One address of a call, admitted. */
export interface Hop {
  readonly url: URL;
  readonly mayBePrivate: boolean;
}
export type HopAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly location: string | null;
};

export type Exchange = (hop: Hop, request: HttpRequest, signal: AbortSignal) => Promise<HopAnswer>;

/**
 * One request and its whole response, no redirect followed. A GET over a pooled connection that the other side had
 * already closed is sent once more.
 */
export function createExchange(parts: {
  readonly agents: Agents;
  readonly jar: CookieJar;
  readonly maxBytes: number;
}): Exchange {
  const exchangeOnce = async (hop: Hop, request: HttpRequest, signal: AbortSignal): Promise<HopAnswer> => {
    const beginning = watchBeginning(hop.url, request.mayBegin);
    const cookie = request.cookies === true ? parts.jar.headerFor(hop.url) : null;
    const answer = await beginning.during({
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
      ...parts.agents.for(hop.mayBePrivate),
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
    if (request.cookies === true && Array.isArray(setCookie)) parts.jar.take(hop.url, setCookie.map(String));
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
        if (size > parts.maxBytes) throw new Ended(makeFault('answer-too-large', describeUrl(url.href)));
        chunks.push(chunk);
      }
    } finally {
      signal.removeEventListener('abort', stop);
      stream.destroy();
    }
    return Buffer.concat(chunks, size);
  };

  return async (hop, request, signal) => {
    try {
      return await exchangeOnce(hop, request, signal);
    } catch (error) {
      if (signal.aborted || request.method !== 'GET' || !isStaleConnection(error)) throw error;
      return exchangeOnce(hop, request, signal);
    }
  };
}

/** A pooled connection may have been closed by the other side the moment we picked it. */
function isStaleConnection(error: unknown): boolean {
  const wasReused =
    axios.isAxiosError<unknown, unknown>(error) &&
    (error.request as { reusedSocket?: boolean } | undefined)?.reusedSocket === true;
  return wasReused && faultOfError(error, '').code === 'connection-reset';
}
