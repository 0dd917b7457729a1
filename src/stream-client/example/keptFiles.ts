import fs from 'node:fs';
import type { Position } from '../coverage';

/** What is wrong with a file that was named, and what to do about it; for whoever sits at the terminal. */
export class FileTrouble extends Error {}

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** The access token in a file. Throws `FileTrouble` where there is none. */
export function readToken(file: string): string {
  let token: string;
  try {
    token = fs.readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new FileTrouble(
      `读不到令牌文件 ${file}（${reasonOf(error)}）：请把访问令牌存入该文件，或改正 --token-file\n` +
        `(the token file cannot be read: store an access token in it, or correct --token-file)`,
    );
  }
  if (token === '')
    throw new FileTrouble(
      `令牌文件 ${file} 是空的：请存入一个访问令牌\n(the token file is empty: store an access token in it)`,
    );
  return token;
}

/** The position kept in a file; null: there is none yet. Throws `FileTrouble` where the file holds something else. */
export function readPosition(file: string): Position | null {
  if (!fs.existsSync(file)) return null;
  const kept = parsed(file);
  if (!Number.isSafeInteger(kept?.seq) || (kept?.seq ?? -1) < 0 || typeof kept?.history !== 'string')
    throw new FileTrouble(
      `进度文件 ${file} 的内容不是进度：请改正 --position；确认不再需要时删除该文件，从现在开始\n` +
        '(it holds no position: correct --position, or remove the file to follow from now on)',
    );
  return { seq: kept.seq as number, history: kept.history };
}

function parsed(file: string): Partial<Position> | null {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new FileTrouble(
      `读不到进度文件 ${file}（${reasonOf(error)}）：请检查权限或改正 --position\n` +
        '(the position file cannot be read: check its rights, or correct --position)',
    );
  }
  try {
    return JSON.parse(text) as Partial<Position> | null;
  } catch {
    return null;
  }
}

/**
 * Whole or not at all: a process that dies while writing leaves the position of before. Throws `FileTrouble` where it
 * cannot be kept.
 */
export function keepPosition(file: string, position: Position): void {
  const next = `${file}.next`;
  try {
    fs.writeFileSync(next, `${JSON.stringify(position)}\n`);
    fs.renameSync(next, file);
  } catch (error) {
    throw new FileTrouble(
      `写不了进度文件 ${file}（${reasonOf(error)}）：请检查文件夹是否存在、可写，或改正 --position\n` +
        '(the position cannot be kept: see that the folder is there and can be written, or correct --position)',
    );
  }
}
