import type { Connection } from 'mongoose';
import { accountCredentialKind } from '../../domain/credentials/credential';
import { lookHostOf } from '../../domain/accounts/lookHost';
import type { Account } from '../../domain/accounts/account';
import type { Migration } from './migration';

/** Every index of the collections around credentials, by name. */
const CREDENTIAL_INDEXES = {
  credentials: [
    {
      name: 'application-identity',
      key: { platform: 1, applicationId: 1 },
      unique: true,
      partialFilterExpression: { openApplication: true },
    },
    { name: 'credentials-of-application', key: { platform: 1, applicationId: 1, accountId: 1, _id: 1 } },
    { name: 'credentials-by-label', key: { label: 1, _id: 1 } },
    { name: 'credentials-by-expiry', key: { expiresAt: 1, _id: 1 } },
    { name: 'credentials-of-subtree', key: { unitPath: 1, label: 1, _id: 1 } },
    { name: 'canaries-due', key: { nextCanaryAt: 1, _id: 1 } },
    { name: 'warnings-due', key: { warnAt: 1, _id: 1 } },
    {
      name: 'outbox-pending',
      key: { 'outbox.eventId': 1 },
      partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
    },
  ],
  'authorisation-states': [{ name: 'states-expired', key: { expiresAt: 1 }, expireAfterSeconds: 86_400 }],
  'platform-inbox': [
    { name: 'messages-due', key: { dueAt: 1, _id: 1 } },
    { name: 'messages-forgotten', key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  'call-counts': [
    { name: 'calls-of-day', key: { on: 1, platform: 1 } },
    { name: 'call-counts-expired', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  ],
} as const;

interface OldCredential {
  readonly _id: string;
  readonly content: string;
  readonly sealed: boolean;
  readonly kind?: string;
}
type OldAccount = Pick<
  Account,
  'platform' | 'name' | 'unitId' | 'unitPath' | 'settings' | 'externalId' | 'homeUrl' | 'noPublishReason'
> & { readonly _id: string };
const BATCH = 500;

/**
 * Credentials become records of their own: each row gets what is known of it beside the secret, which stays sealed as
 * it is (opened by no one here: the kind follows from the account's settings). A row whose account is gone belongs to
 * nobody and is removed. Accounts get the name of the server a look at them asks.
 */
async function widenCredentials(connection: Connection): Promise<void> {
  const accounts = connection.collection<OldAccount>('accounts');
  const credentials = connection.collection<OldCredential>('credentials');
  const now = new Date();
  for (let after = ''; ;) {
    const rows = await credentials
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    const owners = new Map(
      (await accounts.find({ _id: { $in: rows.map((row) => row._id) } }).toArray()).map((account) => [
        account._id,
        account,
      ]),
    );
    for (const row of rows.filter(({ kind }) => kind === undefined)) {
      const owner = owners.get(row._id);
      if (owner === undefined) await credentials.deleteOne({ _id: row._id });
      else await credentials.updateOne({ _id: row._id }, { $set: describe(owner, now) });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) break;
    after = last._id;
  }
  for (let after = ''; ;) {
    const rows = await accounts
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    for (const row of rows)
      await accounts.updateOne({ _id: row._id }, { $set: { lookHost: lookHostOf(row), lastSeenIdentities: [] } });
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) break;
    after = last._id;
  }
  for (const [collection, indexes] of Object.entries(CREDENTIAL_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map((index) => ({ ...index, key: { ...index.key } })));
}

/** Until its first test an old credential counts as untested, unless looking has shown already that it is refused. */
function describe(owner: OldAccount, now: Date): Record<string, unknown> {
  return {
    platform: owner.platform,
    kind: accountCredentialKind(owner.platform, { appSecret: 'unknown' }),
    accountId: owner._id,
    applicationId: null,
    label: owner.name,
    unitId: owner.unitId,
    unitPath: owner.unitPath,
    state: owner.noPublishReason === 'credential-expired' ? 'refused' : 'untested',
    version: 1,
    expiresAt: null,
    grantedAt: now,
    grantedBy: { personId: null, name: 'register' },
    lastCanaryAt: null,
    lastCanaryOutcome: null,
    lastCanaryCode: null,
    nextCanaryAt: now,
    warnedDays: [],
    messages: null,
    openApplication: false,
    keyId: null,
    canaryLease: { token: null, owner: null, untilAt: new Date(0) },
    warnAt: null,
    removedAt: null,
    updatedAt: now,
    outbox: [],
  };
}

export const m0003Credentials: Migration = {
  version: 3,
  title: 'credentials as records of their own',
  up: widenCredentials,
};
