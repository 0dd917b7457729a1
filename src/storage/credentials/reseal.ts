import type { Resealed } from '../../ports/credentials';
import { above, noneOf } from '../conditions';
import type { Row, Table } from '../table';
import type { Cipher } from './credentialRow';

/** A row whose `content` is sealed, with the name of the key. */
export interface SealedRow extends Row {
  readonly content: string | null;
  readonly sealed: boolean;
  readonly keyId: string | null;
}
export type SealedTable = Pick<Table<SealedRow>, 'many' | 'change'>;

const BATCH = 200;

/**
 * Walks every sealed row that names another key than the one in force and seals it anew. The content read is the
 * condition of the write, so a secret replaced meanwhile stays what it is; what was done stays done when the walk is
 * interrupted.
 */
export function createReseal(
  tables: readonly SealedTable[],
  cipher: Cipher | null,
): (onProgress: (done: Resealed) => void) => Promise<Resealed> {
  return async (onProgress) => {
    let done: Resealed = { resealed: 0, unreadable: 0 };
    const keyId = cipher?.keyId;
    if (cipher === null || keyId === undefined) return done;
    for (const table of tables) {
      for (let after = ''; ;) {
        const rows = await table.many(
          { keyId: noneOf([keyId]), _id: above(after) },
          { sort: { _id: 1 }, limit: BATCH },
        );
        for (const row of rows) {
          const resealed = await sealAnew(table, row, { cipher, keyId });
          if (resealed !== 'gone')
            done = resealed ? { ...done, resealed: done.resealed + 1 } : { ...done, unreadable: done.unreadable + 1 };
        }
        onProgress(done);
        const last = rows.at(-1);
        if (last === undefined || rows.length < BATCH) break;
        after = String(last._id);
      }
    }
    return done;
  };
}

async function sealAnew(
  table: SealedTable,
  row: SealedRow,
  { cipher, keyId }: { readonly cipher: Cipher; readonly keyId: string },
): Promise<boolean | 'gone'> {
  if (row.content === null) return 'gone';
  let text: string;
  try {
    text = row.sealed ? cipher.open(row.content) : row.content;
  } catch {
    return false;
  }
  return (await table.change(
    { _id: row._id, content: row.content },
    { $set: { content: cipher.seal(text), sealed: true, keyId } },
  ))
    ? true
    : 'gone';
}
