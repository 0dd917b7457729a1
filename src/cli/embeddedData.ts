import path from 'node:path';
import { StoreInUseError, type StoreContents } from '@gov-matrix/embedded-store';
import type { Config } from '../config/config';
import { LEDGER_ARCHIVE } from '../config/environment';
import type { CommandContext } from './command';
import { readConfig } from './readConfig';

/**
 * What `backup` copies and `restore` puts back: the store, sealed parts of its ledger, the demo's simulated platforms.
 */
export interface EmbeddedData {
  readonly config: Config;
  readonly storeDir: string;
  /** Without it a restored demo would begin with other platforms. */
  readonly sandboxDir: string;
  /** Old parts of the ledger, without which the rest of it could not be proven. */
  readonly archiveDir: string;
}

/**
 * The data folders of an installation on the embedded store. Returns null, having said why, where the folder to work
 * with is not given, the configuration is wrong, or a MongoDB server is configured: that one has tools of its own.
 */
export function readEmbeddedData(
  folder: string | undefined,
  { usage, context }: { readonly usage: string; readonly context: CommandContext },
): EmbeddedData | null {
  if (folder === undefined) {
    context.complain(usage);
    return null;
  }
  const config = readConfig(context);
  if (config === null) return null;
  if (config.mongodbUri === null) {
    const folders = foldersIn(config.dataDir);
    return { config, ...folders, archiveDir: config.ledgerArchiveDir ?? folders.archiveDir };
  }
  context.complain("已配置 MONGODB_URI：请用 mongodump / mongorestore 备份和恢复 (use MongoDB's own tools)");
  return null;
}

/** The layout of a data folder, which is the layout of a backup as well. */
export function foldersIn(folder: string): Omit<EmbeddedData, 'config'> {
  return {
    storeDir: path.join(folder, 'store'),
    sandboxDir: path.join(folder, 'sandbox'),
    archiveDir: path.join(folder, LEDGER_ARCHIVE),
  };
}

/**
 * Returns null after a sentence to the operator: the store's own sentences say what is wrong. A store in use is
 * reported by the caller of all commands.
 */
export async function orComplain<T>(work: () => T | Promise<T>, complain: (line: string) => void): Promise<T | null> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StoreInUseError) throw cause;
    complain(cause instanceof Error ? cause.message : String(cause));
    return null;
  }
}

export function described(documents: StoreContents): string {
  const counts = Object.values(documents);
  return `${counts.length} 个集合、${counts.reduce((total, count) => total + count, 0)} 条记录`;
}
