import type { Account } from '../../domain/accounts/account';
import type { DomainEvent } from '../../domain/alerts/alert';
import { accountCredentialKind, type CredentialKind } from '../../domain/credentials/credential';
import type { AccountId, CredentialId } from '../../domain/ids';
import type { Credentials, Secrets } from '../../ports/credentials';
import { sameSecrets, type CredentialRow } from '../credentials/credentialRow';
import type { Table } from '../table';

export type Credential = Secrets;

/**
 * What registering and looking at accounts need of their credentials. The account's event tells the change; no second
 * one is left.
 */
export interface RegisteredCredentials {
  read(id: AccountId): Promise<Credential | null>;
  /** Whether exactly this is stored. What cannot be opened is not it. */
  holds(id: AccountId, credential: Credential): Promise<boolean>;
  write(account: Account, credential: Credential, event: DomainEvent): Promise<void>;
  /** Takes back what was written for an account that another process has registered meanwhile. */
  forget(id: AccountId): Promise<void>;
}

/** Several processes registering one account at once: each pass meets at most one other. */
const MAX_PASSES = 8;

/** A grant without the name of its application is the only application's, where there is one. */
async function soleApplication(
  credentials: Credentials,
  kind: CredentialKind,
  { platform }: Account,
): Promise<string | null> {
  if (kind !== 'wechat-component-grant' && kind !== 'weibo-user-token') return null;
  const { items } = await credentials.list({ of: 'applications', platform }, { limit: 2, cursor: null }, null);
  return items.length === 1 ? (items[0]?.applicationId ?? null) : null;
}

/** An account's credential has the account's id. A new one is due for its first test at once. */
export function createRegisteredCredentials(
  credentials: Credentials,
  table: Table<CredentialRow>,
): RegisteredCredentials {
  const idOf = (id: AccountId): CredentialId => id as AccountId & CredentialId;
  const read = (id: AccountId): Promise<Credential | null> => credentials.secrets(idOf(id));
  return {
    read,
    holds: async (id, credential) => {
      const stored = await read(id).catch(() => null);
      return stored !== null && sameSecrets(stored, credential);
    },
    write: async (account, credential, event) => {
      const at = event.ledger.recordedAt;
      const kind = accountCredentialKind(account.platform, credential);
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        const known = await credentials.ofAccount(account.id);
        const saved = await credentials.save(
          {
            id: idOf(account.id),
            platform: account.platform,
            kind,
            accountId: account.id,
            applicationId: known?.applicationId ?? (await soleApplication(credentials, kind, account)),
            label: account.name,
            unitId: account.unitId,
            unitPath: account.unitPath,
            secrets: credential,
            state: 'untested',
            expiresAt: null,
            grantedBy: { personId: null, name: event.ledger.actor },
            grantedAt: at,
            nextCheckAt: at,
          },
          known?.version ?? null,
          null,
        );
        if (saved === 'saved') return;
      }
      throw new Error(`The credential of account ${account.id} is written by too many processes at once.`);
    },
    forget: async (id) => {
      await table.remove({ _id: idOf(id) });
    },
  };
}
