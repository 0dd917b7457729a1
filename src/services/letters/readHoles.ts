import type { UnitId } from '../../domain/ids';
import type { DigestFigures } from '../../domain/letters/digest';
import { holesOf } from '../../domain/oncall/onDuty';
import { dutyPlansOf } from '../../domain/oncall/roster';
import { addCivilDays, civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';

/** Days to come that are looked at for holes of rosters, today among them. */
const HOLES_AHEAD_DAYS = 14;

/** Of the rosters of the scope, those of the office among them where it is the office's. */
export async function readHoles(
  { storage }: ServiceDeps,
  scope: UnitId | null,
  now: Instant,
): Promise<DigestFigures['holes']> {
  const rosters = (await storage.dutyRosters.list()).filter(({ disabled }) => !disabled);
  if (rosters.length === 0) return [];
  const units = scope === null ? null : new Set((await storage.units.list(scope)).map(({ id }) => id));
  const own = rosters.filter(({ unitId }) => units === null || (unitId !== null && units.has(unitId)));
  const from = civilDateOf(now);
  const span = { from, to: addCivilDays(from, HOLES_AHEAD_DAYS - 1) };
  const [days, standIns, people] = await Promise.all([
    storage.dutyDays.between(
      own.map(({ id }) => id),
      span,
    ),
    storage.substitutions.list(),
    storage.people.list(),
  ]);
  const able = new Set(people.filter(({ disabled }) => !disabled).map(({ id }) => id));
  const holes = holesOf(dutyPlansOf(own, days, standIns), span, (id) => able.has(id));
  return own.flatMap(({ id, name }) => {
    const dates = holes.filter(({ rosterId }) => rosterId === id).map(({ date }) => date);
    return dates.length === 0 ? [] : [{ roster: name, dates }];
  });
}
