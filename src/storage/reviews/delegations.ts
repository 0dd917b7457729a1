import type { DelegationId } from '../../domain/ids';
import type { Delegation } from '../../domain/reviews/delegation';
import type { Delegations } from '../../ports/reviewStorage';
import { outboxField } from '../alerts/outbox';
import { createKept, type KeptRow } from '../notify/kept';
import { count, documentSchema, instant, text, texts } from '../schemaParts';
import type { Sort, Table } from '../table';

export interface DelegationRow extends KeptRow, Omit<Delegation, 'id'> {
  readonly _id: DelegationId;
}

export const delegationSchema = documentSchema({
  _id: text,
  fromId: text,
  toId: text,
  kinds: texts,
  fromDate: text,
  toDate: text,
  reason: text,
  madeAt: instant,
  version: count,
  removedAt: instant,
  outbox: outboxField,
});

/** Those that matter now are among the first, however many there have been. */
const LAST_TO_END_FIRST: Sort = { toDate: -1, _id: -1 };

export function createDelegations(table: Table<DelegationRow>): Delegations {
  const kept = createKept(table);
  return {
    list: async () => (await kept.rows(LAST_TO_END_FIRST)).map(readDelegation),
    byId: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : readDelegation(row);
    },
    insert: ({ id, ...delegation }, event) => kept.insert({ ...delegation, _id: id }, event),
    change: ({ id, version, ...delegation }, event) => kept.change({ id, version }, delegation, event),
    remove: kept.remove,
  };
}

function readDelegation({ _id, removedAt: _removedAt, outbox: _outbox, ...rest }: DelegationRow): Delegation {
  return { id: _id, ...rest };
}
