import type { ObservedPolicy } from '../../domain/policies/policy';
import { readPublished } from '../../domain/time/readTime';
import { readLine, resolveLink } from '../reading/htmlText';
import { settleMidnights } from '../reading/midnights';
import { asList, asRecord, asText } from '../reading/json';

/** What a list gave: every row that has a title, in its order, and how many rows could not be read. */
export interface PolicyRows {
  readonly items: readonly ObservedPolicy[];
  readonly unreadable: number;
}

/**
 * gov.cn's latest policies: a bare array of `{TITLE, SUB_TITLE, URL, DOCRELPUBTIME}`, newest first, rolling, dates
 * without a time. Null when it is anything else; rows without a title or with a date nobody can read are counted, not
 * dated by guess.
 */
export function readGovcnList(value: unknown, listUrl: string): PolicyRows | null {
  const rows = asList(value);
  if (rows === null) return null;
  const read = rows.map((row) => readRow(row, listUrl));
  const items = withDays(read.filter((row) => row !== null));
  return rows.length > 0 && items.length === 0 ? null : { items, unreadable: rows.length - items.length };
}

/** Policies of one list, their midnights read as days where the list knows no times. */
export function withDays(items: readonly ObservedPolicy[]): readonly ObservedPolicy[] {
  const dates = settleMidnights(items.map(({ publishedAt }) => publishedAt));
  return items.map((item, at) => ({ ...item, publishedAt: dates[at] ?? null }));
}

function readRow(value: unknown, listUrl: string): ObservedPolicy | null {
  const row = asRecord(value);
  const title = readLine(asText(row?.['TITLE']) ?? '');
  const publishedAt = readPublished(asText(row?.['DOCRELPUBTIME']));
  if (row === null || title === '' || publishedAt === null) return null;
  return {
    title,
    url: resolveLink(asText(row['URL']), listUrl),
    guid: null,
    issuer: null,
    docNumber: null,
    publishedAt,
    summary: readLine(asText(row['SUB_TITLE']) ?? ''),
    body: null,
    statedSource: null,
  };
}
