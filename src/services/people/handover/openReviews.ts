import { delegationEvent, reviewEvent } from '../../../domain/alerts/events';
import { capacitiesOf } from '../../../domain/people/assignment';
import { assign } from '../../../domain/reviews/reviewTable';
import type { Capacity } from '../../../domain/reviews/takers';
import { civilDateOf } from '../../../domain/time/civil';
import type { Person } from '../../../ports/storage';
import { personActor } from '../../actors';
import type { RightsOfRoles } from '../../rightsOfRoles';
import type { ServiceDeps } from '../../settings';
import { ofOffice, type Finder } from './openThing';

/** The successor gets the next stage; where they may not take it, nobody is named any more and whoever may takes it. */
export const reviews: Finder = async (deps, { from, by, rights }) => {
  const { storage, clock, ids } = deps;
  return (await storage.reviews.assignedTo(from.id, by.unitId)).map((review) => ({
    ...{ kind: 'review', id: review.id, label: review.title },
    give: async (to) => {
      const theirs = (await capacitiesIn(deps, to, rights))
        .map((one) => assign(review, one))
        .find((one) => 'review' in one);
      const move = theirs ?? assign(review, null);
      if (!('review' in move)) return false;
      const context = { eventId: ids.eventId(), actor: personActor(by), now: clock.now() };
      return storage.reviews.move(
        review,
        move.review,
        reviewEvent({ ...context, before: review, ...move, assigneeName: to.name }),
      );
    },
  }));
};

async function capacitiesIn(
  { storage, clock }: ServiceDeps,
  person: Person,
  rights: RightsOfRoles,
): Promise<readonly Capacity[]> {
  const { id, name } = person;
  const today = civilDateOf(clock.now());
  const duties = (await storage.liaisons.ofPerson(id)).filter(({ sinceOn }) => sinceOn <= today);
  return capacitiesOf(person).map(({ role, unitId }) => ({
    ...{ personId: id, name, actions: rights(role), unitId, duties },
  }));
}

/** Who leaves acts for nobody, and nobody acts for them: what was delegated ends. */
export const delegations: Finder = async ({ storage, clock, ids }, leaving) => {
  const today = civilDateOf(clock.now());
  const { from, by } = leaving;
  const named = [
    ...(await storage.delegations.givenBy(from.id, today)),
    ...(await storage.delegations.receivedBy(from.id, today)),
  ];
  return named.map((delegation) => ({
    ...{ kind: 'delegation', id: delegation.id, label: `${delegation.fromDate} – ${delegation.toDate}` },
    give: ofOffice(leaving, async () => {
      const context = { eventId: ids.eventId(), actor: personActor(by), now: clock.now() };
      const event = delegationEvent({ ...context, delegation, to: 'removed' });
      return storage.delegations.remove(delegation.id, delegation.version, event);
    }),
  }));
};
