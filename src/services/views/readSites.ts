import type { Site } from '../../domain/accounts/site';
import type { SiteDetailView, SiteView } from '../../api/sites';
import { readSiteColumns, type SiteColumns } from '../channels';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { accountView } from '../toView/accountView';
import { iso } from '../toView/isoInstant';
import type { createUnitNames, UnitDirectory } from '../unitNames';
import type { ViewServices } from './contract';

/** Websites with their columns and the column that reposts go into. */
export function createReadSites(
  deps: ServiceDeps,
  unitNames: ReturnType<typeof createUnitNames>,
): Pick<ViewServices, 'sites' | 'site'> {
  const { storage, clock } = deps;
  return {
    sites: async (query, page, principal) => {
      const now = clock.now();
      const stored = await storage.sites.list(query, page, readScope(principal));
      const units = await unitNames(now);
      const columns = await readSiteColumns(
        deps,
        stored.items.map(({ id }) => id),
      );
      return {
        items: stored.items.map((site) => siteView(site, columns.get(site.id), units)),
        nextCursor: stored.nextCursor,
        asOf: iso(now),
      };
    },
    site: async (id, principal): Promise<SiteDetailView> => {
      const scope = readScope(principal);
      const site = await storage.sites.byId(id, scope);
      if (site === null) throw notFound('站点');
      const units = await unitNames(clock.now());
      const found = (await readSiteColumns(deps, [id])).get(id);
      const visible = (found?.columns ?? []).filter(
        ({ account }) => scope === null || account.unitPath.includes(scope),
      );
      return { ...siteView(site, found, units), columns: visible.map((record) => accountView(record, units)) };
    },
  };
}

function siteView(site: Site, found: SiteColumns | undefined, units: UnitDirectory): SiteView {
  const { columnId, reason } = found?.repostColumn ?? { columnId: null, reason: 'no-columns' as const };
  return {
    id: site.id,
    key: site.key,
    name: site.name,
    unitId: site.unitId,
    unitName: units.nameOf(site.unitId),
    homeUrl: site.homeUrl,
    identifierCode: site.identifierCode,
    repostColumn: { accountId: columnId, reason },
    columnCount: (found?.columns ?? []).filter(({ account }) => account.status !== 'cancelled').length,
  };
}
