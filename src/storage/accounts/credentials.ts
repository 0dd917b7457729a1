import type { AccountId } from '../../domain/ids';
import { checkId } from '../checkInput';
import { documentSchema, flag, text } from '../schemaParts';
import type { Row, Table } from '../table';

/** Seals texts before they are stored and opens them again. `open` throws when the text was sealed with another key. */
export interface Cipher { seal(text: string): string; open(text: string): string }

export type Credential = Readonly<Record<string, string>>;

/** Kept apart from accounts, so that no list, export or log of accounts can ever carry one. One per account: the id is the account's. */
export interface CredentialRow extends Row { readonly _id: AccountId; readonly content: string; readonly sealed: boolean }

export const credentialSchema = documentSchema({ _id: text, content: text, sealed: flag });

export interface Credentials {
  read(id: AccountId): Promise<Credential | null>;
  write(id: AccountId, credential: Credential): Promise<void>;
  remove(id: AccountId): Promise<void>;
}

/** Errors raised here name the account and nothing of the content. */
export function createCredentials(table: Table<CredentialRow>, cipher: Cipher | null): Credentials {
  return {
    read: async (id) => {
      const row = await table.one({ _id: checkId(id, 'accountId') });
      return row === null ? null : parse(row, cipher);
    },
    write: async (id, credential) => {
      const content = JSON.stringify(credential);
      await table.put({ _id: checkId(id, 'accountId') }, { $set: { content: cipher === null ? content : cipher.seal(content), sealed: cipher !== null } });
    },
    remove: async (id) => { await table.remove({ _id: checkId(id, 'accountId') }); },
  };
}

function parse(row: CredentialRow, cipher: Cipher | null): Credential {
  if (row.sealed && cipher === null) throw new Error(`The credential of account ${row._id} is sealed, and no key was given to open it.`);
  try {
    return JSON.parse(row.sealed && cipher !== null ? cipher.open(row.content) : row.content) as Credential;
  } catch {
    throw new Error(`The credential of account ${row._id} cannot be opened with this key. Restore SECRET_KEY or register the credential again.`);
  }
}

export function sameCredential(one: Credential, other: Credential): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
