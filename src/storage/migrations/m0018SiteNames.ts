import type { Connection } from 'mongoose';
import { siteNameOf } from '../../domain/accounts/site';
import type { Migration } from './migration';

interface Stored {
  readonly _id: string;
  readonly unitId: string;
  readonly name: string;
  readonly homeUrl: string;
}
export const PENDING_INDEX = {
  name: 'outbox-pending',
  key: { 'outbox.eventId': 1 },
  partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
} as const;
/** What people change of these leaves its line for the ledger behind. */
export const AUDITED_COLLECTIONS: readonly string[] = ['units', 'policy-sources'];

/**
 * Sites of one unit on different hosts were given one name: all but the first of them get their host beside it. Names
 * that people gave stay.
 */
async function up(connection: Connection): Promise<void> {
  const { key, ...options } = PENDING_INDEX;
  for (const name of AUDITED_COLLECTIONS) await connection.collection(name).createIndex({ ...key }, options);
  const units = new Map(
    (await connection.collection<{ _id: string; name: string }>('units').find({}).toArray()).map((unit) => [
      unit._id,
      unit.name,
    ]),
  );
  const sites = connection.collection<Stored>('sites');
  const taken = new Map<string, Set<string>>();
  for (const { _id, unitId, name, homeUrl } of await sites.find({}).sort({ _id: 1 }).toArray()) {
    const own = taken.get(unitId) ?? new Set();
    taken.set(unitId, own);
    const column = { name, homeUrl, externalId: homeUrl, platform: 'portal', settings: {} } as const;
    const automatic = siteNameOf(units.get(unitId) ?? '', column);
    const next = name === automatic ? siteNameOf(units.get(unitId) ?? '', column, own) : name;
    own.add(next);
    if (next !== name) await sites.updateOne({ _id, name }, { $set: { name: next } });
  }
}

export const m0018SiteNames: Migration = { version: 18, title: 'sites of one unit have names of their own', up };
