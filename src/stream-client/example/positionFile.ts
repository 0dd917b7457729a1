import fs from 'node:fs';
import type { Position } from '../coverage';

/** The position kept in a file; null: there is none yet. Throws where the file holds something else. */
export function readPosition(file: string): Position | null {
  if (!fs.existsSync(file)) return null;
  const kept = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Position> | null;
  if (!Number.isSafeInteger(kept?.seq) || typeof kept?.history !== 'string')
    throw new Error(`${file} holds no position: remove it to follow from now on`);
  return { seq: kept.seq as number, history: kept.history };
}

/** Whole or not at all: a process that dies while writing leaves the position of before. */
export function keepPosition(file: string, position: Position): void {
  const next = `${file}.next`;
  fs.writeFileSync(next, `${JSON.stringify(position)}\n`);
  fs.renameSync(next, file);
}
