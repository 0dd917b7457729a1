import fs from 'node:fs';
import path from 'node:path';
import type { AccessKind } from './county';
import type { KeptFault } from '../wire/faultBoard';

/** What the first start decides for good. Portal URLs are identities, so the ports belong to it. */
export interface WorldFile {
  readonly seed: number;
  readonly anchorMs: number;
  readonly units: number;
  readonly accounts: number;
  /** Weibo, WeChat, portals, gov.cn, robots; a world made before there were robots has four. */
  readonly ports: readonly number[];
  /** What the accounts are registered with; feeds and list pages where absent. */
  readonly kinds?: readonly AccessKind[];
  /** Whether websites have several columns; a world made before they had has a site a unit, of one column. */
  readonly hasSites?: boolean;
  /** Switches that are on. */
  readonly faults?: readonly KeptFault[];
}

const FILE_NAME = 'world.json';

/** The world of this folder, or null before the first start. */
export function readWorldFile(dataDir: string): WorldFile | null {
  const file = path.join(dataDir, FILE_NAME);
  if (!fs.existsSync(file)) return null;
  return JSON.parse(fs.readFileSync(file, 'utf8')) as WorldFile;
}

/** Writes it whole or not at all: a new file is synced and then takes the name. */
export function writeWorldFile(dataDir: string, world: WorldFile): void {
  const file = path.join(dataDir, FILE_NAME);
  const fresh = `${file}.new`;
  const handle = fs.openSync(fresh, 'w');
  try {
    fs.writeSync(handle, JSON.stringify(world));
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(fresh, file);
}
