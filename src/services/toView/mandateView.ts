import { countingFrom } from '../../domain/mandates/countingFrom';
import { progressGroup } from '../../domain/mandates/obligationTable';
import { isEnded } from '../../domain/mandates/mandateTable';
import type { Mandate, MandateRule, PublishJob } from '../../domain/mandates/mandate';
import { dueAt } from '../../domain/time/deadline';
import type { DeadlineView, MandateView } from '../../api/mandates';
import type { JobView, ObligationView } from '../../api/obligations';
import type { ListedObligation, ProgressCounts } from '../../ports/storage';
import { deadlineRules } from '../deadlineRules';
import type { ServiceSettings } from '../settings';
import { iso, isoOrNull, publishedView } from './isoInstant';
import type { UnitDirectory } from '../unitNames';

export const NO_PROGRESS: ProgressCounts = { done: 0, late: 0, running: 0, manual: 0, missed: 0, 'not-applicable': 0 };

/** `total` counts the accounts that have to repost: those it does not apply to are shown apart and counted nowhere. */
export function mandateView(
  mandate: Mandate,
  context: {
    readonly rule: MandateRule | undefined;
    readonly progress: ProgressCounts;
    readonly interpretations: MandateView['interpretations'];
    readonly settings: ServiceSettings;
  },
): MandateView {
  const { rule, progress, interpretations } = context;
  return {
    id: mandate.id,
    policyId: mandate.policyId,
    title: mandate.title,
    docNumber: mandate.docNumber,
    issuer: mandate.issuer,
    sourceUrl: mandate.sourceUrl,
    ruleTitle: rule?.title ?? '',
    stage: mandate.stage,
    issuedAt: iso(mandate.issuedAt),
    deadline: deadlineView(mandate, rule, context.settings),
    total: Object.entries(progress).reduce(
      (sum, [group, count]) => (group === 'not-applicable' ? sum : sum + count),
      0,
    ),
    progress,
    interpretations,
    nextAction: nextActionOf(mandate, progress),
    reviews: mandate.reviews.map(({ stage, step = 'approve', by, name, at, reason }) => ({
      stage,
      step,
      by: name ?? (by === 'rule' ? 'rule' : ''),
      at: iso(at),
      reason: reason ?? null,
    })),
  };
}

function nextActionOf(mandate: Mandate, progress: ProgressCounts): MandateView['nextAction'] {
  if (isEnded(mandate)) return 'none';
  if (mandate.stage !== 'issued') return 'review';
  if (progress.missed > 0) return 'chase-overdue';
  if (progress.manual > 0) return 'do-manual-tasks';
  return progress.running > 0 || !mandate.expanded ? 'wait' : 'none';
}

/**
 * The days counted are worked out again from the rule, which gives the same result as when the mandate was made or
 * corrected.
 */
function deadlineView(mandate: Mandate, rule: MandateRule | undefined, settings: ServiceSettings): DeadlineView {
  const limit = rule?.limit ?? { workingDays: 1 };
  const from = countingFrom(mandate);
  const { days } = dueAt(from, limit, deadlineRules(settings));
  return {
    published: publishedView(from),
    dueBy: iso(mandate.dueBy),
    provisional: mandate.provisional,
    limit,
    days,
  };
}

export function obligationView(obligation: ListedObligation, units: UnitDirectory): ObligationView {
  const { evidence } = obligation;
  return {
    id: obligation.id,
    mandateId: obligation.mandateId,
    accountId: obligation.accountId,
    siteId: obligation.siteId,
    accountName: obligation.accountName,
    platform: obligation.platform,
    unitId: obligation.unitId,
    unitName: units.nameOf(obligation.unitId),
    policyTitle: obligation.policyTitle,
    state: obligation.state,
    group: progressGroup(obligation),
    manualReason: obligation.manualReason,
    taken: takenView(obligation),
    dueBy: iso(obligation.dueBy),
    provisional: obligation.provisional,
    submittedAt: isoOrNull(obligation.submittedAt),
    fulfilledAt: isoOrNull(obligation.fulfilledAt),
    onTime: obligation.onTime,
    overdueNoticedAt: isoOrNull(obligation.overdueNoticedAt),
    overdueProven: obligation.overdueProven,
    evidence:
      evidence === null
        ? null
        : {
            url: evidence.url,
            title: evidence.title,
            published: publishedView(evidence.publishedAt),
            firstSeenAt: iso(evidence.firstSeenAt),
            basis: evidence.basis,
            lookId: evidence.lookId,
            textHash: evidence.textHash,
            similarity: evidence.similarity,
            columnId: evidence.columnId ?? null,
          },
  };
}

function takenView({ taken }: ListedObligation): ObligationView['taken'] {
  return taken === undefined || taken === null ? null : { name: taken.name, at: iso(taken.at) };
}

export function jobView(job: PublishJob): JobView {
  return {
    id: job.id,
    obligationId: job.subject.kind === 'repost' ? job.subject.obligationId : null,
    ownPostId: job.subject.kind === 'own-post' ? job.subject.ownPostId : null,
    accountId: job.accountId,
    platform: job.platform,
    state: job.state,
    attempt: job.attempt,
    dueAt: iso(job.dueAt),
    dueBy: iso(job.dueBy),
    receipt:
      job.receipt === null
        ? null
        : { platformIds: job.receipt.platformIds, url: job.receipt.url, acceptedAt: iso(job.receipt.acceptedAt) },
    errors: job.errors.map((error) => ({
      at: iso(error.at),
      attempt: error.attempt,
      remedy: error.remedy,
      code: error.code,
      message: error.message,
    })),
    createdAt: iso(job.createdAt),
    settledAt: isoOrNull(job.settledAt),
  };
}
