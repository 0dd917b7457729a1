import { Schema } from 'mongoose';
import type { DigestPlanId } from '../../domain/ids';
import type { DigestPlan } from '../../domain/letters/digestPlan';
import type { DigestPlans } from '../../ports/letterStorage';
import { outboxField } from '../alerts/outbox';
import { createKept, type KeptRow } from '../notify/kept';
import { count, documentSchema, flag, instant, text } from '../schemaParts';
import type { Table } from '../table';

export interface DigestPlanRow extends KeptRow, Omit<DigestPlan, 'id'> {
  readonly _id: DigestPlanId;
}

export const digestPlanSchema = documentSchema({
  _id: text,
  name: text,
  kind: text,
  channelId: text,
  audience: { type: Schema.Types.Mixed },
  unitId: text,
  atMinute: count,
  disabled: flag,
  sinceAt: instant,
  version: count,
  removedAt: instant,
  outbox: outboxField,
});

export function createDigestPlans(table: Table<DigestPlanRow>): DigestPlans {
  const kept = createKept(table);
  return {
    list: async () => (await kept.rows()).map(readPlan),
    byId: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : readPlan(row);
    },
    insert: ({ id, ...plan }, event) => kept.insert({ ...plan, _id: id }, event),
    change: ({ id, version, ...plan }, event) => kept.change({ id, version }, plan, event),
    remove: kept.remove,
  };
}

function readPlan({ _id, removedAt: _removedAt, outbox: _outbox, ...plan }: DigestPlanRow): DigestPlan {
  return { id: _id, ...plan };
}
