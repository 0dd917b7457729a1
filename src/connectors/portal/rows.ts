import type { ObservedPost } from '../../domain/accounts/post';
import type { Instant } from '../../domain/time/instant';
import type { Collected } from '../../ports/connectors';
import type { Blind } from '../outbound/readFailures';
import { readFeedDates } from '../reading/feedDates';
import type { FeedEntry } from '../reading/feedEntry';
import { readHtml, readLine, resolveLink } from '../reading/htmlText';
import type { ReadRow } from '../reading/readRow';
import { judgeOrder } from './completeness';
import { nameEntries } from './identity';
import { endAs } from './lookDetails';

/** The rows of a feed, in its order. Entries without a readable date stay in, undated. */
export function toRows(entries: readonly FeedEntry[], feedUrl: string): readonly ReadRow[] {
  const dates = readFeedDates(entries.map((entry) => entry.published));
  return entries.map((entry, at) => {
    const url = resolveLink(entry.link, feedUrl) ?? resolveLink(entry.guid, null);
    const body = readHtml(entry.html, url ?? feedUrl);
    return {
      key: entry.guid ?? url,
      url: url ?? feedUrl,
      title: readLine(entry.title),
      publishedAt: dates[at] ?? null,
      text: body.text,
      links: body.links,
    };
  });
}

/**
 * The look that rows amount to. An entry whose date cannot be read is neither dropped in silence nor dated by guess: at
 * the head of the list, where the newest stand, it leaves the whole look unparsed; further down it only ends
 * completeness.
 */
export function interpretRows(
  rows: readonly ReadRow[],
  source: { readonly detail: string; readonly startedAt: Instant },
): Collected {
  const identities = nameEntries(rows);
  const named = rows.flatMap((row, at) => {
    const identity = identities[at];
    return identity === null || identity === undefined ? [] : [{ row, identity }];
  });
  const dated = named.flatMap(({ row, identity }) =>
    row.publishedAt === null ? [] : [{ row, identity, publishedAt: row.publishedAt }],
  );
  const undated = named.length - dated.length;
  if (dated.length === 0 || named[0]?.row.publishedAt === null || undated > named.length / 5) {
    return toBlind(endAs('list-dates-unreadable', `${named.length} 条中有 ${undated} 条的日期无法识别`));
  }
  const order = judgeOrder(dated.map(({ publishedAt }) => publishedAt));
  const isProven = undated === 0 && order.completeFromAt !== null && order.completeFromAt <= source.startedAt;
  const items = dated.map(({ row, identity, publishedAt }, at): ObservedPost => ({
    identity,
    url: row.url,
    title: row.title,
    text: row.text,
    links: row.links,
    publishedAt,
    platformIds: [row.url],
    pinned: at < order.pinned,
  }));
  return {
    outcome: 'items',
    detail: source.detail,
    items,
    coverage: 'full',
    completeFromAt: isProven ? order.completeFromAt : null,
    failure: null,
  };
}

/** The look of a blind end. */
export function toBlind({ outcome, failure }: Blind): Collected {
  return { outcome, detail: failure.code, items: [], coverage: 'full', completeFromAt: null, failure };
}
