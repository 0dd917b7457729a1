import type { Connection } from 'mongoose';
import { MOST_GIVEN } from '../../domain/reviews/delegation';
import { delegationSlot } from '../reviews/delegations';
import type { Migration } from './migration';

const INDEX = {
  unique: true,
  name: 'delegation-slots',
  partialFilterExpression: { slot: { $gt: '' } },
} as const;

/**
 * What somebody has delegated holds one of their places, so that two at once give no more than one may. Those that are
 * there get theirs, the last to end first; whoever has more keeps them until they are over.
 */
async function up(connection: Connection): Promise<void> {
  const delegations = connection.collection('review-delegations');
  await delegations.createIndex({ slot: 1 }, INDEX);
  const rows = await delegations.find({ removedAt: null }, { sort: { toDate: -1, _id: -1 } }).toArray();
  const taken = new Set(rows.flatMap(({ slot }) => (typeof slot === 'string' ? [slot] : [])));
  for (const row of rows) {
    if (row['slot'] !== undefined) continue;
    const places = Array.from({ length: MOST_GIVEN }, (_none, place) => delegationSlot(String(row['fromId']), place));
    const slot = places.find((one) => !taken.has(one));
    if (slot === undefined) continue;
    taken.add(slot);
    await delegations.updateOne({ _id: row._id }, { $set: { slot } });
  }
}

export const m0051DelegationSlots: Migration = { version: 51, title: 'places of delegations', up };
