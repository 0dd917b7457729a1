import { Refusal } from '../../../domain/errors';
import { mandateEvent } from '../../../domain/alerts/events';
import type { MandateId } from '../../../domain/ids';
import type { ReviewStep } from '../../../domain/mandates/mandate';
import { moveMandate, type MandateRefusal } from '../../../domain/mandates/mandateTable';
import type { Principal } from '../../../domain/people/role';
import { personActor } from '../../actors';
import { conflict, demand, invalidInput, notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { MandateServices } from '../contract';

/**
 * Takes one step of the review: pass (初审 → 审核 → 签发), return, refuse, or withdraw after issue. The next issuing tick
 * releases or withdraws the obligations. Throws `Refusal` `forbidden`, `not-found`, `self-approval`, `invalid-input`,
 * `conflict`.
 */
export function createReview({ storage, clock, ids }: ServiceDeps): Pick<MandateServices, 'review' | 'decide'> {
  const take = async (
    mandateId: MandateId,
    { step, reason }: { readonly step: ReviewStep; readonly reason: string },
    principal: Principal,
  ): Promise<void> => {
    const now = clock.now();
    demand('mandate.review', principal);
    // A mandate concerns the whole office: somebody of one unit cannot issue it to the others.
    if (principal.unitId !== null)
      throw new Refusal('forbidden', '必转任务由主管单位审核。', { remedy: '请联系主管单位的经办人。' });
    const mandate = await storage.mandates.byId(mandateId);
    if (mandate === null) throw notFound('必转任务');
    const move = moveMandate(mandate, step, { by: principal.personId, name: principal.name, at: now, reason });
    if ('refused' in move) throw refusal(move.refused);
    const event = mandateEvent({
      eventId: ids.eventId(),
      actor: personActor(principal),
      now,
      mandate: move.mandate,
      event: EVENTS[step],
      from: mandate.stage,
      ...(step === 'approve' ? {} : { note: reason.trim() }),
    });
    if (!(await storage.mandates.review(mandate, move.mandate, event)))
      throw conflict('另一位同事刚刚办理了这一环节。');
  };
  return {
    review: async (mandateId, principal) => take(mandateId, { step: 'approve', reason: '' }, principal),
    decide: take,
  };
}

const EVENTS = { approve: 'reviewed', return: 'returned', refuse: 'refused', withdraw: 'withdrawn' } as const;

function refusal(code: MandateRefusal): Refusal {
  switch (code) {
    case 'no-such-step':
      return conflict('这一任务当前不能办理这一步。');
    case 'reason-missing':
      return invalidInput('reason', '请写明理由。', '理由会记入台账。');
    case 'self-approval':
      return new Refusal('self-approval', '同一人不能办理同一任务的两个审核环节。', {
        remedy: '请由另一位同事办理下一环节。',
      });
  }
}
