import type { Connection } from 'mongoose';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import type { Migration } from './migration';

interface StoredFinding {
  readonly _id: string;
  readonly evidence: { readonly excerpt: string | null } | null;
}
const BATCH = 500;

/**
 * Excerpts kept before everything personal was masked are masked now; links, hashes and the ledger stay as they are.
 */
async function up(connection: Connection): Promise<void> {
  const findings = connection.collection<StoredFinding>('findings');
  for (let after = ''; ;) {
    const page = await findings
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    const changes = page.flatMap(({ _id, evidence }) => {
      const excerpt = evidence?.excerpt ?? null;
      const masked = excerpt === null ? null : maskPersonalData(excerpt);
      return masked === excerpt
        ? []
        : [{ updateOne: { filter: { _id }, update: { $set: { 'evidence.excerpt': masked } } } }];
    });
    if (changes.length > 0) await findings.bulkWrite(changes as never);
    const last = page.at(-1);
    if (last === undefined || page.length < BATCH) break;
    after = last._id;
  }
}

export const m0010MaskedExcerpts: Migration = { version: 10, title: 'personal data in stored excerpts is masked', up };
