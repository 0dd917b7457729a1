import type { Request, RequestHandler, Response } from 'express';
import { refuse } from '../edge/problem';
import { isSameOrigin } from '../edge/sameOrigin';
import type { Admission } from './admission';

/** A browser waits this long before it connects again. */
const RETRY_MS = 3_000;

/**
 * `GET /api/v1/alerts/stream`: the stream as server-sent events. Outside the table of routes because its response is no
 * JSON document and does not end. A refusal is an ordinary problem; a browser does not try again after one.
 */
export function eventRequests(about: {
  readonly admit: (request: Request) => Promise<Admission>;
  readonly serve: (response: Response, admission: Admission) => void;
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
    const admission = await about.admit(request);
    if (response.destroyed) return;
    response.set({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Once it has ended nothing else comes over this connection; kept alive, it would hold a server that stops.
      connection: 'close',
      // nginx keeps responses back until they are whole, unless told.
      'x-accel-buffering': 'no',
    });
    response.write(`retry: ${RETRY_MS}\n\n`);
    about.serve(response, admission);
  };
}
