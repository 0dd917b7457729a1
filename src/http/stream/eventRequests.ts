import type { Request, RequestHandler, Response } from 'express';
import { Refusal, type ProblemCode } from '../../domain/errors';
import { refuse } from '../edge/problem';
import { isSameOrigin } from '../edge/sameOrigin';
import type { Admission } from './admission';

/** A browser waits this long before it connects again. */
const RETRY_MS = 3_000;
/** Where it found no place, or a store that does not respond. */
const RETRY_LATER_MS = 10_000;
/**
 * Refusals that pass by themselves. A browser never tries again after any status but 200, so a server that is just
 * starting would end its alerts for good: it is given an empty stream that ends, and comes back.
 */
const PASSING: readonly ProblemCode[] = ['not-ready', 'too-many-requests', 'store-unavailable'];

/**
 * `GET /api/v1/alerts/stream`: the stream as server-sent events. Outside the table of routes because its response is no
 * JSON document and does not end. A refusal that the
 * same request would meet again is an ordinary problem, after which a browser stays away.
 */
export function eventRequests(about: {
  readonly admit: (request: Request) => Promise<Admission>;
  readonly serve: (response: Response, admission: Admission) => void;
  /** Told of what failed on our side while a client was admitted. */
  readonly onFailure: (error: unknown) => void;
  readonly behindProxy: boolean;
}): RequestHandler {
  return async (request, response) => {
    response.locals['route'] = '/alerts/stream';
    if (request.method !== 'GET') {
      response.setHeader('Allow', 'GET');
      throw refuse('method-not-allowed', '此地址只支持 GET。');
    }
    // A page of another site could not read it, but would hold a place for as long as it is open.
    if (!isSameOrigin(request, about.behindProxy)) throw refuse('forbidden', '来自其他网站的请求被拒绝。');
    const admission = await about.admit(request).catch((error: unknown) => {
      if (error instanceof Refusal && !PASSING.includes(error.code)) throw error;
      if (!(error instanceof Refusal)) about.onFailure(error);
      return null;
    });
    if (response.destroyed) return;
    response.set({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Once it has ended nothing else comes over this connection; kept alive, it would hold a server that stops.
      connection: 'close',
      // nginx keeps responses back until they are whole, unless told.
      'x-accel-buffering': 'no',
    });
    response.write(`retry: ${admission === null ? RETRY_LATER_MS : RETRY_MS}\n\n`);
    if (admission === null) response.end();
    else about.serve(response, admission);
  };
}
