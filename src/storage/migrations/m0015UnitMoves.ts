import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const UNIT_MOVE_INDEXES = [
  {
    name: 'moving-now',
    key: { slot: 1 },
    unique: true,
    partialFilterExpression: { slot: { $gt: '' } },
  },
  { name: 'moves-open', key: { open: 1, lost: 1 } },
  {
    name: 'outbox-pending',
    key: { 'outbox.eventId': 1 },
    partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
  },
] as const;

async function up(connection: Connection): Promise<void> {
  await connection
    .collection('unit-moves')
    .createIndexes(UNIT_MOVE_INDEXES.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0015UnitMoves: Migration = { version: 15, title: 'units can be moved', up };
