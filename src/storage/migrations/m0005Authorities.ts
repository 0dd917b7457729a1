import type { Connection } from 'mongoose';
import { authorityOf } from '../../domain/policies/authority';
import type { Migration } from './migration';

interface StoredPolicy {
  readonly _id: string;
  readonly title: string;
  readonly docNumber: string | null;
  readonly issuer: string | null;
  readonly authority: string;
}
const BATCH = 500;

/**
 * Whose document each policy is, read from its issuer and number instead of from where it was found: what ministries
 * issue was kept as the State Council's. Mandates that were made of it stay as they are; a person may withdraw them.
 * 部门, of which nobody could tell the level, becomes the county's department in rules and sources.
 */
async function up(connection: Connection): Promise<void> {
  const policies = connection.collection<StoredPolicy>('policies');
  for (let after = ''; ;) {
    const page = await policies
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    const changes = page.flatMap(({ _id, authority, ...stated }) => {
      const next = authorityOf(stated);
      return next === authority ? [] : [{ updateOne: { filter: { _id }, update: { $set: { authority: next } } } }];
    });
    if (changes.length > 0) await policies.bulkWrite(changes);
    const last = page.at(-1);
    if (last === undefined || page.length < BATCH) break;
    after = last._id;
  }
  const former = 'department';
  const present = 'county-department';
  await connection.collection('policy-sources').updateMany({ authority: former }, { $set: { authority: present } });
  await connection
    .collection('mandate-rules')
    .updateMany({ authorities: former }, { $set: { 'authorities.$': present } });
}

export const m0005Authorities: Migration = { version: 5, title: 'whose document a policy is', up };
