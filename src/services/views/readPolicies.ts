import type { PolicySourceId } from '../../domain/ids';
import type { PolicyHead } from '../../domain/policies/policy';
import type { Instant } from '../../domain/time/instant';
import type { ListedPolicy } from '../../ports/storage';
import type { PolicyView } from '../../api/policies';
import { isUndecided } from '../../domain/mandates/decide';
import { sectorsOfPolicy } from '../../domain/policies/sectors';
import { awaitedOf } from '../awaitedPolicies';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ViewServices } from './contract';
import { keptViews } from '../toView/keptViews';
import { iso, isoOrNull, listView, publishedView } from '../toView/isoInstant';
import { readScope } from '../readScope';

/** Policies are public documents: every reader sees all of them. */
export function createReadPolicies(deps: ServiceDeps): Pick<ViewServices, 'policies' | 'policy' | 'sectors'> {
  const { storage, clock, settings } = deps;
  const viewOf = keptViews<ListedPolicy, Around, PolicyView>(
    (listed, around) => policyView(listed, around, settings),
    (view, { titles, awaitedDueBy }) =>
      view.awaitedDueBy === awaitedDueBy &&
      view.sightings.every(({ sourceId, sourceTitle }) => titleOf(titles, sourceId as PolicySourceId) === sourceTitle),
  );
  const views = async (listed: readonly ListedPolicy[], now: Instant): Promise<PolicyView[]> => {
    const titles = new Map((await storage.policySources.all()).map((source) => [source.id, source.title]));
    const waiting = listed.filter(isAwaited).map(({ policy }) => policy);
    const awaited = new Map((await awaitedOf(deps, waiting, now)).map(({ id, dueBy }) => [id, dueBy]));
    return listed.map((one) => viewOf(one, { titles, awaitedDueBy: isoOrNull(awaited.get(one.policy.id) ?? null) }));
  };
  return {
    policies: async (query, page, principal) => {
      readScope(principal);
      const now = clock.now();
      const stored = await storage.policies.listed(query, page);
      return listView({ items: await views(stored.items, now), nextCursor: stored.nextCursor }, (view) => view, now);
    },
    sectors: (principal) => {
      readScope(principal);
      const items = settings.sectors.entries.map(({ key, zh, en, ledBy }) => ({ key, zh, en, ledBy }));
      return { items, nextCursor: null, asOf: iso(clock.now()) };
    },
    policy: async (id, principal) => {
      readScope(principal);
      const policy = await storage.policies.byId(id);
      if (policy === null) throw notFound('政策');
      const decision = (await storage.policies.decisions([id])).get(id) ?? null;
      const [view] = await views([{ policy, decision }], clock.now());
      if (view === undefined) throw notFound('政策');
      return view;
    },
  };
}

function isAwaited({ policy, decision }: ListedPolicy): boolean {
  return isUndecided(decision ?? '') && (policy.byHand ?? null) === null && (policy.withdrawal ?? null) === null;
}

type Titles = ReadonlyMap<PolicySourceId, string>;

function titleOf(titles: Titles, id: PolicySourceId): string {
  return titles.get(id) ?? '';
}

interface Around {
  readonly titles: Titles;
  readonly awaitedDueBy: string | null;
}

function policyView(
  listed: ListedPolicy,
  { titles, awaitedDueBy }: Around,
  settings: ServiceDeps['settings'],
): PolicyView {
  const { policy, decision } = listed;
  return {
    id: policy.id,
    title: policy.title,
    docNumber: policy.docNumber,
    issuer: policy.issuer,
    authority: policy.authority,
    published: policy.publishedAt === null ? null : publishedView(policy.publishedAt),
    firstSeenAt: iso(policy.firstSeenAt),
    version: policy.version,
    url: policy.url,
    summary: policy.summary,
    sightings: policy.sightings.map((sighting) => ({
      sourceId: sighting.sourceId,
      sourceTitle: titleOf(titles, sighting.sourceId),
      url: sighting.url,
      listed: sighting.listed,
      firstSeenAt: iso(sighting.firstSeenAt),
      lastSeenAt: iso(sighting.lastSeenAt),
    })),
    sectors: sectorsOfPolicy(policy, settings.sectors),
    awaitsPerson: isAwaited(listed),
    awaitedDueBy,
    byHand: byHandView(policy),
    decision,
    withdrawal:
      policy.withdrawal === undefined || policy.withdrawal === null
        ? null
        : { reason: policy.withdrawal.reason, noticedAt: iso(policy.withdrawal.noticedAt) },
    interprets:
      policy.interprets === undefined || policy.interprets === null
        ? null
        : { names: policy.interprets.names, policyId: policy.interprets.policyId },
  };
}

function byHandView({ byHand }: PolicyHead): PolicyView['byHand'] {
  if (byHand === null || byHand === undefined) return null;
  const { authority, sectors, bindsNobody, name, at, reason } = byHand;
  return { authority, sectors, bindsNobody, name, at: iso(at), reason };
}
