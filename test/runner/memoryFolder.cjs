const fs = require('node:fs');

/** What stores in memory may take, with room to spare: containers often have 64 MB. */
const MEMORY_NEEDED_BYTES = 2 ** 31;

/**
 * A folder in memory, where the system has one of that size: a store that waits for the disk at every write takes six
 * times as long, and a killed process loses the same on both.
 */
function memoryFolder() {
  try {
    const { bavail, bsize } = fs.statfsSync('/dev/shm');
    fs.accessSync('/dev/shm', fs.constants.W_OK);
    return bavail * bsize >= MEMORY_NEEDED_BYTES ? '/dev/shm' : null;
  } catch {
    return null;
  }
}

module.exports = { memoryFolder };
