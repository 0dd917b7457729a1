import type { RosterId } from '../../domain/ids';
import type { DutyRoster } from '../../domain/oncall/roster';
import type { DutyRosters } from '../../ports/oncallStorage';
import { outboxField } from '../alerts/outbox';
import { createKept, type KeptRow } from '../notify/kept';
import { count, documentSchema, flag, instant, text } from '../schemaParts';
import type { Table } from '../table';

export interface DutyRosterRow extends KeptRow, Omit<DutyRoster, 'id'> {
  readonly _id: RosterId;
}

export const dutyRosterSchema = documentSchema({
  _id: text,
  name: text,
  unitId: text,
  handoverMinute: count,
  fallbackRole: text,
  disabled: flag,
  version: count,
  removedAt: instant,
  outbox: outboxField,
});

export function createDutyRosters(table: Table<DutyRosterRow>): DutyRosters {
  const kept = createKept(table);
  return {
    list: async () => (await kept.rows()).map(readRoster),
    byId: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : readRoster(row);
    },
    insert: ({ id, ...roster }, event) => kept.insert({ ...roster, _id: id }, event),
    change: ({ id, version, ...roster }, event) => kept.change({ id, version }, roster, event),
    remove: kept.remove,
  };
}

function readRoster({ _id, removedAt: _removedAt, outbox: _outbox, ...roster }: DutyRosterRow): DutyRoster {
  return { id: _id, ...roster };
}
