import type { Account } from '../../domain/accounts/account';
import type { Look } from '../../domain/accounts/look';
import type { Post } from '../../domain/accounts/post';
import { wordsInContext } from '../../domain/content/wordsInContext';
import type { ContentHit } from '../../domain/content/contentHit';
import { findingEvent } from '../../domain/alerts/events';
import type { FindingId } from '../../domain/ids';
import { effectiveRules } from '../../domain/judging/effectiveRules';
import type { Finding } from '../../domain/judging/verdict';
import { inspectWording } from '../../domain/judging/wording';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import { createExcuses, hitsOfPost } from '../contentExcuses';
import type { ServiceDeps } from '../settings';

const ACTOR = systemActor('inspect');

/** Looks through posts nobody has examined yet for what can be proven wrong from the post itself. */
export type InspectPosts = (
  account: Account,
  posts: readonly Post[],
  context: { /** Null: learned of outside of a look. */ readonly look: Pick<Look, 'id'> | null; readonly now: Instant },
) => Promise<void>;

/**
 * Opens a finding for forbidden wording and leaked identity numbers (improper), and for a date in the future.
 * Idempotent.
 */
export function createInspectPosts({ storage, ids, settings }: ServiceDeps): InspectPosts {
  return async (account, posts, { look, now }) => {
    if (posts.length === 0) return;
    const faultsOf = createFaultsOf({ settings, storage })(account, now);
    for (const post of posts) {
      const found = await faultsOf(post);
      const futureDated =
        post.standing === 'future-dated'
          ? [
              {
                kind: 'future-dated' as const,
                ruleId: 'future-dated',
                clause: null,
                detail: post.publishedAt.original,
                excerpt: null,
              },
            ]
          : [];
      for (const { kind, ruleId, clause, detail, excerpt } of [...found, ...futureDated]) {
        const finding: Finding = {
          id: ids.id<FindingId>(),
          accountId: account.id,
          kind,
          ruleId,
          clause,
          subject: post.id,
          state: 'open',
          occurredAt: kind === 'improper' ? post.countedAt : post.firstSeenAt,
          noticedAt: now,
          closedAt: null,
          detail,
          evidence: { url: post.url, lookId: look?.id ?? null, excerpt },
          basis: post.textHash,
        };
        await storage.findings.open(
          finding,
          findingEvent({ eventId: ids.eventId(), actor: ACTOR, now, account, finding, to: 'open' }),
        );
      }
    }
  };
}

type Fault = Pick<Finding, 'ruleId' | 'clause' | 'detail'> & {
  readonly kind: 'improper';
  readonly excerpt: string | null;
};

/**
 * What of a post is improper by the rules in force for its account, and by the content packs but for what its units use
 * as it is; one finding a rule and post.
 */
export function createFaultsOf(
  deps: Pick<ServiceDeps, 'settings' | 'storage'>,
): (account: Account, now: Instant) => (post: Pick<Post, 'title' | 'text' | 'countedAt'>) => Promise<readonly Fault[]> {
  return (account, now) => {
    const { wording } = effectiveRules(deps.settings.packs, account, civilDateOf(now));
    const excuses = createExcuses(deps, { unitPath: account.unitPath, now });
    return async (post) => {
      const { text, hits } = hitsOfPost(deps, post);
      const left = await excuses.without(text, hits);
      return [
        ...inspectWording(text, wording).map(({ ruleId, clause, excerpt }) => ({
          ...{ kind: 'improper' as const, detail: 'wording', ruleId, clause, excerpt },
        })),
        ...left.map((hit) => faultOf(text, hit)),
      ];
    };
  };
}

function faultOf(text: string, hit: ContentHit): Fault {
  const { before, words, after } = wordsInContext(text, hit);
  const clause = { source: hit.origin, text: '' };
  return { kind: 'improper', ruleId: hit.ruleId, clause, detail: hit.kind, excerpt: `${before}${words}${after}` };
}
