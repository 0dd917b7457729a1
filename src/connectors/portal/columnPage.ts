import type { Instant } from '../../domain/time/instant';
import type { HttpRequest, HttpResponse } from '../outbound/http';
import type { Blind } from '../outbound/readFailures';
import { decodeText } from '../reading/charset';
import { readListPage } from '../reading/listPage';
import type { ReadRow } from '../reading/readRow';
import { signOf } from '../reading/pageSigns';
import { endAs } from './lookDetails';
import type { PortalProfile } from './profile';

/** Where a further page of a column is to be had. */
export type NextPage = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>;

/** One page of a column. `next` is null where there is none, or none that can be known. */
export type ColumnPage =
  | { readonly kind: 'rows'; readonly rows: readonly ReadRow[]; readonly next: NextPage | null }
  /** A whole and valid answer that holds nothing. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'blind'; readonly end: Blind };

/** What is known of an answer of a column before it is read; `pageNumber` counts from 0. */
export interface AboutPage {
  readonly profile: PortalProfile;
  readonly startedAt: Instant;
  readonly pageNumber: number;
}

/** Reads one answer of a column. */
export type ReadColumnPage = (response: HttpResponse, about: AboutPage) => ColumnPage;

/** The rows of a list page's answer, or why there are none. A list that is not found is never an empty list. */
export function readRowsOf(
  html: string,
  url: string,
  { profile, startedAt }: Pick<AboutPage, 'profile' | 'startedAt'>,
): { readonly kind: 'rows'; readonly rows: readonly ReadRow[] } | { readonly kind: 'blind'; readonly end: Blind } {
  const read = readListPage(html, { ...profile, url, fetchedAt: startedAt });
  switch (read.kind) {
    case 'rows':
      return read;
    case 'selector-invalid':
      return { kind: 'blind', end: endAs('list-selector-invalid') };
    case 'nested-too-deeply':
      return { kind: 'blind', end: endAs('page-nested-too-deeply') };
    case 'selector-matches-nothing':
      return { kind: 'blind', end: endAs(signOf(html) ?? 'list-selector-matches-nothing') };
    case 'no-list-recognised':
      return { kind: 'blind', end: endAs(signOf(html) ?? 'list-not-recognised') };
  }
}

export function textOf(response: HttpResponse): string {
  return decodeText(response.body, response.headers['content-type'] ?? null).text;
}
