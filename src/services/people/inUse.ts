import { civilDateOf, addCivilDays } from '../../domain/time/civil';
import type { PersonId } from '../../domain/ids';
import type { ServiceDeps } from '../settings';
import type { ImportSteps } from '../steps';

/** Days of duty are planned no further ahead. */
const MOST_DAYS_AHEAD = 366;

/**
 * Those who cannot be taken out again: they have signed in, or somebody has given them something. What one can only
 * have by acting is nothing that somebody has who never signed in.
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
  return async (ids, without) => {
    const found = new Map<PersonId, 'signed-in' | 'is-named'>();
    if (ids.length === 0) return found;
    const setUp = await readSetUp();
    const known = await storage.takingBack.peopleInUse(ids, without);
    // The store knows the lines that are in no file yet.
    const subjects = ids.filter((id) => known.get(id) !== 'signed-in').map((id) => `person:${id}`);
    const longAgo = await storage.ledger.sealedSubjectsOf('signed-in', subjects);
    for (const id of ids) {
      const reason = known.get(id);
      if (reason === 'signed-in' || longAgo.has(`person:${id}`)) found.set(id, 'signed-in');
      else if (reason !== undefined || setUp.includes(id)) found.set(id, 'is-named');
    }
    return found;
  };
}
