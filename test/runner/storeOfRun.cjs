/**
 * One embedded store for the databases of all test files: started before the first, ended after the last. A file has a
 * database of its own in it. Its address is in `STORE_OF_RUN`, unless `MONGODB_URI` names a server to use instead.
 */
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Worker } = require('node:worker_threads');
const { memoryFolder } = require('./memoryFolder.cjs');

const WORKER = path.resolve(__dirname, '../../packages/embedded-store/src/worker.ts');
/** Expired documents are removed by the store's own tests alone: they are what others look for. */
const NEVER_MS = 2 ** 31 - 1;
const STOP = Symbol.for('gov-matrix.stopStoreOfRun');

async function start() {
  if (process.env.MONGODB_URI !== undefined) return null;
  const dataDir = fs.mkdtempSync(path.join(process.env.TMPDIR ?? memoryFolder() ?? os.tmpdir(), 'store-of-run-'));
  const worker = new Worker(WORKER, {
    workerData: { dataDir, expiryEveryMs: NEVER_MS },
    execArgv: ['--require', path.join(__dirname, 'typescript.cjs')],
  });
  const said = await new Promise((resolve, reject) => {
    worker.on('message', (message) => message.kind !== 'progress' && resolve(message));
    worker.once('error', reject);
  });
  if (said.kind === 'failed') throw new Error(said.message);
  process.env.STORE_OF_RUN = `mongodb://${said.address}/?directConnection=true`;
  return async () => {
    worker.postMessage('close');
    await once(worker, 'exit');
    delete process.env.STORE_OF_RUN;
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
}

/** Named as `globalSetup` and as `globalTeardown`: jest calls it before the first file and after the last. */
module.exports = async () => {
  const stop = globalThis[STOP];
  globalThis[STOP] = stop === undefined ? await start() : await stop?.();
};
