import type { HttpResponse } from '../outbound/http';
import { readFeed } from '../reading/feed';
import { signOf } from '../reading/pageSigns';
import { textOf } from './columnPage';
import type { ColumnPage } from './columnPage';
import { endAs } from './lookDetails';
import { toRows } from './rows';

/** A feed's answer. A feed without entries is a whole and valid answer: nothing is listed. */
export async function readFeedPage(response: HttpResponse): Promise<ColumnPage> {
  const text = textOf(response);
  const feed = await readFeed(text);
  if (feed.kind === 'not-a-feed') return { kind: 'blind', end: endAs(signOf(text) ?? 'feed-not-recognised') };
  return feed.entries.length === 0
    ? { kind: 'empty' }
    : { kind: 'rows', rows: toRows(feed.entries, response.url), next: null };
}
