import { addressLiteralOf, isPublicAddress } from './addressGuard';
import { createAgents } from './agents';
import { createCallClock } from './callClock';
import type { CallClock } from './callClock';
import { createCookieJar } from './cookieJar';
import type { Clock } from '../../ports/runtime';
import { createExchange } from './exchange';
import type { Hop, HopAnswer } from './exchange';
import { Ended, faultOfError, isHostTrouble, makeFault } from './faults';
import type { HttpFault } from './faults';
import { createHostBreaker } from './hostBreaker';
import type { Admission, HostBreaker, HostSign } from './hostBreaker';
import type { HostCircle } from './hostCircle';
import { createHostLimit, type HostLimit } from './hostLimit';
import type { Http, HttpRequest, HttpResponse, HttpSettings } from './http';
import { describeUrl } from './redact';

const DEFAULTS = { connectTimeoutMs: 5_000, maxRedirects: 5, maxWaitingPerHost: 2_000, maxWaitMs: 15_000 } as const;

const NEVER_RESTS = { afterFailures: Infinity, restMs: 0, longestRestMs: 0 } as const;

/** Another process sends the first call after a rest: what comes of it is known by then. */
const PROBED_BY_OTHERS_MS = 5_000;

/** 521 is how a firewall challenges readers; every other 5xx is the host's own trouble. */
const isServerTrouble = (status: number): boolean => status >= 500 && status !== 521;

/**
 * The only way out of this program: one pool of keep-alive connections, with time-outs, a size cap, a limit per host,
 * no calls to private addresses except origins (scheme, host and port exactly) listed in `allowedPrivateOrigins`, and a
 * rest for hosts that fail call after call. `clock` measures that rest.
 */
export function createOutboundHttp(
  given: HttpSettings,
  allowedPrivateOrigins: readonly string[],
  { clock, circle }: { readonly clock: Clock; readonly circle: HostCircle | null },
): Http {
  const settings = { ...DEFAULTS, ...given };
  const agents = createAgents(settings.connectTimeoutMs);
  const limit = createHostLimit(
    {
      perHost: settings.perHost,
      maxWaiting: settings.maxWaitingPerHost,
      maxWaitMs: settings.maxWaitMs,
    },
    circle,
  );
  const breaker = createHostBreaker(clock, given.neverRests === true ? NEVER_RESTS : undefined, {
    onRest: (rest) => circle?.tellRest(rest),
    onWell: (host) => circle?.tellWell(host),
  });
  if (circle !== null) followCircle(circle, { breaker, limit });
  const exchange = createExchange({ agents, jar: createCookieJar(), maxBytes: settings.maxBytes });
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

  /** Turned away before waiting in the queue, and again after it: the host may have failed meanwhile. */
  const passBreaker = async (hop: Hop): Promise<Extract<Admission, { kind: 'go' }>> => {
    const { host, href } = hop.url;
    const admission = breaker.admit(host);
    if (admission.kind === 'open')
      throw new Ended(makeFault('host-breaker-open', describeUrl(href), admission.retryAfterMs));
    if (circle === null || !admission.isProbe) return admission;
    const free = await circle.takeProbe(host);
    if (free !== null) return { ...admission, report: freeing(admission.report, free) };
    admission.report('nothing');
    breaker.rest({ host, untilAt: new Date(clock.now().getTime() + PROBED_BY_OTHERS_MS), openings: 0 });
    throw new Ended(makeFault('host-breaker-open', describeUrl(href), PROBED_BY_OTHERS_MS));
  };

  const exchangeUnderBreaker = async (hop: Hop, request: HttpRequest, timer: CallClock): Promise<HopAnswer> => {
    const { report } = await passBreaker(hop);
    try {
      const answer = await timer.during((signal) => exchange(hop, request, signal));
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

/** The first call after a rest that says nothing of its host must not keep the others from it. */
function freeing(report: (sign: HostSign) => void, free: () => void): (sign: HostSign) => void {
  return (sign) => {
    report(sign);
    if (sign === 'nothing') free();
  };
}

function faultOf(error: unknown, request: HttpRequest, timer: CallClock): HttpFault {
  const place = describeUrl(request.url);
  if (error instanceof Ended) return error.fault;
  if (request.signal.aborted) return makeFault('aborted', place);
  return timer.ranOut() ? makeFault('timeout', place) : faultOfError(error, place);
}

/** Hosts that others let rest rest here too; one that is among them no more was found well. */
function followCircle(
  circle: HostCircle,
  { breaker, limit }: { readonly breaker: HostBreaker; readonly limit: HostLimit },
): void {
  let before: ReadonlySet<string> = new Set();
  circle.onBeat((rests) => {
    const resting = new Set(rests.map(({ host }) => host));
    for (const host of before) if (!resting.has(host)) breaker.endRest(host);
    for (const rest of rests) breaker.rest(rest);
    before = resting;
    limit.reconsider();
  });
}
