import { firstJudgedDay } from '../../domain/siteChecks/availability';
import { countedFrom } from '../../domain/siteChecks/siteCheck';
import type { SiteId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { civilDateOf } from '../../domain/time/civil';
import type { CheckedSite } from '../../ports/storage';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, listView } from '../toView/isoInstant';
import { createUnitNames } from '../unitNames';
import type { SiteCheckServices } from './contract';
import { createCrawling } from './crawling';
import { createDecidePolicy } from './decidePolicy';
import { createReadInterpretations } from './interpreting';
import { readColumnsOf } from './siteColumns';
import { interpretedPolicyView, probeView, siteCheckDetailView, siteCheckView } from './siteCheckView';
import { createVisiting } from './visiting';

/** A site shows no more of them; what is to be done about comes first. */
const MOST_POLICIES = 300;

/** How websites stand by their checks, and the visits they are judged by. */
export function createSiteCheckServices(deps: ServiceDeps): SiteCheckServices {
  const { storage, clock, settings } = deps;
  const unitNames = createUnitNames(deps);
  const interpret = createReadInterpretations(deps);
  const read = async (id: SiteId, principal: Principal): Promise<CheckedSite> => {
    const found = await storage.siteChecks.byId(id, readScope(principal));
    if (found === null) throw notFound('站点的检查记录');
    return found;
  };
  return {
    list: async (filter, page, principal) => {
      const found = await storage.siteChecks.list(filter, page, readScope(principal));
      const { nameOf } = await unitNames(clock.now());
      return listView(found, (checked) => siteCheckView(checked, nameOf), clock.now());
    },
    counts: async (principal) => ({
      counts: await storage.siteChecks.counts(readScope(principal)),
      asOf: iso(clock.now()),
    }),
    show: async (id, principal) => {
      const found = await read(id, principal);
      const now = clock.now();
      const today = civilDateOf(now);
      const first = countedFrom(found.check, firstJudgedDay(today, settings.siteChecks.rules.availability));
      const { nameOf } = await unitNames(now);
      const days = await storage.siteDays.between(id, first, today);
      const { filingClause } = settings.siteChecks.rules.columns;
      return siteCheckDetailView(found, { days, filingClause }, nameOf);
    },
    visits: async (id, on, principal) => {
      const { check } = await read(id, principal);
      const day = on ?? civilDateOf(check.lastProbe?.at ?? clock.now());
      const [found] = await storage.siteDays.between(id, day, day);
      return { items: (found?.probes ?? []).map(probeView), nextCursor: null, asOf: iso(clock.now()) };
    },
    links: async (id, principal) => {
      await read(id, principal);
      const ended = await storage.siteCrawls.ended(id);
      const items = (ended?.findings ?? []).map((finding) => ({ ...finding }));
      return { items, nextCursor: null, asOf: iso(ended?.endedAt ?? clock.now()) };
    },
    interpretations: async (id, principal) => {
      const { site, policies } = await read(id, principal);
      const columns = (await readColumnsOf(deps, [id]))(id);
      const { policies: found } = await interpret(site, columns, policies.decisions);
      const items = found.slice(0, MOST_POLICIES).map(interpretedPolicyView);
      return { items, nextCursor: null, asOf: iso(clock.now()) };
    },
    decide: createDecidePolicy(deps, { read, interpret }),
    crawlDue: createCrawling(deps),
    visitDue: createVisiting(deps),
  };
}
