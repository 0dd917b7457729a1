/**
 * What a test file can leave behind, as one line a thing.
 */
const fs = require('node:fs');
const path = require('node:path');

/** Files and folders in the temporary folder of the test file. */
function foldersIn(folder) {
  return fs.readdirSync(folder).map((name) => `temporary files: ${name}`);
}

function described(handle) {
  const kind = handle.constructor?.name ?? 'handle';
  if (kind === 'Server') return `server on ${JSON.stringify(handle.address())}`;
  if (kind === 'ChildProcess') return `process ${handle.pid}: ${(handle.spawnargs ?? []).join(' ')}`;
  if (kind === 'Socket' || kind === 'TLSSocket')
    return `connection ${handle.localPort ?? ''} → ${handle.remotePort ?? ''}`;
  return kind;
}

/** Node's open handles (servers, connections, child processes) that were not open before. */
function handlesSince(before) {
  return process
    ._getActiveHandles()
    .filter((handle) => !before.has(handle))
    .map(described);
}

/** Processes started with this temporary folder, children of children too. Linux only: elsewhere none is seen. */
function processesWith(folder) {
  if (process.platform !== 'linux') return [];
  const found = [];
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue;
    try {
      const settings = fs.readFileSync(path.join('/proc', pid, 'environ'), 'utf8').split('\0');
      if (!settings.includes(`TMPDIR=${folder}`)) continue;
      found.push(
        `process ${pid}: ${fs.readFileSync(path.join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ')}`,
      );
    } catch {
      // Ended meanwhile, or somebody else's.
    }
  }
  return found;
}

module.exports = { foldersIn, handlesSince, processesWith };
