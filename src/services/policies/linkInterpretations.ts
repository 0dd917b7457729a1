import { policyEvent } from '../../domain/alerts/events';
import { urlKey } from '../../domain/policies/canonicalUrl';
import { namesOf } from '../../domain/policies/interpretation';
import type { Policy } from '../../domain/policies/policy';
import type { Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { LinkInterpretations } from '../steps';

const LINKED_AT_ONCE = 50;
/**
 * Joins articles that explain a document to it, whichever was seen first: an article looks for its document, a document
 * for the articles that name it. A name that fits several documents (a yearly one) joins none. Returns the policy as it
 * is stored then.
 */
export function createLinkInterpretations({ storage, ids }: ServiceDeps): LinkInterpretations {
  const link = async (article: Policy, document: Policy, now: Instant): Promise<Policy> => {
    if (article.interprets === null || article.interprets === undefined) return article;
    const next: Policy = { ...article, interprets: { ...article.interprets, policyId: document.id } };
    const event = policyEvent({
      eventId: ids.eventId(),
      actor: systemActor('follow'),
      now,
      policy: next,
      change: 'linked',
    });
    return (await storage.policies.replace(article, next, event)) ? next : article;
  };
  return async (policy, now) => {
    const { interprets } = policy;
    if (interprets !== null && interprets !== undefined) {
      if (interprets.policyId !== null) return policy;
      const key = interprets.url === null ? null : urlKey(interprets.url);
      const found = (await storage.policies.named(interprets.names, key === null ? [] : [key])).filter(
        (one) => one.id !== policy.id && (one.interprets ?? null) === null,
      );
      const byUrl = found.find((one) => key !== null && one.identityKeys.includes(key));
      const document = byUrl ?? (found.length === 1 ? found[0] : undefined);
      return document === undefined ? policy : link(policy, document, now);
    }
    const names = namesOf(policy);
    for (const article of await storage.policies.unlinkedInterpretations(names, LINKED_AT_ONCE)) {
      const documents = (await storage.policies.named(article.interprets?.names ?? [], [])).filter(
        (one) => (one.interprets ?? null) === null,
      );
      if (documents.length === 1) await link(article, policy, now);
    }
    return policy;
  };
}
