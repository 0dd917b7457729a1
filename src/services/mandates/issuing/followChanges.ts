import type { AccountId, PolicyId } from '../../../domain/ids';
import type { Mandate, Obligation } from '../../../domain/mandates/mandate';
import type { Policy } from '../../../domain/policies/policy';
import type { Instant } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import type { Counts } from '../../workRun';
import { tally } from '../../runWorkers';
import { accountsById } from '../../accountsById';
import type { ServiceDeps } from '../../settings';
import type { ReportRepost } from '../obligations/reportRepost';
import type { StepObligation } from '../obligations/stepObligation';

type Outcome = 'withdrawn' | 'superseded' | 'outdated' | 'as-it-was';
const ACTOR = systemActor('follow');
const POLICIES_A_RUN = 10;
const PAGE = 200;
const PAGES_A_RUN = 5;
const UNPUBLISHED: readonly Obligation['state'][] = ['awaiting-review', 'ready', 'manual'];

export type FollowChanges = (now: Instant) => Promise<Counts>;

/**
 * What follows where a policy was changed or withdrawn after it was mandated. Withdrawn: what is not published yet is
 * withdrawn, what was published is a finding. Changed: reposts of the earlier text are findings; what is not published
 * yet goes on with the text as it is now, unless the new version was mandated itself. A call that may be running is let
 * end: its outcome is looked at at the next run. Bounded pages a run, each step safe to repeat.
 */
export function createFollowChanges(
  deps: ServiceDeps,
  steps: { readonly stepObligation: StepObligation; readonly reportRepost: ReportRepost },
): FollowChanges {
  const { storage } = deps;
  const reached = new Map<
    PolicyId,
    { readonly key: string; readonly mandate: number; readonly cursor: string | null; readonly waits: boolean }
  >();
  return async (now) => {
    const outcomes: Outcome[] = [];
    for (const policy of await storage.policies.unfollowed(POLICIES_A_RUN)) {
      const mandates = await storage.mandates.ofPolicy(policy.id);
      const key = `${policy.version} ${policy.withdrawal?.noticedAt.toISOString() ?? ''}`;
      const start = reached.get(policy.id);
      // Everything else is done: only calls that were running are waited for, and then it is all gone through once
      // more.
      if (start?.key === key && start.waits && (await isCallRunning(deps, mandates))) continue;
      let { mandate, cursor } = start?.key === key && !start.waits ? start : { mandate: 0, cursor: null };
      for (let pages = 0; pages < PAGES_A_RUN; pages += 1) {
        const current = mandates[mandate];
        if (current === undefined) break;
        const page: Awaited<ReturnType<typeof storage.obligations.list>> = await storage.obligations.list(
          { mandateId: current.id },
          { limit: PAGE, cursor },
          null,
        );
        outcomes.push(
          ...(await followPage(deps, { ...steps, policy, mandate: current, mandates, obligations: page.items, now })),
        );
        cursor = page.nextCursor;
        if (cursor === null) mandate += 1;
      }
      if (mandate < mandates.length) {
        reached.set(policy.id, { key, mandate, cursor, waits: false });
        continue;
      }
      if (await isCallRunning(deps, mandates)) {
        reached.set(policy.id, { key, mandate: 0, cursor: null, waits: true });
        continue;
      }
      reached.delete(policy.id);
      await storage.policies.markFollowed(policy);
    }
    return tally(outcomes);
  };
}

/** An obligation being published is looked at again when it is known what became of it. */
async function isCallRunning({ storage }: ServiceDeps, mandates: readonly Mandate[]): Promise<boolean> {
  for (const { id } of mandates) {
    if (
      (
        await storage.obligations.list(
          { mandateId: id, states: ['publishing', 'submitted'] },
          { limit: 1, cursor: null },
          null,
        )
      ).items.length > 0
    )
      return true;
  }
  return false;
}

interface PageWork {
  readonly stepObligation: StepObligation;
  readonly reportRepost: ReportRepost;
  readonly policy: Policy;
  readonly mandate: Mandate;
  readonly mandates: readonly Mandate[];
  readonly obligations: readonly Obligation[];
  readonly now: Instant;
}

async function followPage({ storage }: ServiceDeps, work: PageWork): Promise<Outcome[]> {
  const { policy, mandate, now } = work;
  const isWithdrawn = (policy.withdrawal ?? null) !== null;
  const isOutdated = isWithdrawn || mandate.policyVersion < policy.version;
  if (!isOutdated) return [];
  const isSuperseded = work.mandates.some(
    (other) => other.policyVersion === policy.version && other.stage === 'issued' && other.ruleId === mandate.ruleId,
  );
  const fulfilled = work.obligations.filter(({ state }) => state === 'fulfilled');
  const accounts = await accountsById(
    storage,
    fulfilled.map((one) => ({ accountId: carrierOf(one) })),
  );
  const outcomes: Outcome[] = [];
  for (const obligation of work.obligations) {
    if (UNPUBLISHED.includes(obligation.state) && (isWithdrawn || isSuperseded)) {
      const step = await work.stepObligation(obligation.id, 'withdraw', {
        actor: ACTOR,
        now,
        note: isWithdrawn ? 'policy-withdrawn' : 'newer-version-mandated',
      });
      outcomes.push('moved' in step ? (isWithdrawn ? 'withdrawn' : 'superseded') : 'as-it-was');
      continue;
    }
    const account = accounts.get(carrierOf(obligation))?.account;
    if (obligation.state !== 'fulfilled' || obligation.evidence === null || account === undefined) continue;
    const { postId, url, title, lookId, textHash } = obligation.evidence;
    await work.reportRepost.open(
      {
        account,
        mandate,
        kind: 'outdated-repost',
        why: isWithdrawn ? 'policy-withdrawn' : 'policy-changed',
        lookId,
        occurredAt: policy.withdrawal?.noticedAt ?? now,
        post: { id: postId, url, title, countedAt: obligation.evidence.countedAt, textHash },
      },
      now,
    );
    outcomes.push('outdated');
  }
  return outcomes;
}

/** Of what a site owed, the column that carries the post. */
function carrierOf({ evidence, accountId }: Obligation): AccountId {
  return evidence?.columnId ?? accountId;
}
