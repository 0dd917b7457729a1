import { personActor } from '../../actors';
import type { MandateServices } from '../contract';
import { conflict, demand, invalidInput, notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { FulfilObligation } from './fulfilObligation';
import type { ReportRepost } from './reportRepost';

const POSTS_READ = 200;

/**
 * A post that no rule can tell for certain, accepted by a person who looked: only one that stands open as unclear, so
 * that nothing is waved through that was not seen on the account. The reason goes to the ledger with the person's name.
 */
export function createAcceptRepost(
  { storage, clock }: ServiceDeps,
  steps: { readonly fulfilObligation: FulfilObligation; readonly reportRepost: ReportRepost },
): MandateServices['acceptRepost'] {
  return async (id, { postId, reason }, principal) => {
    const now = clock.now();
    demand('obligation.exempt', principal);
    if (reason.trim() === '') throw invalidInput('reason', '请写明认定为转载的理由。', '理由会记入台账。');
    const obligation = await storage.obligations.byId(id, principal.unitId);
    const record = obligation === null ? null : await storage.accounts.byId(obligation.accountId, principal.unitId);
    if (obligation === null || record === null) throw notFound('转载任务');
    const isUnclear = (await storage.findings.openFor(obligation.accountId, 'unclear-repost')).some(
      ({ subject }) => subject === postId,
    );
    const post = (await storage.posts.list(obligation.accountId, { limit: POSTS_READ, cursor: null })).items.find(
      (one) => one.id === postId,
    );
    const lookId = record.facts.lastSightLookId;
    if (!isUnclear || post === undefined || lookId === null) throw conflict('这篇发文不在待辨认之列。');
    if (obligation.state === 'fulfilled' || obligation.state === 'not-applicable' || obligation.state === 'withdrawn')
      throw conflict('这一转载任务已经办结。');
    await steps.fulfilObligation(
      id,
      { post, basis: 'person', similarity: null, lookId, by: { actor: personActor(principal), note: reason.trim() } },
      now,
    );
    await steps.reportRepost.close(
      { account: record.account, posts: new Set([postId]), detail: 'accepted-by-person' },
      now,
    );
  };
}
