import type { RetentionRun } from '../../domain/retention/retentionRun';
import type { RetentionRuns } from '../../ports/retention';
import type { Hasher } from '../../ports/runtime';
import { outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import type { Row, Table } from '../table';
import type { CarryOut } from './carryOut';
import { lookDayPart } from './lookDays';

export interface RetentionRunRow extends Row, RetentionRun, WithOutbox {
  readonly _id: string;
}

export const retentionRunSchema = documentSchema({
  _id: text,
  class: text,
  on: text,
  beforeAt: instant,
  startedAt: instant,
  endedAt: instant,
  removed: count,
  kept: count,
  cursor: text,
  step: count,
  batch: partSchema({ ids: texts, kept: texts, days: { type: [lookDayPart] }, cursor: text }),
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<RetentionRunRow> = { by: 'startedAt', direction: -1, kind: 'instant' };

export function createRetentionRuns(table: Table<RetentionRunRow>, hasher: Hasher, carryOut: CarryOut): RetentionRuns {
  const idOf = (run: Pick<RetentionRun, 'class' | 'on'>): string =>
    hasher.sha256(`${run.class}:${run.on}`).slice(0, 24);
  return {
    begin: async (begun) => {
      const unfinished = await table.one({ class: begun.class, endedAt: null }, { on: -1 });
      if (unfinished !== null) return readRun(unfinished);
      // Runs of days to come are those of a clock that was ahead, and hold nothing up.
      if ((await table.one({ class: begun.class, on: begun.on })) !== null) return null;
      const fresh: RetentionRun = {
        ...begun,
        endedAt: null,
        removed: 0,
        kept: 0,
        cursor: null,
        step: 0,
        batch: null,
      };
      await table.insert({ _id: idOf(begun), ...fresh, outbox: [] });
      const stored = await table.one({ _id: idOf(begun) });
      return stored === null || stored.endedAt !== null ? null : readRun(stored);
    },
    plan: async (run, batch) => {
      const planned = await table.findOneAndUpdate(
        { _id: idOf(run), step: run.step, batch: null, endedAt: null },
        { $set: { batch } },
        { answer: 'after' },
      );
      return planned === null ? null : readRun(planned);
    },
    carryOut: async (run) => {
      if (run.batch === null) return run;
      const removed = await carryOut(run, run.batch);
      const settled = await table.findOneAndUpdate(
        { _id: idOf(run), step: run.step, endedAt: null },
        {
          $set: { batch: null, ...(run.batch.cursor === undefined ? {} : { cursor: run.batch.cursor }) },
          $inc: { removed, kept: run.batch.kept.length, step: 1 },
        },
        { answer: 'after' },
      );
      return settled === null ? null : readRun(settled);
    },
    end: (run, at, event) =>
      table.change(
        { _id: idOf(run), step: run.step, endedAt: null },
        { $set: { endedAt: at, batch: null, outbox: event === null ? [] : outboxOf([event]) } },
      ),
    list: (page) => readPage(table, { filter: {}, order: NEWEST_FIRST, page }, readRun),
  };
}

function readRun(row: RetentionRunRow): RetentionRun {
  const { beforeAt, startedAt, endedAt, removed, kept, cursor, step, batch } = row;
  return {
    class: row.class,
    on: row.on,
    beforeAt,
    startedAt,
    endedAt,
    removed,
    kept,
    cursor,
    step,
    batch:
      batch === null
        ? null
        : {
            ids: batch.ids,
            kept: batch.kept,
            days: batch.days,
            ...(typeof batch.cursor === 'string' ? { cursor: batch.cursor } : {}),
          },
  };
}
