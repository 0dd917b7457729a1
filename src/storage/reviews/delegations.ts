import type { DelegationId } from '../../domain/ids';
import type { CivilDate } from '../../domain/time/instant';
import type { Delegation } from '../../domain/reviews/delegation';
import type { Delegations } from '../../ports/reviewStorage';
import { outboxField } from '../alerts/outbox';
import { checkId, checkText } from '../checkInput';
import { atLeast } from '../conditions';
import { createKept, type KeptRow } from '../notify/kept';
import { count, documentSchema, instant, text, texts } from '../schemaParts';
import type { Filter, Sort, Table } from '../table';

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

/** Far more than one person is given, or an office has at any time. */
const MOST = 1_000;
const LAST_TO_END_FIRST: Sort = { toDate: -1, _id: -1 };

export function createDelegations(table: Table<DelegationRow>): Delegations {
  const kept = createKept(table);
  const presentOn = async (day: CivilDate, of: Filter = {}): Promise<readonly Delegation[]> => {
    const filter = { ...of, removedAt: null, toDate: atLeast(checkText(day, 'day')) };
    return (await table.many(filter, { sort: LAST_TO_END_FIRST, limit: MOST })).map(readDelegation);
  };
  return {
    presentOn: (day) => presentOn(day),
    receivedBy: (personId, day) => presentOn(day, { toId: checkId(personId, 'personId') }),
    givenBy: (personId, day) => presentOn(day, { fromId: checkId(personId, 'personId') }),
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
