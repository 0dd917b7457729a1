import type { MandateRuleId, PolicyId } from '../domain/ids';
import type { Policy } from '../domain/policies/policy';
import type { InterpretationView } from '../api/policies';
import type { ServiceDeps } from './settings';
import { publishedView } from './toView/isoInstant';

type Offered = { readonly policyId: PolicyId; readonly ruleId: MandateRuleId };
export type OffersOf = (mandate: Offered) => readonly InterpretationView[];

/**
 * The interpretations (解读) offered with the repost of each mandate's policy: those linked to it that stand in a
 * whitelisted source and are in force, unless the rule says otherwise. Suggestions to publish beside the repost: none is an
 * obligation, and none counts as the repost.
 */
export async function readOffers({ storage }: ServiceDeps, mandates: readonly Offered[]): Promise<OffersOf> {
  const rules = await storage.mandates.rules();
  const silent = new Set(
    rules.filter(({ offersInterpretations }) => offersInterpretations === false).map(({ id }) => id),
  );
  const wanted = [...new Set(mandates.filter(({ ruleId }) => !silent.has(ruleId)).map(({ policyId }) => policyId))];
  const articles = wanted.length === 0 ? [] : await storage.policies.interpretationsOf(wanted);
  const sources = articles.length === 0 ? [] : await storage.policySources.all();
  const trusted = new Set(sources.filter(({ whitelisted }) => whitelisted).map(({ id }) => id));
  const offered = articles.filter(
    ({ url, withdrawal, sightings }) =>
      url !== null && (withdrawal ?? null) === null && sightings.some(({ sourceId }) => trusted.has(sourceId)),
  );
  return ({ policyId, ruleId }) =>
    silent.has(ruleId) ? [] : offered.filter(({ interprets }) => interprets?.policyId === policyId).map(offerView);
}

function offerView({ id, title, url, publishedAt }: Policy): InterpretationView {
  return { policyId: id, title, url: url ?? '', published: publishedAt === null ? null : publishedView(publishedAt) };
}
