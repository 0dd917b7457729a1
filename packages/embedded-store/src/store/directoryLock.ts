import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { StoreUnusableError } from './storeUnusableError';

/** The data folder is already open, here or in another living process. */
export class StoreInUseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreInUseError';
  }
}

/** The refusal of a folder, saying who has it. */
export function inUse(dataDir: string, owner: string): StoreInUseError {
  return new StoreInUseError(
    `The data folder ${dataDir} is already in use by ${owner}. Stop it first, or choose another data folder.`,
  );
}

export interface DirectoryLock {
  release(): void;
}

interface LockRecord {
  readonly pid: number;
  /** When the process started, as the system counts it; tells a living owner from another process with its number. */
  readonly startedAt: string;
  readonly socketPath: string;
}

const connectTimeoutMs = 1_000;

/**
 * Takes the folder for this process. A lock left behind by a process that is gone is taken over; one whose owner lives,
 * or still listens on its socket, is respected with a StoreInUseError.
 * @param socketPath where this store will listen.
 */
export async function lockDirectory(dataDir: string, socketPath: string): Promise<DirectoryLock> {
  const file = path.join(dataDir, 'store.lock');
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), socketPath } satisfies LockRecord);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (createExclusively(file, mine)) return { release: () => releaseOwn(file, mine) };
    const found = readLock(file);
    if (found === null) continue;
    if (await isAlive(found.record)) throw inUse(dataDir, `process ${found.record?.pid ?? 'unknown'}`);
    removeStale(file, found.text);
  }
  throw inUse(dataDir, 'another process that is starting at this moment');
}

/** The socket of the store that has the folder open; null when none has. */
export async function socketOfOwner(dataDir: string): Promise<string | null> {
  const record = readLock(path.join(dataDir, 'store.lock'))?.record ?? null;
  return record !== null && (await isListening(record.socketPath)) ? record.socketPath : null;
}

function createExclusively(file: string, text: string): boolean {
  try {
    fs.writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new StoreUnusableError(
        `磁盘已满，数据目录打不开：${message}。请先腾出空间。` +
          ` (The disk is full, the data folder cannot be opened: ${message}. Make room first.)`,
      );
    throw error;
  }
}

function readLock(file: string): { text: string; record: LockRecord | null } | null {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  try {
    return { text, record: JSON.parse(text) as LockRecord };
  } catch {
    return { text, record: null };
  }
}

/** An unreadable lock was cut short by a crash and has no owner. */
async function isAlive(record: LockRecord | null): Promise<boolean> {
  if (record === null) return false;
  if (await isListening(record.socketPath)) return true;
  return record.pid !== process.pid && startOf(record.pid) !== '' && startOf(record.pid) === record.startedAt;
}

function isListening(socketPath: string): Promise<boolean> {
  if (socketPath === '') return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = net.connect(socketPath);
    const settle = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.setTimeout(connectTimeoutMs, () => settle(true));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

/** Moves the stale lock aside first: of two processes that find it, only one moves the text that both read. */
function removeStale(file: string, expected: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    fs.renameSync(file, aside);
    if (fs.readFileSync(aside, 'utf8') !== expected) fs.linkSync(aside, file);
    fs.unlinkSync(aside);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function releaseOwn(file: string, mine: string): void {
  if (readLock(file)?.text === mine) fs.rmSync(file, { force: true });
}

/**
 * The process's start as the system counts it, '' when there is no such process; a constant where the system does not
 * tell.
 */
function startOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return '';
  }
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${fields[19] ?? ''}`;
  } catch {
    return 'alive';
  }
}
