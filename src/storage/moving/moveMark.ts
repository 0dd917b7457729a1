import type { mongo } from 'mongoose';

/** Stands in a database that is being moved to: whose move it is, and whether it is done. */
interface MoveMark {
  readonly _id: string;
  /** Names the move; the source's folder has the same. */
  readonly moveId: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

export const MOVE_MARKS = 'store-moves';
const MARK_ID = 'from-embedded';
const SAFELY = { writeConcern: { w: 'majority', journal: true } } as const;

/** A move into this database began and did not end: nothing may work on what is there. */
export class MoveUnfinished extends Error {
  override readonly name = 'MoveUnfinished';
}

export async function readMark(db: mongo.Db): Promise<MoveMark | null> {
  return db.collection<MoveMark>(MOVE_MARKS).findOne({ _id: MARK_ID });
}

export async function beginMark(db: mongo.Db, moveId: string, startedAt: Date): Promise<void> {
  await db.collection<MoveMark>(MOVE_MARKS).insertOne({ _id: MARK_ID, moveId, startedAt, finishedAt: null }, SAFELY);
}

export async function finishMark(db: mongo.Db, finishedAt: Date): Promise<void> {
  await db.collection<MoveMark>(MOVE_MARKS).updateOne({ _id: MARK_ID }, { $set: { finishedAt } }, SAFELY);
}

/** Throws `MoveUnfinished` where a move into this database has not ended. */
export async function refuseUnfinished(db: mongo.Db): Promise<void> {
  const mark = await readMark(db);
  if (mark !== null && mark.finishedAt === null) throw new MoveUnfinished('a move into this database is unfinished');
}
