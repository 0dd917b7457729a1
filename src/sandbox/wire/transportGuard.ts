import type { FaultBoard, FaultPlace } from './faultBoard';
import type { Exchange, Handler, Reply } from './loopbackServer';
import { replyHtml } from './replies';

/** Larger than any cap a caller would set on a page or a feed. */
const OVERSIZED_BYTES = 52 * 1024 * 1024;
const WALL_COOKIE = 'wall_pass=1';

/** Puts the faults that do not depend on a platform's protocol in front of a server. `accountOf` says whose account a request is about, as far as it can tell. */
export function guardTransport(about: { place: FaultPlace; faults: FaultBoard; accountOf: (exchange: Exchange) => string | null; handler: Handler }): Handler {
  let outages = 0;
  return async (exchange): Promise<Reply> => {
    const accountKey = about.accountOf(exchange);
    switch (about.faults.of(about.place, accountKey)) {
      case 'outage':
        outages += 1;
        return outages % 2 === 1 ? 'drop' : replyHtml('<html><h1>503 Service Temporarily Unavailable</h1></html>', 503);
      case 'html-answer':
        return replyHtml('<!DOCTYPE html><html><head><title>系统维护</title></head><body>系统维护中，请稍后访问。</body></html>');
      case 'oversized-answer':
        return { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.alloc(OVERSIZED_BYTES, 0x20) };
      case 'cookie-wall':
        if ((exchange.headers.cookie ?? '').includes(WALL_COOKIE)) return about.handler(exchange);
        return { status: 302, headers: { location: exchange.url.href, 'set-cookie': `${WALL_COOKIE}; path=/` }, body: '' };
      case 'slow':
        await wait(about.faults.delayOf(about.place, accountKey));
        return about.handler(exchange);
      default:
        return about.handler(exchange);
    }
  };
}

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, delayMs).unref(); });
}
