import type { Look } from '../../domain/accounts/look';
import type { AccountId, LookId, PostId } from '../../domain/ids';
import type { Expired } from '../../ports/retention';
import type { AccountRow } from '../accounts/accountRow';
import { readLooks } from '../accounts/lookRows';
import { batchSize, checkId, checkIds } from '../checkInput';
import { above, absent, anyOf, below } from '../conditions';
import type { FindingRow } from '../judging/findings';
import type { ObligationRow } from '../mandates/obligationRow';
import type { Row, Table } from '../table';
import type { SweptTables } from './carryOut';
import { endedBefore } from './endings';
import { readLookDays } from './lookDays';

export interface EvidenceTables {
  readonly accounts: Table<AccountRow>;
  readonly findings: Table<FindingRow>;
  readonly obligations: Table<ObligationRow>;
}

/** Findings about one thing are few; this bounds what a broken writer could leave. */
const FINDINGS_READ = 5_000;

export function createExpired(tables: SweptTables & EvidenceTables): Expired {
  const { accounts, looks, posts, endings, hasher } = tables;
  return {
    accountsAfter: async (after, limit) =>
      (
        await accounts.pick(after === null ? {} : { _id: above(checkId(after, 'accountId')) }, {
          sort: { _id: 1 },
          limit: batchSize(limit),
          fields: ['_id', 'siteId', 'columnClass'],
        })
      ).map(({ _id, siteId, columnClass }) => ({ id: _id, siteId, columnClass })),
    looks: async (accountIds, before, limit) => {
      const rows = await looks.many(
        {
          accountId: anyOf(checkIds(accountIds, 'accountId')),
          startedAt: below(before),
          inEvidence: absent(),
        },
        { sort: { accountId: 1, startedAt: -1, _id: -1 }, limit: batchSize(limit) },
      );
      // A row goes whole: its looks are of one day.
      const read: Look[] = [];
      let taken = 0;
      for (const row of rows) {
        const own = readLooks(row, hasher);
        if (taken > 0 && read.length + own.length > limit) break;
        read.push(...own);
        taken += 1;
      }
      return { looks: read, hasMore: taken < rows.length || rows.length >= batchSize(limit) };
    },
    looksInEvidence: (accountIds, lookIds) => looksInEvidence(tables, accountIds, lookIds),
    lookDays: (of) => readLookDays(tables.lookDays, hasher, of),
    texts: async (accountId, before, limit) =>
      (
        await posts.pick(
          {
            accountId: checkId(accountId, 'accountId'),
            countedAt: below(before),
            textState: notGone(),
            inEvidence: absent(),
          },
          { sort: { accountId: 1, countedAt: -1, _id: -1 }, limit: batchSize(limit), fields: ['_id'] },
        )
      ).map(({ _id }) => _id),
    postsInEvidence: (accountId, postIds) => postsInEvidence(tables, accountId, postIds),
    ended: async (of, before, limit) => {
      const ending = endings[of];
      const ended = await endedBefore(ending, before);
      await ending.keepFirst?.(ended, batchSize(limit));
      const rows: readonly Row[] = await ending.table.many(ended, {
        sort: { [ending.field]: 1 },
        limit: batchSize(limit),
      });
      return rows.map(({ _id }) => String(_id));
    },
  };
}

const notGone = (): object => anyOf(['truncated', 'unread', null]);

async function looksInEvidence(
  { accounts, findings, obligations }: EvidenceTables,
  accountIds: readonly AccountId[],
  lookIds: readonly LookId[],
): Promise<ReadonlySet<LookId>> {
  const [records, found, fulfilled] = await Promise.all([
    accounts.many({ _id: anyOf(accountIds) }, { sort: { _id: 1 }, limit: accountIds.length }),
    findings.many(
      { accountId: anyOf(accountIds), 'evidence.lookId': anyOf(lookIds) },
      { sort: { _id: 1 }, limit: FINDINGS_READ },
    ),
    obligations.many(
      { state: 'fulfilled', 'evidence.lookId': anyOf(lookIds) },
      { sort: { _id: 1 }, limit: FINDINGS_READ },
    ),
  ]);
  const named = new Set([
    ...records.flatMap(({ facts, verdict }) => [
      facts.lastLookId,
      facts.lastSightLookId,
      verdict?.evidence.sightLookId,
      verdict?.facts.lastLookId,
      verdict?.facts.lastSightLookId,
    ]),
    ...found.map(({ evidence }) => evidence.lookId),
    ...fulfilled.map(({ evidence }) => evidence?.lookId),
  ]);
  return new Set(lookIds.filter((id) => named.has(id)));
}

async function postsInEvidence(
  { accounts, findings, obligations }: EvidenceTables,
  accountId: AccountId,
  postIds: readonly PostId[],
): Promise<ReadonlySet<PostId>> {
  const [record, found, fulfilled] = await Promise.all([
    accounts.one({ _id: accountId }),
    findings.many({ accountId, subject: anyOf(postIds) }, { sort: { _id: 1 }, limit: FINDINGS_READ }),
    obligations.many(
      { state: 'fulfilled', 'evidence.postId': anyOf(postIds) },
      { sort: { _id: 1 }, limit: FINDINGS_READ },
    ),
  ]);
  const named = new Set<string | null | undefined>([
    record?.facts.lastPostId,
    record?.verdict?.evidence.lastPostId,
    record?.verdict?.facts.lastPostId,
    ...found.map(({ subject }) => subject),
    ...fulfilled.map(({ evidence }) => evidence?.postId),
  ]);
  return new Set(postIds.filter((id) => named.has(id)));
}
