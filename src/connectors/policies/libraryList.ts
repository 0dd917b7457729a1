import type { ObservedPolicy } from '../../domain/policies/policy';
import { fromUnixSeconds, readPublished } from '../../domain/time/readTime';
import { civilDateOf } from '../../domain/time/civil';
import type { PublishedAt } from '../../domain/time/instant';
import { readHtml, readLine, resolveLink } from '../reading/htmlText';
import { asInteger, asList, asRecord, asText } from '../reading/json';
import { withDays } from './govcnList';
import type { PolicyRows } from './govcnList';

/** Shelves of the library: 国务院文件, 部门文件, 其他, 公报. */
const SHELVES = ['gongwen', 'bumenfile', 'otherfile', 'gongbao'] as const;
const MS_A_SECOND = 1_000;

/**
 * The policy library (search-gov/data). Asked for one shelf, the rows stand in `searchVO.listVO`; asked for all, that
 * list is empty with a count of zero, and the rows stand shelf by shelf in `searchVO.catMap`. Null when it is anything
 * else.
 */
export function readPolicyLibrary(value: unknown, listUrl: string): PolicyRows | null {
  const search = asRecord(asRecord(value)?.['searchVO']);
  if (search === null) return null;
  const shelves = asRecord(search['catMap']);
  const rows = [
    ...(asList(search['listVO']) ?? []),
    ...SHELVES.flatMap((shelf) => asList(asRecord(shelves?.[shelf])?.['listVO']) ?? []),
  ];
  const read = rows.map((row) => readRow(asRecord(row), listUrl));
  const items = withDays(read.filter((row) => row !== null));
  return rows.length > 0 && items.length === 0 ? null : { items, unreadable: rows.length - items.length };
}

function readRow(row: Readonly<Record<string, unknown>> | null, listUrl: string): ObservedPolicy | null {
  const title = titleOf(asText(row?.['title']) ?? '');
  const publishedAt = row === null ? null : dayOfRow(row);
  if (row === null || title === '' || publishedAt === null) return null;
  return {
    title,
    url: resolveLink(asText(row['url']), listUrl),
    guid: null,
    publishedAt,
    issuer: asText(row['puborg']),
    docNumber: asText(row['pcode']) ?? asText(row['wenhao']),
    summary: readHtml(asText(row['summary']) ?? '', null).text,
    body: null,
    statedSource: null,
  };
}

/** The words that were searched for are marked, and long titles broken: neither is part of the title. */
function titleOf(html: string): string {
  return readLine(html.replace(/<br\s*\/?>|<\/?em\b[^>]{0,80}>/gi, ''));
}

/** `2026.09.17`, else milliseconds, which say no more than the day. */
function dayOfRow(row: Readonly<Record<string, unknown>>): PublishedAt | null {
  const stated = readPublished(asText(row['pubtimeStr']));
  if (stated !== null) return stated;
  const ms = asInteger(row['pubtime']) ?? asInteger(row['ptime']);
  const at = ms === null ? null : fromUnixSeconds(ms / MS_A_SECOND);
  return at?.precision === 'instant' ? { precision: 'day', on: civilDateOf(at.at), original: String(ms) } : null;
}
