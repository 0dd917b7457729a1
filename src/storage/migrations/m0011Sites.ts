import mongoose, { type Connection } from 'mongoose';
import type { Account } from '../../domain/accounts/account';
import { siteHomeOf, siteKeyOf, siteNameOf } from '../../domain/accounts/site';
import { channelOf } from '../../domain/mandates/channel';
import type { Migration } from './migration';

type StoredColumn = Pick<
  Account,
  'platform' | 'settings' | 'externalId' | 'homeUrl' | 'name' | 'unitId' | 'unitPath'
> & {
  readonly _id: string;
};
interface Stored {
  readonly _id: string;
}
const BATCH = 500;

/** Every index this step adds, by name; those of obligations take the place of one by mandate and account. */
export const SITE_INDEXES = {
  sites: [
    { name: 'site-key', key: { key: 1 }, unique: true },
    { name: 'sites-by-name', key: { name: 1, _id: 1 } },
    { name: 'sites-of-subtree', key: { unitPath: 1, name: 1, _id: 1 } },
    {
      name: 'outbox-pending',
      key: { 'outbox.eventId': 1 },
      partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
    },
  ],
  accounts: [{ name: 'columns-of-site', key: { siteId: 1, _id: 1 }, partialFilterExpression: { siteId: { $gt: '' } } }],
  obligations: [
    { name: 'obligation-of-channel', key: { mandateId: 1, channel: 1 }, unique: true },
    { name: 'obligations-of-site', key: { siteId: 1, state: 1, dueBy: 1, _id: 1 } },
  ],
} as const;
/** Two columns of one site may each have owed what the site now owes once: the account is no identity any more. */
export const REPLACED_INDEX = { collection: 'obligations', name: 'obligation-identity' } as const;

/**
 * Portal columns of one unit on one host become one site. What the columns owed by themselves is made one by the
 * service that keeps obligations and sites together (`site-owes-once`), with its ledger lines; until then nothing of it
 * is published.
 */
async function up(connection: Connection): Promise<void> {
  const obligations = connection.collection(REPLACED_INDEX.collection);
  await nameChannels(connection);
  for (const [collection, indexes] of Object.entries(SITE_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })));
  if ((await obligations.indexes()).some(({ name }) => name === REPLACED_INDEX.name))
    await obligations.dropIndex(REPLACED_INDEX.name);
  await groupColumns(connection);
  await connection.collection('accounts').updateMany({ siteId: { $exists: false } }, { $set: { siteId: null } });
}

async function nameChannels(connection: Connection): Promise<void> {
  const obligations = connection.collection<Stored & { readonly accountId: string }>('obligations');
  for (;;) {
    const page = await obligations
      .find({ channel: { $exists: false } })
      .limit(BATCH)
      .toArray();
    if (page.length === 0) return;
    await obligations.bulkWrite(
      page.map(({ _id, accountId }) => ({
        updateOne: {
          filter: { _id },
          update: { $set: { siteId: null, channel: channelOf({ siteId: null, accountId: accountId as never }) } },
        },
      })),
    );
  }
}

async function groupColumns(connection: Connection): Promise<void> {
  const accounts = connection.collection<StoredColumn>('accounts');
  const units = new Map(
    (await connection.collection<Stored & { key: string; name: string }>('units').find({}).toArray()).map((unit) => [
      unit._id,
      unit,
    ]),
  );
  for (;;) {
    const page = await accounts
      .find({ platform: 'portal', siteId: { $exists: false } })
      .limit(BATCH)
      .toArray();
    if (page.length === 0) return;
    for (const { _id, ...column } of page) {
      const unit = units.get(column.unitId);
      const key = siteKeyOf(unit?.key ?? column.unitId, column);
      const siteId = await siteByKey(connection, key, {
        unitId: column.unitId,
        unitPath: column.unitPath,
        name: siteNameOf(unit?.name ?? '', column),
        homeUrl: siteHomeOf(column),
      });
      await accounts.updateOne({ _id }, { $set: { siteId } });
    }
  }
}

async function siteByKey(connection: Connection, key: string, fields: object): Promise<string> {
  const sites = connection.collection<Stored>('sites');
  await sites.updateOne(
    { key },
    {
      $setOnInsert: {
        _id: new mongoose.Types.ObjectId().toHexString(),
        ...fields,
        identifierCode: null,
        repostColumnId: null,
        outbox: [],
      },
    },
    { upsert: true },
  );
  return (await sites.findOne({ key }))?._id ?? '';
}

export const m0011Sites: Migration = { version: 11, title: 'portal columns belong to sites', up };
