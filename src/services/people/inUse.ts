import { civilDateOf, addCivilDays } from '../../domain/time/civil';
import type { PersonId } from '../../domain/ids';
import type { ServiceDeps } from '../settings';
import type { ImportSteps } from '../steps';

/** Days of duty are planned no further ahead. */
const MOST_DAYS_AHEAD = 366;
const MOST_LINES = 50;

/**
 * Those who cannot be taken out again: they have signed in, or somebody has given them something. What one can only have by
 * acting is nothing that somebody has who never signed in.
 */
export function createPeopleInUse({ storage, clock }: ServiceDeps): ImportSteps['people']['inUse'] {
  /** What is set up for the office and may name anybody, as one text. */
  const readSetUp = async (): Promise<string> => {
    const today = civilDateOf(clock.now());
    const rosters = await storage.dutyRosters.list();
    const span = { from: addCivilDays(today, -MOST_DAYS_AHEAD), to: addCivilDays(today, MOST_DAYS_AHEAD) };
    const days = await storage.dutyDays.between(
      rosters.map(({ id }) => id),
      span,
    );
    return JSON.stringify([
      ...[days, await storage.substitutions.list(), await storage.notifyRoutes.list(), await storage.ladders.list()],
      ...[await storage.digestPlans.list(), await storage.delegations.presentOn(today)],
    ]);
  };
  const isNamed = async (id: PersonId): Promise<boolean> =>
    (await storage.liaisons.ofPerson(id)).length > 0 ||
    (await storage.courses.isAttended(id)) ||
    (await storage.alerts.list({ assignedTo: id }, { limit: 1, cursor: null }, null)).items.length > 0 ||
    (await storage.reviews.assignedTo(id, null)).length > 0;
  return async (ids) => {
    const found = new Map<PersonId, 'signed-in' | 'is-named'>();
    const setUp = ids.length === 0 ? '' : await readSetUp();
    for (const id of ids) {
      const told = await storage.ledger.ofSubject(`person:${id}`, { limit: MOST_LINES, cursor: null });
      const isKnown = (await storage.sessions.open(id, clock.now())).length > 0;
      if (isKnown || told.items.some(({ kind }) => kind === 'signed-in')) found.set(id, 'signed-in');
      else if (setUp.includes(id) || (await isNamed(id))) found.set(id, 'is-named');
    }
    return found;
  };
}
