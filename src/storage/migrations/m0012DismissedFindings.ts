import type { Connection } from 'mongoose';
import { findingSlot } from '../../domain/judging/findingTable';
import type { Finding } from '../../domain/judging/verdict';
import type { Migration } from './migration';

/** One finding, open or dismissed, about the same thing to the letter. */
export const FINDING_SLOT_INDEX = {
  name: 'finding-slot',
  key: { slot: 1 },
  unique: true,
  partialFilterExpression: { slot: { $gt: '' } },
} as const;

type StoredFinding = Omit<Finding, 'id'> & { readonly _id: string; readonly slot?: string };
interface StoredPost {
  readonly _id: string;
  readonly textHash: string;
}
const BATCH = 500;

/** Open findings about a post note the text they were found in, so that a dismissal of them holds for it. */
async function up(connection: Connection): Promise<void> {
  const findings = connection.collection<StoredFinding>('findings');
  const { key, ...options } = FINDING_SLOT_INDEX;
  await findings.createIndex(key, options);
  for (let after = ''; ;) {
    const page = await findings
      .find({ _id: { $gt: after }, state: 'open', basis: { $exists: false } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    const posts = await connection
      .collection<StoredPost>('posts')
      .find({ _id: { $in: page.map(({ subject }) => subject) } })
      .toArray();
    const hashes = new Map(posts.map(({ _id, textHash }) => [_id, textHash]));
    for (const finding of page) {
      const basis = hashes.get(finding.subject);
      if (basis === undefined) continue;
      const slot = findingSlot({ ...finding, basis }) ?? '';
      await findings.updateOne({ _id: finding._id, state: 'open' }, { $set: { basis, slot } });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < BATCH) break;
    after = last._id;
  }
}

export const m0012DismissedFindings: Migration = { version: 12, title: 'findings can be dismissed', up };
