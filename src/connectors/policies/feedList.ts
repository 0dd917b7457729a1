import type { ObservedPolicy } from '../../domain/policies/policy';
import type { FeedEntry } from '../reading/feedEntry';
import { readDates } from '../reading/midnights';
import { readHtml, readLine, resolveLink } from '../reading/htmlText';
import { LONGEST_TITLE, withoutOwnDate } from '../reading/rowTitle';
import type { PolicyRows } from './govcnList';

/** `来源: …` as first line of a description, as aggregated government feeds write it. */
const SOURCE_LINE = /^来源\s*[:：]\s*([^\n]{0,80})(?:\n|$)/;
/**
 * The entries of a policy feed, in its order. Entries without a title are counted as unreadable. Feeds have no field
 * for the 文号.
 */
export function readPolicyEntries(entries: readonly FeedEntry[], feedUrl: string): PolicyRows {
  const dates = readDates(entries.map((entry) => entry.published));
  const items = entries.flatMap((entry, at): ObservedPolicy[] => {
    const title = withoutOwnDate(readLine(entry.title.slice(0, LONGEST_TITLE)), dates[at] ?? null);
    if (title === '') return [];
    const url = resolveLink(entry.link, feedUrl) ?? resolveLink(entry.guid, null);
    const described = readHtml(entry.html, url ?? feedUrl).text;
    const sourceLine = SOURCE_LINE.exec(described);
    const summary = described.slice(sourceLine?.[0].length ?? 0).trim();
    return [
      {
        title,
        url,
        guid: entry.guid,
        issuer: null,
        docNumber: null,
        publishedAt: dates[at] ?? null,
        summary,
        body: null,
        statedSource: entry.statedSource ?? sourceLine?.[1]?.trim() ?? null,
      },
    ];
  });
  return { items, unreadable: entries.length - items.length };
}
