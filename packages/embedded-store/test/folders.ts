import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const memory = '/dev/shm';
const roomBytes = 512 * 2 ** 20;

/** Most tests commit hundreds of times, and none of them looks at what a flush to a real disk leaves behind. */
function parent(): string {
  try {
    const { bavail, bsize } = fs.statfsSync(memory);
    fs.accessSync(memory, fs.constants.W_OK);
    return bavail * bsize > roomBytes ? memory : os.tmpdir();
  } catch {
    return os.tmpdir();
  }
}

/** A new temporary folder, in memory where the system has such a place and there is room. */
export function newFolder(): string {
  return fs.mkdtempSync(path.join(parent(), 'embedded-'));
}
