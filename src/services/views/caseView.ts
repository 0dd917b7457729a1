import type { Case } from '../../domain/cases/case';
import { nextSteps } from '../../domain/cases/moveCase';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { CaseView } from '../../api/cases';
import { stepRefusal } from '../../domain/cases/stepRefusal';
import { reviewKeyOf } from '../../domain/cases/proposal';
import type { CaseId, ReviewId } from '../../domain/ids';
import { accountsById } from '../accountsById';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull } from '../toView/isoInstant';
import type { createUnitNames } from '../unitNames';

/** Cases as this reader sees them: beside every next step, whether they may take it now and if not, why. */
export function createCaseViews(
  { storage }: ServiceDeps,
  unitNames: ReturnType<typeof createUnitNames>,
): (cases: readonly Case[], principal: Principal, now: Instant) => Promise<CaseView[]> {
  return async (cases, principal, now) => {
    const records = await accountsById(storage, [
      ...cases,
      ...cases.flatMap(({ successorAccountId: accountId }) => (accountId === null ? [] : [{ accountId }])),
    ]);
    const reviews = await reviewsOf(storage, cases);
    const units = await unitNames(now);
    return cases.map((shutdownCase) => {
      const record = records.get(shutdownCase.accountId);
      const account = record?.account;
      return {
        id: shutdownCase.id,
        accountId: shutdownCase.accountId,
        accountName: account?.name ?? '',
        platform: account?.platform ?? 'portal',
        unitId: shutdownCase.unitId,
        unitName: units.nameOf(shutdownCase.unitId),
        state: shutdownCase.state,
        occurredAt: iso(shutdownCase.occurredAt),
        openedAt: iso(shutdownCase.openedAt),
        rectifyBy: isoOrNull(shutdownCase.rectifyBy),
        closedAt: isoOrNull(shutdownCase.closedAt),
        closeReason: shutdownCase.closeReason,
        proposedBy: shutdownCase.proposedBy,
        successorName:
          shutdownCase.successorAccountId === null
            ? null
            : (records.get(shutdownCase.successorAccountId)?.account.name ?? ''),
        reviewId: reviews.get(shutdownCase.id) ?? null,
        nextSteps: nextSteps(shutdownCase, record?.verdict?.reason).map((step) => {
          const refusal = stepRefusal(shutdownCase, step.event, principal);
          return { ...step, dueBy: isoOrNull(step.dueBy), allowed: refusal === null, refusal };
        }),
        steps: shutdownCase.steps.map((step) => ({
          event: step.event,
          from: step.from,
          to: step.to,
          occurredAt: iso(step.occurredAt),
          recordedAt: iso(step.recordedAt),
          actor: step.actor.name,
          note: step.note,
        })),
      };
    });
  };
}

/** The reviews of those whose proposal is being decided. */
async function reviewsOf(
  storage: ServiceDeps['storage'],
  cases: readonly Case[],
): Promise<ReadonlyMap<CaseId, ReviewId>> {
  const found = new Map<CaseId, ReviewId>();
  for (const shutdownCase of cases) {
    if (shutdownCase.state !== 'proposed') continue;
    const review = await storage.reviews.ofSubject('case-step', reviewKeyOf(shutdownCase));
    if (review !== null) found.set(shutdownCase.id, review.id);
  }
  return found;
}
