import { takersEvent } from '../../domain/alerts/events';
import type { PersonId } from '../../domain/ids';
import { capacitiesOf } from '../../domain/people/assignment';
import { inScope, may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { nameTakers, openPlaces } from '../../domain/reviews/namedTakers';
import type { Review } from '../../domain/reviews/review';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { refusal } from './refusal';

/** Which units somebody sees, themselves included; null: all of them. */
type SeenUnits = ReadonlySet<string> | null;

/** Reads which units somebody sees who manages reviews; nobody else needs to know. */
export async function readSeenUnits(
  { storage }: Pick<ServiceDeps, 'storage'>,
  principal: Principal,
): Promise<SeenUnits> {
  const { unitId } = principal;
  if (unitId === null) return null;
  return new Set(may(principal, 'review.manage') ? (await storage.units.list(unitId)).map(({ id }) => id) : []);
}

/**
 * Whether somebody may name others for the stages of a review: who manages reviews, and might set the flow it follows.
 * A unit names nobody in the place of those its superior has named.
 */
export function mayName(review: Review, who: Pick<Principal, 'role' | 'actions'>, seen: SeenUnits): boolean {
  const ofTheirs = seen === null || (review.flow.unitId !== null && seen.has(review.flow.unitId));
  return may(who, 'review.manage') && ofTheirs && openPlaces(review).length > 0;
}

/** Names others for a place of a review that is still to be taken, with a reason. Throws `Refusal`. */
export async function nameOthers(
  { storage, clock, ids }: ServiceDeps,
  review: Review,
  {
    at,
    personIds,
    reason,
    by,
  }: {
    readonly at: string;
    readonly personIds: readonly PersonId[];
    readonly reason: string;
    readonly by: Principal;
  },
): Promise<Review> {
  demand('review.manage', by);
  if (!mayName(review, by, await readSeenUnits({ storage }, by))) throw refusal('not-yours');
  const note = writtenReason(reason);
  const named = await Promise.all([...new Set(personIds)].map((id) => storage.people.byId(id)));
  const people = named.flatMap((one) => (one === null || one.disabled ? [] : [one]));
  if (people.length < named.length) throw notFound('人员', 'personIds');
  const blind = people.find((one) => !capacitiesOf(one).some(({ unitId }) => inScope(unitId, review.unitPath)));
  if (blind !== undefined)
    throw invalidInput('personIds', `“${blind.name}”看不到这一事项的单位。`, '请选择该单位或上级单位的人员。');
  const move = nameTakers(review, { at, people: people.map(({ id }) => id) });
  if ('refused' in move) throw refusal(move.refused);
  const event = takersEvent({
    ...{ eventId: ids.eventId(), actor: personActor(by), now: clock.now(), review: move.review },
    ...{ reason: 'takers-named', names: people.map(({ name }) => name).join('、'), note },
  });
  if (!(await storage.reviews.move(review, move.review, event))) throw conflict('另一位同事刚刚办理了这一环节。');
  return move.review;
}
