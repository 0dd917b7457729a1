import type { DelegationId } from '../../domain/ids';
import type { CivilDate } from '../../domain/time/instant';
import { MOST_GIVEN, type Delegation } from '../../domain/reviews/delegation';
import { civilDateOf } from '../../domain/time/civil';
import type { Delegations } from '../../ports/reviewStorage';
import { outboxField, outboxOf } from '../alerts/outbox';
import { checkId, checkText } from '../checkInput';
import { above, atLeast, below } from '../conditions';
import { createKept, type KeptRow } from '../notify/kept';
import { count, documentSchema, instant, text, texts } from '../schemaParts';
import type { Filter, Sort, Table } from '../table';

export interface DelegationRow extends KeptRow, Omit<Delegation, 'id'> {
  readonly _id: DelegationId;
  /** One of the places its giver has for what is not over: unique while it is held. Ended, it holds none. */
  readonly slot?: string;
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
  slot: text,
  removedAt: instant,
  outbox: outboxField,
});

/** Far more than one person is given, or an office has at any time. */
const MOST = 1_000;
/** What is over or ended holds no place; the index of places leaves it out. */
const NO_SLOT = '';
const LAST_TO_END_FIRST: Sort = { toDate: -1, _id: -1 };

/** The name of one place of a giver. */
export function delegationSlot(fromId: string, place: number): string {
  return `${fromId}:${place}`;
}

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
    insert: async ({ id, ...delegation }, event) => {
      const fromId = checkId(delegation.fromId, 'fromId');
      const isOver = { fromId, toDate: below(civilDateOf(delegation.madeAt)), slot: above('') };
      await table.changeAll(isOver, { $set: { slot: NO_SLOT } });
      const row = { ...delegation, _id: checkId(id, 'delegationId'), removedAt: null, outbox: outboxOf([event]) };
      for (let place = 0; place < MOST_GIVEN; place += 1)
        if ((await table.insert({ ...row, slot: delegationSlot(fromId, place) })) === 'inserted') return true;
      return false;
    },
    change: ({ id, version, ...delegation }, event) => kept.change({ id, version }, delegation, event),
    remove: (id, version, event) =>
      kept.change({ id, version }, { removedAt: event.ledger.recordedAt, slot: NO_SLOT }, event),
  };
}

function readDelegation({
  _id,
  removedAt: _removedAt,
  outbox: _outbox,
  slot: _slot,
  ...rest
}: DelegationRow): Delegation {
  return { id: _id, ...rest };
}
