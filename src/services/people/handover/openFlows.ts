import { reviewFlowEvent, takersEvent } from '../../../domain/alerts/events';
import { inScope } from '../../../domain/people/permissions';
import { flowHandedOver, namesTaker } from '../../../domain/reviews/namedTakers';
import { barredPeople } from '../../../domain/reviews/reviewPasses';
import { personActor } from '../../actors';
import { ofOffice, type Finder } from './openThing';

const NOTE = '工作交接';

/** Flows that name the leaver: what is handed in from now on waits for the successor. */
export const reviewFlows: Finder = async ({ storage, clock, ids }, leaving) => {
  const { from, by } = leaving;
  const named = (await storage.reviewFlows.list()).filter((flow) => namesTaker(flow, from.id));
  return Promise.all(
    named.map(async (flow) => {
      const unit = flow.unitId === null ? null : await storage.units.byId(flow.unitId, by.unitId);
      return {
        ...{ kind: 'review-flow' as const, id: `${flow.kind}:${flow.unitId ?? 'office'}`, label: flow.clause },
        obstacle: (to) => (unit === null || inScope(to.unitId, unit.path) ? null : 'unseen'),
        give:
          unit === null && ofOffice(leaving, true) === null
            ? null
            : async (to) => {
                const next = { ...flowHandedOver(flow, from.id, to.id), version: flow.version + 1 };
                const context = { eventId: ids.eventId(), actor: personActor(by), now: clock.now() };
                const event = reviewFlowEvent({ ...context, flow: next, to: 'changed', note: `${NOTE}：${to.name}` });
                return (await storage.reviewFlows.put(next, event)) !== null;
              },
      };
    }),
  );
};

/** Reviews under way follow the flow they began with: each is given on by itself. */
export const reviewTakers: Finder = async ({ storage, clock, ids }, { from, by }) =>
  (await storage.reviews.naming(from.id, by.unitId)).map((review) => ({
    ...{ kind: 'review-taker', id: review.id, label: review.title },
    obstacle: (to) => {
      if (!inScope(to.unitId, review.unitPath)) return 'unseen';
      return barredPeople(review).includes(to.id) ? 'not-permitted' : null;
    },
    give: async (to) => {
      const flow = flowHandedOver(review.flow, from.id, to.id);
      const next = { ...review, flow, version: review.version + 1 };
      const context = { eventId: ids.eventId(), actor: personActor(by), now: clock.now() };
      const event = takersEvent({ ...context, review: next, reason: 'handed-over', names: to.name, note: NOTE });
      return storage.reviews.move(review, next, event);
    },
  }));
