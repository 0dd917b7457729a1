import type { ObservedPolicy } from '../../domain/policies/policy';
import { readPublished } from '../../domain/time/readTime';
import { readLine, resolveLink } from '../reading/htmlText';
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
  const items = read.filter((row) => row !== null);
  return rows.length > 0 && items.length === 0 ? null : { items, unreadable: rows.length - items.length };
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
