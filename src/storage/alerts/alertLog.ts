import type { Alert } from '../../domain/alerts/alert';
import { above, anyOf, below } from '../conditions';
import type { Table } from '../table';
import { readChange, type AlertChangeRow, type AlertRow } from './alertRow';

/** Each lost race means that another process has written, so all together get on; this many in a row is a fault. */
const MAX_LOST_RACES = 200;
/** Lines of the log read at a time. */
const AT_ONCE = 200;

interface AlertTables {
  readonly alerts: Table<AlertRow>;
  readonly log: Table<AlertChangeRow>;
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
export function createAlertLog({ alerts, log, hint }: AlertTables): AlertLog {
  const lastSeq = async (): Promise<number> => (await log.one({}, { _id: -1 }))?._id ?? 0;

  const catchUp = async (): Promise<number> => {
    // At once: a state that is read too early is written once more, and only forward.
    const [end, newest] = await Promise.all([lastSeq(), alerts.one({}, { seq: -1 })]);
    let at = newest?.seq ?? 0;
    while (at < end) {
      const page = await log.many({ _id: above(at) }, { sort: { _id: 1 }, limit: AT_ONCE });
      await keepPage(alerts, page.map(readChange));
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
        // Streams read the log alone: they need not wait for the state.
        hint();
        await catchUp();
        return rows.length;
      }
      throw new Error(`${log.name}: lost ${MAX_LOST_RACES} races for the next number in a row.`);
    },
  };
}

/**
 * Of each alert its last line, in the order of the log: what a killed process has written reaches to one number, from
 * which the next goes on. Whoever is faster makes the two write one by one.
 */
async function keepPage(alerts: Table<AlertRow>, page: readonly Alert[]): Promise<void> {
  const [first] = page;
  if (first !== undefined && page.length === 1) return keep(alerts, first);
  const last = [...new Map(page.map((alert) => [alert.id, alert])).values()].sort((one, other) => one.seq - other.seq);
  const ids = last.map(({ id }) => id);
  const known = await alerts.pick({ _id: anyOf(ids) }, { sort: { _id: 1 }, limit: ids.length, fields: ['_id'] });
  const isKnown = new Set(known.map(({ _id }) => _id));
  const writes = last.map((alert) =>
    isKnown.has(alert.id)
      ? { filter: { _id: alert.id, seq: below(alert.seq) }, update: { $set: stateOf(alert) } }
      : { insert: { _id: alert.id, ...stateOf(alert) } },
  );
  if ((await alerts.writeInOrder(writes)) === 'duplicate') for (const alert of last) await keep(alerts, alert);
}

function stateOf({ id: _id, ...fields }: Alert): Omit<AlertRow, '_id'> {
  return { ...fields, live: fields.resolved === null };
}

/** Only forward: what is there already from a later line stays. */
async function keep(alerts: Table<AlertRow>, alert: Alert): Promise<void> {
  const { id, seq } = alert;
  if (await alerts.change({ _id: id, seq: below(seq) }, { $set: stateOf(alert) })) return;
  await alerts.insert({ _id: id, ...stateOf(alert) });
}
