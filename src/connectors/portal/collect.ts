import { createHash } from 'node:crypto';
import type { AccountAccess, Call, Collected } from '../../ports/connectors';
import type { Http, HttpResponse } from '../outbound/http';
import { blindByFault, blindByStatus } from '../outbound/readFailures';
import { unreadBy } from '../reading/guarded/pageReading';
import type { PageReading } from '../reading/guarded/pageReading';
import type { ReadRow } from '../reading/readRow';
import type { ColumnPage, NextPage } from './columnPage';
import { columnReading } from './columnReading';
import type { Enrich } from './enrich';
import { endAs } from './lookDetails';
import { readProfile } from './profile';
import type { PortalKind, PortalProfile } from './profile';
import { interpretRows, nameRows, toBlind } from './rows';
import { checkStructure } from './structureCheck';

const EPOCH = new Date(0);
const ACCEPT = 'text/html,application/xhtml+xml,application/rss+xml,application/json,application/xml;q=0.9,*/*;q=0.8';
const DETAILS: Readonly<Record<PortalKind, string>> = {
  rss: 'feed',
  list: 'list-page',
  jpage: 'jpage-list',
  trs: 'trs-list',
  kaipu: 'kaipu-list',
};

type Parts = { readonly http: Http; readonly reading: PageReading; readonly enrich: Enrich; readonly version: string };
type PageAnswer = { readonly page: ColumnPage; readonly url: string };

/**
 * Reads a portal's column as its profile says: the first page decides how the look ends, further pages only add to it.
 * Also works on an account that is not registered yet: that is how a profile is tried out.
 */
export async function readColumn(parts: Parts, access: AccountAccess, call: Call): Promise<Collected> {
  const read = readProfile(access.account);
  if ('problems' in read)
    return toBlind(
      endAs('profile-invalid', read.problems.map(({ field, message }) => `${field}：${message}`).join('；')),
    );
  const { profile } = read;
  const first = await readFirst(parts, profile, { access, call });
  if (first.kind === 'same') return first.collected;
  const collected = await readWhole(parts, first, { profile, access, call });
  const isReadOnce = collected.items.every(({ textState }) => textState === undefined);
  return first.digest === null || !isReadOnce ? collected : { ...collected, answerDigest: first.digest };
}

type First =
  | { readonly kind: 'same'; readonly collected: Collected }
  /** `digest`: null where the same answer may be read otherwise at another time. */
  | ({ readonly kind: 'read'; readonly digest: string | null } & PageAnswer);

/**
 * The first page, read; or, where it is byte by byte what the last settled look has read, not read again. Feeds alone:
 * they state their dates whole, while a list page's "3 hours ago" means another hour every time.
 */
async function readFirst(
  parts: Parts,
  profile: PortalProfile,
  { access, call }: { readonly access: AccountAccess; readonly call: Call },
): Promise<First> {
  const request = { method: 'GET' as const, url: profile.listUrl };
  const about = { profile, call, pageNumber: 0 };
  const fetched = await fetchPage(parts, request, call);
  if (fetched.kind === 'blind') return { kind: 'read', digest: null, url: request.url, page: fetched };
  const { response } = fetched;
  const digest = profile.kind === 'rss' ? digestOf(parts.version, profile, response) : null;
  const last = access.lastList ?? null;
  if (digest === null || last === null || last.answerDigest !== digest)
    return { kind: 'read', digest, ...(await readAnswer(parts, response, about)) };
  const { outcome, detail, coverage, completeFromAt } = last;
  return {
    kind: 'same',
    collected: { outcome, detail, coverage, completeFromAt, items: [], failure: null, sameAsBefore: true },
  };
}

/** `version`: other readers, of another version of the product, may find something else in the same answer. */
function digestOf(version: string, profile: PortalProfile, { body, url, headers }: HttpResponse): string {
  return createHash('sha256')
    .update(JSON.stringify([version, profile, url, headers['content-type'] ?? null]))
    .update(body)
    .digest('hex');
}

async function readWhole(
  parts: Parts,
  first: PageAnswer,
  { profile, access, call }: { readonly profile: PortalProfile; readonly access: AccountAccess; readonly call: Call },
): Promise<Collected> {
  if (first.page.kind === 'blind') return toBlind(first.page.end);
  if (first.page.kind === 'empty')
    return {
      outcome: 'proven-empty',
      detail: `${DETAILS[profile.kind]}-without-entries`,
      items: [],
      coverage: 'full',
      completeFromAt: EPOCH,
      failure: null,
    };
  const rows = [...first.page.rows, ...(await readFurther(parts, first.page.next, { profile, call }))];
  const named = nameRows(rows, access.lastSeenIdentities ?? []);
  const whole = await parts.enrich(named, { listUrl: first.url, newestKnownAt: access.lastSeenNewestAt ?? null, call });
  return checkStructure(
    interpretRows(whole, { detail: DETAILS[profile.kind], startedAt: call.startedAt }),
    access,
    call.startedAt,
  );
}

/** Rows of further pages, as far as they can be had. A page that fails ends the reading; what was read stands. */
async function readFurther(
  parts: Parts,
  first: NextPage | null,
  about: { readonly profile: PortalProfile; readonly call: Call },
): Promise<readonly ReadRow[]> {
  const rows: ReadRow[] = [];
  let next = first;
  for (let pageNumber = 1; next !== null && pageNumber <= about.profile.nextPages; pageNumber += 1) {
    const { page } = await readPage(parts, next, { ...about, pageNumber });
    if (page.kind !== 'rows') break;
    rows.push(...page.rows);
    next = page.next;
  }
  return rows;
}

type Fetched = { readonly kind: 'response'; readonly response: HttpResponse } | Extract<ColumnPage, { kind: 'blind' }>;

async function fetchPage({ http }: Parts, request: NextPage, call: Call): Promise<Fetched> {
  const answer = await http.send({
    ...request,
    signal: call.signal,
    cookies: true,
    headers: { accept: ACCEPT, ...request.headers },
  });
  if (answer.kind === 'fault') return { kind: 'blind', end: blindByFault(answer.fault) };
  const refused = blindByStatus(answer.response, call.startedAt);
  return refused === null ? answer : { kind: 'blind', end: refused };
}

async function readAnswer(
  { reading }: Parts,
  response: HttpResponse,
  { profile, pageNumber, call }: { readonly profile: PortalProfile; readonly call: Call; readonly pageNumber: number },
): Promise<PageAnswer> {
  const end = await reading.run(columnReading, { response, profile, pageNumber, startedAt: call.startedAt });
  return {
    url: response.url,
    page: end.kind === 'read' ? end.value : { kind: 'blind', end: unreadBy(end.reason) },
  };
}

async function readPage(
  parts: Parts,
  request: NextPage,
  about: { readonly profile: PortalProfile; readonly call: Call; readonly pageNumber: number },
): Promise<PageAnswer> {
  const fetched = await fetchPage(parts, request, about.call);
  return fetched.kind === 'blind' ? { url: request.url, page: fetched } : readAnswer(parts, fetched.response, about);
}
