import type { Account } from '../../domain/accounts/account';
import { foldPost } from '../../domain/accounts/foldLook';
import type { ObservedPost, Post } from '../../domain/accounts/post';
import { makeEvent } from '../../domain/alerts/events';
import type { Actor } from '../../domain/cases/case';
import type { LookId } from '../../domain/ids';
import { canonicalUrl } from '../../domain/policies/canonicalUrl';
import { DAY_MS, type Instant } from '../../domain/time/instant';
import { earliestOf } from '../../domain/time/published';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import { stableEventId } from '../stableEventId';
import type { ServiceDeps } from '../settings';
import type { ObserveAccount, RecordLearnedPost } from '../steps';
import type { InspectPosts } from './inspectPosts';
import type { JudgeAccount } from '../steps';
import { assessed, readPostFacts } from './keepPosts';

const SAME_POST_PAGE = 200;
/** Looks replace the facts meanwhile: each pass meets one. */
const MAX_PASSES = 8;
/**
 * A post known for longer is in the facts and in the ledger, perhaps in a sealed part of it by now (`ledgerDays` is 366 at
 * least), where telling of it again would not find that it was told.
 */
const TOLD_MS = 180 * DAY_MS;

interface Steps {
  readonly inspectPosts: InspectPosts;
  readonly observeAccount: ObserveAccount;
  readonly judgeAccount: JudgeAccount;
}

/**
 * Keeps a post we learned of outside of a look: proof of life like any other, examined and matched like any other. The
 * same post known from a list under another identity is not kept twice. May be repeated after any step.
 */
export function createRecordLearnedPost(deps: ServiceDeps, steps: Steps): RecordLearnedPost {
  const { storage, hasher } = deps;
  return async ({ account, observed, origin, actor, now }) => {
    const found = assessed(observed, hasher, now);
    const known = await findSame(deps, account, found.observed);
    if (known !== null) return { post: known, isNew: false };
    // Before anything is stored: a process that dies here leaves a post that is in no facts yet. The next look finds it.
    await storage.accounts.expectPost(account.id, now);
    const [stored] = await storage.posts.record(account, [{ ...found, origin }], now);
    if (stored === undefined) throw new Error(`Post ${observed.identity} was written and is not there.`);
    const isToldLongAgo = !stored.isNew && now.getTime() - stored.post.firstSeenAt.getTime() > TOLD_MS;
    const lastLookId = isToldLongAgo
      ? await lastSight(deps, account)
      : await foldIntoFacts(deps, { account, post: stored.post, actor, now });
    await steps.inspectPosts(account, [stored.post], { look: null, now });
    await steps.observeAccount({ account, facts: { lastSightLookId: lastLookId } }, now);
    await steps.judgeAccount(account.id, now);
    return stored;
  };
}

/** The same address, or the same title within a day: a list names it by another id than the page does. */
async function findSame({ storage }: ServiceDeps, account: Account, observed: ObservedPost): Promise<Post | null> {
  const publishedMs = earliestOf(observed.publishedAt).getTime();
  const around = await storage.posts.since(account.id, new Date(publishedMs - DAY_MS), SAME_POST_PAGE);
  const address = canonicalUrl(observed.url);
  return (
    around.find(
      (post) =>
        post.identity !== observed.identity &&
        ((post.url !== account.homeUrl && canonicalUrl(post.url) === address) ||
          (post.title !== '' &&
            post.title === observed.title &&
            Math.abs(post.countedAt.getTime() - publishedMs) <= DAY_MS)),
    ) ?? null
  );
}

/** The look that last saw the account, for evidence; null: none has. */
async function lastSight({ storage }: ServiceDeps, { id }: Pick<Account, 'id'>): Promise<LookId | null> {
  return (await storage.accounts.byIds([id]))[0]?.facts.lastSightLookId ?? null;
}

/** Returns as `lastSight`. */
async function foldIntoFacts(
  { storage, hasher }: ServiceDeps,
  {
    account,
    post,
    actor,
    now,
  }: { readonly account: Account; readonly post: Post; readonly actor: Actor; readonly now: Instant },
): Promise<LookId | null> {
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const [record] = await storage.accounts.byIds([account.id]);
    if (record === undefined) return null;
    const facts = foldPost(record.facts, await readPostFacts(storage, account.id, { at: now }), now);
    // The id is made from the post: a step that is repeated makes the same event.
    const event = makeEvent(
      { eventId: stableEventId(hasher, `article-added:${post.id}`), actor, now },
      {
        kind: 'article-added',
        subject: `account:${account.id}`,
        from: null,
        to: post.id,
        reason: post.origin ?? 'look',
        occurredAt: post.countedAt,
        data: { title: maskPersonalData(post.title), url: post.url, identity: post.identity },
      },
    );
    if (await storage.accounts.foldPost(account.id, record.facts, facts, event)) return facts.lastSightLookId;
  }
  throw new Error(`Account ${account.id} is being looked at faster than a post can be added.`);
}
