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
  const trusted = new Map(sources.flatMap(({ id, title, whitelisted }) => (whitelisted ? [[id, title] as const] : [])));
  const offered = articles.flatMap((article) => {
    const { url, withdrawal, sightings } = article;
    const sourceTitle = sightings.map(({ sourceId }) => trusted.get(sourceId)).find((title) => title !== undefined);
    if (url === null || (withdrawal ?? null) !== null || sourceTitle === undefined) return [];
    return [{ about: article.interprets?.policyId, view: offerView(article, { url, sourceTitle }) }];
  });
  return ({ policyId, ruleId }) =>
    silent.has(ruleId) ? [] : offered.filter(({ about }) => about === policyId).map(({ view }) => view);
}

function offerView(
  { id, title, publishedAt }: Policy,
  found: Pick<InterpretationView, 'url' | 'sourceTitle'>,
): InterpretationView {
  return { policyId: id, title, ...found, published: publishedAt === null ? null : publishedView(publishedAt) };
}
