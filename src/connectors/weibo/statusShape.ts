import { asInteger, asList, asRecord, asText } from '../reading/json';
import { readStatusText } from './longText';

/** One status of api.weibo.com as far as this product reads it. Ids are strings: they do not fit a double. */
export interface WeiboStatus {
  readonly id: string;
  readonly createdAt: string | null;
  /** The full text where the response carries it, else the text as cut by the platform. */
  readonly text: string;
  /** The text, or that of the status it forwards, goes on beyond what the platform shows here. */
  readonly isTruncated: boolean;
  readonly userId: string | null;
  /** Deleted, or not visible to everybody. */
  readonly isHidden: boolean;
  readonly retweeted: { readonly text: string; readonly userName: string | null } | null;
}

export interface WeiboTimeline {
  readonly statuses: readonly WeiboStatus[];
  readonly total: number | null;
}

/** What the platform said: its code, and its own words, which are looked at for one code only and never repeated. */
export interface WeiboError {
  readonly code: number;
  readonly words: string;
}

/** The error of an answer, its code a number or a string on the wire; null for an answer that is no error. */
export function readError(value: unknown): WeiboError | null {
  const record = asRecord(value);
  const code = record === null ? null : asInteger(record['error_code']);
  return record === null || code === null ? null : { code, words: asText(record['error']) ?? '' };
}

/** Reads `{statuses: [...], total_number}`; null when it is anything else. */
export function readTimelineShape(value: unknown): WeiboTimeline | null {
  const record = asRecord(value);
  const list = record === null ? null : asList(record['statuses']);
  if (record === null || list === null) return null;
  const statuses = list.map(readStatusShape);
  if (!statuses.every((status) => status !== null)) return null;
  return { statuses, total: asInteger(record['total_number']) };
}

/** Reads one status; null when it has no id. */
export function readStatusShape(value: unknown): WeiboStatus | null {
  const record = asRecord(value);
  if (record === null) return null;
  const id = [record['idstr'], record['mid'], record['id']]
    .map(asText)
    .find((text) => text !== null && /^\d{1,24}$/.test(text));
  if (id === undefined || id === null) return null;
  const user = asRecord(record['user']);
  const retweeted = asRecord(record['retweeted_status']);
  const [own, forwarded] = [readStatusText(record, asIs), retweeted === null ? null : readStatusText(retweeted, asIs)];
  return {
    id,
    createdAt: asText(record['created_at']),
    text: own.text,
    isTruncated: own.isTruncated || forwarded?.isTruncated === true,
    userId: user === null ? null : (asText(user['idstr']) ?? asText(user['id'])),
    isHidden: isDeleted(record) || (asInteger(asRecord(record['visible'])?.['type']) ?? 0) !== 0,
    retweeted:
      forwarded === null
        ? null
        : { text: forwarded.text, userName: asText(asRecord(retweeted?.['user'])?.['screen_name']) },
  };
}

/** How many posts the account has, of a `users/show` answer; null when it does not say. */
export function readStatusesCount(value: unknown): number | null {
  const record = asRecord(value);
  return record === null ? null : asInteger(record['statuses_count']);
}

function asIs(text: string): string {
  return text;
}

function isDeleted(record: Readonly<Record<string, unknown>>): boolean {
  return asText(record['deleted']) === '1' || record['deleted'] === true;
}
