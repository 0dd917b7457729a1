import type { Schema } from 'mongoose';
import type { Hasher } from '../../ports/runtime';
import type { SiteCheckStorage } from '../../ports/siteCheckStorage';
import type { SiteRow } from '../accounts/sites';
import { asRows } from '../retention/carryOut';
import type { Endings } from '../retention/endings';
import type { Row, Table } from '../table';
import { createSiteChecks } from './siteChecks';
import { createSiteCrawls, siteCrawlSchema, type SiteCrawlRow } from './siteCrawls';
import { createSiteDays, siteDaySchema, type SiteDayRow } from './siteDays';

/** How websites stand by their checks: repositories, and what of them ends. */
export function openSiteChecks(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  { sites, hasher }: { readonly sites: Table<SiteRow>; readonly hasher: Hasher },
): { readonly repositories: SiteCheckStorage; readonly endings: Pick<Endings, 'site-days'> } {
  const days = open<SiteDayRow>('site-days', siteDaySchema);
  return {
    repositories: {
      ...{ siteChecks: createSiteChecks(sites), siteDays: createSiteDays(days, hasher) },
      siteCrawls: createSiteCrawls(open<SiteCrawlRow>('site-crawls', siteCrawlSchema), sites),
    },
    endings: { 'site-days': { table: asRows(days), field: 'on' } },
  };
}
