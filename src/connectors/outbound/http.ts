import type { HttpFault } from './faults';

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
  /** Hosts that fail call after call are called all the same: each call is one that is wanted for itself. */
  readonly neverRests?: true;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly signal: AbortSignal;
  /** As in `Call`: false ends the request as `aborted`, and surely nothing was sent. */
  readonly mayBegin?: (() => boolean) | undefined;
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
