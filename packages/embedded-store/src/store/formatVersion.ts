import { CommandError } from '../commandError';
import { ownKey, ownPart } from './keyLayout';
import type { KeyValueStorage } from './keyValueStorage';

/** The layout of keys and records. Raise it with every change that an older version would read wrongly. */
export const formatVersion = 1;

/** Marks a new file with the format; refuses a file written by a newer version, which this one could only damage. */
export function checkFormat(storage: KeyValueStorage): void {
  const key = ownKey(ownPart.format, 0);
  const found = storage.get(key)?.readUInt32BE(0);
  if (found === undefined) {
    const value = Buffer.allocUnsafe(4);
    value.writeUInt32BE(formatVersion, 0);
    storage.transact(() => storage.put(key, value));
  } else if (found > formatVersion) {
    throw new CommandError(
      'InvalidOptions',
      `The data file has format ${found}, this version reads up to ${formatVersion}: it was written by a newer version. Use that version, or restore a backup made by this one.`,
    );
  }
}
