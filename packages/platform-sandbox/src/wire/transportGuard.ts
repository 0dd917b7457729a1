import type { FaultPlace } from '../faultPlaces';
import type { FaultBoard } from './faultBoard';
import type { Exchange, Handler, Reply } from './loopbackServer';
import { replyHtml } from './replies';

/** Larger than any cap a caller would set on a page or a feed. */
const OVERSIZED_BYTES = 52 * 1024 * 1024;
const WALL_COOKIE = 'wall_pass=1';
/** What a protected site returns to machines: a page of script, and no content. Nothing here is meant to be solved. */
const CHALLENGE =
  '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><script>var check="412";setTimeout(function(){location.reload();},800);</script></body></html>';

/** The page of a site that keeps machines out. */
export function replyChallenge(): Reply {
  return replyHtml(CHALLENGE, 412);
}

interface Guarded {
  readonly faults: FaultBoard;
  readonly place: FaultPlace | ((exchange: Exchange) => FaultPlace);
  /** Whose account a request is about, as far as it can be told. */
  readonly accountOf: (exchange: Exchange) => string | null;
  readonly handler: Handler;
}

/** Puts the faults that do not depend on a platform's protocol in front of a server. */
export function guardTransport(about: Guarded): Handler {
  const { faults } = about;
  let outages = 0;
  return async (exchange): Promise<Reply> => {
    const place = typeof about.place === 'string' ? about.place : about.place(exchange);
    const accountKey = about.accountOf(exchange);
    const strikes = (name: Parameters<FaultBoard['strikes']>[2]): boolean => faults.strikes(place, accountKey, name);
    switch (faults.of(place, accountKey)) {
      case 'outage':
        strikes('outage');
        outages += 1;
        return outages % 2 === 1 ? 'drop' : replyHtml('<html><h1>503 Service Temporarily Unavailable</h1></html>', 503);
      case 'html-answer':
        strikes('html-answer');
        return replyHtml(
          '<!DOCTYPE html><html><head><title>系统维护</title></head><body>系统维护中，请稍后访问。</body></html>',
        );
      case 'oversized-answer':
        strikes('oversized-answer');
        return { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.alloc(OVERSIZED_BYTES, 0x20) };
      case 'challenge':
        strikes('challenge');
        return replyChallenge();
      case 'cookie-wall':
        if ((exchange.headers.cookie ?? '').includes(WALL_COOKIE) || !strikes('cookie-wall'))
          return about.handler(exchange);
        return {
          status: 302,
          headers: { location: exchange.url.href, 'set-cookie': `${WALL_COOKIE}; path=/` },
          body: '',
        };
      case 'slow': {
        const delayMs = faults.delayOf(place, accountKey);
        strikes('slow');
        await wait(delayMs);
        return about.handler(exchange);
      }
      default:
        return about.handler(exchange);
    }
  };
}

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs).unref();
  });
}
