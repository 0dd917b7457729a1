import { Schema } from 'mongoose';
import type { LadderId } from '../../domain/ids';
import type { EscalationLadder } from '../../domain/oncall/ladder';
import type { EscalationLadders } from '../../ports/ladderStorage';
import { outboxField } from '../alerts/outbox';
import { createKept, type KeptRow } from '../notify/kept';
import { matchPart } from '../notify/routes';
import { count, documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Table } from '../table';

export interface LadderRow extends KeptRow, Omit<EscalationLadder, 'id'> {
  readonly _id: LadderId;
}

export const ladderSchema = documentSchema({
  _id: text,
  name: text,
  position: count,
  match: matchPart,
  rungs: {
    type: [partSchema({ afterMinutes: count, channelId: text, audience: { type: Schema.Types.Mixed } })],
  },
  isNight: flag,
  disabled: flag,
  version: count,
  removedAt: instant,
  outbox: outboxField,
});

export function createLadders(table: Table<LadderRow>): EscalationLadders {
  const kept = createKept(table);
  return {
    list: async () => (await kept.rows()).map(readLadder).sort((one, other) => one.position - other.position),
    byId: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : readLadder(row);
    },
    insert: ({ id, ...ladder }, event) => kept.insert({ ...ladder, _id: id }, event),
    change: ({ id, version, ...ladder }, event) => kept.change({ id, version }, ladder, event),
    remove: kept.remove,
  };
}

function readLadder({ _id, removedAt: _removedAt, outbox: _outbox, ...ladder }: LadderRow): EscalationLadder {
  return { id: _id, ...ladder };
}
