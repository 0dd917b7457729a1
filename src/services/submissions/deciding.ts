import { submissionEvent } from '../../domain/alerts/events';
import { Refusal } from '../../domain/errors';
import type { SubmissionId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Review } from '../../domain/reviews/review';
import {
  DECLINE_REASONS,
  RETURN_REASONS,
  type MetCriterion,
  type Submission,
} from '../../domain/submissions/submission';
import { decide, decidesOwn } from '../../domain/submissions/submissionTable';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ReviewedSubject } from '../steps';
import type { OfficeDecisionDraft, SubmissionServices } from './contract';
import { refusal } from './writing';

type Shown = (id: SubmissionId, principal: Principal) => ReturnType<SubmissionServices['show']>;

/** What the office does with what came in: it alone, and never with the word of the unit. */
export function createDeciding(
  deps: ServiceDeps,
  { reviewed, show }: { readonly reviewed: ReviewedSubject; readonly show: Shown },
): Pick<SubmissionServices, 'decide'> {
  const { storage, ids, clock } = deps;
  // The unit may have withdrawn it while a decision stood, which it did not follow then.
  const followReview = async (id: SubmissionId): Promise<Review | null> => {
    const review = await storage.reviews.ofSubject('submission', id);
    if (review !== null) await reviewed.follow(review);
    return review;
  };
  return {
    decide: async ({ id, version }, draft, principal) => {
      demandOffice(principal);
      const review = await followReview(id);
      const before = await storage.submissions.byId(id, null);
      if (before === null) throw notFound('报送信息');
      if (before.version !== version) throw conflict('这条报送信息在您打开之后有了新的进展。');
      if (decidesOwn(before, review, principal.personId)) throw ownRefusal();
      const criteria = criteriaOf(deps, before, { draft, principal });
      demandReason(draft);
      const made = decide(
        before,
        { ...draft, criteria },
        { by: principal.personId, name: principal.name, at: clock.now() },
      );
      if ('refused' in made) throw refusal(made.refused);
      const context = { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() };
      const event = submissionEvent({ ...context, before, submission: made.submission });
      if (!(await storage.submissions.move(before, made.submission, event)))
        throw conflict('另一位同事刚刚办理了这条报送信息。');
      if (draft.decision === 'reconsider') await followReview(id);
      return show(id, principal);
    },
  };
}

/** Why nobody of the office decides about what is their own. */
export function ownRefusal(): Refusal {
  return new Refusal('self-approval', '不能决定本人撰写、报送或审核过的信息。', { remedy: '请由另一位同事办理。' });
}

/** Throws `Refusal` `forbidden` unless they decide for the whole office. */
export function demandOffice(principal: Principal): void {
  demand('submission.decide', principal);
  if (principal.unitId !== null)
    throw new Refusal('forbidden', '报送信息由主管单位采用或退回。', { remedy: '请联系主管单位的经办人。' });
}

/** A reason of the list that belongs to the decision, and none where none is asked for. */
function demandReason({ decision, reason }: OfficeDecisionDraft): void {
  const reasons: readonly string[] =
    decision === 'return' ? RETURN_REASONS : decision === 'decline' ? DECLINE_REASONS : [];
  if (reasons.length === 0 ? reason !== null : reason === null || !reasons.includes(reason))
    throw invalidInput(
      'reason',
      reasons.length === 0 ? '这一步不填写原因类别。' : '请选择原因。',
      reasons.length === 0 ? '请去掉 reason。' : `可用取值：${reasons.join('、')}。`,
    );
}

/** Each criterion with its points of today; what was found earlier stays with who found it and its points of then. */
function criteriaOf(
  { settings, clock }: ServiceDeps,
  { adoption, state }: Submission,
  { draft, principal }: { readonly draft: OfficeDecisionDraft; readonly principal: Principal },
): readonly MetCriterion[] {
  const { personId: by, name } = principal;
  const twice = draft.criteria.find((key, at) => draft.criteria.indexOf(key) !== at);
  if (twice !== undefined)
    throw invalidInput('criteria', `质量标准“${twice}”选了不止一次。`, '每项标准只能选一次，请去掉重复的。');
  return draft.criteria.map((key) => {
    const earlier = state === 'adopted' ? adoption?.criteria.find((met) => met.key === key) : undefined;
    const criterion = settings.submissions.criteria.find((one) => one.key === key);
    if (earlier !== undefined) return earlier;
    if (criterion === undefined)
      throw invalidInput('criteria', `没有“${key}”这一质量标准。`, '请从本单位设定的标准中选择。');
    return { key, points: criterion.points, by, name, at: clock.now() };
  });
}
