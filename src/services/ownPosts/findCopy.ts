import type { Post } from '../../domain/accounts/post';
import { jobEvent } from '../../domain/alerts/events';
import type { AccountId } from '../../domain/ids';
import type { PublishJob } from '../../domain/mandates/mandate';
import { findCopy } from '../../domain/ownPosts/matchCopy';
import type { Copy } from '../../domain/ownPosts/ownPost';
import { DAY_MS, MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { WatchedOwnPost } from '../../ports/storage';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { StepCopy } from './changeOwnPost';
import { formsOf } from './forms';
import type { PostsSince } from './postsOnce';

const ACTOR = systemActor('observe');
/** A job is stored so long before its call at most. */
const JOBS_BEFORE_MS = 30 * DAY_MS;
/**
 * After all posts were looked through in vain only those of so long before are, and all of them again a day later: what is
 * found late is found then.
 */
const LATEST_MS = 2 * DAY_MS;
const ALL_AGAIN_MS = DAY_MS;

interface Seeking {
  readonly post: WatchedOwnPost;
  readonly copy: Copy;
  readonly postsSince: PostsSince;
  readonly taken: ReadonlySet<Post['id']>;
  readonly now: Instant;
  readonly stepCopy: StepCopy;
}

/** Looks for a copy among the stored posts of its account, and makes it seen; null: it is not there. */
export async function findAndSee(deps: ServiceDeps, of: Seeking): Promise<Post | null> {
  const { post, copy, now, stepCopy } = of;
  const { storage } = deps;
  // Some lists show no seconds: the minute in which publishing began counts whole.
  const begunMs = (post.begunAt ?? post.createdAt).getTime();
  const publishedFromAt = new Date(begunMs - (begunMs % MINUTE_MS));
  const firstMs = publishedFromAt.getTime() - DAY_MS;
  const soughtAt = post.sought.find(({ accountId }) => accountId === copy.accountId)?.at ?? null;
  const isWhole = soughtAt === null || now.getTime() - soughtAt.getTime() >= ALL_AGAIN_MS;
  const from = new Date(isWhole ? firstMs : Math.max(firstMs, now.getTime() - LATEST_MS));
  const found = await findAmong(deps, of, { posts: await of.postsSince(from), publishedFromAt });
  if (found === null) {
    if (isWhole) await storage.ownPosts.keepSought({ ...post, sought: soughtNow(post, copy.accountId, now) });
    return null;
  }
  await stepCopy({ id: post.id, accountId: copy.accountId }, 'see', {
    actor: ACTOR,
    now,
    seen: { postId: found.id, url: found.url },
  });
  return found;
}

function soughtNow({ sought }: WatchedOwnPost, accountId: AccountId, at: Instant): WatchedOwnPost['sought'] {
  return [...sought.filter((one) => one.accountId !== accountId), { accountId, at }];
}

async function findAmong(
  deps: ServiceDeps,
  { post, copy, taken, now }: Seeking,
  { posts, publishedFromAt }: { readonly posts: readonly Post[]; readonly publishedFromAt: Instant },
): Promise<Post | null> {
  const { storage } = deps;
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
  // The job is marked first: a copy that is still open is found again by the next look, and a job nobody looks for is not.
  if (found !== null && job !== null) await markPublished(deps, job, now);
  return found;
}

async function markPublished({ storage, ids }: ServiceDeps, job: PublishJob, now: Instant): Promise<void> {
  if (job.state === 'published' || job.state === 'cancelled') return;
  const said = { actor: ACTOR, now, job, reason: 'post-seen' };
  const isOurs = await storage.publishJobs.markPublished(
    job.id,
    now,
    jobEvent({ ...said, eventId: ids.eventId(), to: 'published' }),
  );
  if (!isOurs) await storage.publishJobs.cancel(job.id, jobEvent({ ...said, eventId: ids.eventId(), to: 'cancelled' }));
}

/** As the item reads there: a form of its own may carry no title, and is known by its first words. */
async function titleThere(deps: ServiceDeps, { id, title }: WatchedOwnPost, { accountId }: Copy): Promise<string> {
  const post = await deps.storage.ownPosts.byId(id, null);
  const form = post?.channels.find((one) => one.accountId === accountId);
  const [record] = await deps.storage.accounts.byIds([accountId]);
  if (post === null || form === undefined || record === undefined) return title;
  const content = { ...post, channels: [form] };
  const [formed] = formsOf(
    deps,
    { content, unitId: post.unitId, issuer: '', files: new Map() },
    new Map([[accountId, record]]),
  );
  return formed?.draft?.title ?? form.title ?? title;
}

type WholePost = Post & { readonly textState?: 'truncated' | 'unread' };

function isWhole(post: Post): post is WholePost {
  return post.textState !== 'gone';
}
