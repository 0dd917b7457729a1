import type { Policy } from '../../domain/policies/policy';
import type { PolicyView } from '../../api/policies';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ViewServices } from './contract';
import { iso, listView, publishedView } from '../toView/isoInstant';
import { readScope } from '../readScope';

/** Policies are public documents: every reader sees all of them. */
export function createReadPolicies({ storage, clock }: ServiceDeps): Pick<ViewServices, 'policies' | 'policy'> {
  const views = async (policies: readonly Policy[]): Promise<PolicyView[]> => {
    const titles = new Map((await storage.policySources.all()).map((source) => [source.id, source.title]));
    const decisions = await storage.policies.decisions(policies.map((policy) => policy.id));
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
    policy: async (id, principal) => {
      readScope(principal);
      const policy = await storage.policies.byId(id);
      const [view] = policy === null ? [] : await views([policy]);
      if (view === undefined) throw notFound('政策');
      return view;
    },
  };
}
