import type { Account } from '../../domain/accounts/account';
import type { Look } from '../../domain/accounts/look';
import type { Post } from '../../domain/accounts/post';
import { wordsInContext } from '../../domain/content/wordsInContext';
import type { InspectContent } from '../../domain/content/inspectContent';
import { findingEvent } from '../../domain/alerts/events';
import type { FindingId } from '../../domain/ids';
import { effectiveRules } from '../../domain/judging/effectiveRules';
import type { Finding } from '../../domain/judging/verdict';
import { inspectWording } from '../../domain/judging/wording';
import { civilDateOf } from '../../domain/time/civil';
import type { CivilDate, Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
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
    const { wording } = effectiveRules(settings.packs, account, civilDateOf(now));
    for (const post of posts) {
      const text = `${post.title}\n${post.text}`;
      const found = [
        ...inspectWording(text, wording).map(({ ruleId, clause, excerpt }) => ({
          ...{ kind: 'improper' as const, detail: 'wording', ruleId, clause, excerpt },
        })),
        ...contentFaults(text, { inspect: settings.content.inspect, writtenOn: civilDateOf(post.countedAt) }),
      ];
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

type Fault = Pick<Finding, 'kind' | 'ruleId' | 'clause' | 'detail'> & { readonly excerpt: string | null };

/** What the content packs call more than a hint; one finding a rule and post. Guesses about characters are hints. */
function contentFaults(
  text: string,
  { inspect, writtenOn }: { readonly inspect: InspectContent; readonly writtenOn: CivilDate },
): readonly Fault[] {
  return inspect(text, { writtenOn, mandatedTitles: [], knowledge: null })
    .filter(({ severity }) => severity !== 'hint')
    .map((hit) => {
      const { before, words, after } = wordsInContext(text, hit);
      return {
        ...{ kind: 'improper', ruleId: hit.ruleId, clause: { source: hit.origin, text: '' }, detail: hit.kind },
        excerpt: `${before}${words}${after}`,
      };
    });
}
