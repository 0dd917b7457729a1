import type { AccountAccess, Call, Collected } from '../../ports/connectors';
import type { Http } from '../outbound/http';
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

type Parts = { readonly http: Http; readonly reading: PageReading; readonly enrich: Enrich };
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
  const first = await readPage(parts, { method: 'GET', url: profile.listUrl }, { profile, call, pageNumber: 0 });
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

async function readPage(
  { http, reading }: Parts,
  request: NextPage,
  about: { readonly profile: PortalProfile; readonly call: Call; readonly pageNumber: number },
): Promise<PageAnswer> {
  const { call } = about;
  const answer = await http.send({
    ...request,
    signal: call.signal,
    cookies: true,
    headers: { accept: ACCEPT, ...request.headers },
  });
  if (answer.kind === 'fault') return { url: request.url, page: { kind: 'blind', end: blindByFault(answer.fault) } };
  const { response } = answer;
  const refused = blindByStatus(response, call.startedAt);
  if (refused !== null) return { url: response.url, page: { kind: 'blind', end: refused } };
  const { profile, pageNumber } = about;
  const end = await reading.run(columnReading, { response, profile, pageNumber, startedAt: call.startedAt });
  return {
    url: response.url,
    page: end.kind === 'read' ? end.value : { kind: 'blind', end: unreadBy(end.reason) },
  };
}
