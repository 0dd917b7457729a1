import { addCivilDays, civilDateOf } from '../time/civil';
import type { Instant } from '../time/instant';
import type { AccountFacts } from './facts';
import type { Look, LookOutcome } from './look';
import type { Post } from './post';

/** Bounds of what facts carry: enough for every rule of the packs, small enough to store with each verdict. */
export const MAX_RECENT_POSTS = 200;
export const MAX_DAILY_COUNTS = 60;

/** The posts of the account as stored after this look's items were recorded. */
export interface KnownPosts {
  /** Newest counted post; null when there is none. */
  readonly newest: Post | null;
  /** Counted instants, ascending, the newest ones (at most 200). Future-dated posts are not among them. */
  readonly countedAts: readonly Instant[];
  /**
   * Items of this look that were stored before and are not pinned: with one of them the list reaches back to what we
   * know.
   */
  readonly reseenUnpinned?: number;
  /**
   * Before this instant no absence is proven, whatever a list shows: the platform leaves posts out of its lists
   * (WeChat's 群发) and its messages about them have reached us without a gap since then only. Null or absent: the list
   * says all there is.
   */
  readonly provenFromAt?: Instant | null;
  /** A stored date was corrected: the newest post may be older than what was known, and the facts follow it. */
  readonly hasCorrectedDates?: boolean;
}

/** The two outcomes in which we really saw the account (invariant 1). */
export function isSight(outcome: LookOutcome): boolean {
  return outcome === 'items' || outcome === 'proven-empty';
}

/**
 * What we know after one more look. Only sight moves `lastSightAt`, and only to the instant the reading began: what was
 * published while we read is not proven absent. A blind look moves no sight; a post that
 * became known otherwise meanwhile counts all the same. Folding the same look
 * again, or one older than the last sight, never moves anything backwards.
 */
export function foldLook(facts: AccountFacts, look: Look, known: KnownPosts): AccountFacts {
  const isRepeated = facts.lastLookId === look.id;
  const isNewestLook = facts.lastLookAt === null || look.startedAt >= facts.lastLookAt;
  const looked: AccountFacts = isNewestLook
    ? {
        ...facts,
        lastLookAt: look.startedAt,
        lastLookId: look.id,
        lastLookOutcome: look.outcome,
        lastLookDetail: look.detail,
      }
    : facts;
  if (!isSight(look.outcome)) {
    return {
      ...looked,
      ...withLearnedPost(facts, look, known),
      consecutiveBlindLooks: facts.consecutiveBlindLooks + (isRepeated || !isNewestLook ? 0 : 1),
    };
  }
  return { ...withSight(looked, look, known), ...withPosts(facts, look, known) };
}

function withSight(facts: AccountFacts, look: Look, known: KnownPosts): AccountFacts {
  const firstSightAt =
    facts.firstSightAt === null || look.startedAt < facts.firstSightAt ? look.startedAt : facts.firstSightAt;
  if (facts.lastSightAt !== null && look.startedAt < facts.lastSightAt) return { ...facts, firstSightAt };
  return {
    ...facts,
    firstSightAt,
    lastSightAt: look.startedAt,
    lastSightLookId: look.id,
    consecutiveBlindLooks: 0,
    coverage: look.coverage,
    completeFromAt: completeFrom(facts, look, known),
  };
}

/**
 * From when on we have seen every post. The record continues when this list reaches back to the last sight or shows an
 * unpinned post we knew (a pinned one is shown for ever and proves nothing); otherwise posts may have come and gone in
 * between, and it begins anew.
 */
function completeFrom(
  facts: AccountFacts,
  look: Look,
  { reseenUnpinned = 0, provenFromAt = null }: KnownPosts,
): Instant {
  const { completeFromAt, lastSightAt, coverage } = facts;
  const began = look.completeFromAt ?? look.startedAt;
  // What was seen through a list with holes proves nothing once the holes are closed: the record begins with the
  // closing.
  const closesHoles = coverage === 'partial' && look.coverage === 'full';
  if (closesHoles) return latest(began, provenFromAt);
  const reachesBack = look.completeFromAt !== null && lastSightAt !== null && look.completeFromAt <= lastSightAt;
  const continues = look.outcome === 'proven-empty' || reachesBack || reseenUnpinned > 0;
  if (completeFromAt === null || !continues) return latest(began, provenFromAt);
  return latest(began < completeFromAt ? began : completeFromAt, provenFromAt);
}

function latest(at: Instant, other: Instant | null): Instant {
  return other !== null && other > at ? other : at;
}

/**
 * The facts after a post that became known outside of a look: from a person who pasted its address, or from the
 * platform's message.
 */
export function foldPost(
  facts: AccountFacts,
  known: Pick<KnownPosts, 'newest' | 'countedAts'>,
  at: Instant,
): AccountFacts {
  return { ...facts, ...withPosts(facts, { startedAt: at }, known) };
}

function withLearnedPost(facts: AccountFacts, look: Look, known: KnownPosts): Partial<PostFacts> {
  const { newest } = known;
  const isLearned = newest !== null && (facts.lastPostAt === null || newest.countedAt > facts.lastPostAt);
  return isLearned ? withPosts(facts, look, known) : {};
}

type PostFacts = Pick<AccountFacts, 'lastPostAt' | 'lastPostId' | 'lastPostUrl' | 'dailyCounts' | 'recentPostAts'>;

function withPosts(
  facts: AccountFacts,
  look: Pick<Look, 'startedAt'>,
  { newest, countedAts, hasCorrectedDates = false }: Pick<KnownPosts, 'newest' | 'countedAts' | 'hasCorrectedDates'>,
): PostFacts {
  const { lastPostAt, lastPostId, lastPostUrl } = facts;
  const isNewer =
    newest !== null &&
    newest.standing === 'counted' &&
    (lastPostAt === null || newest.countedAt >= lastPostAt || newest.id === lastPostId || hasCorrectedDates);
  const sorted = [...countedAts].sort((one, other) => one.getTime() - other.getTime());
  return {
    ...(isNewer
      ? { lastPostAt: newest.countedAt, lastPostId: newest.id, lastPostUrl: newest.url }
      : { lastPostAt, lastPostId, lastPostUrl }),
    dailyCounts: countDays(facts.dailyCounts, sorted, look.startedAt),
    recentPostAts: sorted.length === 0 ? facts.recentPostAts : sorted.slice(-MAX_RECENT_POSTS),
  };
}

/**
 * Days that the known instants cover are counted anew; the oldest of them may be cut by the list's limit, so it never
 * falls below what was counted before. Days further back keep their count.
 */
function countDays(
  before: AccountFacts['dailyCounts'],
  countedAts: readonly Instant[],
  lookedAt: Instant,
): AccountFacts['dailyCounts'] {
  const fresh = new Map<string, number>();
  for (const at of countedAts) {
    const day = civilDateOf(at);
    fresh.set(day, (fresh.get(day) ?? 0) + 1);
  }
  const [oldest] = fresh.keys();
  const keepFrom = addCivilDays(civilDateOf(lookedAt), 1 - MAX_DAILY_COUNTS);
  const merged = new Map<string, number>();
  for (const [day, count] of Object.entries(before)) if (oldest === undefined || day <= oldest) merged.set(day, count);
  for (const [day, count] of fresh) merged.set(day, day === oldest ? Math.max(count, merged.get(day) ?? 0) : count);
  return Object.fromEntries(
    [...merged].filter(([day]) => day >= keepFrom).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
