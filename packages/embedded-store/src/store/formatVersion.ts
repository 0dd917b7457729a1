import { ownKey, ownPart } from './keyLayout';
import type { KeyValueStorage } from './keyValueStorage';
import { StoreUnusableError } from './storeUnusableError';

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
    throw new StoreUnusableError(
      `数据文件的格式为 ${found}，本版本最高可读 ${formatVersion}：它由更新的版本写成，请使用该版本，或恢复本版本的备份。` +
        ` (The data file has format ${found}, this version reads up to ${formatVersion}: it was written by a newer version. Use that version, or restore a backup made by this one.)`,
    );
  }
}
