import type { Interaction } from '../../../domain/duties/interaction';
import type { InteractionId } from '../../../domain/ids';
import type { Principal } from '../../../domain/people/role';
import { notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { ReviewedSubject, ReviewSteps } from '../../steps';
import type { DutyServices } from '../contract';
import { readDuty } from '../readDuty';
import { createAnswering, type ReadInteraction } from './answering';
import { createAnswerReviews } from './answerReviews';
import type { InteractionServices } from './contract';
import { interactionDetailView, interactionView } from './interactionView';
import { createPublicDesk } from './publicDesk';
import { createReceiving } from './receiving';
import { tellDuty } from './tellDuty';

/** Messages from outside and their answers; `reviewed`: what follows the reviews of those. */
export function createInteractionServices(
  deps: ServiceDeps,
  { steps, duties }: { readonly steps: ReviewSteps; readonly duties: DutyServices },
): { readonly services: InteractionServices; readonly reviewed: ReviewedSubject } {
  const { storage, log } = deps;
  const reviews = createAnswerReviews(deps, steps);
  const find = async (id: InteractionId): Promise<Interaction> => {
    const found = (await storage.interactions.byId(id)) ?? (await storage.interactions.ofReview(id));
    if (found === null) throw notFound('留言');
    return found;
  };
  const read: ReadInteraction = async (id, principal) => {
    const interaction = await find(id);
    return { interaction, seen: await readDuty(deps, interaction.dutyId, principal) };
  };
  const show = async (id: InteractionId, principal: Principal) => {
    const { interaction, seen } = await read(id, principal);
    const review = await storage.reviews.ofSubject('answer', interaction.reviewKey);
    const duty = await duties.show(interaction.dutyId, principal);
    return interactionDetailView(interaction, { seen, duty, reviewId: review?.id ?? null, principal });
  };
  return {
    reviewed: reviews.reviewed,
    services: {
      list: async ({ kind, ...query }, page, principal) => {
        const category = kind === undefined ? {} : { category: kind };
        const found = await duties.list({ ...query, ...category, subject: 'interaction' }, page, principal);
        const messages = await storage.interactions.ofDuties(found.items.map(({ id }) => id as Interaction['dutyId']));
        const byDuty = new Map(messages.map((one) => [one.dutyId as string, one]));
        const items = found.items.flatMap((duty) => {
          const message = byDuty.get(duty.id);
          return message === undefined ? [] : [interactionView(message, duty)];
        });
        return { ...found, items };
      },
      show,
      ...createReceiving(deps),
      ...createAnswering(deps, { read, reviews, show }),
      ...createPublicDesk(deps),
      resumeInteractions: async (limit) => {
        let resumed = 0;
        let failed = 0;
        for (const { id, version } of await storage.interactions.unfinished(limit))
          try {
            const interaction = await storage.interactions.byId(id);
            if (interaction?.version !== version) continue;
            if (!interaction.isTold) await tellDuty(deps, interaction);
            if (interaction.state === 'in-review' && !interaction.handedIn) await reviews.handIn(interaction);
            resumed += 1;
          } catch (error) {
            failed += 1;
            log.error('interaction-not-resumed', error, { interaction: id });
          }
        return resumed + failed === 0 ? {} : { resumed, failed };
      },
    },
  };
}
