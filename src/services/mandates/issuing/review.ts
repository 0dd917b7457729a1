import { Refusal } from '../../../domain/errors';
import { mandateEvent } from '../../../domain/alerts/events';
import type { MandateId } from '../../../domain/ids';
import { REVIEW_STAGES, type Mandate } from '../../../domain/mandates/mandate';
import type { Principal } from '../../../domain/people/role';
import { personActor } from '../../actors';
import { conflict, demand, notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';

/**
 * Takes the next review step: 初审 → 审核 → 签发. Nobody takes two steps of the same mandate. Once it is issued, the next
 * issuing tick releases its obligations. Throws `Refusal` `forbidden`, `not-found`, `self-approval`, `conflict`.
 */
export function createReview({
  storage,
  clock,
  ids,
}: ServiceDeps): (mandateId: MandateId, principal: Principal) => Promise<void> {
  return async (mandateId, principal) => {
    const now = clock.now();
    demand('mandate.review', principal);
    // A mandate concerns the whole office: somebody of one unit cannot issue it to the others.
    if (principal.unitId !== null)
      throw new Refusal('forbidden', '必转任务由主管单位审核。', { remedy: '请联系主管单位的经办人。' });
    const mandate = await storage.mandates.byId(mandateId);
    if (mandate === null) throw notFound('必转任务');
    const next = REVIEW_STAGES[REVIEW_STAGES.indexOf(mandate.stage) + 1];
    if (next === undefined) throw conflict('这一任务已经签发。');
    if (mandate.reviews.some((review) => review.by === principal.personId)) {
      throw new Refusal('self-approval', '同一人不能办理同一任务的两个审核环节。', {
        remedy: '请由另一位同事办理下一环节。',
      });
    }
    const reviewed: Mandate = {
      ...mandate,
      stage: next,
      reviews: [...mandate.reviews, { stage: next, by: principal.personId, at: now }],
    };
    const event = mandateEvent({
      eventId: ids.eventId(),
      actor: personActor(principal),
      now,
      mandate: reviewed,
      event: 'reviewed',
      from: mandate.stage,
    });
    if (!(await storage.mandates.review(mandate, reviewed, event))) throw conflict('另一位同事刚刚办理了这一环节。');
  };
}
