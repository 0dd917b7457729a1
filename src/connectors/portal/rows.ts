import type { ObservedPost } from '../../domain/accounts/post';
import type { Instant } from '../../domain/time/instant';
import type { Collected } from '../../ports/connectors';
import type { Blind } from '../outbound/readFailures';
import { readDates } from '../reading/midnights';
import type { FeedEntry } from '../reading/feedEntry';
import { readHtml, readLine, resolveLink } from '../reading/htmlText';
import type { ReadRow } from '../reading/readRow';
import { LONGEST_TITLE, withoutOwnDate } from '../reading/rowTitle';
import { judgeOrder } from './completeness';
import { nameEntries } from './identity';
import { endAs } from './lookDetails';

/** A row with the name by which it is known in every look. */
export interface NamedRow extends ReadRow {
  readonly identity: string;
}

/** The rows of a feed, in its order. Entries without a readable date stay in, undated. */
export function toRows(entries: readonly FeedEntry[], feedUrl: string): readonly ReadRow[] {
  const dates = readDates(entries.map((entry) => entry.published));
  const urls = entries.map((entry) => resolveLink(entry.link, feedUrl) ?? resolveLink(entry.guid, null));
  const urlsOf = new Map<string, Set<string | null>>();
  entries.forEach(({ guid }, at) => {
    if (guid !== null) urlsOf.set(guid, (urlsOf.get(guid) ?? new Set()).add(urls[at] ?? null));
  });
  return entries.map((entry, at) => {
    const url = urls[at] ?? null;
    const publishedAt = dates[at] ?? null;
    const body = readHtml(entry.html, url ?? feedUrl);
    const shownTitle = readLine(entry.title.slice(0, LONGEST_TITLE));
    return {
      // A guid that many addresses share (`0`, the site's own) names nothing.
      key: entry.guid === null || (urlsOf.get(entry.guid)?.size ?? 0) > 1 ? url : entry.guid,
      url: url ?? feedUrl,
      shownTitle,
      title: withoutOwnDate(shownTitle, publishedAt),
      publishedAt,
      text: body.text,
      links: body.links,
      ...(body.text.length < SHORTEST_WHOLE ? { textState: 'unread' as const } : {}),
    };
  });
}

/** A text of a feed this short is a summary, or the title once more. */
const SHORTEST_WHOLE = 80;

/** The rows by name, each once. `known` are identities of the last sight. */
export function nameRows(rows: readonly ReadRow[], known: readonly string[]): readonly NamedRow[] {
  const identities = nameEntries(
    rows.map((row) => ({ ...row, title: row.shownTitle ?? row.title })),
    known,
  );
  return rows.flatMap((row, at) => {
    const identity = identities[at];
    return identity === null || identity === undefined ? [] : [{ ...row, identity }];
  });
}

/**
 * The look that rows amount to. An entry whose date cannot be read is neither dropped in silence nor dated by guess: at
 * the head of the list, where the newest stand, it leaves the whole look unparsed; further down it only ends
 * completeness.
 */
export function interpretRows(
  named: readonly NamedRow[],
  source: { readonly detail: string; readonly startedAt: Instant },
): Collected {
  const dated = named.flatMap((row) =>
    row.publishedAt === null ? [] : [{ row, identity: row.identity, publishedAt: row.publishedAt }],
  );
  const undated = named.length - dated.length;
  if (dated.length === 0 || named[0]?.publishedAt === null || undated > named.length / 5) {
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
    ...(row.textState === undefined ? {} : { textState: row.textState }),
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
