import type { Connection } from 'mongoose';
import type { Migration } from './migration';

async function up(connection: Connection): Promise<void> {
  // Those under way were begun by a process that did not know of claims: whoever comes first goes on with them.
  await connection
    .collection('handovers')
    .updateMany({ state: 'moving', heldUntilAt: { $exists: false } }, { $set: { heldUntilAt: new Date(0) } });
  await connection
    .collection('obligations')
    .createIndex(
      { 'taken.by': 1, state: 1, _id: 1 },
      { name: 'obligations-taken', partialFilterExpression: { 'taken.by': { $gt: '' } } },
    );
  await connection
    .collection('reviews')
    .createIndex(
      { assigneeId: 1, state: 1, _id: 1 },
      { name: 'reviews-of-assignee', partialFilterExpression: { assigneeId: { $gt: '' } } },
    );
}

export const m0040HandoversHeld: Migration = {
  version: 40,
  title: 'hand-overs are claimed, and what somebody has taken is found by them',
  up,
};
