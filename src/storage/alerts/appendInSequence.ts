import type { EventId } from '../../domain/ids';
import { anyOf } from '../conditions';
import type { Row, Table } from '../table';

/**
 * Each lost race means that another process has appended, so all together always get on; this many in a row is a fault.
 */
const MAX_LOST_RACES = 200;

interface Numbered extends Row {
  readonly eventId: EventId;
}

/** How a numbered list continues after its last row (null: it is empty). The rows must be numbered on from there. */
export interface Sequence<D extends Numbered, T extends { readonly eventId: EventId }> {
  readonly table: Table<D>;
  readonly numberField: keyof D & string;
  readonly continueFrom: (last: D | null, items: readonly T[]) => readonly D[];
}

/**
 * Appends items to a list numbered without holes, once per event whatever the number of tries and processes. A number
 * is taken only when the one before it is seen or has just been taken in the same ordered command, and unique indexes
 * on number and event decide between writers; who loses reads again. Returns how many this call has appended.
 */
export async function appendInSequence<D extends Numbered, T extends { readonly eventId: EventId }>(
  sequence: Sequence<D, T>,
  items: readonly T[],
): Promise<number> {
  const { table, numberField, continueFrom } = sequence;
  let appended = 0;
  let lostRaces = 0;
  for (;;) {
    const missing = await withoutPresent(table, items);
    if (missing.length === 0) return appended;
    const rows = continueFrom(await table.one({}, { [numberField]: -1 }), missing);
    if ((await table.insertInOrder(rows)) === 'inserted') return appended + missing.length;
    const stillMissing = await withoutPresent(table, items);
    appended += missing.length - stillMissing.length;
    lostRaces += 1;
    if (lostRaces > MAX_LOST_RACES)
      throw new Error(`${table.name}: lost ${lostRaces} races for the next number in a row.`);
  }
}

async function withoutPresent<D extends Numbered, T extends { readonly eventId: EventId }>(
  table: Table<D>,
  items: readonly T[],
): Promise<readonly T[]> {
  if (items.length === 0) return [];
  const present = await table.many(
    { eventId: anyOf(items.map((item) => item.eventId)) },
    { sort: { eventId: 1 }, limit: items.length },
  );
  const known = new Set(present.map((row) => row.eventId));
  return items.filter((item) => !known.has(item.eventId) && known.add(item.eventId));
}
