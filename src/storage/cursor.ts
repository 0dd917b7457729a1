import { Refusal } from '../domain/errors';
import { ID_PATTERN } from '../domain/ids';
import type { Page, PageRequest } from '../ports/storage';
import { above, atLeast, atMost, below } from './conditions';
import type { KnownRows } from './knownRows';
import type { Filter, Row, Sort, Table } from './table';

const MAX_PAGE = 200;

type SortValue = Date | number | string;

/**
 * How a list is ordered: by one field, ties broken by `_id`, so that every row has exactly one place and a page that
 * begins after a row is not moved by rows that come or go elsewhere.
 */
export interface ListOrder<D extends Row> {
  readonly by: keyof D & string;
  readonly direction: 1 | -1;
  readonly kind: 'instant' | 'text' | 'number';
  /** No two rows have one value: nothing is left to be decided by `_id`, and an index need not carry it. */
  readonly unique?: true;
}

/** Reads one page. Throws `Refusal` `invalid-input` on `cursor` when it is not one this list has handed out. */
export async function readPage<D extends Row, T>(
  table: Pick<Table<D>, 'many'>,
  query: {
    readonly filter: Filter;
    readonly order: ListOrder<D>;
    readonly page: PageRequest;
    readonly without?: readonly string[];
    readonly known?: KnownRows<D>;
  },
  read: (row: D) => T,
): Promise<Page<T>> {
  const { filter, order, page, without, known } = query;
  const limit = pageSize(page.limit);
  const after = placeBehind(page, order);
  const rows = await table.many(after === null ? filter : { $and: [filter, behind(order, after)] }, {
    sort: sortOf(order),
    limit: limit + 1,
    ...(without === undefined ? {} : { without }),
    ...(known === undefined ? {} : { known }),
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(read),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(last[order.by] as SortValue, last._id) : null,
  };
}

/** The place a page begins behind; null: at the beginning. Throws as `readPage` does. */
export function placeBehind<D extends Row>({ cursor }: PageRequest, order: ListOrder<D>): Place | null {
  return cursor === null ? null : decodeCursor(cursor, order);
}

/** How many rows a page holds. Throws `Refusal` `invalid-input` on `limit`. */
export function pageSize(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1)
    throw new Refusal('invalid-input', 'limit 应为正整数。', {
      remedy: `请使用 1 至 ${MAX_PAGE} 之间的整数。`,
      field: 'limit',
    });
  return Math.min(limit, MAX_PAGE);
}

function sortOf<D extends Row>(order: ListOrder<D>): Sort {
  const { by, direction, unique } = order;
  return by === '_id' || unique === true ? { [by]: direction } : { [by]: direction, _id: direction };
}

interface Place {
  readonly value: SortValue;
  readonly id: string | number;
}

/**
 * The bound on the sort field alone is what an index can start from; the second part only drops the rows already shown.
 */
function behind<D extends Row>(order: ListOrder<D>, { value, id }: Place): Filter {
  const [from, past] = order.direction === 1 ? [atLeast, above] : [atMost, below];
  if (order.by === '_id') return { _id: past(id) };
  return { [order.by]: from(value), $or: [{ [order.by]: past(value) }, { _id: past(id) }] };
}

/** The place of a row in a list, for `PageRequest.cursor`. */
export function encodeCursor(value: SortValue, id: string | number): string {
  return Buffer.from(JSON.stringify([value instanceof Date ? value.getTime() : value, id]), 'utf8').toString(
    'base64url',
  );
}

/** Only a list that is in the order of its numbered rows has numbers for ids. */
function decodeCursor<D extends Row>(cursor: string, { by, kind }: ListOrder<D>): Place {
  const parts = parse(cursor);
  if (parts === null) throw refusedCursor();
  const [value, id] = parts;
  const isId =
    by === '_id' && kind === 'number' ? Number.isSafeInteger(id) : typeof id === 'string' && ID_PATTERN.test(id);
  if (!isId || (typeof id !== 'string' && typeof id !== 'number')) throw refusedCursor();
  if (kind === 'text') {
    if (typeof value !== 'string') throw refusedCursor();
    return { value, id };
  }
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw refusedCursor();
  if (kind === 'number') return { value, id };
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) throw refusedCursor();
  return { value: at, id };
}

function parse(cursor: string): readonly [unknown, unknown] | null {
  if (typeof cursor !== 'string' || cursor.length > 4_000 || !/^[\w-]+$/.test(cursor)) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) && value.length === 2 ? [value[0], value[1]] : null;
  } catch {
    return null;
  }
}

function refusedCursor(): Refusal {
  return new Refusal('invalid-input', 'cursor 无法识别。', {
    remedy: '请从第一页重新读取，cursor 只能使用上一页给出的 nextCursor。',
    field: 'cursor',
  });
}
