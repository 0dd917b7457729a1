import type { RetentionBatch, RetentionRun } from '../../domain/retention/retentionRun';
import type { Hasher } from '../../ports/runtime';
import type { EndingClass } from '../../ports/retention';
import { readLooks, rowOf, type LookRow } from '../accounts/lookRows';
import type { PostRow } from '../accounts/postRow';
import { anyOf } from '../conditions';
import type { Row, Table } from '../table';
import { endedBefore, type Endings } from './endings';
import { keepLookDays, type LookDayRow } from './lookDays';

export interface SweptTables {
  readonly looks: Table<LookRow>;
  readonly lookDays: Table<LookDayRow>;
  readonly posts: Table<PostRow>;
  readonly endings: Endings;
  readonly hasher: Hasher;
}

/** Does what a step says; may be repeated. Returns how many rows are gone (or have lost their text) by it. */
export type CarryOut = (run: RetentionRun, batch: RetentionBatch) => Promise<number>;

export function createCarryOut(tables: SweptTables): CarryOut {
  return async (run, batch) => {
    switch (run.class) {
      case 'looks':
        return removeLooks(tables, run, batch);
      case 'account-texts':
      case 'news-texts':
      case 'notices-texts':
      case 'other-texts':
        return removeTexts(tables, batch);
      default:
        return removeEnded(tables.endings, { of: run.class, run }, batch.ids);
    }
  };
}

/** The figures first: a look is gone only once it is counted. */
async function removeLooks(
  { looks, lookDays, hasher }: SweptTables,
  { on, step }: RetentionRun,
  { ids, kept, days }: RetentionBatch,
): Promise<number> {
  if (days.length > 0)
    await keepLookDays({ table: lookDays, hasher }, days, `${on}:${String(step).padStart(STEP_DIGITS, '0')}`);
  if (kept.length > 0) await keepLooks({ looks, hasher }, ids, new Set(kept));
  await looks.removeAll({ _id: anyOf(ids) });
  return ids.length;
}

/**
 * Evidence among looks that are kept in one row gets a row of its own before that row goes, or is cut down to its first
 * where that is evidence.
 */
async function keepLooks(
  { looks, hasher }: Pick<SweptTables, 'looks' | 'hasher'>,
  ids: readonly string[],
  kept: ReadonlySet<string>,
): Promise<void> {
  const named = [...ids, ...kept];
  const rows = await looks.many({ _id: anyOf(named) }, { sort: { _id: 1 }, limit: named.length });
  const read = rows.flatMap((row) => readLooks(row, hasher).filter(({ id }) => kept.has(id)));
  await looks.insertMissing(read.map((look) => ({ ...rowOf(look), inEvidence: true })));
  await looks.changeEach(
    read.map(({ id, startedAt, endedAt }) => ({
      filter: { _id: id },
      update: {
        $set: { inEvidence: true, endedAt, lastAt: startedAt, repeats: 0 },
        $unset: { again: true },
      },
    })),
  );
}
const STEP_DIGITS = 8;

async function removeTexts({ posts }: SweptTables, { ids, kept }: RetentionBatch): Promise<number> {
  if (kept.length > 0) await posts.changeAll({ _id: anyOf(kept) }, { $set: { inEvidence: true } });
  if (ids.length > 0)
    await posts.changeAll({ _id: anyOf(ids) }, { $set: { text: '', textState: 'gone' }, $unset: { earlier: true } });
  return ids.length;
}

/** Named one by one, and only if they still have ended: a row may have been taken up again meanwhile. */
async function removeEnded(
  endings: Endings,
  { of, run }: { readonly of: EndingClass; readonly run: RetentionRun },
  ids: readonly string[],
): Promise<number> {
  const { table, removeFirst, strip } = endings[of];
  const before = await endedBefore(endings[of], run.beforeAt);
  const ended = { _id: anyOf(ids), ...before };
  if (removeFirst !== undefined) {
    const rows = await table.pick(ended, { sort: { _id: 1 }, limit: ids.length, fields: ['_id'] });
    await removeFirst(
      rows.map(({ _id }) => String(_id)),
      before,
    );
  }
  await (strip === undefined ? table.removeAll(ended) : table.changeAll(ended, strip.update));
  return ids.length - (await table.count({ _id: anyOf(ids), ...strip?.isWhole }));
}

/** A table as one whose rows are only found and removed. */
export function asRows<D extends Row>(table: Table<D>): Table<Row> {
  return table as unknown as Table<Row>;
}
