import type { SilenceId } from '../../domain/ids';
import type { Silence, SilenceKind } from '../../domain/notify/silence';
import type { Silences } from '../../ports/notifyStorage';
import { outboxField } from '../alerts/outbox';
import { above } from '../conditions';
import { count, documentSchema, instant, partSchema, text } from '../schemaParts';
import type { Sort, Table } from '../table';
import { createKept, type KeptRow } from './kept';
import { silenceMatchPart } from './routes';

export interface SilenceRow extends KeptRow, Omit<Silence, 'id' | 'kind'> {
  readonly _id: SilenceId;
  /** Absent in rows that were written before there was maintenance. */
  readonly kind?: SilenceKind;
}

export const silenceSchema = documentSchema({
  _id: text,
  kind: text,
  match: silenceMatchPart,
  reason: text,
  by: partSchema({ personId: text, name: text }),
  startsAt: instant,
  endsAt: instant,
  version: count,
  removedAt: instant,
  outbox: outboxField,
});

/** Those that hide anything now are among the first, however many there have been. */
const LAST_TO_END_FIRST: Sort = { endsAt: -1, _id: -1 };

export function createSilences(table: Table<SilenceRow>): Silences {
  const kept = createKept(table);
  return {
    list: async () => (await kept.rows(LAST_TO_END_FIRST)).map(readSilence),
    endingAfter: async (at) => (await kept.rows(LAST_TO_END_FIRST, { endsAt: above(at) })).map(readSilence),
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
  return { ...silence, id: _id, kind: silence.kind ?? 'silence' };
}
