import { hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { createProveEntries } from './proveEntries';
import type { PostedBatch } from './entryProver';

/** What a thread that proves entries runs: one batch after the other, until it is ended. */
const proveEntries = createProveEntries({ sha256: (text) => hash('sha256', text, 'hex') });
parentPort?.on('message', ({ bytes, ...batch }: PostedBatch) => {
  parentPort?.postMessage(
    proveEntries({ ...batch, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }),
  );
});
