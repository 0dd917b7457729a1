import type { SubstitutionId } from '../../domain/ids';
import type { Substitution } from '../../domain/oncall/roster';
import type { Substitutions } from '../../ports/oncallStorage';
import { outboxField } from '../alerts/outbox';
import { createKept, type KeptRow } from '../notify/kept';
import { count, documentSchema, instant, text } from '../schemaParts';
import type { Sort, Table } from '../table';

export interface SubstitutionRow extends KeptRow, Omit<Substitution, 'id'> {
  readonly _id: SubstitutionId;
}

export const substitutionSchema = documentSchema({
  _id: text,
  rosterId: text,
  fromDate: text,
  toDate: text,
  personId: text,
  insteadOf: text,
  reason: text,
  madeAt: instant,
  version: count,
  removedAt: instant,
  outbox: outboxField,
});

/** Those that matter now are among the first, however many there have been. */
const LAST_TO_END_FIRST: Sort = { toDate: -1, _id: -1 };

export function createSubstitutions(table: Table<SubstitutionRow>): Substitutions {
  const kept = createKept(table);
  return {
    list: async () => (await kept.rows(LAST_TO_END_FIRST)).map(readSubstitution),
    byId: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : readSubstitution(row);
    },
    insert: ({ id, ...substitution }, event) => kept.insert({ ...substitution, _id: id }, event),
    change: ({ id, version, ...substitution }, event) => kept.change({ id, version }, substitution, event),
    remove: kept.remove,
  };
}

function readSubstitution({ _id, removedAt: _removedAt, outbox: _outbox, ...rest }: SubstitutionRow): Substitution {
  return { id: _id, ...rest };
}
