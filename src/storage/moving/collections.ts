import { createHash } from 'node:crypto';
import type { mongo } from 'mongoose';
import { BUILDING } from '../migrations/migration';

/** What a collection holds: how many documents, and one hash over all of them in the order of their ids. */
export interface Contents {
  readonly count: number;
  readonly sha256: string;
}

type Id = string | number;
interface Stored extends Record<string, unknown> {
  readonly _id: Id;
}

/** So many documents in one read and one write; the largest are posts of some 50 KB. */
const BATCH = 500;

/** Numbers keep their stored type, so that what is written is what was read. */
const AS_STORED = { promoteValues: false, promoteLongs: false } as const;
/** Confirmed by most members of a replica set, and on their disks. */
const SAFELY = { writeConcern: { w: 'majority', journal: true } } as const;

/** The collections of a database by name, without the server's own. */
export async function collectionNames(db: mongo.Db): Promise<string[]> {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  return found
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.'))
    .sort();
}

/** Appends what the target does not have yet, in the order of the ids, so that it goes on where it was interrupted. */
export async function copyCollection(
  { from, to }: { readonly from: mongo.Db; readonly to: mongo.Db },
  name: string,
  onDone: (copied: number) => void,
): Promise<void> {
  const source = from.collection<Stored>(name);
  const target = to.collection<Stored>(name);
  let done = await target.countDocuments();
  let last = (await target.find({}, { sort: { _id: -1 }, limit: 1, projection: { _id: 1 } }).toArray())[0]?._id;
  for (;;) {
    const batch = await source
      .find(last === undefined ? {} : ({ _id: { $gt: last } } as mongo.Filter<Stored>), {
        sort: { _id: 1 },
        limit: BATCH,
        ...AS_STORED,
      })
      .toArray();
    if (batch.length === 0) return;
    // In order: what a killed move has written is a beginning, never a selection.
    await target.insertMany(batch as mongo.OptionalUnlessRequiredId<Stored>[], { ordered: true, ...SAFELY });
    last = batch.at(-1)?._id;
    done += batch.length;
    onDone(done);
  }
}

/**
 * Makes the indexes of the source on the target, as they are: those by which documents expire, or all others. Those that
 * stand there already are left.
 */
export async function copyIndexes(
  { from, to }: { readonly from: mongo.Db; readonly to: mongo.Db },
  name: string,
  which: 'lasting' | 'expiring',
): Promise<void> {
  const indexes = (await from.collection(name).indexes()).filter(
    (index) => index.name !== '_id_' && 'expireAfterSeconds' in index === (which === 'expiring'),
  );
  if (indexes.length === 0) return;
  await to.collection(name).createIndexes(
    indexes.map(({ v: _version, ns: _namespace, ...index }) => index as mongo.IndexDescription),
    BUILDING,
  );
}

/** Reads all of a collection. The bytes are hashed as they are stored, the id first, as a MongoDB server keeps them. */
export async function contentsOf(db: mongo.Db, name: string, onRead: (read: number) => void): Promise<Contents> {
  const hash = createHash('sha256');
  let count = 0;
  const cursor = db.collection(name).find({}, { sort: { _id: 1 }, raw: true, batchSize: BATCH });
  for await (const document of cursor) {
    for (const part of idFirst(document as unknown as Buffer)) hash.update(part);
    count += 1;
    if (count % BATCH === 0) onRead(count);
  }
  return { count, sha256: hash.digest('hex') };
}

const TEXT_TYPE = 2;
const ID_FIELD = Buffer.from('_id\0');

/** The elements of a BSON document with that of `_id` in front. */
function idFirst(bytes: Buffer): readonly Buffer[] {
  if (bytes.subarray(5, 9).equals(ID_FIELD)) return [bytes];
  // An upsert by another field may have put it behind; ours are texts, whose element is easily found whole.
  const at = bytes.indexOf(Buffer.concat([Buffer.from([TEXT_TYPE]), ID_FIELD]));
  if (at < 0) return [bytes];
  const end = at + 1 + ID_FIELD.length + 4 + bytes.readInt32LE(at + 1 + ID_FIELD.length);
  return [bytes.subarray(0, 4), bytes.subarray(at, end), bytes.subarray(4, at), bytes.subarray(end)];
}
