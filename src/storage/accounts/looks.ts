import { LATENESS_BOUNDS_MS } from '../../domain/accounts/lateness';
import type { Platform } from '../../domain/accounts/account';
import type { Look } from '../../domain/accounts/look';
import { MOST_REPEATS, repeatLine, runsSince } from '../../domain/accounts/lookRun';
import type { LookId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { Hasher } from '../../ports/runtime';
import type { Looks, Page, PageRequest } from '../../ports/storage';
import { createChangeTogether } from '../changeTogether';
import { checkId } from '../checkInput';
import { coalesce } from '../coalesce';
import { anyOf, atLeast, atMost, below } from '../conditions';
import { encodeCursor, pageSize, placeBehind, type ListOrder } from '../cursor';
import type { Filter, Table } from '../table';
import type { Lateness } from './lateness';
import { readLooks, rowOf, type LookRow } from './lookRows';

const NEWEST_FIRST: ListOrder<LookRow> = { by: 'startedAt', direction: -1, kind: 'instant' };
/** Rows whose looks lie among those of another: a process that lost its lease leaves one at most. */
const OVERLAPPING = 8;

interface Outcome {
  readonly platform: Platform;
  readonly outcome: string;
  readonly detail: string;
}

interface Repeat {
  readonly look: Look;
  readonly row: { readonly id: LookId; readonly startedAt: Instant; readonly lastAt: Instant };
}

export function createLooks(
  table: Table<LookRow>,
  { lateness, hasher }: { readonly lateness: Lateness; readonly hasher: Hasher },
): Looks {
  // The same look written twice is one look: the response to a first try may have been lost on the way.
  const insert = coalesce(async (rows: readonly LookRow[]) => {
    await table.insertMissing(rows);
    return rows.map(() => undefined);
  });
  const addTo = createChangeTogether(table, ({ look, row }: Repeat) => ({
    filter: {
      _id: row.id,
      lastAt: row.lastAt,
      ...sharedBy(look),
      startedAt: atLeast(runsSince(look)),
      repeats: below(MOST_REPEATS),
    },
    update: {
      $set: { lastAt: look.startedAt, endedAt: look.endedAt },
      $inc: { repeats: 1 },
      $push: { again: repeatLine(row.startedAt, look) },
    },
    isDone: ({ again = [] }) => again.at(-1) === repeatLine(row.startedAt, look),
  }));
  return {
    insert: async (look) => {
      checkId(look.accountId, 'look.accountId');
      checkId(look.id, 'look.id');
      await insert(rowOf(look));
    },
    repeat: async (look, row) => {
      checkId(row.id, 'row.id');
      return addTo({ look, row });
    },
    noteLateness: lateness.note,
    latenessSince: lateness.since,
    list: async (accountId, page) => listLooks({ table, hasher }, checkId(accountId, 'accountId'), page),
    outcomesSince: async (from) => {
      const groups = await table.group<{ readonly _id: Outcome; readonly accounts: number }>([
        // Rows of versions before carry a bound; the index begins with it.
        { $match: { endedAt: atLeast(from), lateWithinMs: anyOf([...LATENESS_BOUNDS_MS, null]) } },
        { $group: { _id: { platform: '$platform', outcome: '$outcome', detail: '$detail', accountId: '$accountId' } } },
        {
          $group: {
            _id: { platform: '$_id.platform', outcome: '$_id.outcome', detail: '$_id.detail' },
            accounts: { $sum: 1 },
          },
        },
      ]);
      return groups.map(({ _id, accounts }) => ({
        platform: _id.platform,
        outcome: _id.outcome,
        detail: _id.detail,
        accounts,
      }));
    },
  };
}

/** What the looks of a row have in common: a row that says anything else would change what the look has found. */
function sharedBy({ outcome, detail, coverage, itemCount, completeFromAt }: Look): Filter {
  return { outcome, detail, coverage, itemCount, completeFromAt };
}

/** A page of single looks, whatever rows they are kept in. */
async function listLooks(
  { table, hasher }: { readonly table: Table<LookRow>; readonly hasher: Hasher },
  accountId: Look['accountId'],
  page: PageRequest,
): Promise<Page<Look>> {
  const limit = pageSize(page.limit);
  const after = placeBehind(page, NEWEST_FIRST);
  const fromAt = after === null ? null : (after.value as Instant);
  const rows = await table.many(
    { accountId, ...(fromAt === null ? {} : { startedAt: atMost(fromAt) }) },
    { sort: { startedAt: -1, _id: -1 }, limit: limit + 1 + OVERLAPPING },
  );
  const looks: Look[] = [];
  for (const row of rows) {
    const oldest = looks.at(-1);
    if (looks.length > limit && oldest !== undefined && (row.lastAt ?? row.startedAt) < oldest.startedAt) break;
    looks.push(
      ...readLooks(row, hasher).filter(
        ({ id, startedAt }) =>
          after === null || fromAt === null || isBefore({ id, startedAt }, { id: String(after.id), startedAt: fromAt }),
      ),
    );
    looks.sort((one, other) => (isBefore(one, other) ? 1 : -1));
  }
  const shown = looks.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown,
    nextCursor: looks.length > limit && last !== undefined ? encodeCursor(last.startedAt, last.id) : null,
  };
}

interface Begun {
  readonly id: string;
  readonly startedAt: Instant;
}

/** Whether one began before the other; of those that began at once the order is that of their ids. */
function isBefore(one: Begun, other: Begun): boolean {
  const lessMs = one.startedAt.getTime() - other.startedAt.getTime();
  return lessMs === 0 ? one.id < other.id : lessMs < 0;
}
