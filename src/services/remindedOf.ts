import type { Alert } from '../domain/alerts/alert';
import type { AlertId, UnitId } from '../domain/ids';
import type { Reminder, ReminderSubject } from '../domain/letters/reminder';
import { OPEN_STATES } from '../domain/mandates/obligationTable';
import type { ServiceDeps } from './settings';

type Storage = ServiceDeps['storage'];

/**
 * How much of what is reminded of lies with each unit now; null: nothing says when accounts that were picked are seen
 * to. Scopes are not asked for here.
 */
export async function leftByUnit(
  storage: Storage,
  subject: ReminderSubject,
  pickedIds: readonly AlertId[],
): Promise<ReadonlyMap<UnitId, number> | null> {
  const counts = new Map<UnitId, number>();
  const add = (unitId: UnitId, count: number): void => {
    counts.set(unitId, (counts.get(unitId) ?? 0) + count);
  };
  switch (subject.kind) {
    case 'mandate':
      for (const { state, unitPath, count } of await storage.obligations.groupsOf(subject.id)) {
        const unitId = unitPath.at(-1);
        if (unitId !== undefined && OPEN_STATES.includes(state)) add(unitId, count);
      }
      return counts;
    case 'case': {
      const found = await storage.cases.byId(subject.id, null);
      if (found !== null && found.closedAt === null) add(found.unitId, 1);
      return counts;
    }
    case 'alert':
    case 'alerts': {
      const alerts = await storage.alerts.byIds(subject.id === null ? pickedIds : [subject.id]);
      for (const alert of alerts)
        if (alert.resolved === null) for (const unitId of await unitsOfAlert(storage, alert)) add(unitId, 1);
      return counts;
    }
    case 'accounts':
      return null;
  }
}

/** The unit has seen to it since it was reminded: whoever told it now would nag. */
export async function isSeenTo(
  storage: Storage,
  { subject, pickedIds, unitId }: Pick<Reminder, 'subject' | 'pickedIds' | 'unitId'>,
): Promise<boolean> {
  const left = await leftByUnit(storage, subject, pickedIds);
  return left !== null && !left.has(unitId);
}

/** The unit of an alert; of one that folds several, those that none of the others lies below. */
async function unitsOfAlert(
  storage: Storage,
  { unitId, byUnit }: Pick<Alert, 'unitId' | 'byUnit'>,
): Promise<readonly UnitId[]> {
  if (byUnit === null) return unitId === null ? [] : [unitId];
  const folded = new Set(Object.keys(byUnit) as UnitId[]);
  const units = (await storage.units.list(null)).filter(({ id }) => folded.has(id));
  const above = new Set(units.flatMap(({ path }) => path.slice(0, -1)));
  return units.filter(({ id }) => !above.has(id)).map(({ id }) => id);
}
