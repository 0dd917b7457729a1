import type { RosterId } from '../../domain/ids';
import { dutyPlansOf, type DutyPlan, type DutyRoster } from '../../domain/oncall/roster';
import type { DateSpan } from '../../ports/oncallStorage';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { PeopleById } from './dutyViews';

type Deps = Pick<ServiceDeps, 'storage'>;

export async function readPeople({ storage }: Deps): Promise<PeopleById> {
  return new Map((await storage.people.list()).map((person) => [person.id, person]));
}

/** Throws `Refusal` `not-found`. */
export async function findRoster({ storage }: Deps, id: RosterId): Promise<DutyRoster> {
  const roster = await storage.dutyRosters.byId(id);
  if (roster === null) throw notFound('值班表');
  return roster;
}

/** Rosters with their days of the span. */
export async function readPlans(
  { storage }: Deps,
  rosters: readonly DutyRoster[],
  span: DateSpan,
): Promise<readonly DutyPlan[]> {
  const [days, substitutions] = await Promise.all([
    storage.dutyDays.between(
      rosters.map(({ id }) => id),
      span,
    ),
    storage.substitutions.list(),
  ]);
  return dutyPlansOf(rosters, days, substitutions);
}

export async function readPlan(deps: Deps, roster: DutyRoster, span: DateSpan): Promise<DutyPlan> {
  const [plan] = await readPlans(deps, [roster], span);
  return plan ?? { roster, days: [], substitutions: [] };
}
