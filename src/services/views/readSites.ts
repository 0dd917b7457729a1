import { ACCOUNT_STATUSES, type AccountStatus } from '../../domain/accounts/account';
import { filingOf, isSiteOpen, type Site } from '../../domain/accounts/site';
import { closableFrom, openableFrom, siteActsOf, type SiteClosing } from '../../domain/accounts/siteClosing';
import { sitePlanState } from '../../domain/accounts/siteFiling';
import type { SiteId } from '../../domain/ids';
import { inScope, may } from '../../domain/people/permissions';
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
      const successors = await readSuccessors(deps, stored.items, readScope(principal));
      return {
        items: stored.items.map((site) =>
          siteView(site, visible(columns.get(site.id), principal.unitId), {
            units,
            now,
            openReposts: owed.get(site.id) ?? 0,
            successors,
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
      const successors = await readSuccessors(deps, [site], scope);
      const decides = may(principal, 'account.write') && may(principal, 'case.approve');
      const openReposts = (await storage.obligations.countOpenOfSites([id])).get(id) ?? 0;
      return {
        ...siteView(site, found, { units, openReposts, now, successors }),
        columns: columns.map((record) => ({
          ...accountView(record, units),
          noPublishReason: obstacleOf(deps, record.account),
        })),
        publishable: columns.flatMap(({ account }) =>
          found?.publishable.has(account.id) === true ? [account.id] : [],
        ),
        acts: decides ? siteActsOf(site.closing ?? null) : [],
        mayMove: decides && isSiteOpen(site),
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

/** Names of the websites that take over, as far as the reader sees them. */
async function readSuccessors(
  { storage }: ServiceDeps,
  sites: readonly Site[],
  scope: Scope,
): Promise<ReadonlyMap<SiteId, string>> {
  const ids = sites.flatMap(({ closing }) => (closing?.successorId == null ? [] : [closing.successorId]));
  if (ids.length === 0) return new Map();
  const found = await storage.sites.byIds([...new Set(ids)]);
  return new Map(found.filter(({ unitPath }) => inScope(scope, unitPath)).map(({ id, name }) => [id, name]));
}

interface Beside {
  readonly units: UnitDirectory;
  readonly openReposts: number;
  readonly now: Instant;
  readonly successors: ReadonlyMap<SiteId, string>;
}

function closingView(closing: SiteClosing, successors: Beside['successors']): SiteView['closing'] {
  const { state, noticeUrl, announcedOn, successorId, successorUrl, closedOn } = closing;
  return {
    ...{ state, noticeUrl, announcedOn, closableFrom: closableFrom(closing), successorId, successorUrl, closedOn },
    successorName: successorId === null ? null : (successors.get(successorId) ?? null),
    openableFrom: closedOn === null ? null : openableFrom(closedOn),
  };
}

function siteView(site: Site, found: Found, { units, openReposts, now, successors }: Beside): SiteView {
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
    closing: site.closing == null ? null : closingView(site.closing, successors),
    openReposts,
  };
}
