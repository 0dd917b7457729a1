import type { Account, Platform } from '../../domain/accounts/account';
import type { Post } from '../../domain/accounts/post';
import { jobEvent } from '../../domain/alerts/events';
import { compareCopies, type CopyDifference } from '../../domain/ownPosts/compareCopies';
import { findCopy } from '../../domain/ownPosts/matchCopy';
import type { Copy, OwnPost } from '../../domain/ownPosts/ownPost';
import { withCopy } from '../../domain/ownPosts/ownPostTable';
import { DAY_MS, MINUTE_MS, type Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { Awaited, ObserveOwnPosts } from '../steps';
import type { ChangeOwnPost, StepCopy } from './changeOwnPost';
import { formsOf } from './forms';
import { createPostsOnce, type PostsSince } from './postsOnce';

const ACTOR = systemActor('observe');
/** Channels that publish an item as it is. */
const WHOLE_TEXTS: ReadonlySet<Platform> = new Set(['wechat', 'portal', 'toutiao']);
/** A job is stored so long before its call at most. */
const JOBS_BEFORE_MS = 30 * DAY_MS;

/**
 * Finds, among an account's stored posts, the copies of own items, and compares what stands there with what was passed,
 * again whenever its text has changed. Done means seen (invariant 2).
 */
export function createObserveOwnPosts(
  deps: ServiceDeps,
  steps: { readonly changeOwnPost: ChangeOwnPost; readonly stepCopy: StepCopy },
): ObserveOwnPosts {
  const { storage } = deps;
  return async ({ account, shown = [] }, now) => {
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
      if (copy.state === 'waiting') continue;
      const seen =
        copy.postId === null
          ? await find(deps, { post, copy, postsSince, taken, now, stepCopy: steps.stepCopy })
          : stored.get(copy.postId);
      if (seen === undefined || seen === null) {
        awaited.push(...(await awaitedOf(deps, post, copy)));
        continue;
      }
      taken.add(seen.id);
      // What is stored keeps the text that was read first: a later change stands in what the look has just read.
      const fresh = shown.find(({ identity }) => identity === seen.identity);
      if (fresh === undefined && copy.comparedHash !== null) continue;
      await compareAgain(deps, steps, { post, account, seen, text: fresh ?? seen, now });
    }
    return awaited;
  };
}

/** What a look is to come back for: as the obligations of an account are. */
async function awaitedOf({ storage }: ServiceDeps, post: OwnPost, copy: Copy): Promise<readonly Awaited[]> {
  if (copy.state === 'manual') return [{ state: 'manual', submittedAt: null }];
  if (copy.state !== 'submitted') return [];
  const job = await storage.publishJobs.byOwnPost(post.id, copy.accountId);
  return [{ state: 'submitted', submittedAt: job?.receipt?.acceptedAt ?? job?.settledAt ?? null }];
}

async function find(
  deps: ServiceDeps,
  of: {
    readonly post: OwnPost;
    readonly copy: Copy;
    readonly postsSince: PostsSince;
    readonly taken: ReadonlySet<Post['id']>;
    readonly now: Instant;
    readonly stepCopy: StepCopy;
  },
): Promise<Post | null> {
  const { post, copy, taken, now, stepCopy } = of;
  const { storage, ids } = deps;
  // Some lists show no seconds: the minute in which publishing began counts whole.
  const begunMs = (post.begunAt ?? post.createdAt).getTime();
  const publishedFromAt = new Date(begunMs - (begunMs % MINUTE_MS));
  const posts = await of.postsSince(new Date(publishedFromAt.getTime() - DAY_MS));
  const free = posts.filter(({ id }) => !taken.has(id));
  if (free.length === 0) return null;
  const job = await storage.publishJobs.byOwnPost(post.id, copy.accountId);
  const others = await storage.publishJobs.givenToOthers(
    { accountId: copy.accountId, except: job?.id ?? null, from: new Date(publishedFromAt.getTime() - JOBS_BEFORE_MS) },
    free.flatMap(({ platformIds }) => platformIds.filter((one) => one !== '')),
  );
  const found = findCopy(
    {
      title: job?.draft.title ?? (await titleThere(deps, post, copy)),
      link: post.link,
      receiptIds: job?.receipt?.platformIds ?? [],
      publishedFromAt,
    },
    free.filter(isWhole).filter(({ platformIds }) => !platformIds.some((one) => others.has(one))),
  );
  if (found === null) return null;
  // The job is marked first: a copy that is still open is found again by the next look, and a job nobody looks for is not.
  if (job !== null && job.state !== 'published' && job.state !== 'cancelled') {
    const said = { actor: ACTOR, now, job, reason: 'post-seen' };
    const isOurs = await storage.publishJobs.markPublished(
      job.id,
      now,
      jobEvent({ ...said, eventId: ids.eventId(), to: 'published' }),
    );
    if (!isOurs)
      await storage.publishJobs.cancel(job.id, jobEvent({ ...said, eventId: ids.eventId(), to: 'cancelled' }));
  }
  await stepCopy({ id: post.id, accountId: copy.accountId }, 'see', {
    actor: ACTOR,
    now,
    seen: { postId: found.id, url: found.url },
  });
  return found;
}

/** As the item reads there: a form of its own may carry no title, and is known by its first words. */
async function titleThere(deps: ServiceDeps, post: OwnPost, { accountId }: Copy): Promise<string> {
  const form = post.channels.find((one) => one.accountId === accountId);
  const [record] = await deps.storage.accounts.byIds([accountId]);
  if (form === undefined || record === undefined) return post.title;
  const content = { ...post, channels: [form] };
  const [formed] = formsOf(deps, { content, unitId: post.unitId, issuer: '' }, new Map([[accountId, record]]));
  return formed?.draft?.title ?? form.title ?? post.title;
}

type WholePost = Post & { readonly textState?: 'truncated' | 'unread' };

function isWhole(post: Post): post is WholePost {
  return post.textState !== 'gone';
}

/** What a post says: as it is stored, or as a look has just read it. */
type Said = Pick<Post, 'title' | 'text' | 'textState'>;
interface Comparing {
  readonly post: OwnPost;
  readonly account: Pick<Account, 'id' | 'platform'>;
  readonly seen: Post;
  readonly text: Said;
  readonly now: Instant;
}

/** What was not read whole proves nothing missing, and a text that was not read at all says nothing. */
async function compareAgain(
  { hasher }: ServiceDeps,
  { changeOwnPost }: { readonly changeOwnPost: ChangeOwnPost },
  { post, account, seen, text, now }: Comparing,
): Promise<void> {
  if (text.text.trim() === '' || text.textState === 'unread' || text.textState === 'gone') return;
  const known = post.copies.find(({ accountId }) => accountId === account.id);
  const comparedHash = hasher.sha256(`${text.title}\n${text.text}`);
  if (known?.comparedHash === comparedHash) return;
  const differences = differencesOf({ post, account, text });
  await changeOwnPost(post.id, { actor: ACTOR, now }, (current) => {
    const copy = current.copies.find(({ accountId }) => accountId === account.id);
    if (copy?.postId !== seen.id || copy.comparedHash === comparedHash) return null;
    const next = withCopy(current, { ...copy, comparedHash, differences });
    return {
      next: { ...next, changedAt: now, version: current.version + 1 },
      event: 'compared',
      accountId: account.id,
    };
  });
}

function differencesOf({
  post,
  account,
  text,
}: Pick<Comparing, 'post' | 'account' | 'text'>): readonly CopyDifference[] {
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
