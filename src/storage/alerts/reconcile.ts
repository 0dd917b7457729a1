import type { Alert, UnitFigures } from '../../domain/alerts/alert';
import { alertChanges, FLAP_WINDOW_MS, type AlertsWanted } from '../../domain/alerts/alertChanges';
import type { AlertId, UnitId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { Ids } from '../../ports/runtime';
import type { Alerts } from '../../ports/storage';
import { MAX_BATCH } from '../checkInput';
import { coalesce } from '../coalesce';
import { anyOf, atLeast } from '../conditions';
import type { Filter, Sort, Table } from '../table';
import type { AlertLog } from './alertLog';
import { changeRow, readAlert, type AlertChangeRow, type AlertRow } from './alertRow';

interface Asked {
  readonly owner: string;
  readonly now: Instant;
  readonly read: (live: readonly Alert[]) => Promise<AlertsWanted>;
}
type Answer = Awaited<ReturnType<Alerts['reconcile']>>;

/** A folded alert, and what of it lies in which unit. */
interface Place {
  readonly id: AlertId;
  readonly seq: number;
  readonly shares: readonly UnitFigures[];
}

/** See `Alerts.reconcile`. Owners that are asked for meanwhile share their reads, their numbers and their writes. */
export function createReconcile(
  { alerts, ids }: { readonly alerts: Table<AlertRow>; readonly ids: Ids },
  { append }: Pick<AlertLog, 'append'>,
): Alerts['reconcile'] {
  const together = coalesce(async (asked: readonly Asked[]): Promise<readonly Answer[]> => {
    let answers: readonly Answer[] = [];
    let places: readonly Place[] = [];
    await append(async (end) => {
      const own = await readAlerts(alerts, { owner: anyOf(asked.map(({ owner }) => owner)), live: true }, { _id: 1 });
      checkWhole(asked, own);
      const wanted = await Promise.all(asked.map(({ owner, read }) => read(own.filter((one) => one.owner === owner))));
      const known = await alertsNow(alerts, { own, asked, wanted });
      const rows: AlertChangeRow[] = [];
      places = [];
      answers = asked.map((one, index) => {
        const told = tellOwner({ ...one, wanted: wanted[index] ?? NONE }, known, {
          nextSeq: end + 1 + rows.length,
          newId: () => ids.id<AlertId>(),
        });
        rows.push(...told.rows);
        places = [...places, ...told.places];
        return { changes: told.rows.length, laterAt: told.laterAt };
      });
      return rows;
    });
    for (const place of places) await keepShares(alerts, place);
    return answers;
  });
  return (owner, now, read) => together({ owner, now, read });
}

const NONE: AlertsWanted = { wanted: [], endOf: () => 'removed' };

/** As the changes of the owners before make them. */
interface Known {
  readonly live: Map<AlertId, Alert>;
  /** Those resolved last first. */
  readonly lately: Alert[];
}

/** What the alerts of one owner become, written down in what is known for the owners that follow. */
function tellOwner(
  { owner, now, wanted }: Omit<Asked, 'read'> & { readonly wanted: AlertsWanted },
  known: Known,
  { nextSeq, newId }: { readonly nextSeq: number; readonly newId: () => AlertId },
): { readonly rows: readonly AlertChangeRow[]; readonly places: readonly Place[]; readonly laterAt: Instant | null } {
  const causes = new Set(wanted.wanted.map(({ cause }) => cause));
  const live = [...known.live.values()].filter((alert) => alert.owner === owner || causes.has(alert.cause));
  const sinceMs = now.getTime() - FLAP_WINDOW_MS;
  const lately = known.lately.filter(({ changedAt }) => changedAt.getTime() >= sinceMs);
  const { changes, laterAt } = alertChanges({ live, lately }, wanted, { now, newId });
  const rows = changes.map((next, index) => {
    const seq = nextSeq + index;
    const before = known.live.get(next.id);
    if (next.resolved === null) known.live.set(next.id, { ...next, seq });
    else {
      known.live.delete(next.id);
      known.lately.unshift({ ...next, seq });
    }
    return changeRow(next, seq, next.byUnit === null ? [] : leftBy(before, next));
  });
  const placed = new Map([...known.live.values()].map((alert) => [alert.cause, alert]));
  const places = wanted.wanted.flatMap(({ cause, shares }) => {
    const alert = placed.get(cause);
    return shares === undefined || alert === undefined ? [] : [{ id: alert.id, seq: alert.seq, shares }];
  });
  return { rows, places, laterAt };
}

async function readAlerts(table: Table<AlertRow>, filter: Filter, sort: Sort): Promise<readonly Alert[]> {
  const rows = await table.many(filter, { sort, limit: MAX_BATCH });
  return rows.map(readAlert);
}

/** More than one answer holds: each owner asks for itself. */
function checkWhole(asked: readonly Asked[], read: readonly Alert[]): void {
  if (asked.length > 1 && read.length >= MAX_BATCH) throw new Error('More alerts than one answer holds.');
}

async function alertsNow(
  alerts: Table<AlertRow>,
  {
    own,
    asked,
    wanted,
  }: { readonly own: readonly Alert[]; readonly asked: readonly Asked[]; readonly wanted: readonly AlertsWanted[] },
): Promise<Known> {
  const causes = new Set(own.map(({ cause }) => cause));
  const missing = [
    ...new Set(wanted.flatMap((of) => of.wanted.map(({ cause }) => cause)).filter((cause) => !causes.has(cause))),
  ];
  const live = new Map(own.map((alert) => [alert.id, alert]));
  if (missing.length === 0) return { live, lately: [] };
  const others = await readAlerts(alerts, { cause: anyOf(missing), live: true }, { _id: 1 });
  for (const alert of others) live.set(alert.id, alert);
  const since = new Date(Math.min(...asked.map(({ now }) => now.getTime())) - FLAP_WINDOW_MS);
  const lately = await readAlerts(
    alerts,
    { cause: anyOf(missing), live: false, changedAt: atLeast(since) },
    { seq: -1 },
  );
  checkWhole(asked, others);
  checkWhole(asked, lately);
  return { live, lately: [...lately] };
}

/** Units that something of it lay in before, and nothing now. */
function leftBy(before: Alert | undefined, { byUnit, unitPath }: Omit<Alert, 'seq'>): readonly UnitId[] {
  const known = new Set([...(before?.unitPath ?? []), ...(Object.keys(before?.byUnit ?? {}) as UnitId[])]);
  return [...known].filter((unit) => !unitPath.includes(unit) && byUnit?.[unit] === undefined);
}

/** Beside the log, for it is told to nobody: where a process is killed before this, the next look makes up for it. */
async function keepShares(alerts: Table<AlertRow>, { id, seq, shares }: Place): Promise<void> {
  const row = await alerts.one({ _id: id });
  if (row?.seq !== seq || textOf(row.shares) === textOf(shares)) return;
  await alerts.change({ _id: id, seq }, { $set: { shares } });
}

function textOf(shares: readonly UnitFigures[] | null | undefined): string {
  const lines = (shares ?? []).map(({ unitPath, figures }) =>
    JSON.stringify([unitPath, Object.entries(figures).sort()]),
  );
  return lines.sort().join();
}
