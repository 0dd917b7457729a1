import { statusesThat } from '../../domain/accounts/accountTable';
import type { AccountId } from '../../domain/ids';
import type { Verdict } from '../../domain/judging/verdict';
import type { Instant } from '../../domain/time/instant';
import type { Verdicts } from '../../ports/storage';
import { leaving } from '../alerts/outbox';
import { batchSize, checkId } from '../checkInput';
import { coalesce } from '../coalesce';
import { above, anyOf, atMost, notNull } from '../conditions';
import type { Filter, Table, Update } from '../table';
import { readRecord, UNREAD, type AccountRow } from './accountRow';
import { FOLLOW_AT_ONCE } from './judgeAtOnce';

/** Whose silence is held against them. */
const JUDGED = statusesThat(({ judged }) => judged);

/** Rows changed by one command where all are: it must end long before the connection is given up. */
const AT_ONCE = 1_000;

interface Change {
  readonly filter: Filter & { readonly _id: AccountId };
  readonly update: Update<AccountRow>;
}

/** Accounts that are judged at once share their round trips. */
export function createVerdicts(table: Table<AccountRow>): Verdicts {
  const change = coalesce(async (judged: readonly Judged[]) => {
    const changed = await table.changeEach(judged.map(verdictChange));
    if (changed === judged.length || judged.length === 1) return judged.map(() => changed === judged.length);
    const stored = await readVerdicts(table, judged);
    return judged.map(({ id, verdict }) => isSameJudging(stored.get(id)?.verdict ?? null, verdict));
  });
  const followed = coalesce(async (judged: readonly Followed[]) => {
    const changed = await table.changeEach(judged.map(followedChange));
    if (changed === judged.length || judged.length === 1) return judged.map(() => changed === judged.length);
    const stored = await readVerdicts(table, judged);
    return judged.map(({ id, verdict }) => {
      const row = stored.get(id);
      return isSameJudging(row?.verdict ?? null, verdict) && row?.judgeAfter?.getTime() !== FOLLOW_AT_ONCE.getTime();
    });
  });
  const awaited = coalesce(async (ids: readonly AccountId[]) => {
    await table.changeAll(
      { _id: anyOf(ids), verdict: null, 'facts.lastLookId': null, status: anyOf(JUDGED) },
      { $set: { judgeAfter: null } },
    );
    return ids.map(() => undefined);
  });
  return {
    dueForJudging: async (now, limit) =>
      (
        await table.many(
          { judgeAfter: atMost(now) },
          { sort: { judgeAfter: 1, _id: 1 }, limit: batchSize(limit), without: UNREAD },
        )
      ).map(readRecord),
    judgeAgain: async (at) => {
      const others: Filter = { $or: [{ judgeAfter: null }, { judgeAfter: above(at) }], verdict: notNull() };
      let count = 0;
      for (let after = ''; ;) {
        const page = await table.pick(
          { _id: above(after), ...others },
          { sort: { _id: 1 }, limit: AT_ONCE, fields: ['_id'] },
        );
        const last = page.at(-1);
        if (last === undefined) return count;
        // Each by its own key: the embedded store looks one up, and goes through all rows for a thousand of them.
        count += await table.changeEach(
          page.map(({ _id }) => ({ filter: { _id, ...others }, update: { $set: { judgeAfter: at } } })),
        );
        after = last._id;
      }
    },
    changeVerdict: async (id, expectedJudgedAt, ...[verdict, step]) =>
      change({ id: checkId(id, 'accountId'), expectedJudgedAt, verdict, step }),
    verdictFollowed: async (id, verdict) => followed({ id: checkId(id, 'accountId'), verdict }),
    awaitFirstLook: async (id) => awaited(checkId(id, 'accountId')),
  };
}

interface Judged {
  readonly id: AccountId;
  readonly expectedJudgedAt: Instant | null;
  readonly verdict: Verdict;
  readonly step: Parameters<Verdicts['changeVerdict']>[3];
}

/** A verdict from facts that a newer look has replaced must not stand: it would put the account to sleep unjudged. */
function verdictChange({ id, expectedJudgedAt, verdict, step }: Judged): Change {
  return {
    filter: {
      _id: id,
      ...(expectedJudgedAt === null ? { verdict: null } : { 'verdict.judgedAt': expectedJudgedAt }),
      'facts.lastLookId': verdict.facts.lastLookId,
    },
    update: {
      $set: {
        verdict,
        verdictKind: verdict.kind,
        judgeAfter: step.isFollowed ? verdict.judgeAfter : FOLLOW_AT_ONCE,
        breachAt: verdict.breachAt,
        updatedAt: verdict.judgedAt,
      },
      ...leaving(step.events),
    },
  };
}

/** Whether what is stored is what was to be stored: by us, or the same by another process at the same instant. */
function isSameJudging(stored: Verdict | null, verdict: Verdict): boolean {
  return (
    stored !== null &&
    stored.judgedAt.getTime() === verdict.judgedAt.getTime() &&
    stored.kind === verdict.kind &&
    stored.reason === verdict.reason &&
    stored.ruleId === verdict.ruleId &&
    stored.facts.lastLookId === verdict.facts.lastLookId
  );
}

interface Followed {
  readonly id: AccountId;
  readonly verdict: Verdict;
}

function followedChange({ id, verdict }: Followed): Change {
  return {
    filter: { _id: id, 'verdict.judgedAt': verdict.judgedAt, judgeAfter: FOLLOW_AT_ONCE },
    update: { $set: { judgeAfter: verdict.judgeAfter } },
  };
}

async function readVerdicts(
  table: Table<AccountRow>,
  judged: readonly Pick<Judged, 'id'>[],
): Promise<ReadonlyMap<AccountId, Pick<AccountRow, 'verdict' | 'judgeAfter'>>> {
  const rows = await table.pick(
    { _id: anyOf(judged.map(({ id }) => id)) },
    { sort: { _id: 1 }, limit: judged.length, fields: ['_id', 'verdict', 'judgeAfter'] },
  );
  return new Map(rows.map((row) => [row._id, row]));
}
