import { Schema } from 'mongoose';
import type { NotifyRouteId } from '../../domain/ids';
import type { NotifyRoute } from '../../domain/notify/route';
import type { NotifyRoutes } from '../../ports/notifyStorage';
import { outboxField } from '../alerts/outbox';
import { count, documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';
import type { Table } from '../table';
import { createKept, type KeptRow } from './kept';

export interface NotifyRouteRow extends KeptRow, Omit<NotifyRoute, 'id'> {
  readonly _id: NotifyRouteId;
}

const matchFields = { kinds: texts, leastSeverity: text, unitId: text, platform: text, siteId: text, authority: text };
/** What a route or a ladder is about. */
export const matchPart = partSchema(matchFields);
/** A silence may be about single alerts as well. */
export const silenceMatchPart = partSchema({ ...matchFields, alertIds: texts });

export const notifyRouteSchema = documentSchema({
  _id: text,
  name: text,
  position: count,
  match: matchPart,
  channelId: text,
  audience: { type: Schema.Types.Mixed },
  waits: text,
  tellsResolved: flag,
  isLast: flag,
  disabled: flag,
  version: count,
  removedAt: instant,
  outbox: outboxField,
});

export function createNotifyRoutes(table: Table<NotifyRouteRow>): NotifyRoutes {
  const kept = createKept(table);
  return {
    list: async () => (await kept.rows()).map(readRoute).sort((one, other) => one.position - other.position),
    byId: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : readRoute(row);
    },
    insert: ({ id, ...route }, event) => kept.insert({ ...route, _id: id }, event),
    change: ({ id, version, ...route }, event) => kept.change({ id, version }, route, event),
    remove: kept.remove,
  };
}

function readRoute({ _id, removedAt: _removedAt, outbox: _outbox, ...route }: NotifyRouteRow): NotifyRoute {
  return { id: _id, ...route };
}
