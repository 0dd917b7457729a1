import dns from 'node:dns/promises';
import { outcomeOf, type ProbeReason } from '../../domain/siteChecks/probe';
import type { Clock } from '../../ports/runtime';
import type { HomeVisit, SiteVisitor } from '../../ports/siteVisitor';
import type { HttpFaultCode } from '../outbound/faults';
import type { Http, HttpResponse } from '../outbound/http';
import { decodeText } from '../reading/charset';
import type { PageReading, ReadingJob } from '../reading/guarded/pageReading';
import { readDelivery } from './delivery';
import { linksReading } from './linksReading';
import { homeReading } from './homeReading';

/** For what is asked of the host beside the page itself. */
const DELIVERY_MS = 5_000;
/** Of a small text no more is read than this. */
const MOST_TEXT_BYTES = 100_000;
const ACCEPT = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8';

/** What each way to get no answer says of the site. What we did not do ourselves says nothing. */
const REASONS: Readonly<Record<HttpFaultCode, ProbeReason>> = {
  'bad-url': 'not-called',
  'private-address': 'not-called',
  'host-busy': 'own-limit',
  'host-breaker-open': 'own-limit',
  'name-unresolved': 'name-unresolved',
  'connection-refused': 'connection-refused',
  'host-unreachable': 'no-answer',
  'connect-timeout': 'no-answer',
  'certificate-expired': 'tls-failed',
  'tls-failed': 'tls-failed',
  // Browsers fetch what is missing of a chain, and trust issuers that this machine does not know.
  'chain-unverified': 'chain-unverified',
  timeout: 'too-slow',
  'connection-reset': 'connection-broken',
  'answer-malformed': 'answer-malformed',
  // It answered, with more than anybody reads.
  'answer-too-large': 'answered',
  'too-many-redirects': 'redirects-endlessly',
  aborted: 'own-limit',
  network: 'no-answer',
};

/** Statuses with which firewalls turn a reader away whom others may pass: they say nothing of the site. */
const TURNED_AWAY: ReadonlySet<number> = new Set([
  202, 401, 403, 405, 407, 412, 418, 429, 432, 444, 451, 521, 566, 567,
]);

/**
 * Visits home pages and control addresses through the guarded client, whose time for a call is that in which a page must
 * open; pages are read beside this thread.
 */
export function createSiteVisitor({
  http,
  clock,
  reading,
}: {
  readonly http: Http;
  readonly clock: Clock;
  readonly reading: PageReading;
}): SiteVisitor {
  return {
    visitHome: async (url, { signal, inspects }) => {
      const place = await placeOf(url);
      const begunAt = clock.now();
      const visit = (reason: ProbeReason): HomeVisit => {
        const tookMs = Math.max(0, clock.now().getTime() - begunAt.getTime());
        return { outcome: outcomeOf(reason), reason, tookMs, place, home: null, page: null };
      };
      const answer = await http.send({ method: 'GET', url, signal, cookies: true, headers: { accept: ACCEPT } });
      if (answer.kind === 'fault') return visit(REASONS[answer.fault.code]);
      const { response } = answer;
      const reason = reasonOfStatus(response);
      if (reason !== null) return visit(reason);
      const opened = visit('answered');
      const read = await readOr(reading, homeReading, { response, fetchedAt: clock.now() });
      if (read === null) return opened;
      const { home, facts } = read;
      const page = inspects
        ? { facts, delivery: await readDelivery(response.url, { timeoutMs: DELIVERY_MS, signal }) }
        : null;
      return { ...opened, home, page };
    },
    readLinks: async (url, { signal, reads }) => {
      const answer = await http.send({ method: 'GET', url, signal, cookies: true, headers: { accept: ACCEPT } });
      if (answer.kind === 'fault') {
        const { code } = answer.fault;
        // A large file may take longer than a page may.
        return { reason: code === 'timeout' && !reads ? 'own-limit' : REASONS[code], links: [] };
      }
      const reason = reasonOfStatus(answer.response);
      if (reason !== null || !reads) return { reason: reason ?? 'answered', links: [] };
      // What it leads to on another host is not what this site says.
      if (new URL(answer.response.url).host !== new URL(url).host) return { reason: 'answered', links: [] };
      const read = await readOr(reading, linksReading, { response: answer.response });
      return { reason: 'answered', links: read ?? [] };
    },
    readText: async (url, signal) => {
      const answer = await http.send({ method: 'GET', url, signal });
      if (answer.kind === 'fault' || answer.response.status !== 200) return null;
      const { body, headers } = answer.response;
      return decodeText(body.subarray(0, MOST_TEXT_BYTES), headers['content-type'] ?? null).text;
    },
    anyAnswers: async (addresses, signal) => {
      const answers = await Promise.all(
        addresses.map(async (url) => (await http.send({ method: 'GET', url, signal })).kind),
      );
      return answers.includes('response');
    },
  };
}

/** What was read; null where it was not, for whatever reason: one page must not cost a round its other visits. */
async function readOr<Input extends object, Output>(
  reading: PageReading,
  job: ReadingJob<Input, Output | null>,
  input: Input,
): Promise<Output | null> {
  try {
    const read = await reading.run(job, input);
    return read.kind === 'read' ? read.value : null;
  } catch {
    return null;
  }
}

function reasonOfStatus({ status }: HttpResponse): ProbeReason | null {
  if (TURNED_AWAY.has(status)) return 'turned-away';
  return status >= 200 && status < 300 ? null : 'http-error';
}

/** Which machine answers for the address: sites on one machine fail together. */
async function placeOf(url: string): Promise<string> {
  if (!URL.canParse(url)) return url;
  const { hostname } = new URL(url);
  try {
    return (await dns.lookup(hostname)).address;
  } catch {
    return hostname;
  }
}
