import type { AccountAccess, Call, Collected } from '../../ports/connectors';
import type { Http, HttpResponse } from '../http';
import { blind, blindByFault, blindByStatus } from '../http/endings';
import type { Blind } from '../http/endings';
import { decodeText } from '../reading/charset';
import { readFeed } from '../reading/feed';
import type { Enrich } from './enrich';
import { readListPage } from './listPage';
import { interpretRows, toBlind, toRows } from './rows';
import type { ReadRow } from './rows';

const EPOCH = new Date(0);

/** Reads a portal's column: its feed or its list page, as registered. */
export async function readColumn({ http, enrich }: { readonly http: Http; readonly enrich: Enrich }, { account }: AccountAccess, call: Call): Promise<Collected> {
  const url = account.settings['listUrl'] ?? account.externalId;
  const answer = await http.send({ method: 'GET', url, signal: call.signal, cookies: true, headers: { accept: 'text/html,application/xhtml+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.8' } });
  if (answer.kind === 'fault') return toBlind(blindByFault(answer.fault));
  const refused = blindByStatus(answer.response, call.startedAt);
  if (refused !== null) return toBlind(refused);
  if (account.settings['kind'] === 'rss') return interpretFeed(answer.response, call);
  const list = interpretList(answer.response, account.settings['itemSelector'] ?? null, call);
  if (list.kind === 'blind') return toBlind(list.end);
  return interpretRows(await enrich(list.rows, answer.response.url, call), { detail: 'list-page', startedAt: call.startedAt });
}

/** The look of a feed's answer. */
export async function interpretFeed(response: HttpResponse, call: Call): Promise<Collected> {
  const feed = await readFeed(textOf(response));
  if (feed.kind === 'not-a-feed') return toBlind(unparsed('feed-not-recognised', '返回的内容不是 RSS 或 Atom'));
  // A feed without entries is a whole and valid answer: nothing is listed.
  if (feed.entries.length === 0) return { outcome: 'proven-empty', detail: 'feed-without-entries', items: [], coverage: 'full', completeFromAt: EPOCH, failure: null };
  return interpretRows(toRows(feed.entries, response.url), { detail: 'feed', startedAt: call.startedAt });
}

export type ListAnswer = { readonly kind: 'rows'; readonly rows: readonly ReadRow[] } | { readonly kind: 'blind'; readonly end: Blind };

/** The rows of a list page's answer, or why there are none. A list that is not found is never an empty list. */
export function interpretList(response: HttpResponse, itemSelector: string | null, call: Call): ListAnswer {
  const end = (code: string, message: string): ListAnswer => ({ kind: 'blind', end: unparsed(code, message) });
  const read = readListPage(textOf(response), { url: response.url, itemSelector, fetchedAt: call.startedAt });
  switch (read.kind) {
    case 'rows': return read;
    case 'selector-invalid': return end('list-selector-invalid', '列表选择器的写法有误');
    case 'selector-matches-nothing': return end('list-selector-matches-nothing', '列表选择器在页面上没有匹配：页面可能已改版');
    case 'no-list-recognised': return end('list-not-recognised', '页面上没有可识别的列表');
    case 'nested-too-deeply': return end('page-nested-too-deeply', '页面嵌套过深，无法解析');
  }
}

function textOf(response: HttpResponse): string {
  return decodeText(response.body, response.headers['content-type'] ?? null).text;
}

function unparsed(code: string, message: string): Blind {
  return blind('unparsed', { remedy: 'fix-configuration', code, message });
}
