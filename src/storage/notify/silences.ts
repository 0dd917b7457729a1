import type { SilenceId } from '../../domain/ids';
import type { Silence } from '../../domain/notify/silence';
import type { Silences } from '../../ports/notifyStorage';
import { outboxField } from '../alerts/outbox';
import { count, documentSchema, instant, partSchema, text } from '../schemaParts';
import type { Table } from '../table';
import { createKept, type KeptRow } from './kept';
import { matchPart } from './routes';

export interface SilenceRow extends KeptRow, Omit<Silence, 'id'> {
  readonly _id: SilenceId;
}

export const silenceSchema = documentSchema({
  _id: text,
  match: matchPart,
  reason: text,
  by: partSchema({ personId: text, name: text }),
  startsAt: instant,
  endsAt: instant,
  version: count,
  removedAt: instant,
  outbox: outboxField,
});

export function createSilences(table: Table<SilenceRow>): Silences {
  const kept = createKept(table);
  return {
    list: async () => (await kept.rows()).map(readSilence),
    byId: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : readSilence(row);
    },
    insert: ({ id, ...silence }, event) => kept.insert({ ...silence, _id: id }, event),
    change: ({ id, version, ...silence }, event) => kept.change({ id, version }, silence, event),
    remove: kept.remove,
  };
}

function readSilence({ _id, removedAt: _removedAt, outbox: _outbox, ...silence }: SilenceRow): Silence {
  return { id: _id, ...silence };
}
