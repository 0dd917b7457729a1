import { Refusal } from '../domain/errors';

/** OutOfDiskSpace: what MongoDB and the embedded store answer to a write for which there is no room. */
const OUT_OF_DISK_SPACE = 14031;

function isOutOfRoom(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === OUT_OF_DISK_SPACE;
}

/** The same write; where the disk has no room for it, it fails with `Refusal` `store-full`, whose words people can act on. */
export function tellingRoom<Args extends readonly unknown[], Result>(
  write: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    try {
      return await write(...args);
    } catch (error) {
      if (!isOutOfRoom(error)) throw error;
      throw new Refusal('store-full', '数据库所在的磁盘空间不足，没有保存。', { remedy: '' });
    }
  };
}
