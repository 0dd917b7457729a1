import type { Account, Platform } from '../../domain/accounts/account';
import type { DomainEvent } from '../../domain/alerts/alert';
import { accountCredentialKind, type CredentialKind } from '../../domain/credentials/credential';
import type { AccountId, CredentialId } from '../../domain/ids';
import type { Credentials, NewCredential, Secrets } from '../../ports/credentials';
import { anyOf } from '../conditions';
import {
  newCredentialRow,
  openSecrets,
  sameSecrets,
  type Cipher,
  type CredentialRow,
} from '../credentials/credentialRow';
import type { Table } from '../table';

export type Credential = Secrets;

/**
 * What registering and looking at accounts need of their credentials. The account's event tells the change; no second
 * one is left.
 */
export interface RegisteredCredentials {
  read(id: AccountId): Promise<Credential | null>;
  /** Null also where no key of ours opens what is stored, which is said beside it. */
  readAsFarAsOpened(id: AccountId): Promise<{ readonly credential: Credential | null; readonly isUnopened?: true }>;
  /** Whether exactly this is stored. What cannot be opened is not it. */
  holds(id: AccountId, credential: Credential): Promise<boolean>;
  write(account: Account, credential: Credential, event: DomainEvent): Promise<void>;
  /** As `write`, together, for accounts that are new; what an earlier try has written of the same ids stays. */
  writeNew(
    given: readonly { readonly account: Account; readonly credential: Credential; readonly event: DomainEvent }[],
  ): Promise<void>;
  /** Of these, the accounts that hold another credential, or none. */
  differing(
    given: readonly { readonly id: AccountId; readonly credential: Credential }[],
  ): Promise<ReadonlySet<AccountId>>;
  /** Takes back what was written for an account that another process has registered meanwhile. */
  forget(id: AccountId): Promise<void>;
}

/** Several processes registering one account at once: each pass meets at most one other. */
const MAX_PASSES = 8;

/** A grant without the name of its application is the only application's, where there is one. */
async function soleApplication(
  credentials: Credentials,
  kind: CredentialKind,
  platform: Platform,
): Promise<string | null> {
  if (kind !== 'wechat-component-grant' && kind !== 'weibo-user-token') return null;
  const { items } = await credentials.list({ of: 'applications', platform }, { limit: 2, cursor: null }, null);
  return items.length === 1 ? (items[0]?.applicationId ?? null) : null;
}

const idOf = (id: AccountId): CredentialId => id as AccountId & CredentialId;

/** Due for its first test at once. */
function newCredential(
  { account, credential, event }: { account: Account; credential: Credential; event: DomainEvent },
  kind: CredentialKind,
  applicationId: string | null,
): NewCredential {
  const at = event.ledger.recordedAt;
  return {
    id: idOf(account.id),
    platform: account.platform,
    kind,
    accountId: account.id,
    applicationId,
    label: account.name,
    unitId: account.unitId,
    unitPath: account.unitPath,
    secrets: credential,
    state: 'untested',
    expiresAt: null,
    grantedBy: { personId: null, name: event.ledger.actor },
    grantedAt: at,
    nextCheckAt: at,
  };
}

/** What cannot be opened is not it. */
function holdsExactly(row: CredentialRow, credential: Credential, cipher: Cipher | null): boolean {
  try {
    const stored = openSecrets(row, cipher);
    return stored !== null && sameSecrets(stored, credential);
  } catch {
    return false;
  }
}

/** An account's credential has the account's id. A new one is due for its first test at once. */
export function createRegisteredCredentials(
  credentials: Credentials,
  table: Table<CredentialRow>,
  cipher: Cipher | null,
): RegisteredCredentials {
  const read = (id: AccountId): Promise<Credential | null> => credentials.secrets(idOf(id));
  return {
    read,
    readAsFarAsOpened: async (id) => {
      try {
        return { credential: await read(id) };
      } catch (error) {
        if (await credentials.canOpen(idOf(id))) throw error;
        return { credential: null, isUnopened: true };
      }
    },
    holds: async (id, credential) => {
      const stored = await read(id).catch(() => null);
      return stored !== null && sameSecrets(stored, credential);
    },
    write: async (account, credential, event) => {
      const kind = accountCredentialKind(account.platform, credential);
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        const known = await credentials.ofAccount(account.id);
        const applicationId = known?.applicationId ?? (await soleApplication(credentials, kind, account.platform));
        const saved = await credentials.save(
          newCredential({ account, credential, event }, kind, applicationId),
          known?.version ?? null,
          null,
        );
        if (saved === 'saved') return;
      }
      throw new Error(`The credential of account ${account.id} is written by too many processes at once.`);
    },
    writeNew: async (given) => {
      const applications = new Map<CredentialKind, string | null>();
      const rows: CredentialRow[] = [];
      for (const one of given) {
        const { platform } = one.account;
        const kind = accountCredentialKind(platform, one.credential);
        if (!applications.has(kind)) applications.set(kind, await soleApplication(credentials, kind, platform));
        rows.push(newCredentialRow(newCredential(one, kind, applications.get(kind) ?? null), cipher, []));
      }
      await table.insertMissing(rows);
    },
    differing: async (given) => {
      if (given.length === 0) return new Set();
      const rows = await table.many(
        { _id: anyOf(given.map(({ id }) => idOf(id))), removedAt: null },
        { sort: { _id: 1 }, limit: given.length },
      );
      const stored = new Map(rows.map((row) => [row._id, row]));
      return new Set(
        given.flatMap(({ id, credential }) => {
          const row = stored.get(idOf(id));
          return row !== undefined && holdsExactly(row, credential, cipher) ? [] : [id];
        }),
      );
    },
    forget: async (id) => {
      await table.remove({ _id: idOf(id) });
    },
  };
}
