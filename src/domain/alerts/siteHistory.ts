import { SITE_FILING_FIELDS } from '../accounts/siteFiling';
import type { LedgerEntry } from './alert';
import { changesIn, type FieldChange } from './fieldData';

/** Fields of a site beside what is filed of it; `unit` and `repostColumn` name theirs by id. */
export const SITE_OWN_FIELDS = [
  ...(['name', 'unit', 'homeUrl', 'identifierCode', 'repostColumn'] as const),
  ...(['announcedOn', 'successorUrl', 'closedOn'] as const),
] as const;
export const SITE_FIELDS = [...SITE_OWN_FIELDS, ...SITE_FILING_FIELDS] as const;
export type SiteField = (typeof SITE_FIELDS)[number];
export type SiteFieldChange = FieldChange & { readonly field: SiteField };

/** What a line of the ledger of a site says of its fields. Lines of earlier versions are read as well. */
export function siteChangesIn({
  kind,
  reason,
  from,
  to,
  data,
}: Pick<LedgerEntry, 'kind' | 'reason' | 'from' | 'to' | 'data'>): readonly SiteFieldChange[] {
  if (kind === 'site-changed' && reason === 'renamed') return [{ field: 'name', from, to }];
  if (kind === 'site-changed' && reason === 'repost-column-chosen') return [{ field: 'repostColumn', from, to }];
  return changesIn(data, SITE_FIELDS) as readonly SiteFieldChange[];
}
