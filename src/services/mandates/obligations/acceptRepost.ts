import type { PostId } from '../../../domain/ids';
import type { Obligation } from '../../../domain/mandates/mandate';
import type { AccountRecord } from '../../../ports/storage';
import { placeOf, readChannels } from '../../channels';
import { personActor } from '../../actors';
import type { MandateServices } from '../contract';
import { conflict, demand, notFound, writtenReason } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { FulfilObligation } from './fulfilObligation';
import type { ReportRepost } from './reportRepost';

const POSTS_READ = 200;

/**
 * A post that no rule can tell for certain, accepted by a person who looked: only one that stands open as unclear, so
 * that nothing is waved through that was not seen on the account. The reason goes to the ledger with the person's name.
 */
export function createAcceptRepost(
  deps: ServiceDeps,
  steps: { readonly fulfilObligation: FulfilObligation; readonly reportRepost: ReportRepost },
): MandateServices['acceptRepost'] {
  const { storage, clock } = deps;
  return async (id, { postId, reason }, principal) => {
    const now = clock.now();
    demand('obligation.exempt', principal);
    const note = writtenReason(reason, '请写明认定为转载的理由。');
    const obligation = await storage.obligations.byId(id, principal.unitId);
    const record = obligation === null ? null : await carrierOf(deps, obligation, postId);
    if (obligation === null) throw notFound('转载任务');
    if (record === null) throw conflict('这篇发文不在待辨认之列。');
    const post = (await storage.posts.list(record.account.id, { limit: POSTS_READ, cursor: null })).items.find(
      (one) => one.id === postId,
    );
    const lookId = record.facts.lastSightLookId;
    if (post === undefined || lookId === null) throw conflict('这篇发文不在待辨认之列。');
    if (obligation.state === 'fulfilled' || obligation.state === 'not-applicable' || obligation.state === 'withdrawn')
      throw conflict('这一转载任务已经办结。');
    await steps.fulfilObligation(
      id,
      {
        post,
        ...(obligation.siteId === null ? {} : { columnId: record.account.id }),
        basis: 'person',
        similarity: null,
        lookId,
        by: { actor: personActor(principal), note },
      },
      now,
    );
    await steps.reportRepost.close(
      { account: record.account, posts: new Set([postId]), detail: 'accepted-by-person' },
      now,
    );
  };
}

/** The account, or the column of the site, on which this post stands open as unclear; null: on none. */
async function carrierOf(deps: ServiceDeps, obligation: Obligation, postId: PostId): Promise<AccountRecord | null> {
  const channel = (await readChannels(deps, [obligation])).get(placeOf(obligation));
  for (const record of channel?.watched ?? []) {
    const unclear = await deps.storage.findings.openFor(record.account.id, 'unclear-repost');
    if (unclear.some(({ subject }) => subject === postId)) return record;
  }
  return null;
}
