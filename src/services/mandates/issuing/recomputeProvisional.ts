import { mandateEvent, obligationEvent } from '../../../domain/alerts/events';
import type { Mandate, MandateRule, Obligation } from '../../../domain/mandates/mandate';
import { earliestOf } from '../../../domain/time/published';
import type { Instant } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import type { Counts } from '../../workRun';
import { deadlineRules } from '../../deadlineRules';
import { pagesOf } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';
import type { ChangeObligation } from '../obligations/changeObligation';
import { countingFrom } from '../../../domain/mandates/countingFrom';
import { dueByPlatform, latestDue, type DueByPlatform } from '../../../domain/mandates/dueByPlatform';

const PAGE = 200;
const ACTOR = systemActor('deadline');

/**
 * Works out provisional deadlines again from the calendar at hand. Obligations come first and the mandate last, so that
 * an interrupted run begins again. Deadlines that stay provisional are left alone until the notice is out.
 */
export function createRecomputeProvisional(
  deps: ServiceDeps,
  changeObligation: ChangeObligation,
): () => Promise<Counts> {
  const { storage, clock } = deps;
  return async () => {
    const now = clock.now();
    const rules = new Map((await storage.mandates.rules()).map((rule) => [rule.id, rule]));
    let recomputed = 0;
    for await (const page of pagesOf((request) => storage.mandates.list(request), { limit: PAGE })) {
      for (const mandate of page.items) {
        const rule = rules.get(mandate.ruleId);
        if (
          mandate.provisional &&
          rule !== undefined &&
          (await recompute(deps, { mandate, rule, changeObligation, now }))
        )
          recomputed += 1;
      }
    }
    return { recomputed };
  };
}

async function recompute(
  deps: ServiceDeps,
  work: {
    readonly mandate: Mandate;
    readonly rule: MandateRule;
    readonly changeObligation: ChangeObligation;
    readonly now: Instant;
  },
): Promise<boolean> {
  const { storage, ids, settings } = deps;
  const { mandate, rule, now } = work;
  const dueFrom = (countsFromAt: Instant | null): DueByPlatform =>
    dueByPlatform(
      countingFrom(countsFromAt === null ? mandate : { ...mandate, countsFromAt }),
      rule,
      deadlineRules(settings),
    );
  const latest = latestDue(dueFrom(null), rule);
  // Those it was widened to count from another day.
  if ([null, ...(mandate.widenedAt ?? [])].some((from) => latestDue(dueFrom(from), rule).provisional)) return false;
  const pages = pagesOf((page) => storage.obligations.list({ mandateId: mandate.id }, page, null), { limit: PAGE });
  for await (const page of pages) {
    for (const { id } of page.items) {
      await work.changeObligation(id, (before) => {
        if (!before.provisional) return null;
        const { dueBy, provisional } = dueFrom(before.countsFromAt ?? null)(before.platform);
        const obligation = withDeadline(before, { dueBy, provisional });
        return {
          next: obligation,
          events: [
            obligationEvent({
              eventId: ids.eventId(),
              actor: ACTOR,
              now,
              before,
              obligation,
              event: 'deadline-recomputed',
            }),
          ],
        };
      });
    }
  }
  const next: Mandate = { ...mandate, dueBy: latest.dueBy, provisional: false };
  // The review waits by the mandate's own deadline.
  await storage.reviews.setDue('mandate', mandate.id, next.dueBy);
  return storage.mandates.review(
    mandate,
    next,
    mandateEvent({
      eventId: ids.eventId(),
      actor: ACTOR,
      now,
      mandate: next,
      event: 'deadline-recomputed',
      from: mandate.stage,
    }),
  );
}

/** What was decided by the old deadline is decided again by the new one. */
function withDeadline(
  before: Obligation,
  { dueBy, provisional }: Pick<Obligation, 'dueBy' | 'provisional'>,
): Obligation {
  const onTime =
    before.evidence === null ? before.onTime : earliestOf(before.evidence.publishedAt).getTime() < dueBy.getTime();
  // Whether the new deadline was missed is looked at afresh: a later deadline may have been kept.
  const moved = dueBy.getTime() !== before.dueBy.getTime();
  return {
    ...before,
    dueBy,
    provisional,
    onTime,
    overdueNoticedAt: moved ? null : before.overdueNoticedAt,
    overdueProven: moved ? null : before.overdueProven,
  };
}
