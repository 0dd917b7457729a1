import type { QuotaChange } from '../../domain/submissions/quotaChange';
import type { QuotaChanges } from '../../ports/submissionStorage';
import { outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { MAX_BATCH } from '../checkInput';
import { count, documentSchema, instant, partSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';

/** Named by its number: two people who change at once cannot both be the next. */
export interface QuotaChangeRow extends Row, QuotaChange, WithOutbox {
  readonly _id: string;
}

export const quotaChangeSchema = documentSchema({
  _id: text,
  seq: count,
  target: partSchema({ kind: text, level: text, under: text, unitKey: text }),
  least: count,
  counts: text,
  effectiveFrom: text,
  clause: text,
  by: partSchema({ id: text, name: text }),
  at: instant,
  outbox: outboxField,
});

const DIGITS = 8;

export function createQuotaChanges(table: Table<QuotaChangeRow>): QuotaChanges {
  return {
    list: async () =>
      (await table.many({}, { sort: { _id: 1 }, limit: MAX_BATCH })).map(
        ({ _id, outbox: _outbox, ...change }) => change,
      ),
    add: async (change, event) => {
      const _id = String(change.seq).padStart(DIGITS, '0');
      return (await table.insert({ _id, ...change, outbox: outboxOf([event]) })) === 'inserted';
    },
  };
}
