import { jobEvent } from '../../domain/alerts/events';
import type { OwnPostId, PublishJobId } from '../../domain/ids';
import { ownJobKey } from '../../domain/mandates/jobTable';
import type { PublishJob } from '../../domain/mandates/mandate';
import type { RepostDraft } from '../../domain/mandates/repostDraft';
import { earliestSlot } from '../../domain/mandates/planPublishing';
import type { Copy, OwnPost } from '../../domain/ownPosts/ownPost';
import { mayPublishResumed } from '../../domain/ownPosts/retryCopy';
import { beginPublishing, publishesAt } from '../../domain/ownPosts/ownPostTable';
import { DAY_MS, HOUR_MS, type Instant } from '../../domain/time/instant';
import type { AccountRecord } from '../../ports/storage';
import { accountsById } from '../accountsById';
import { filesOf } from '../heldFiles';
import { systemActor } from '../actors';
import { readQuotas } from '../readQuotas';
import { tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { ObserveOwnPosts } from '../steps';
import { createUnitNames } from '../unitNames';
import type { ChangeOwnPost, StepCopy } from './changeOwnPost';
import type { OwnPostServices } from './contract';
import { formsOf, type Formed } from './forms';

const ACTOR = systemActor('queue');
/** An outage is waited for so long before a person gets the copy. */
const PATIENCE_MS = HOUR_MS;
/** What is planned so far ahead leaves the reserve of every period to reposts. */
const AFTER_EVERY_PERIOD_MS = 400 * DAY_MS;

type Outcome = 'queued' | 'manual' | 'cancelled' | 'moved-on' | 'failed' | 'awaiting-sight';

/**
 * What is due becomes publish jobs, or copies to be made by hand. A job is stored under its unique key before its copy
 * says `publishing`; a process that dies in between finds the job there and only moves on.
 */
export function createPublishOwnPosts(
  deps: ServiceDeps,
  steps: {
    readonly changeOwnPost: ChangeOwnPost;
    readonly stepCopy: StepCopy;
    readonly observeOwnPosts: ObserveOwnPosts;
  },
): OwnPostServices['publishOwnPosts'] {
  const { storage, clock, log } = deps;
  const unitNames = createUnitNames(deps);
  const publishOne = async (id: OwnPostId, now: Instant): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = [];
    await steps.changeOwnPost(id, { actor: ACTOR, now }, (post) => {
      const move = beginPublishing(post, now, deps.settings.ownPosts.watch);
      return 'refused' in move ? null : { next: move.post, event: 'begin' };
    });
    const post = await storage.ownPosts.byId(id, null);
    if (post?.state !== 'publishing') return outcomes;
    const issuer = (await unitNames(now)).nameOf(post.unitId);
    const forms = formsOf(
      deps,
      { content: post, unitId: post.unitId, issuer, files: await filesOf(deps, post) },
      await accountsById(storage, post.channels),
    );
    for (const formed of forms) {
      const copy = post.copies.find(({ accountId }) => accountId === formed.form.accountId);
      if (copy?.state === 'waiting')
        outcomes.push(
          (await awaitsSight(deps, { post, copy, formed, ...steps, now })) ??
            (await place(deps, { post, formed, ...steps, now })),
        );
    }
    return outcomes;
  };
  return async (limit) => {
    const now = clock.now();
    const outcomes: Outcome[] = [];
    for (const { id } of await storage.ownPosts.due(now, limit))
      try {
        outcomes.push(...(await publishOne(id, now)));
      } catch (error) {
        // It holds up nobody behind it.
        log.error('own-post-not-published', error, { ownPost: id });
        outcomes.push('failed');
      }
    return tally(outcomes);
  };
}

async function place(
  deps: ServiceDeps,
  of: { readonly post: OwnPost; readonly formed: Formed; readonly stepCopy: StepCopy; readonly now: Instant },
): Promise<Outcome> {
  const { post, formed, stepCopy, now } = of;
  const { record, draft, byHand, isGone } = formed;
  const at = { id: post.id, accountId: formed.form.accountId };
  if (record === undefined || isGone) {
    await stepCopy(at, 'cancel', { actor: ACTOR, now, reason: 'channel-gone' });
    return 'cancelled';
  }
  if (byHand !== null || draft === null) {
    await stepCopy(at, 'hand-over', { actor: ACTOR, now, reason: byHand ?? 'content-refused' });
    return 'manual';
  }
  const dueBy = new Date((publishesAt(post) ?? now).getTime() + deps.settings.publishing.handOverLeadMs + PATIENCE_MS);
  const slotAt = await slotOf(deps, record, now);
  if (slotAt >= dueBy && dueBy > now) {
    await stepCopy(at, 'hand-over', { actor: ACTOR, now, reason: 'quota-spent' });
    return 'manual';
  }
  const job = await storeJob(deps, { post, record, draft, dueBy, dueAt: slotAt, now });
  const queued = await stepCopy(at, 'queue', { actor: ACTOR, now, jobId: job });
  return queued === null ? 'moved-on' : 'queued';
}

/**
 * What keeps a copy that went back to the interface from being queued; null: nothing. The sight is stored before it is
 * looked through: between the two a copy that somebody has made is not to be doubled.
 */
async function awaitsSight(
  deps: ServiceDeps,
  of: {
    readonly post: OwnPost;
    readonly copy: Copy;
    readonly formed: Formed;
    readonly stepCopy: StepCopy;
    readonly observeOwnPosts: ObserveOwnPosts;
    readonly now: Instant;
  },
): Promise<Outcome | null> {
  const { post, copy, formed, stepCopy, observeOwnPosts, now } = of;
  const { record } = formed;
  if (record === undefined || formed.byHand !== null || formed.isGone) return null;
  const { account, facts } = record;
  const { blindLooksBeforeManual: blindLooks } = deps.settings.publishing;
  const may = mayPublishResumed(copy, post, { facts, platform: account.platform, blindLooks });
  if (may === 'look-first') return 'awaiting-sight';
  if (may === 'not-visible') {
    await stepCopy({ id: post.id, accountId: account.id }, 'hand-over', { actor: ACTOR, now, reason: 'not-visible' });
    return 'manual';
  }
  if ((copy.resumedAt ?? null) === null) return null;
  await observeOwnPosts({ account }, now);
  const current = await deps.storage.ownPosts.byId(post.id, null);
  return current?.copies.find(({ accountId }) => accountId === account.id)?.state === 'waiting' ? null : 'moved-on';
}

/**
 * When the account's quota has room beside the reposts that are owed: those that wait to be queued count as published
 * now, and the reserve of each period stays theirs.
 */
async function slotOf(deps: ServiceDeps, record: AccountRecord, now: Instant): Promise<Instant> {
  const { id } = record.account;
  const { quotasOf, spent } = await readQuotas(deps, [record], now);
  const quotas = quotasOf(id);
  if (quotas.length === 0) return now;
  const owed = (await deps.storage.obligations.openFor(id)).filter(({ state }) => state === 'ready');
  const used = [...(spent.get(id) ?? []), ...owed.map(() => now)];
  return earliestSlot({ now, dueBy: new Date(now.getTime() + AFTER_EVERY_PERIOD_MS), quotas, used }).at;
}

async function storeJob(
  { storage, ids }: ServiceDeps,
  of: {
    readonly post: OwnPost;
    readonly record: AccountRecord;
    readonly draft: RepostDraft;
    readonly dueBy: Instant;
    readonly dueAt: Instant;
    readonly now: Instant;
  },
): Promise<PublishJobId> {
  const { post, record, draft, dueBy, dueAt, now } = of;
  const { id: accountId, platform } = record.account;
  const job: PublishJob = {
    id: ids.id<PublishJobId>(),
    subject: { kind: 'own-post', ownPostId: post.id, contentHash: post.contentHash },
    accountId,
    platform,
    key: ownJobKey(post.id, accountId),
    draft,
    state: 'queued',
    progress: {},
    callMayHaveHappened: false,
    attempt: 0,
    dueAt,
    dueBy,
    lease: null,
    receipt: null,
    errors: [],
    createdAt: now,
    settledAt: null,
  };
  const event = jobEvent({ eventId: ids.eventId(), actor: ACTOR, now, job, from: null, to: 'queued', reason: 'due' });
  if ((await storage.publishJobs.insert(job, event)) === 'inserted') return job.id;
  const known = await storage.publishJobs.byOwnPost(post.id, accountId);
  // It went back to the interface: the job it had is tried again, and asks after an earlier call before it publishes.
  if (known?.state === 'failed') {
    const said = { eventId: ids.eventId(), actor: ACTOR, now, job: known, from: known.state, to: 'queued' } as const;
    await storage.publishJobs.requeue(known.id, dueAt, jobEvent({ ...said, reason: 'tried-again' }));
  }
  return known?.id ?? job.id;
}
