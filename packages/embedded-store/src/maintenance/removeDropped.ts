import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../store/engine';
import { ownPart, ownRange } from '../store/keyLayout';
import { droppedRange } from './buildIndex';

const sliceMs = 8;
/** Nobody waits for this: between slices the store belongs to the clients. */
const restMs = 10;
const readAhead = 256;
/** Where a record of something dropped has its two ids: behind the prefix of six bytes. */
const collectionAt = 6;
const indexAt = 10;

/** Removes what dropped collections and indexes left behind, in slices. Goes on where it stopped after a restart. */
export async function removeDropped(engine: Engine): Promise<void> {
  for (;;) {
    const [record] = engine.storage.read(ownRange(ownPart.dropped), { limit: 1 });
    if (record === undefined) return;
    const range = droppedRange(record.key.readUInt32BE(collectionAt), record.key.readUInt32BE(indexAt));
    await engine.write(() => {
      const until = performance.now() + sliceMs;
      while (performance.now() < until) {
        const batch = engine.storage.read(range, { limit: readAhead });
        for (const { key } of batch) engine.storage.remove(key);
        if (batch.length === 0) {
          engine.storage.remove(record.key);
          return;
        }
      }
    });
    await wait(restMs);
  }
}
