import type { AccountId, PostId, PublishJobId } from '../ids';
import type { Instant } from '../time/instant';
import type {
  CancelReason,
  Copy,
  CopyEvent,
  CopyState,
  HandReason,
  OwnPost,
  OwnPostEvent,
  OwnPostState,
  Watch,
  WatchRule,
} from './ownPost';
import { nextWatch, watchFrom } from './watch';

/**
 * The life of an own item. What was published is never changed here again: `edit` ends where publishing begins. `reopen`
 * takes a passed item back into review because it says something else now. `copy-moved` leads to what the copies say.
 */
export const OWN_POST_TRANSITIONS: Readonly<
  Record<OwnPostState, Readonly<Partial<Record<OwnPostEvent, OwnPostState>>>>
> = {
  draft: { edit: 'draft', submit: 'in-review', withdraw: 'withdrawn', 'hand-over': 'draft' },
  'in-review': {
    edit: 'in-review',
    return: 'returned',
    pass: 'scheduled',
    refuse: 'refused',
    withdraw: 'withdrawn',
    'hand-over': 'in-review',
  },
  returned: { edit: 'returned', submit: 'in-review', withdraw: 'withdrawn', 'hand-over': 'returned' },
  scheduled: {
    edit: 'in-review',
    reopen: 'in-review',
    begin: 'publishing',
    withdraw: 'withdrawn',
    'hand-over': 'scheduled',
  },
  publishing: { 'copy-moved': 'publishing', withdraw: 'withdrawn' },
  published: { 'copy-moved': 'published', withdraw: 'withdrawn' },
  partly: { 'copy-moved': 'partly', withdraw: 'withdrawn' },
  refused: {},
  withdrawn: { 'copy-moved': 'withdrawn' },
};

/**
 * The life of one copy. Only an observed post makes it `seen` (invariant 2), from whatever state. What the platform has
 * taken is not cancelled: it is public, or will be.
 */
const COPY_TRANSITIONS: Readonly<Record<CopyState, Readonly<Partial<Record<CopyEvent, CopyState>>>>> = {
  waiting: { queue: 'publishing', 'hand-over': 'manual', see: 'seen', cancel: 'cancelled' },
  publishing: { accept: 'submitted', 'hand-over': 'manual', see: 'seen', cancel: 'cancelled' },
  submitted: { 'hand-over': 'manual', see: 'seen' },
  manual: { see: 'seen', cancel: 'cancelled', retry: 'waiting' },
  seen: {},
  cancelled: { see: 'seen' },
};

/** Why a step is refused: a closed list. */
export type OwnPostRefusal = 'no-such-step' | 'no-such-copy' | 'time-passed';
export type OwnPostMove = { readonly post: OwnPost } | { readonly refused: OwnPostRefusal };

/** The item after one event. The time of the change is `now`. */
export function moveOwnPost(
  post: OwnPost,
  event: Exclude<OwnPostEvent, 'hand-over' | 'begin' | 'copy-moved'>,
  now: Instant,
): OwnPostMove {
  const state = OWN_POST_TRANSITIONS[post.state][event];
  if (state === undefined) return { refused: 'no-such-step' };
  return {
    post: {
      ...changed(post, now),
      state,
      passedAt: event === 'pass' ? now : state === 'in-review' ? null : post.passedAt,
      copies: event === 'withdraw' ? post.copies.map(calledOff) : post.copies,
    },
  };
}

/** The item with another author, who goes on where it stands; what is published is nobody's to change any more. */
export function handOverPost(post: OwnPost, to: OwnPost['author'], now: Instant): OwnPostMove {
  if (OWN_POST_TRANSITIONS[post.state]['hand-over'] === undefined) return { refused: 'no-such-step' };
  const formerAuthors = [...new Set([...(post.formerAuthors ?? []), post.author.id])];
  return { post: { ...changed(post, now), author: to, formerAuthors } };
}

/** What is not on its way any more is cancelled; a job on its way is stopped by whoever withdraws, or goes on. */
function calledOff(copy: Copy): Copy {
  return copy.state === 'waiting' || copy.state === 'manual'
    ? { ...copy, state: 'cancelled', reason: 'withdrawn' }
    : copy;
}

/** When a passed item is published: at its time, or at once where that has passed or none was given. */
export function publishesAt({ passedAt, scheduledFor }: Pick<OwnPost, 'passedAt' | 'scheduledFor'>): Instant | null {
  if (passedAt === null) return null;
  return scheduledFor !== null && scheduledFor > passedAt ? scheduledFor : passedAt;
}

/** Publishing begins: a copy for each channel. Not before its time. */
export function beginPublishing(post: OwnPost, now: Instant, watch: WatchRule): OwnPostMove {
  const state = OWN_POST_TRANSITIONS[post.state].begin;
  const at = publishesAt(post);
  if (state === undefined || at === null || at > now) return { refused: 'no-such-step' };
  return {
    post: {
      ...changed(post, now),
      state,
      begunAt: now,
      copies: post.channels.map(({ accountId }) => ({
        accountId,
        state: 'waiting',
        reason: null,
        jobId: null,
        postId: null,
        url: null,
        seenAt: null,
        comparedHash: null,
        differences: [],
        goneAt: null,
        leftListAt: null,
        settled: null,
      })),
      watch: watchFrom(now, watch),
    },
  };
}

export interface CopyChange {
  readonly now: Instant;
  /** Of `see` and `retry`: how long it is looked at from now on. */
  readonly watch: WatchRule;
  readonly reason?: HandReason | CancelReason;
  readonly jobId?: PublishJobId;
  /** Of `see`. */
  readonly seen?: { readonly postId: PostId; readonly url: string };
}

/**
 * The item after an event of one copy; its own state is what the copies together say. Of a withdrawn item nothing is
 * handed to a person: what could not be published is cancelled.
 */
export function moveCopy(
  post: OwnPost,
  accountId: AccountId,
  of: CopyChange & { readonly event: CopyEvent },
): OwnPostMove {
  const { now, jobId, seen } = of;
  const isCalledOff = post.state === 'withdrawn' && of.event === 'hand-over';
  const event = isCalledOff ? 'cancel' : of.event;
  const reason = isCalledOff ? 'withdrawn' : of.reason;
  const copy = post.copies.find((one) => one.accountId === accountId);
  if (copy === undefined) return { refused: 'no-such-copy' };
  const state = COPY_TRANSITIONS[copy.state][event];
  if (state === undefined || OWN_POST_TRANSITIONS[post.state]['copy-moved'] === undefined)
    return { refused: 'no-such-step' };
  const next: Copy = {
    ...copy,
    state,
    reason:
      event === 'hand-over' || event === 'cancel' ? (reason ?? copy.reason) : event === 'see' ? copy.reason : null,
    jobId: jobId ?? copy.jobId,
    ...(event === 'retry' ? { resumedAt: now } : {}),
    ...(seen === undefined ? {} : { ...seen, seenAt: now }),
  };
  const moved = withCopy(changed(post, now), next);
  // One that goes back is looked for at once: between two times of looking somebody may have made it by hand.
  if (seen === undefined && event !== 'retry') return { post: moved };
  // A time of looking goes on where it began: what left its list within it is still told of.
  const watch = watchFrom(now, of.watch);
  const { fromAt } = post.watch !== null && post.watch.fromAt <= now ? post.watch : watch;
  return { post: { ...moved, watch: { ...watch, fromAt } } };
}

/**
 * The item once a time of looking at it is over: with the next one, or looked at no more; what nobody has made by hand
 * by then is not published. Null: its time is not over.
 */
export function moveWatch(post: OwnPost, rule: WatchRule, now: Instant): OwnPost | null {
  if (post.watch === null || post.watch.toAt > now) return null;
  let watch: Watch | null = post.watch;
  // Those that passed while nothing ran are left out at once.
  while (watch !== null && watch.toAt <= now) watch = nextWatch(post, watch, rule);
  const next = { ...changed(post, now), watch };
  return watch === null ? post.copies.map(notMade).reduce(withCopy, next) : next;
}

function notMade(copy: Copy): Copy {
  return copy.state === 'manual' ? { ...copy, state: 'cancelled', reason: 'not-made' } : copy;
}

/** The item with this copy in the place of the one of its account, and in the state that all copies say. */
export function withCopy(post: OwnPost, copy: Copy): OwnPost {
  const copies = post.copies.map((one) => (one.accountId === copy.accountId ? copy : one));
  return { ...post, copies, state: stateOfCopies(post.state, copies) };
}

/** Copies that a look may find: not before they are under way, but where somebody may have made them meanwhile. */
export function isLookedFor({ state, resumedAt = null }: Pick<Copy, 'state' | 'resumedAt'>): boolean {
  return state !== 'waiting' || resumedAt !== null;
}

/** Copies that may still change by a look: what is not cancelled, and what was called off while it was on its way. */
export function isOpenCopy({ state }: Pick<Copy, 'state'>): boolean {
  return state !== 'seen' && state !== 'cancelled';
}

function stateOfCopies(state: OwnPostState, copies: readonly Copy[]): OwnPostState {
  if (state === 'withdrawn') return state;
  if (copies.some(isOpenCopy)) return 'publishing';
  return copies.every((copy) => copy.state === 'seen') ? 'published' : 'partly';
}

function changed(post: OwnPost, now: Instant): OwnPost {
  return { ...post, changedAt: now, version: post.version + 1 };
}
