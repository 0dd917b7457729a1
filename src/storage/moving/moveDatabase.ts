import { createHash } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { Clock } from '../../ports/runtime';
import { connect } from '../connect';
import { collectionNames, contentsOf, copyCollection, copyIndexes, type Contents } from './collections';
import { beginMark, finishMark, MOVE_MARKS, readMark } from './moveMark';

export interface MoveProgress {
  readonly step: 'copy' | 'index' | 'compare';
  readonly collection: string;
  readonly done: number;
  readonly total: number;
}

export interface MovedCollection extends Contents {
  readonly name: string;
}

export type MoveEnd =
  /** All of it is there, compared document by document. */
  | { readonly kind: 'moved'; readonly collections: readonly MovedCollection[]; readonly resumed: boolean }
  /** The target holds something that is not an unfinished move of this source. Nothing was written. */
  | { readonly kind: 'target-in-use'; readonly collections: readonly string[] }
  /** This source was moved there before, whole. Nothing was written. */
  | { readonly kind: 'moved-before'; readonly at: Date }
  /** It was moved to another database before, where it may be at work: two on one register publish everything twice. */
  | { readonly kind: 'moved-elsewhere' }
  /** These collections are not what the source holds. */
  | { readonly kind: 'differs'; readonly collections: readonly string[] };

/**
 * Copies every collection with its indexes into an empty database and compares counts and hashes of both sides. The
 * source is only read and must not change meanwhile. May be killed at any moment and run again with the same `moveId`:
 * it goes on behind what is there. Rejects where a store is not reached; messages never carry an address.
 */
export async function moveDatabase(move: {
  readonly from: string;
  readonly to: string;
  readonly moveId: string;
  /** Where it was moved to before, as `onProven` was told; null: nowhere. */
  readonly movedTo: string | null;
  /** Both sides are the same, and from now on the source must not be started. Called before the target can be. */
  readonly onProven: (target: string) => void;
  readonly clock: Clock;
  readonly onProgress: (progress: MoveProgress) => void;
}): Promise<MoveEnd> {
  const source = await connect(move.from);
  try {
    const target = await connect(move.to);
    try {
      const both = {
        from: source.getClient().db(source.name),
        to: target.getClient().db(target.name),
      };
      const { hosts } = target.getClient().options;
      const place = createHash('sha256').update(`${[...hosts].map(String).sort().join()}/${target.name}`);
      return await moveBetween(both, place.digest('hex'), move);
    } finally {
      await target.destroy();
    }
  } finally {
    await source.destroy();
  }
}

interface Both {
  readonly from: mongo.Db;
  readonly to: mongo.Db;
}

async function moveBetween(
  both: Both,
  place: string,
  { moveId, movedTo, onProven, clock, onProgress }: Omit<Parameters<typeof moveDatabase>[0], 'from' | 'to'>,
): Promise<MoveEnd> {
  if (movedTo !== null && movedTo !== place) return { kind: 'moved-elsewhere' };
  const mark = await readMark(both.to);
  const present = (await collectionNames(both.to)).filter((name) => name !== MOVE_MARKS);
  if (mark === null ? present.length > 0 : mark.moveId !== moveId)
    return { kind: 'target-in-use', collections: present };
  if (mark !== null && mark.finishedAt !== null) {
    onProven(place);
    return { kind: 'moved-before', at: mark.finishedAt };
  }
  if (mark === null) await beginMark(both.to, moveId, clock.now());

  const names = await collectionNames(both.from);
  for (const name of names) {
    const total = await both.from.collection(name).countDocuments();
    onProgress({ step: 'copy', collection: name, done: 0, total });
    await copyCollection(both, name, (done) => onProgress({ step: 'copy', collection: name, done, total }));
    onProgress({ step: 'index', collection: name, done: total, total });
    await copyIndexes(both, name, 'lasting');
  }
  const moved: MovedCollection[] = [];
  const differing = (await collectionNames(both.to)).filter((name) => name !== MOVE_MARKS && !names.includes(name));
  for (const name of names) {
    const held = await contentsOf(both.from, name, () => undefined);
    const copied = await contentsOf(both.to, name, (done) =>
      onProgress({ step: 'compare', collection: name, done, total: held.count }),
    );
    if (held.count === copied.count && held.sha256 === copied.sha256) moved.push({ name, ...held });
    else differing.push(name);
  }
  if (differing.length > 0) return { kind: 'differs', collections: differing };
  // What expires begins to once nothing is compared any more.
  for (const name of names) await copyIndexes(both, name, 'expiring');
  onProven(place);
  await finishMark(both.to, clock.now());
  return { kind: 'moved', collections: moved, resumed: mark !== null };
}
