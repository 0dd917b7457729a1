import type { Connection } from 'mongoose';
import { tailsOf } from '../tails';
import { BUILDING, type Migration } from './migration';

/** The ends of names, titles and document numbers, by which any part of them is found. */
export const TAIL_INDEX = { name: 'tails', key: { tails: 1 } } as const;

interface Named {
  readonly _id: string;
  readonly name?: string;
  readonly title?: string;
  readonly docNumber?: string | null;
}
const BATCH = 500;

async function up(connection: Connection): Promise<void> {
  for (const name of ['accounts', 'policies']) {
    const collection = connection.collection<Named>(name);
    for (;;) {
      const rows = await collection
        .find({ tails: { $exists: false } }, { projection: { name: 1, title: 1, docNumber: 1 } })
        .limit(BATCH)
        .toArray();
      if (rows.length === 0) break;
      await collection.bulkWrite(
        rows.map(({ _id, name: own = null, title = null, docNumber = null }) => ({
          // Written meanwhile by a process of this version: it has them.
          updateOne: {
            filter: { _id, tails: { $exists: false } },
            update: { $set: { tails: [...tailsOf(own, title, docNumber)] } },
          },
        })),
        { ordered: false },
      );
    }
    await collection.createIndex({ ...TAIL_INDEX.key }, { name: TAIL_INDEX.name, ...BUILDING });
  }
}

export const m0024Searching: Migration = { version: 24, title: 'names and numbers found by any part', up };
