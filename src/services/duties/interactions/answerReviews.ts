import { interactionEvent } from '../../../domain/alerts/events';
import { formerWriters, type Interaction } from '../../../domain/duties/interaction';
import { followReview } from '../../../domain/duties/interactionTable';
import { Refusal } from '../../../domain/errors';
import type { InteractionId } from '../../../domain/ids';
import { reviewEvent } from '../../../domain/alerts/events';
import { maskPersonalData } from '../../../domain/privacy/maskPersonalData';
import type { Review } from '../../../domain/reviews/review';
import { openReview, withAuthor } from '../../../domain/reviews/reviewTable';
import { systemActor } from '../../actors';
import { conflict } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { ReviewedSubject, ReviewSteps } from '../../steps';
import { tellDuty } from './tellDuty';

const KIND = 'answer' as const;
const PASSES = 5;

export interface AnswerReviews {
  /** Takes an answer that was handed in to its review; safe to repeat. */
  handIn(interaction: Interaction): Promise<void>;
  /** Throws `Refusal` `self-approval` where whoever wrote the answer has passed a stage of its review. */
  demandMayWrite(interaction: Interaction): Promise<void>;
  readonly reviewed: ReviewedSubject;
}

/** Between an answer and its review: each is one write, and whatever is killed between two of them is gone on with. */
export function createAnswerReviews(deps: ServiceDeps, steps: ReviewSteps): AnswerReviews {
  const { storage, clock, ids } = deps;
  const follow = createFollow(deps);
  const takenToReview = async (interaction: Interaction): Promise<Review> => {
    const { answer, reviewKey: subjectId } = interaction;
    const duty = await storage.duties.byId(interaction.dutyId, null);
    if (answer === null || duty === null) throw conflict('这条留言还没有答复。');
    const { contentHash, author } = answer;
    const title = maskPersonalData(interaction.title);
    const now = clock.now();
    const subject = {
      ...{ kind: KIND, subjectId, title, unitId: duty.unitId, unitPath: duty.unitPath, author, contentHash },
      ...{ dueBy: duty.dueBy, formerAuthors: formerWriters(interaction) },
    };
    const review = await steps.ensureReview(subject, ({ id, flow }) => openReview(subject, { id, flow, at: now }), {
      actor: { kind: 'person', personId: author.id, name: author.name },
      now,
    });
    // A return it has not followed came after this very hand-in: that is what is to be followed, not answered.
    if (review.state === 'returned' && review.steps.length > interaction.followed) return review;
    const { formerAuthors } = subject;
    return steps.handInReview(await written(review, author), { contentHash, title, formerAuthors }, author);
  };
  /** The review in the name of whoever wrote the answer last: whoever wrote it before passes none of it either. */
  const written = async (review: Review, author: NonNullable<Review['author']>): Promise<Review> => {
    if (review.author?.id === author.id) return review;
    const move = withAuthor(review, author);
    if ('refused' in move) throw ownPass();
    const actor = { kind: 'person', personId: author.id, name: author.name } as const;
    const context = { eventId: ids.eventId(), actor, now: clock.now() };
    const event = reviewEvent({ ...context, before: review, review: move.review });
    if (!(await storage.reviews.move(review, move.review, event))) throw conflict('另一位同事刚刚办理了这一环节。');
    return move.review;
  };
  return {
    handIn: async (interaction) => {
      const review = await withoutLosing(() => takenToReview(interaction));
      await storage.interactions.markHandedIn(interaction);
      await follow(review);
      await steps.reviewFollowed(review);
    },
    demandMayWrite: async ({ reviewKey, answer }) => {
      const review = await storage.reviews.ofSubject(KIND, reviewKey);
      if (review === null || answer === null || review.author?.id === answer.author.id) return;
      if ('refused' in withAuthor(review, answer.author)) throw ownPass();
    },
    reviewed: { kind: KIND, follow },
  };
}

function ownPass(): Refusal {
  return new Refusal('self-approval', '审核过这份答复的人不能再撰写它。', { remedy: '请由没有审核过的同事撰写。' });
}

/** Somebody takes a step of the review at the same instant: it is read again, and what is to be done decided anew. */
async function withoutLosing(take: () => Promise<Review>): Promise<Review> {
  for (let pass = 1; ; pass += 1)
    try {
      return await take();
    } catch (error) {
      if (pass === PASSES || !(error instanceof Refusal) || error.code !== 'conflict') throw error;
    }
}

/** Makes a message agree with the review of its answer, and its duty with the message. */
function createFollow(deps: ServiceDeps): ReviewedSubject['follow'] {
  const { storage, ids } = deps;
  return async (review) => {
    for (let pass = 0; pass < PASSES; pass += 1) {
      const interaction = await storage.interactions.ofReview(review.subjectId as InteractionId);
      const next = interaction === null ? null : followReview(interaction, review, ids.id<InteractionId>());
      if (interaction === null || next === null) {
        if (interaction !== null && !interaction.isTold) await tellDuty(deps, interaction);
        return;
      }
      const entry = next.thread.at(-1);
      const event = interactionEvent({
        eventId: ids.eventId(),
        actor: entry?.by == null ? systemActor('reviews') : { kind: 'person', personId: entry.by, name: entry.name },
        now: entry?.at ?? next.receivedAt,
        before: interaction,
        interaction: next,
      });
      if (!(await storage.interactions.move(interaction, next, event))) continue;
      if (!next.isTold) await tellDuty(deps, next);
      return;
    }
    throw conflict('这条留言正被他人频繁改动。');
  };
}
