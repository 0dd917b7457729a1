import type { Site } from '../../../domain/accounts/site';
import { jobEvent, obligationEvent } from '../../../domain/alerts/events';
import type { SiteId } from '../../../domain/ids';
import type { Obligation, ObligationState, PublishJob } from '../../../domain/mandates/mandate';
import { OPEN_STATES } from '../../../domain/mandates/obligationTable';
import type { Instant } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import { accountsById } from '../../accountsById';
import { readSiteColumns, type SiteColumns } from '../../channels';
import { pagesOf } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';
import type { ChangeObligation } from './changeObligation';
import type { StepObligation } from './stepObligation';

const ACTOR = systemActor('sites');
const PAGE = 200;
const PAGES_A_RUN = 5;
/** Nobody has published it, so that it can still go into another column. */
const MOVABLE: readonly ObligationState[] = ['awaiting-review', 'ready', 'manual'];

/**
 * Makes open obligations of portal columns agree with the sites as they are now; returns those that go on, as they are
 * stored then. What several columns of a site owed by themselves becomes one (`site-owes-once`); what goes into a
 * column that takes the site's reposts no more goes into the one that does; what a site without columns owes is
 * withdrawn. Each step may be interrupted and is found undone by the next run.
 */
export type SettleChannels = (obligations: readonly Obligation[], now: Instant) => Promise<readonly Obligation[]>;

interface Steps {
  readonly changeObligation: ChangeObligation;
  readonly stepObligation: StepObligation;
}

export function createSettleChannels(deps: ServiceDeps, steps: Steps): SettleChannels {
  const { storage } = deps;
  return async (obligations, now) => {
    const portal = obligations.filter(({ platform }) => platform === 'portal');
    if (portal.length === 0) return obligations;
    const accounts = await accountsById(
      storage,
      portal.filter(({ siteId }) => siteId === null),
    );
    const siteOf = ({ siteId, accountId }: Obligation): SiteId | null =>
      siteId ?? accounts.get(accountId)?.account.siteId ?? null;
    const sites = await readSiteColumns(
      deps,
      portal.flatMap((one) => siteOf(one) ?? []),
    );
    const gone = new Set<Obligation['id']>();
    const settled: Obligation[] = [];
    for (const obligation of obligations) {
      const siteId = obligation.platform === 'portal' ? siteOf(obligation) : null;
      const site = siteId === null ? undefined : sites.get(siteId);
      if (site === undefined) settled.push(obligation);
      else if (!gone.has(obligation.id)) {
        const one =
          obligation.siteId === null ? await mergeInto(deps, obligation, { ...steps, site, gone, now }) : obligation;
        const next = one === null ? null : await point(deps, one, { ...steps, site, now });
        if (next !== null) settled.push(next);
      }
    }
    return settled;
  };
}

/** Goes round all that portals owe, a few pages a run: what the queue does not come to is settled all the same. */
export function createSweepChannels(
  { storage, clock }: ServiceDeps,
  settleChannels: SettleChannels,
): () => Promise<void> {
  let cursor: string | null = null;
  return async () => {
    const from = cursor;
    const read = (page: { readonly limit: number; readonly cursor: string | null }) =>
      storage.obligations.list(
        { platform: 'portal', states: OPEN_STATES },
        { ...page, cursor: page.cursor ?? from },
        null,
      );
    for await (const { items, nextCursor } of pagesOf(read, { limit: PAGE, maxPages: PAGES_A_RUN })) {
      await settleChannels(items, clock.now());
      cursor = nextCursor;
    }
  };
}

type SiteWork = Steps & { readonly site: SiteColumns; readonly now: Instant };

/**
 * What the site owes instead of this column, or null: another obligation stands for it. The one the site has already,
 * else the most advanced, is kept; one that may be public already and is not known to be is let come to its end.
 */
async function mergeInto(
  { storage, ids }: ServiceDeps,
  obligation: Obligation,
  work: SiteWork & { readonly gone: Set<Obligation['id']> },
): Promise<Obligation | null> {
  const { site, columns } = work.site;
  const all = await storage.obligations.ofPolicyVersion(obligation.policyId, obligation.policyVersion, {
    accountIds: columns.map(({ account }) => account.id),
    siteIds: [site.id],
  });
  // What was exempted was exempted for that column; it says nothing about the site.
  const rivals = all.filter(
    ({ state, siteId }) =>
      state !== 'withdrawn' && (siteId === site.id || (siteId === null && state !== 'not-applicable')),
  );
  const jobs = new Map<Obligation['id'], PublishJob | null>();
  for (const { id } of rivals) jobs.set(id, await storage.publishJobs.byObligation(id));
  const [kept, ...others] = [...rivals].sort(
    (one, other) =>
      advance(other, jobs.get(other.id) ?? null, site.id) - advance(one, jobs.get(one.id) ?? null, site.id) ||
      publicSince(one) - publicSince(other) ||
      (one.id < other.id ? -1 : 1),
  );
  if (kept === undefined) return null;
  const adopted = kept.siteId === site.id ? kept : await adopt({ ids }, kept, { ...work, site });
  for (const other of others) {
    // What was seen was seen, and stays told of each column.
    if (other.state === 'fulfilled') continue;
    if (!(await stopJob({ storage, ids }, other, { job: jobs.get(other.id) ?? null, now: work.now }))) continue;
    await work.stepObligation(other.id, 'site-owes-once', { actor: ACTOR, now: work.now, note: kept.id });
    work.gone.add(other.id);
  }
  return adopted?.id === obligation.id ? adopted : null;
}

const ADVANCE: Readonly<Record<ObligationState, number>> = {
  'awaiting-review': 1,
  manual: 2,
  ready: 3,
  publishing: 5,
  submitted: 6,
  fulfilled: 7,
  'not-applicable': 0,
  withdrawn: 0,
};

/** How far an obligation has come; a manual task that somebody has taken, or whose call may have gone through, is further. */
function advance(obligation: Obligation, job: PublishJob | null, siteId: SiteId): number {
  if (obligation.siteId === siteId) return 8;
  const isUnderway = (obligation.taken ?? null) !== null || job?.callMayHaveHappened === true;
  return ADVANCE[obligation.state] + (obligation.state === 'manual' && isUnderway ? 2 : 0);
}

function publicSince({ fulfilledAt, createdAt }: Obligation): number {
  return (fulfilledAt ?? createdAt).getTime();
}

async function adopt(
  { ids }: Pick<ServiceDeps, 'ids'>,
  kept: Obligation,
  { changeObligation, site, now }: Steps & { readonly site: Site; readonly now: Instant },
): Promise<Obligation | null> {
  const result = await changeObligation(kept.id, (before) => {
    if (before.siteId !== null || before.state === 'withdrawn') return null;
    const { unitId, unitPath } = site;
    const next: Obligation = { ...before, siteId: site.id, unitId, unitPath, accountName: site.name };
    const event = obligationEvent({
      eventId: ids.eventId(),
      actor: ACTOR,
      now,
      before,
      obligation: next,
      event: 'site-owes',
      note: site.id,
    });
    return { next, events: [event] };
  });
  return result?.obligation ?? null;
}

/** False: a call may have gone through, and nobody knows what became of it. */
async function stopJob(
  { storage, ids }: Pick<ServiceDeps, 'storage' | 'ids'>,
  { state }: Obligation,
  { job, now }: { readonly job: PublishJob | null; readonly now: Instant },
): Promise<boolean> {
  if (state === 'submitted' || job === null) return true;
  if (job.callMayHaveHappened) return state !== 'publishing';
  if (job.state === 'failed' || job.state === 'cancelled') return true;
  const event = jobEvent({ eventId: ids.eventId(), actor: ACTOR, now, job, to: 'cancelled', reason: 'site-owes-once' });
  return storage.publishJobs.cancelUncalled(job.id, event);
}

/** The obligation in the column that takes the site's reposts now; null: the site has no column any more. */
async function point(
  { storage, ids }: ServiceDeps,
  obligation: Obligation,
  { site: { repostColumn }, changeObligation, stepObligation, now }: SiteWork,
): Promise<Obligation | null> {
  if (!MOVABLE.includes(obligation.state)) return obligation;
  const { columnId, reason } = repostColumn;
  if (columnId === obligation.accountId) return obligation;
  // Asked after where it was published; a second column would be a second post.
  if ((await storage.publishJobs.byObligation(obligation.id))?.callMayHaveHappened === true) return obligation;
  if (columnId === null) {
    await stepObligation(obligation.id, 'withdraw', { actor: ACTOR, now, note: reason });
    return null;
  }
  const result = await changeObligation(obligation.id, (before) => {
    if (!MOVABLE.includes(before.state) || before.accountId === columnId) return null;
    const next: Obligation = { ...before, accountId: columnId };
    const event = obligationEvent({
      eventId: ids.eventId(),
      actor: ACTOR,
      now,
      before,
      obligation: next,
      event: 'column-changed',
      note: reason,
    });
    return { next, events: [event] };
  });
  return result?.obligation ?? null;
}
