import type { Account } from '../../domain/accounts/account';
import type { Post } from '../../domain/accounts/post';
import { isLayoutChange, readAnew, seenAgain, type PostChange, type SeenPost } from '../../domain/accounts/seenAgain';
import { findingEvent, postChangedEvent } from '../../domain/alerts/events';
import type { Instant } from '../../domain/time/instant';
import type { AccountRecord, NewPost } from '../../ports/storage';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import { sayAltered } from './alteredPosts';
import { followMissing } from './followMissing';
import { assessed } from './keepPosts';

const ACTOR = systemActor('look');

/** A post as it stands after a look. `changed`: its text, title or date are other than they were stored. */
export interface KeptPost {
  readonly post: Post;
  readonly isNew: boolean;
  readonly changed: boolean;
}

/** What a look made of the posts it showed, in the order of the look. */
export interface KeptPosts {
  readonly stored: readonly KeptPost[];
  /** A date was corrected: the facts follow the stored posts even where that is earlier. */
  readonly hasCorrectedDates: boolean;
  /**
   * The same list would say nothing more: no post of the account, listed or not, is dated in the future, and no change
   * was lost to somebody who was quicker.
   */
  readonly isSettled: boolean;
}

/**
 * Keeps what a look has seen: new posts are stored, stored ones are followed (domain/accounts/seenAgain), and posts that
 * were dated in the future count once their day has come, whether or not they are still listed. What was changed after
 * it was public, or is gone, is a finding; more than two at once are another layout of the source and accuse nobody. Safe
 * to repeat: what was followed already is the same the next time.
 */
export type KeepPosts = (
  record: Pick<AccountRecord, 'account' | 'facts'>,
  seen: readonly NewPost[],
  /** When it was looked at, and since when the list shows everything; null: it proves no absence. */
  look: { readonly at: Instant; readonly completeFromAt: Instant | null },
) => Promise<KeptPosts>;

export function createKeepPosts(deps: ServiceDeps): KeepPosts {
  const { storage } = deps;
  return async ({ account, facts }, seen, { at, completeFromAt }) => {
    const recorded = await (facts.lastLookAt === null
      ? storage.posts.recordFirst(account, seen, at)
      : storage.posts.record(account, seen, at));
    const stored: KeptPost[] = [];
    let hasCorrectedDates = false;
    const isLayout = isLayoutChange(comparedOf(recorded, seen, at), at);
    let isSettled = true;
    for (const [index, { post, isNew }] of recorded.entries()) {
      const found = seen[index];
      const followed =
        isNew || found === undefined
          ? { post, isNew, changes: [] }
          : await follow(deps, { account, stored: post, seen: found, at, isLayout });
      hasCorrectedDates ||= followed.changes.includes('date-corrected');
      isSettled &&= followed.isLost !== true;
      stored.push({ post: followed.post, isNew: followed.isNew, changed: followed.changes.length > 0 });
    }
    const hasComeTrue = await countWhatCameTrue(deps, account, at);
    if (facts.lastLookAt !== null) {
      const listed = seen.map(({ observed }) => observed);
      const followed = await followMissing(deps, {
        account,
        listed,
        stored: stored.map(({ post }) => post),
        completeFromAt,
        at,
      });
      isSettled &&= followed.isSettled;
    }
    return { stored, hasCorrectedDates, isSettled: isSettled && hasComeTrue };
  };
}

/** The posts that were stored before, each with what this look makes of it. */
function comparedOf(
  recorded: readonly { readonly post: Post; readonly isNew: boolean }[],
  seen: readonly NewPost[],
  at: Instant,
): Parameters<typeof isLayoutChange>[0] {
  return recorded.flatMap(({ post, isNew }, index) => {
    const found = seen[index];
    if (isNew || found === undefined) return [];
    const { observed, textHash } = found;
    const isWhole = observed.textState === undefined && post.textState === undefined;
    return [{ post, again: seenAgain(post, { ...observed, textHash }, at), isWhole }];
  });
}

interface Followed {
  readonly post: Post;
  readonly isNew: boolean;
  readonly changes: readonly PostChange[];
  /** Somebody else changed it meanwhile: the next look compares again. */
  readonly isLost?: true;
}

async function follow(
  deps: ServiceDeps,
  seen: {
    readonly account: Account;
    readonly stored: Post;
    readonly seen: NewPost;
    readonly at: Instant;
    readonly isLayout: boolean;
  },
): Promise<Followed> {
  const { account, stored, at } = seen;
  const { observed, textHash } = seen.seen;
  const found = seenAgain(stored, { ...observed, textHash }, at);
  const again = seen.isLayout ? readAnew(found, at) : found;
  if (again.kind === 'same') return { post: stored, isNew: false, changes: [] };
  if (again.kind === 'changed')
    return change(deps, { account, before: stored, after: again.post, changes: again.changes, at });
  // Another article under the identity of this one: it has a place of its own, and may have been seen there before.
  const other = assessed({ ...observed, identity: again.identity }, deps.hasher, at);
  const [recorded] = await deps.storage.posts.record(account, [other], at);
  if (recorded === undefined || recorded.isNew) return { post: stored, isNew: false, ...recorded, changes: [] };
  // An identity that is used again and again says too little of which text is the same: nobody is accused of it.
  const next = readAnew(seenAgain(recorded.post, { ...other.observed, textHash: other.textHash }, at), at);
  if (next.kind !== 'changed') return { post: recorded.post, isNew: false, changes: [] };
  return change(deps, { account, before: recorded.post, after: next.post, changes: next.changes, at });
}

/** Whether no post of the account is dated in the future after this. */
async function countWhatCameTrue(deps: ServiceDeps, account: Account, at: Instant): Promise<boolean> {
  let isAll = true;
  for (const before of await deps.storage.posts.futureDated(account.id)) {
    if (before.countedAt > at) isAll = false;
    else {
      const after: SeenPost = { ...before, standing: 'counted' };
      const { isLost } = await change(deps, { account, before, after, changes: ['came-true'], at });
      isAll &&= isLost !== true;
    }
  }
  return isAll;
}

interface Change {
  readonly account: Account;
  readonly before: Post;
  readonly after: SeenPost;
  readonly changes: readonly PostChange[];
  readonly at: Instant;
}

/** Without changes: another look changed it meanwhile, and the next one compares again. */
async function change(deps: ServiceDeps, { account, before, after, changes, at }: Change): Promise<Followed> {
  const { storage, ids } = deps;
  await sayAltered(deps, { account, before, after, changes, at });
  const { title, text, links, publishedAt, countedAt, standing, textHash, textState } = after;
  const { earlier, readAnewAt } = after;
  const next: SeenPost = {
    title,
    text,
    links,
    publishedAt,
    countedAt,
    standing,
    textHash,
    ...(textState === undefined ? {} : { textState }),
    ...(earlier === undefined ? {} : { earlier }),
    ...(readAnewAt === undefined ? {} : { readAnewAt }),
  };
  const event = postChangedEvent({ eventId: ids.eventId(), actor: ACTOR, now: at, before, after: next, changes });
  const post = await storage.posts.follow(before, next, event);
  if (post === null) return { post: before, isNew: false, changes: [], isLost: true };
  if (post.standing === 'counted' && before.standing === 'future-dated')
    await closeFutureDated(deps, { account, post, at });
  return { post, isNew: false, changes };
}

/** What was found fault with, a date in the future, is none any more. */
async function closeFutureDated(
  { storage, ids }: ServiceDeps,
  { account, post, at }: { readonly account: Account; readonly post: Post; readonly at: Instant },
): Promise<void> {
  for (const finding of await storage.findings.openFor(account.id, 'future-dated')) {
    if (finding.subject !== post.id) continue;
    const event = findingEvent({ eventId: ids.eventId(), actor: ACTOR, now: at, account, finding, to: 'closed' });
    await storage.findings.close(finding.id, at, 'came-true', event);
  }
}
