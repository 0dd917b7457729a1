import type { Policy } from '../../domain/policies/policy';
import type { PolicyView } from '../../api/policies';
import { isUndecided } from '../../domain/mandates/decide';
import { sectorsOfPolicy } from '../../domain/policies/sectors';
import { awaitedOf } from '../awaitedPolicies';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ViewServices } from './contract';
import { iso, isoOrNull, listView, publishedView } from '../toView/isoInstant';
import { readScope } from '../readScope';

/** Policies are public documents: every reader sees all of them. */
export function createReadPolicies(deps: ServiceDeps): Pick<ViewServices, 'policies' | 'policy' | 'sectors'> {
  const { storage, clock, settings } = deps;
  const views = async (policies: readonly Policy[]): Promise<PolicyView[]> => {
    const titles = new Map((await storage.policySources.all()).map((source) => [source.id, source.title]));
    const decisions = await storage.policies.decisions(policies.map((policy) => policy.id));
    const waits = (policy: Policy): boolean =>
      isUndecided(decisions.get(policy.id) ?? '') && [policy.byHand ?? null, policy.withdrawal ?? null].every(isNull);
    const awaited = await awaitedOf(deps, policies.filter(waits), clock.now());
    return policies.map((policy) => ({
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
        sourceTitle: titles.get(sighting.sourceId) ?? '',
        url: sighting.url,
        listed: sighting.listed,
        firstSeenAt: iso(sighting.firstSeenAt),
        lastSeenAt: iso(sighting.lastSeenAt),
      })),
      sectors: sectorsOfPolicy(policy, settings.sectors),
      awaitsPerson: waits(policy),
      awaitedDueBy: isoOrNull(awaited.find(({ id }) => id === policy.id)?.dueBy ?? null),
      byHand: byHandView(policy),
      decision: decisions.get(policy.id) ?? null,
      withdrawal:
        policy.withdrawal === undefined || policy.withdrawal === null
          ? null
          : { reason: policy.withdrawal.reason, noticedAt: iso(policy.withdrawal.noticedAt) },
      interprets:
        policy.interprets === undefined || policy.interprets === null
          ? null
          : { names: policy.interprets.names, policyId: policy.interprets.policyId },
    }));
  };
  return {
    policies: async (query, page, principal) => {
      readScope(principal);
      const now = clock.now();
      const stored = await storage.policies.list(query, page);
      return listView({ items: await views(stored.items), nextCursor: stored.nextCursor }, (view) => view, now);
    },
    sectors: (principal) => {
      readScope(principal);
      const items = settings.sectors.entries.map(({ key, zh, en, ledBy }) => ({ key, zh, en, ledBy }));
      return { items, nextCursor: null, asOf: iso(clock.now()) };
    },
    policy: async (id, principal) => {
      readScope(principal);
      const policy = await storage.policies.byId(id);
      const [view] = policy === null ? [] : await views([policy]);
      if (view === undefined) throw notFound('政策');
      return view;
    },
  };
}

const isNull = (value: unknown): boolean => value === null;

function byHandView({ byHand }: Policy): PolicyView['byHand'] {
  if (byHand === null || byHand === undefined) return null;
  const { authority, sectors, bindsNobody, name, at, reason } = byHand;
  return { authority, sectors, bindsNobody, name, at: iso(at), reason };
}
