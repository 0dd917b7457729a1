import type { Alert, UnitFigures } from '../../domain/alerts/alert';
import { alertChanges, FLAP_WINDOW_MS } from '../../domain/alerts/alertChanges';
import type { AlertId, UnitId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { Ids } from '../../ports/runtime';
import type { Alerts } from '../../ports/storage';
import { MAX_BATCH } from '../checkInput';
import { above, anyOf, atLeast, below } from '../conditions';
import type { Table } from '../table';
import { changeRow, readAlert, readChange, type AlertChangeRow, type AlertRow } from './alertRow';

/** Each lost race means that another process has written, so all together get on; this many in a row is a fault. */
const MAX_LOST_RACES = 200;
/** Lines of the log read at a time. */
const AT_ONCE = 200;

interface AlertTables {
  readonly alerts: Table<AlertRow>;
  readonly log: Table<AlertChangeRow>;
  readonly ids: Ids;
  /** Called after something was written. */
  readonly hint: () => void;
}

export interface AlertLog {
  readonly lastSeq: () => Promise<number>;
  /** Brings the state up to the end of the log, and returns that end. */
  readonly catchUp: () => Promise<number>;
  /**
   * Writes what `next` makes of the alerts as they are, after the last number. Whoever loses the race for the number
   * reads again. Returns what was written last, or null where there was nothing to write.
   */
  readonly append: (next: (end: number) => Promise<readonly AlertChangeRow[]>) => Promise<number>;
}

/**
 * The log is what counts: a change is written there first, under the next number, and then into the state. Whoever
 * writes next brings the state up to the end first, in order, so that a process killed between the two loses nothing.
 */
export function createAlertLog({ alerts, log, hint }: Omit<AlertTables, 'ids'>): AlertLog {
  const lastSeq = async (): Promise<number> => (await log.one({}, { _id: -1 }))?._id ?? 0;

  const catchUp = async (): Promise<number> => {
    const end = await lastSeq();
    let at = (await alerts.one({}, { seq: -1 }))?.seq ?? 0;
    while (at < end) {
      const page = await log.many({ _id: above(at) }, { sort: { _id: 1 }, limit: AT_ONCE });
      for (const row of page) await keep(alerts, readChange(row));
      at = page.at(-1)?._id ?? end;
    }
    return end;
  };

  return {
    lastSeq,
    catchUp,
    append: async (next) => {
      for (let lostRaces = 0; lostRaces <= MAX_LOST_RACES; lostRaces += 1) {
        const rows = await next(await catchUp());
        if (rows.length === 0) return 0;
        if ((await log.insertInOrder(rows)) !== 'inserted') continue;
        await catchUp();
        hint();
        return rows.length;
      }
      throw new Error(`${log.name}: lost ${MAX_LOST_RACES} races for the next number in a row.`);
    },
  };
}

/** Only forward: what is there already from a later line stays. */
async function keep(alerts: Table<AlertRow>, alert: Alert): Promise<void> {
  const { id, ...fields } = alert;
  const row = { ...fields, live: alert.resolved === null };
  if (await alerts.change({ _id: id, seq: below(alert.seq) }, { $set: row })) return;
  await alerts.insert({ _id: id, ...row });
}

/** See `Alerts.reconcile`. */
export function createReconcile(
  { alerts, ids }: Pick<AlertTables, 'alerts' | 'ids'>,
  { append }: AlertLog,
): Alerts['reconcile'] {
  return async (owner, now, read) => {
    let laterAt: Instant | null = null;
    let places: readonly Place[] = [];
    const changes = await append(async (end) => {
      const wanted = await read();
      const { live, lately } = await alertsNow(alerts, { owner, causes: wanted.wanted.map(({ cause }) => cause), now });
      const next = alertChanges({ live, lately }, wanted, { now, newId: () => ids.id<AlertId>() });
      ({ laterAt } = next);
      const rows = next.changes.map((alert, index) => {
        const before = live.find(({ id }) => id === alert.id);
        return changeRow(alert, end + 1 + index, alert.byUnit === null ? [] : leftBy(before, alert));
      });
      places = wanted.wanted.flatMap(({ cause, shares }) => {
        const changed = rows.find((row) => row.cause === cause);
        const id = changed?.alertId ?? live.find((alert) => alert.cause === cause)?.id;
        const seq = changed?._id ?? live.find((alert) => alert.cause === cause)?.seq;
        return shares === undefined || id === undefined || seq === undefined ? [] : [{ id, seq, shares }];
      });
      return rows;
    });
    for (const place of places) await keepShares(alerts, place);
    return { changes, laterAt };
  };
}

/** Units that something of it lay in before, and nothing now. */
function leftBy(before: Alert | undefined, { byUnit, unitPath }: Omit<Alert, 'seq'>): readonly UnitId[] {
  const known = new Set([...(before?.unitPath ?? []), ...(Object.keys(before?.byUnit ?? {}) as UnitId[])]);
  return [...known].filter((unit) => !unitPath.includes(unit) && byUnit?.[unit] === undefined);
}

interface Place {
  readonly id: AlertId;
  readonly seq: number;
  readonly shares: readonly UnitFigures[];
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

async function alertsNow(
  alerts: Table<AlertRow>,
  { owner, causes, now }: { readonly owner: string; readonly causes: readonly string[]; readonly now: Instant },
): Promise<{ readonly live: readonly Alert[]; readonly lately: readonly Alert[] }> {
  const own = await alerts.many({ owner, live: true }, { sort: { _id: 1 }, limit: MAX_BATCH });
  const missing = causes.filter((cause) => !own.some((row) => row.cause === cause));
  if (missing.length === 0) return { live: own.map(readAlert), lately: [] };
  const others = await alerts.many({ cause: anyOf(missing), live: true }, { sort: { _id: 1 }, limit: MAX_BATCH });
  const lately = await alerts.many(
    { cause: anyOf(missing), live: false, changedAt: atLeast(new Date(now.getTime() - FLAP_WINDOW_MS)) },
    { sort: { seq: -1 }, limit: MAX_BATCH },
  );
  return { live: [...own, ...others].map(readAlert), lately: lately.map(readAlert) };
}
