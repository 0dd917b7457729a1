import { ACCOUNT_STATUSES, type AccountStatus } from '../../domain/accounts/account';
import { filingOf, type Site } from '../../domain/accounts/site';
import { sitePlanState } from '../../domain/accounts/siteFiling';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { VerdictKind } from '../../domain/judging/verdict';
import type { Scope } from '../../ports/storage';
import type { SiteDetailView, SiteView } from '../../api/sites';
import { obstacleOf, readSiteColumns, type SiteColumns } from '../channels';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { accountView } from '../toView/accountView';
import { iso } from '../toView/isoInstant';
import type { createUnitNames, UnitDirectory } from '../unitNames';
import type { ViewServices } from './contract';
import { createSiteHistory } from './siteHistory';

/** Websites with their columns and the column that reposts go into. */
export function createReadSites(
  deps: ServiceDeps,
  unitNames: ReturnType<typeof createUnitNames>,
): Pick<ViewServices, 'sites' | 'site' | 'siteHistory'> {
  const { storage, clock } = deps;
  return {
    siteHistory: createSiteHistory(deps),
    sites: async (query, page, principal) => {
      const now = clock.now();
      const stored = await storage.sites.list(query, page, readScope(principal));
      const units = await unitNames(now);
      const ids = stored.items.map(({ id }) => id);
      const columns = await readSiteColumns(deps, ids);
      const owed = await storage.obligations.countOpenOfSites(ids);
      return {
        items: stored.items.map((site) =>
          siteView(site, visible(columns.get(site.id), principal.unitId), {
            units,
            now,
            openReposts: owed.get(site.id) ?? 0,
          }),
        ),
        nextCursor: stored.nextCursor,
        asOf: iso(now),
      };
    },
    site: async (id, principal): Promise<SiteDetailView> => {
      const scope = readScope(principal);
      const site = await storage.sites.byId(id, scope);
      if (site === null) throw notFound('站点');
      const now = clock.now();
      const units = await unitNames(now);
      const found = visible((await readSiteColumns(deps, [id])).get(id), scope);
      const columns = found?.columns ?? [];
      const openReposts = (await storage.obligations.countOpenOfSites([id])).get(id) ?? 0;
      return {
        ...siteView(site, found, { units, openReposts, now }),
        columns: columns.map((record) => ({
          ...accountView(record, units),
          noPublishReason: obstacleOf(deps, record.account),
        })),
        publishable: columns.flatMap(({ account }) =>
          found?.publishable.has(account.id) === true ? [account.id] : [],
        ),
      };
    },
  };
}

type Found = Pick<SiteColumns, 'columns' | 'repostColumn' | 'publishable'> | undefined;

/** A column of another unit is listed and counted for those who see that unit. */
function visible(found: SiteColumns | undefined, scope: Scope): Found {
  if (found === undefined || scope === null) return found;
  return { ...found, columns: found.columns.filter(({ account }) => account.unitPath.includes(scope)) };
}

function siteView(
  site: Site,
  found: Found,
  { units, openReposts, now }: { readonly units: UnitDirectory; readonly openReposts: number; readonly now: Instant },
): SiteView {
  const { columnId, reason } = found?.repostColumn ?? { columnId: null, reason: 'no-columns' as const };
  const columns = found?.columns ?? [];
  const columnsByStatus = Object.fromEntries(ACCOUNT_STATUSES.map((status) => [status, 0])) as Record<
    AccountStatus,
    number
  >;
  const columnsByVerdict: Partial<Record<VerdictKind | 'unjudged', number>> = {};
  for (const { account, verdict } of columns) {
    columnsByStatus[account.status] += 1;
    const kind = verdict?.kind ?? 'unjudged';
    columnsByVerdict[kind] = (columnsByVerdict[kind] ?? 0) + 1;
  }
  return {
    id: site.id,
    key: site.key,
    name: site.name,
    unitId: site.unitId,
    unitName: units.nameOf(site.unitId),
    homeUrl: site.homeUrl,
    identifierCode: site.identifierCode,
    repostColumn: {
      accountId: columnId,
      name: columns.find(({ account }) => account.id === columnId)?.account.name ?? null,
      reason,
    },
    columnsByStatus,
    columnsByVerdict,
    filing: { ...filingOf(site), planState: sitePlanState(filingOf(site), civilDateOf(now)) },
    openReposts,
  };
}
