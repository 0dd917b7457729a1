import type { PersonId } from '../ids';
import type { Review, ReviewFlow, Takers } from './review';
import { barredPeople } from './reviewPasses';
import type { ReviewMove } from './reviewTable';

/** The place of the secrecy gate among the stages somebody can be named for. */
const SECRECY_PLACE = 'secrecy';

/** Who may take each stage, and the secrecy gate, by its place. */
function takersOf({ stages, secrecy }: Pick<ReviewFlow, 'stages' | 'secrecy'>): readonly TakersAt[] {
  return [
    ...stages.map(({ key, takers }) => ({ at: key, takers })),
    ...(secrecy === null ? [] : [{ at: SECRECY_PLACE, takers: secrecy.takers }]),
  ];
}

interface TakersAt {
  readonly at: string;
  readonly takers: Takers;
}

/** Whether a flow names somebody. */
export function namesTaker(flow: Pick<ReviewFlow, 'stages' | 'secrecy'>, id: PersonId): boolean {
  return takersOf(flow).some(({ takers }) => takers.people.includes(id));
}

/** Whether a place waits for named people alone, all of whom have left. */
export function isStuck({ actions, people, duties = [] }: Takers, hasLeft: (id: PersonId) => boolean): boolean {
  return actions.length + duties.length === 0 && people.every(hasLeft);
}

/** The flow with the successor in the leaver's place. */
export function flowHandedOver(flow: ReviewFlow, from: PersonId, to: PersonId): ReviewFlow {
  const given = (takers: Takers): Takers => ({
    ...takers,
    people: [...new Set(takers.people.map((id) => (id === from ? to : id)))],
  });
  return withTakers(flow, (_at, takers) => given(takers));
}

/** The places of an open review that are still to be taken, with who may take them. */
export function openPlaces({ flow, state, passed }: Pick<Review, 'flow' | 'state' | 'passed'>): readonly TakersAt[] {
  if (state !== 'open' && state !== 'returned') return [];
  const { stages, secrecy } = flow;
  return takersOf({ stages: stages.slice(state === 'returned' ? 0 : passed), secrecy });
}

/**
 * Names others for a place that is still to be taken, beside the rights and duties it is given to. Who wrote it or has
 * passed a stage of it is not named: they could not take it.
 */
export function nameTakers(
  review: Review,
  { at, people }: { readonly at: string; readonly people: readonly PersonId[] },
): ReviewMove {
  if (!openPlaces(review).some((place) => place.at === at)) return { refused: 'no-such-step' };
  const barred = barredPeople(review);
  if (people.some((id) => barred.includes(id))) return { refused: 'self-approval' };
  const flow = withTakers(review.flow, (place, takers) => (place === at ? { ...takers, people } : takers));
  const isNext = review.flow.stages[review.passed]?.key === at;
  const assigneeId = isNext ? null : review.assigneeId;
  return { review: { ...review, flow, assigneeId, version: review.version + 1 } };
}

function withTakers(flow: ReviewFlow, change: (at: string, takers: Takers) => Takers): ReviewFlow {
  const { stages, secrecy } = flow;
  return {
    ...flow,
    stages: stages.map((stage) => ({ ...stage, takers: change(stage.key, stage.takers) })),
    secrecy: secrecy === null ? null : { ...secrecy, takers: change(SECRECY_PLACE, secrecy.takers) },
  };
}
