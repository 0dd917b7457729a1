import type { Alert } from '../domain/alerts/alert';
import { isRestored, NOT_SAID } from '../domain/notify/telling';
import type { AlertId, CaseId, MandateId, UnitId } from '../domain/ids';
import type { Reminder } from '../domain/letters/reminder';
import { OPEN_STATES } from '../domain/mandates/obligationTable';
import type { ServiceDeps } from './settings';

type Storage = ServiceDeps['storage'];

/** How much of a mandate is still to be done, by the unit it lies with. */
export async function openByUnit(storage: Storage, mandateId: MandateId): Promise<ReadonlyMap<UnitId, number>> {
  const counts = new Map<UnitId, number>();
  for (const { state, unitPath, count } of await storage.obligations.groupsOf(mandateId)) {
    const unitId = unitPath.at(-1);
    if (unitId !== undefined && OPEN_STATES.includes(state)) counts.set(unitId, (counts.get(unitId) ?? 0) + count);
  }
  return counts;
}

/**
 * What of these alerts is not over, by the unit it lies with; of one that folds several, those that none of the others
 * lies below.
 */
export async function alertsByUnit(
  storage: Storage,
  alerts: readonly Alert[],
): Promise<ReadonlyMap<UnitId, readonly AlertId[]>> {
  const open = alerts.filter(({ resolved }) => resolved === null);
  const units = open.some(({ byUnit }) => byUnit !== null) ? await storage.units.list(null) : [];
  const found = new Map<UnitId, AlertId[]>();
  for (const { id, unitId, byUnit } of open) {
    const own = units.filter((unit) => byUnit?.[unit.id] !== undefined);
    const above = new Set(own.flatMap(({ path }) => path.slice(0, -1)));
    const lowest = own.filter((unit) => !above.has(unit.id)).map((unit) => unit.id);
    for (const unit of byUnit !== null ? lowest : unitId !== null ? [unitId] : [])
      found.set(unit, [...(found.get(unit) ?? []), id]);
  }
  return found;
}

/**
 * Why nobody need be reminded any more: the unit has seen to it, it lies with others by now, or it is over without
 * anybody's doing. Whoever told it now would nag.
 */
type Needless = 'seen-to' | 'elsewhere' | 'over';

/** Null: something of it lies with the unit still, or nothing says, as of accounts that were picked. */
export async function needlessSince(
  storage: Storage,
  { subject, pickedIds, unitId }: Pick<Reminder, 'subject' | 'pickedIds' | 'unitId'>,
): Promise<Needless | null> {
  switch (subject.kind) {
    case 'mandate':
      return mandatesNeedless(storage, [subject.id], unitId);
    case 'mandates':
      return mandatesNeedless(storage, pickedIds as readonly MandateId[], unitId);
    case 'case':
      return casesNeedless(storage, [subject.id], unitId);
    case 'cases':
      return casesNeedless(storage, pickedIds as readonly CaseId[], unitId);
    case 'alert':
    case 'alerts': {
      const alertIds = subject.id === null ? (pickedIds as readonly AlertId[]) : [subject.id];
      const alerts = await storage.alerts.byIds(alertIds);
      const ends = new Set(alerts.map((alert) => endOf(alert, unitId)));
      if (ends.has(null)) return null;
      const [end, ...others] = ends;
      return end === undefined || others.length > 0 ? 'over' : end;
    }
    case 'accounts':
      return null;
  }
}

/** Null: the unit still owes something of one of them. */
async function mandatesNeedless(storage: Storage, ids: readonly MandateId[], unitId: UnitId): Promise<Needless | null> {
  let isTheirs = false;
  for (const id of ids) {
    const own = (await storage.obligations.groupsOf(id)).filter(({ unitPath }) => unitPath.at(-1) === unitId);
    if (own.some(({ state }) => OPEN_STATES.includes(state))) return null;
    isTheirs ||= own.length > 0;
  }
  return isTheirs ? 'seen-to' : 'elsewhere';
}

/** Null: one of them is open and lies with the unit. */
async function casesNeedless(storage: Storage, ids: readonly CaseId[], unitId: UnitId): Promise<Needless | null> {
  let isTheirs = false;
  for (const id of ids) {
    const found = await storage.cases.byId(id, null);
    if (found?.unitId !== unitId) continue;
    if (found.closedAt === null) return null;
    isTheirs = true;
  }
  return isTheirs ? 'seen-to' : 'elsewhere';
}

/** What has become of an alert for a unit that it lay with. Of one that folds several the units above have a share too. */
function endOf({ resolved, byUnit, unitId }: Alert, of: UnitId): Needless | null {
  if (resolved !== null) return isRestored(resolved.reason) && !NOT_SAID.has(resolved.reason) ? 'seen-to' : 'over';
  if (byUnit !== null) return byUnit[of] === undefined ? 'seen-to' : null;
  return unitId === of ? null : 'elsewhere';
}
