import type { Account, Platform } from '../../domain/accounts/account';
import type { ObservedPost, Post } from '../../domain/accounts/post';
import type { OwnPostNotice } from '../../domain/alerts/events';
import { compareCopies, type CopyDifference } from '../../domain/ownPosts/compareCopies';
import { sightingOf, withComparison, withSighting } from '../../domain/ownPosts/copyStanding';
import type { Copy, OwnPost } from '../../domain/ownPosts/ownPost';
import { isLookedFor, withCopy } from '../../domain/ownPosts/ownPostTable';
import type { Instant } from '../../domain/time/instant';
import type { WatchedOwnPost } from '../../ports/storage';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { Awaited, ObserveOwnPosts } from '../steps';
import type { ChangeOwnPost, OwnPostChange, StepCopy } from './changeOwnPost';
import { findAndSee } from './findCopy';
import { createPostsOnce } from './postsOnce';

const ACTOR = systemActor('observe');
/** Channels that publish an item as it is. */
const WHOLE_TEXTS: ReadonlySet<Platform> = new Set(['wechat', 'portal', 'toutiao']);

/**
 * Finds, among an account's stored posts, the copies of own items, and compares what stands there with what was passed,
 * again whenever its text has changed; notices that a post is gone. Done means seen (invariant 2).
 */
export function createObserveOwnPosts(
  deps: ServiceDeps,
  steps: { readonly changeOwnPost: ChangeOwnPost; readonly stepCopy: StepCopy },
): ObserveOwnPosts {
  const { storage } = deps;
  return async ({ account, shown = [], completeFromAt = null }, now) => {
    const watching = await storage.ownPosts.watching(account.id, now);
    if (watching.length === 0) return [];
    const copies = watching.flatMap((post) =>
      post.copies.filter(({ accountId }) => accountId === account.id).map((copy) => ({ post, copy })),
    );
    const postsSince = createPostsOnce(deps, account.id);
    const taken = new Set(copies.flatMap(({ copy }) => (copy.postId === null ? [] : [copy.postId])));
    const stored = new Map((await storage.posts.byIds([...taken])).map((post) => [post.id, post] as const));
    const awaited: Awaited[] = [];
    // What is on its way comes first: a cancelled copy is only what nobody else's is.
    const isCancelled = ({ copy }: { readonly copy: Copy }): boolean => copy.state === 'cancelled';
    const cancelled = copies.filter(isCancelled);
    for (const { post, copy } of [...copies.filter((one) => !isCancelled(one)), ...cancelled]) {
      if (!isLookedFor(copy)) continue;
      const seen =
        copy.postId === null
          ? await findAndSee(deps, { post, copy, postsSince, taken, now, stepCopy: steps.stepCopy })
          : stored.get(copy.postId);
      if (seen === undefined || seen === null) {
        awaited.push(...(await awaitedOf(deps, post, copy)));
        continue;
      }
      taken.add(seen.id);
      await noteSighting(steps, { post, copy, seen, list: { shown, completeFromAt }, now });
      // What is stored keeps the text that was read first: a later change stands in what the look has just read.
      const fresh = shown.find(({ identity }) => identity === seen.identity);
      if (fresh === undefined && copy.comparedHash !== null) continue;
      await compareAgain(deps, steps, { id: post.id, known: copy, account, seen, text: fresh ?? seen, now });
    }
    return awaited;
  };
}

/** What a look is to come back for: as the obligations of an account are. */
async function awaitedOf({ storage }: ServiceDeps, post: Pick<OwnPost, 'id'>, copy: Copy): Promise<readonly Awaited[]> {
  if (copy.state === 'manual' || copy.state === 'waiting') return [{ state: 'manual', submittedAt: null }];
  if (copy.state !== 'submitted') return [];
  const job = await storage.publishJobs.byOwnPost(post.id, copy.accountId);
  return [{ state: 'submitted', submittedAt: job?.receipt?.acceptedAt ?? job?.settledAt ?? null }];
}

/** Nothing is written while it stands as it stood. */
async function noteSighting(
  { changeOwnPost }: { readonly changeOwnPost: ChangeOwnPost },
  of: {
    readonly post: WatchedOwnPost;
    readonly copy: Copy;
    readonly seen: Post;
    readonly list: { readonly shown: readonly ObservedPost[]; readonly completeFromAt: Instant | null };
    readonly now: Instant;
  },
): Promise<void> {
  const { post, copy, seen, list, now } = of;
  const sighting = sightingOf(seen, list);
  if (sighting === null || withSighting(copy, sighting, now) === null) return;
  await changeOwnPost(post.id, { actor: ACTOR, now }, (current) => {
    const one = current.copies.find(({ accountId }) => accountId === copy.accountId);
    const next = one?.postId === seen.id ? withSighting(one, sighting, now) : null;
    return next === null ? null : changed(current, next, { event: sighting, now });
  });
}

function changed(
  post: OwnPost,
  copy: Copy,
  { event, now }: { readonly event: OwnPostNotice; readonly now: Instant },
): OwnPostChange {
  const next = { ...withCopy(post, copy), changedAt: now, version: post.version + 1 };
  return { next, event, accountId: copy.accountId };
}

/** What a post says: as it is stored, or as a look has just read it. */
type Said = Pick<Post, 'title' | 'text' | 'textState'>;
interface Comparing {
  readonly id: OwnPost['id'];
  readonly known: Copy;
  readonly account: Pick<Account, 'id' | 'platform'>;
  readonly seen: Post;
  readonly text: Said;
  readonly now: Instant;
}

/** What was not read whole proves nothing missing, and a text that was not read at all says nothing. */
async function compareAgain(
  { hasher, storage }: ServiceDeps,
  { changeOwnPost }: { readonly changeOwnPost: ChangeOwnPost },
  { id, known, account, seen, text, now }: Comparing,
): Promise<void> {
  if (text.text.trim() === '' || text.textState === 'unread' || text.textState === 'gone') return;
  const hash = hasher.sha256(`${text.title}\n${text.text}`);
  if (known.comparedHash === hash) return;
  const post = await storage.ownPosts.byId(id, null);
  if (post === null) return;
  const differences = differencesOf({ post, account, text });
  await changeOwnPost(id, { actor: ACTOR, now }, (current) => {
    const copy = current.copies.find(({ accountId }) => accountId === account.id);
    if (copy?.postId !== seen.id || copy.comparedHash === hash) return null;
    return changed(current, withComparison(copy, { hash, differences }), { event: 'compared', now });
  });
}

function differencesOf({
  post,
  account,
  text,
}: Pick<Comparing, 'account' | 'text'> & { readonly post: OwnPost }): readonly CopyDifference[] {
  const { id: accountId, platform } = account;
  const form = post.channels.find((one) => one.accountId === accountId);
  // What a platform shows beside a picture or a film is made of the item and shorter; a text of its own is shown whole.
  const isWhole = (WHOLE_TEXTS.has(platform) || (form?.text ?? null) !== null) && text.textState !== 'truncated';
  const approved = {
    title: form?.title ?? post.title,
    body: form?.text ?? post.body,
    summary: post.summary,
    link: post.link,
  };
  return compareCopies(approved, [
    { accountId, platform, title: text.title, text: text.text, kind: isWhole ? 'whole' : 'short' },
  ]).map(({ accountId: _accountId, ...difference }) => difference);
}
