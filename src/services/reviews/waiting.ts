import type { PersonId } from '../../domain/ids';
import type { Review } from '../../domain/reviews/review';
import type { Instant } from '../../domain/time/instant';
import { openPlaces } from '../../domain/reviews/namedTakers';
import { capacityWords } from '../../domain/reviews/takers';
import type { Page, PageRequest, Person, ReviewFilter, Scope } from '../../ports/storage';
import type { ServiceDeps } from '../settings';
import type { ReadCapacities } from './acting';
import { actsOf } from './reviewView';

type NamedPerson = Pick<Person, 'id' | 'name' | 'disabled'>;
/** Who is named in some reviews, as they are now; whoever is gone is not there. */
type Named = ReadonlyMap<PersonId, NamedPerson>;

/** Reads in one go who is to take the next stage of reviews, or is named for one that is still to be taken. */
export async function readNamed({ storage }: Pick<ServiceDeps, 'storage'>, reviews: readonly Review[]): Promise<Named> {
  const named = new Set(
    reviews.flatMap((review) => [
      ...(review.assigneeId === null ? [] : [review.assigneeId]),
      ...openPlaces(review).flatMap(({ takers }) => takers.people),
    ]),
  );
  return new Map((await storage.people.named([...named])).map((person) => [person.id, person]));
}

/** Those to whom a next stage is assigned and who have left: somebody else is to be named. */
async function readLeftAssignees({ storage }: Pick<ServiceDeps, 'storage'>): Promise<readonly PersonId[]> {
  const assignees = await storage.reviews.assignees();
  const present = new Set(
    (await storage.people.named(assignees)).flatMap(({ id, disabled }) => (disabled ? [] : [id])),
  );
  return assignees.filter((id) => !present.has(id));
}

interface Reader {
  readonly personId: PersonId;
  readonly capacities: ReadCapacities;
  readonly now: Instant;
}

/**
 * Whether a review is for somebody to do: a step they can take, or their own text that was returned to them. What
 * another one is named for is not, unless that one has left: then somebody is to be named anew.
 */
function isForReader(review: Review, reader: Reader & { readonly named: Named }): boolean {
  if (review.state === 'returned') return review.author?.id === reader.personId;
  const acts = actsOf(review, reader.capacities.of(review.kind), reader.now);
  const hasLeft = review.assigneeId !== null && (reader.named.get(review.assigneeId)?.disabled ?? true);
  return acts.some((act) => act !== 'assign' || hasLeft);
}

/** How often the store is asked for one page. */
const MOST_READS = 12;
/** What waits for somebody is counted so far. */
const COUNTED = 100;

/** Reads what is for somebody to do: what the store finds is nearly that, and read on until the page is full. */
export async function readWaiting(
  { storage }: Pick<ServiceDeps, 'storage'>,
  { filter, page, scope }: { readonly filter: ReviewFilter; readonly page: PageRequest; readonly scope: Scope },
  reader: Reader,
): Promise<Page<Review>> {
  const { personId, capacities } = reader;
  const left = await readLeftAssignees({ storage });
  const ways = capacities.ways.map(({ capacity, kinds }) => ({
    ...{ words: capacityWords(capacity), unitId: capacity.unitId, kinds },
  }));
  const assignees = [...new Set([...capacities.ways.map(({ capacity }) => capacity.personId), ...left])];
  const waitingFor = { ways, personId, assignees };
  const found: Review[] = [];
  let cursor = page.cursor;
  for (let read = 0; read < MOST_READS && found.length < page.limit; read += 1) {
    const part = await storage.reviews.list(
      { ...filter, waitingFor },
      { limit: page.limit - found.length, cursor },
      scope,
    );
    const named = await readNamed({ storage }, part.items);
    found.push(...part.items.filter((review) => isForReader(review, { ...reader, named })));
    cursor = part.nextCursor;
    if (cursor === null) break;
  }
  return { items: found, nextCursor: cursor };
}

/** How many are for somebody to do, counted up to a hundred. */
export async function countWaiting(deps: Pick<ServiceDeps, 'storage'>, scope: Scope, reader: Reader): Promise<number> {
  return (await readWaiting(deps, { filter: {}, page: { limit: COUNTED, cursor: null }, scope }, reader)).items.length;
}
