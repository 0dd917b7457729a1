import { lookDayKey, type LookDay } from '../../domain/retention/lookDay';
import type { Hasher } from '../../ports/runtime';
import type { LookDays } from '../../ports/retention';
import { checkId } from '../checkInput';
import { anyOf, below } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, instant, partSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';

/** `stamp`: the run and step that wrote the figures last; an older step that is repeated late changes nothing. */
export interface LookDayRow extends Row, LookDay {
  readonly _id: string;
  readonly stamp: string;
}

const DAY_FIELDS = {
  accountId: text,
  on: text,
  looks: count,
  seen: count,
  failures: { type: [partSchema({ outcome: text, detail: text, count })] },
  firstSightAt: instant,
  lastSightAt: instant,
  longestGapMs: count,
};
export const lookDaySchema = documentSchema({ _id: text, ...DAY_FIELDS, stamp: text });
export const lookDayPart = partSchema(DAY_FIELDS);

const NEWEST_FIRST: ListOrder<LookDayRow> = { by: 'on', direction: -1, kind: 'text' };

export function createLookDays(table: Table<LookDayRow>): LookDays {
  return {
    list: async (accountId, page) =>
      readPage(table, { filter: { accountId: checkId(accountId, 'accountId') }, order: NEWEST_FIRST, page }, readDay),
  };
}

/** One row an account and day, whoever makes it. */
function idOf(hasher: Hasher, day: Pick<LookDay, 'accountId' | 'on'>): string {
  return hasher.sha256(lookDayKey(day)).slice(0, 24);
}

export async function readLookDays(
  table: Table<LookDayRow>,
  hasher: Hasher,
  of: readonly Pick<LookDay, 'accountId' | 'on'>[],
): Promise<readonly LookDay[]> {
  if (of.length === 0) return [];
  const ids = of.map((day) => idOf(hasher, day));
  return (await table.many({ _id: anyOf(ids) }, { sort: { _id: 1 }, limit: ids.length })).map(readDay);
}

/** The figures as they are after the step of that stamp. */
export async function keepLookDays(
  { table, hasher }: { readonly table: Table<LookDayRow>; readonly hasher: Hasher },
  days: readonly LookDay[],
  stamp: string,
): Promise<void> {
  const rows = days.map((day): LookDayRow => ({ _id: idOf(hasher, day), ...day, stamp }));
  if ((await table.insertMissing(rows)) === rows.length) return;
  await table.changeEach(
    rows.map(({ _id, ...fields }) => ({ filter: { _id, stamp: below(stamp) }, update: { $set: fields } })),
  );
}

function readDay(row: LookDayRow): LookDay {
  const { accountId, on, looks, seen, failures, firstSightAt, lastSightAt, longestGapMs } = row;
  return {
    accountId,
    on,
    looks,
    seen,
    failures: failures.map(({ outcome, detail, count: times }) => ({ outcome, detail, count: times })),
    firstSightAt,
    lastSightAt,
    longestGapMs,
  };
}
