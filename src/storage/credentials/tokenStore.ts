import type { Hasher } from '../../ports/runtime';
import type { Instant } from '../../domain/time/instant';
import type { StoredToken, TokenStore } from '../../ports/tokens';
import { checkText } from '../checkInput';
import { documentSchema, flag, instant, text } from '../schemaParts';
import type { Table } from '../table';
import type { Cipher } from './credentialRow';
import type { SealedRow } from './reseal';

/** `tokenHash` is what compare-and-swap compares: the token itself is only there sealed. */
export interface TokenRow extends SealedRow {
  readonly _id: string;
  readonly tokenHash: string;
  readonly expiresAt: Instant;
}

export const tokenSchema = documentSchema({
  _id: text,
  content: text,
  sealed: flag,
  keyId: text,
  tokenHash: text,
  expiresAt: instant,
});

/**
 * Interface tokens shared by all processes of the store. A token that no key opens reads as none: it is simply asked
 * for again.
 */
export function createTokenStore(
  table: Table<TokenRow>,
  { cipher, hasher }: { readonly cipher: Cipher | null; readonly hasher: Hasher },
): TokenStore {
  const rowOf = (next: StoredToken): Omit<TokenRow, '_id'> => {
    const content = JSON.stringify({ token: next.token, refreshToken: next.refreshToken });
    return {
      content: cipher === null ? content : cipher.seal(content),
      sealed: cipher !== null,
      keyId: cipher?.keyId ?? null,
      tokenHash: hasher.sha256(next.token),
      expiresAt: next.expiresAt,
    };
  };
  const open = (row: TokenRow): StoredToken | null => {
    try {
      const { token, refreshToken } = JSON.parse(
        row.sealed && cipher !== null ? cipher.open(row.content ?? '') : (row.content ?? ''),
      ) as Pick<StoredToken, 'token' | 'refreshToken'>;
      return { token, refreshToken, expiresAt: row.expiresAt };
    } catch {
      return null;
    }
  };
  return {
    read: async (key) => {
      const row = await table.one({ _id: checkText(key, 'key') });
      return row === null ? null : open(row);
    },
    swap: async (key, expectedToken, next) => {
      const _id = checkText(key, 'key');
      if (expectedToken !== null)
        return table.change({ _id, tokenHash: hasher.sha256(expectedToken) }, { $set: rowOf(next) });
      if ((await table.insert({ _id, ...rowOf(next) })) === 'inserted') return true;
      // What is there but cannot be opened counts as none.
      const stored = await table.one({ _id });
      return (
        stored !== null &&
        open(stored) === null &&
        table.change({ _id, tokenHash: stored.tokenHash, content: stored.content }, { $set: rowOf(next) })
      );
    },
  };
}
