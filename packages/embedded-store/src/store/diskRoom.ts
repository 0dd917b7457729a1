import fs from 'node:fs';
import { CommandError } from '../commandError';

const mebibyte = 2 ** 20;

/**
 * How much of the disk is left alone. LMDB does not survive a write that is cut short: writing stops while there is
 * still room for the largest commit, and goes on when there is clearly more.
 */
export const diskReserve = {
  stopBelowBytes: 128 * mebibyte,
  goOnFromBytes: 192 * mebibyte,
  /** Looked at once for so much time … */
  everyMs: 250,
  /** … or so much written, whichever comes first. */
  everyBytes: 16 * mebibyte,
} as const;

export interface DiskRoomOptions {
  readonly reserve?: Readonly<Record<keyof typeof diskReserve, number>>;
  /** Bytes that may still be written on the data folder's disk. */
  readonly freeBytes: () => number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Called with a line when writing stops and when it goes on. */
  readonly onChange: (line: string) => void;
}

/** Watches the room on a disk, at a bounded rate. */
export interface DiskRoom {
  /** Throws OutOfDiskSpace while there is too little room to write. */
  check(): void;
  wrote(bytes: number): void;
}

export function watchDiskRoom({ reserve = diskReserve, freeBytes, now, onChange }: DiskRoomOptions): DiskRoom {
  let lookedAt = -Infinity;
  let written = 0;
  let free = Infinity;
  let isStopped = false;
  const look = (): void => {
    lookedAt = now();
    written = 0;
    free = freeBytes();
    const stops = free < (isStopped ? reserve.goOnFromBytes : reserve.stopBelowBytes);
    if (stops !== isStopped)
      onChange(stops ? sentence(free, reserve) : '磁盘空间已恢复，继续写入 (there is room again, writing goes on)');
    isStopped = stops;
  };
  return {
    check: () => {
      if (now() - lookedAt >= reserve.everyMs || written >= reserve.everyBytes) look();
      if (isStopped) throw new CommandError('OutOfDiskSpace', sentence(free, reserve));
    },
    wrote: (bytes) => {
      written += bytes;
    },
  };
}

function sentence(free: number, { goOnFromBytes }: { readonly goOnFromBytes: number }): string {
  const [left, wanted] = [free, goOnFromBytes].map((bytes) => Math.floor(bytes / mebibyte));
  return (
    `磁盘空间不足：仅剩 ${left} MB，已停止写入，已有数据仍可查看；腾出至 ${wanted} MB 后自动恢复。` +
    ` (The disk is nearly full: ${left} MB are left. Writing has stopped, everything stored can be read; writing goes on by itself when there are ${wanted} MB.)`
  );
}

/** The room on the disk of a folder, without limit where the system does not tell. */
export function freeBytesOf(folder: string): () => number {
  return () => {
    try {
      const { bavail, bsize } = fs.statfsSync(folder);
      return bavail * bsize;
    } catch {
      return Infinity;
    }
  };
}
