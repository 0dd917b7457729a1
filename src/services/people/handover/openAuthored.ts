import { makeEvent } from '../../../domain/alerts/events';
import type { InteractionId } from '../../../domain/ids';
import { inScope } from '../../../domain/people/permissions';
import { REVIEW_KINDS, type Review } from '../../../domain/reviews/review';
import type { Person } from '../../../ports/storage';
import { personActor } from '../../actors';
import type { ServiceDeps } from '../../settings';
import { giveReview, hasPassed } from './giveReview';
import type { Finder, Leaving } from './openThing';

/** What else has an author: submissions and own items are given by themselves, with their reviews. */
const KINDS = REVIEW_KINDS.filter((kind) => kind !== 'submission' && kind !== 'own-post');

/** What the leaver handed in and is under review: returned, it would wait for nobody. */
export const authored: Finder = async (deps, { from, by }) =>
  (await deps.storage.reviews.authoredBy(from.id, KINDS, by.unitId)).map((review) => ({
    ...{ kind: 'authored', id: review.id, label: review.title },
    obstacle: (to) => {
      if (!inScope(to.unitId, review.unitPath)) return 'unseen';
      return hasPassed(review, to) ? 'not-permitted' : null;
    },
    give: async (to) => {
      // The answer first: killed after it, its review is still the leaver's, and is found and given again.
      if (review.kind === 'answer' && !(await giveAnswer(deps, review, { to, by }))) return false;
      return giveReview(deps, review, { to, by });
    },
  }));

async function giveAnswer(
  { storage, ids, clock }: ServiceDeps,
  { subjectId }: Review,
  { to, by }: { readonly to: Person; readonly by: Leaving['by'] },
): Promise<boolean> {
  const interaction = await storage.interactions.ofReview(subjectId as InteractionId);
  if (interaction?.answer == null || interaction.answer.author.id === to.id) return true;
  const { id, dutyId, state, answer, version } = interaction;
  const next = { ...interaction, answer: { ...answer, author: { id: to.id, name: to.name } }, version: version + 1 };
  const event = makeEvent(
    { eventId: ids.eventId(), actor: personActor(by), now: clock.now() },
    {
      ...{ kind: 'interaction-changed', subject: `interaction:${id}`, from: state, to: state },
      ...{ reason: 'handed-over', data: { dutyId, authorName: to.name } },
    },
  );
  return storage.interactions.move(interaction, next, event);
}
