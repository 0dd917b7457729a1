import type { DomainEvent } from '../../domain/alerts/alert';
import type { Credential } from '../../domain/credentials/credential';
import { nextWarningAt } from '../../domain/credentials/credentialState';
import type { CredentialId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { NewCredential, Secrets } from '../../ports/credentials';
import { outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { freeLease, leasePart, type StoredLease } from '../lease';
import { count, documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';
import type { Fields, Row } from '../table';

/**
 * Seals texts before they are stored and opens them again. `open` throws when the text was sealed with a key it does
 * not have.
 */
export interface Cipher {
  seal(text: string): string;
  open(text: string): string;
  /** Names the key that `seal` uses, without telling anything about it. */
  readonly keyId?: string;
}

/**
 * Kept apart from accounts, so that no list, export or log of accounts can ever carry a secret. An account has at most
 * one: its id is the account's. A removed one stays as a row without content, so that its removal reaches the ledger in
 * the same step.
 */
export interface CredentialRow extends Row, Omit<Credential, 'id'>, WithOutbox {
  readonly _id: CredentialId;
  /** A present credential of an application: there is one for each application. */
  readonly openApplication: boolean;
  readonly content: string | null;
  readonly sealed: boolean;
  readonly keyId: string | null;
  readonly checkLease: StoredLease;
  /** When people have to be warned next; a copy of what follows from `expiresAt` and `warnedDays`, for the sweep. */
  readonly warnAt: Instant | null;
  readonly removedAt: Instant | null;
  readonly updatedAt: Instant;
}

export const credentialSchema = documentSchema({
  _id: text,
  platform: text,
  kind: text,
  accountId: text,
  applicationId: text,
  label: text,
  unitId: text,
  unitPath: texts,
  state: text,
  version: count,
  expiresAt: instant,
  grantedAt: instant,
  grantedBy: partSchema({ personId: text, name: text }),
  lastCheckAt: instant,
  lastCheckOutcome: text,
  lastCheckCode: text,
  nextCheckAt: instant,
  warnedDays: { type: [Number] },
  messages: partSchema({ lastAt: instant, sinceAt: instant }),
  openApplication: flag,
  content: text,
  sealed: flag,
  keyId: text,
  checkLease: leasePart,
  warnAt: instant,
  removedAt: instant,
  updatedAt: instant,
  outbox: outboxField,
});

export function readCredential(row: CredentialRow): Credential {
  return {
    id: row._id,
    platform: row.platform,
    kind: row.kind,
    accountId: row.accountId,
    applicationId: row.applicationId,
    label: row.label,
    unitId: row.unitId,
    unitPath: row.unitPath,
    state: row.state,
    version: row.version,
    expiresAt: row.expiresAt,
    grantedAt: row.grantedAt,
    grantedBy: row.grantedBy,
    lastCheckAt: row.lastCheckAt,
    lastCheckOutcome: row.lastCheckOutcome,
    lastCheckCode: row.lastCheckCode,
    nextCheckAt: row.nextCheckAt,
    warnedDays: row.warnedDays,
    messages: row.messages,
  };
}

/** The date of a secret and what follows from it for warnings. */
export function datePart(
  expiresAt: Instant | null,
  warnedDays: readonly number[],
): Pick<CredentialRow, 'expiresAt' | 'warnedDays' | 'warnAt'> {
  return { expiresAt, warnedDays, warnAt: nextWarningAt({ expiresAt, warnedDays }) };
}

/** The sealed form of a secret, with the name of the key; without a cipher as it is. */
export function sealSecrets(
  secrets: Secrets,
  cipher: Cipher | null,
): Pick<CredentialRow, 'content' | 'sealed' | 'keyId'> {
  const content = JSON.stringify(secrets);
  return {
    content: cipher === null ? content : cipher.seal(content),
    sealed: cipher !== null,
    keyId: cipher?.keyId ?? null,
  };
}

/** A credential that is stored anew: nothing is known of how it is accepted. */
export function newCredentialFields(credential: NewCredential, cipher: Cipher | null): Fields<CredentialRow> {
  const { id: _id, secrets, ...known } = credential;
  return {
    ...known,
    openApplication: credential.accountId === null,
    ...sealSecrets(secrets, cipher),
    ...datePart(credential.expiresAt, []),
    lastCheckAt: null,
    lastCheckOutcome: null,
    lastCheckCode: null,
    checkLease: freeLease(),
    removedAt: null,
    updatedAt: credential.grantedAt,
  };
}

/** The row of a credential that was never stored before. */
export function newCredentialRow(
  credential: NewCredential,
  cipher: Cipher | null,
  events: readonly DomainEvent[],
): CredentialRow {
  return {
    _id: credential.id,
    ...newCredentialFields(credential, cipher),
    version: 1,
    messages: null,
    outbox: outboxOf(events),
  } as unknown as CredentialRow;
}

/** Null: the credential was removed. Errors name the credential and nothing of its content. */
export function openSecrets(
  row: Pick<CredentialRow, 'content' | 'sealed'> & { readonly _id: string },
  cipher: Cipher | null,
): Secrets | null {
  if (row.content === null) return null;
  if (row.sealed && cipher === null)
    throw new Error(`Credential ${row._id} is sealed, and no key was given to open it.`);
  try {
    return JSON.parse(row.sealed && cipher !== null ? cipher.open(row.content) : row.content) as Secrets;
  } catch {
    throw new Error(
      `Credential ${row._id} cannot be opened with this key. Restore SECRET_KEY (or name the former one in SECRET_KEY_PREVIOUS), or store the credential again.`,
    );
  }
}

/** Whether a key we have opens it. */
export function isOpened(row: Pick<CredentialRow, '_id' | 'content' | 'sealed'>, cipher: Cipher | null): boolean {
  try {
    openSecrets(row, cipher);
    return true;
  } catch {
    return false;
  }
}

/** Secrets of rows by their ids; those that no key at hand opens are left out. */
export function openEach<Id extends string>(
  rows: readonly (Pick<CredentialRow, 'content' | 'sealed'> & { readonly _id: Id })[],
  cipher: Cipher | null,
): ReadonlyMap<Id, Secrets> {
  const opened = new Map<Id, Secrets>();
  for (const row of rows) {
    try {
      const secrets = openSecrets(row, cipher);
      if (secrets !== null) opened.set(row._id, secrets);
    } catch {
      // What cannot be opened is shown as such.
    }
  }
  return opened;
}

export function sameSecrets(one: Secrets, other: Secrets): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
