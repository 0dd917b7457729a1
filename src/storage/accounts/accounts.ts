import { PLATFORMS, type Platform } from '../../domain/accounts/account';
import { LOOK_OUTCOMES } from '../../domain/accounts/look';
import { VERDICT_KINDS, type VerdictKind } from '../../domain/judging/verdict';
import type { AccountFilter, Accounts, Scope } from '../../ports/storage';
import { leaving } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkIds, checkSearch } from '../checkInput';
import { above, anyOf, atMost, containing, inSubtree, within } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import type { Filter, Table } from '../table';
import { readRecord, type AccountRow } from './accountRow';
import type { Credentials } from './credentials';
import { createLookClaims } from './lookClaims';
import { createRegister, JUDGE_AT_ONCE, type RegistrationTables } from './registerAccount';
import { readSight } from './sight';

const BY_NAME: ListOrder<AccountRow> = { by: 'name', direction: 1, kind: 'text' };
/** A list of accounts that are about to cross a limit is read from the nearest limit on. */
const BY_BREACH: ListOrder<AccountRow> = { by: 'breachAt', direction: 1, kind: 'instant' };

export function createAccounts(tables: RegistrationTables, credentials: Credentials): Accounts {
  const table = tables.accounts;
  return {
    register: createRegister(tables, credentials),
    ...createLookClaims(table, credentials),
    byId: async (id, scope) => {
      const row = await table.one({ _id: checkId(id, 'accountId'), ...inSubtree(scope) });
      return row === null ? null : readRecord(row);
    },
    byIds: async (ids) => {
      if (ids.length === 0) return [];
      return (await table.many({ _id: anyOf(checkIds(ids, 'accountId')) }, { sort: { _id: 1 }, limit: ids.length })).map(readRecord);
    },
    list: async (filter, page, scope) => readPage(table, { filter: whereAccount(filter, scope), order: filter.breachBetween === undefined ? BY_NAME : BY_BREACH, page }, readRecord),
    activeAfter: async (after, limit) => {
      const filter: Filter = after === null ? { status: 'active' } : { status: 'active', _id: above(checkId(after, 'after')) };
      return (await table.many(filter, { sort: { _id: 1 }, limit: batchSize(limit) })).map(readRecord);
    },
    countByVerdict: async (scope) => countByVerdict(table, scope),
    judgeDue: async (now, limit) => (await table.many({ judgeAfter: atMost(now) }, { sort: { judgeAfter: 1, _id: 1 }, limit: batchSize(limit) })).map(readRecord),
    changeVerdict: async (id, expectedJudgedAt, ...[verdict, events]) => table.change(
      // A verdict from facts that a newer look has replaced must not stand: it would put the account to sleep unjudged.
      { _id: checkId(id, 'accountId'), ...(expectedJudgedAt === null ? { verdict: null } : { 'verdict.judgedAt': expectedJudgedAt }), 'facts.lastLookId': verdict.facts.lastLookId },
      { $set: { verdict, verdictKind: verdict.kind, judgeAfter: verdict.judgeAfter, breachAt: verdict.breachAt, updatedAt: verdict.judgedAt }, ...leaving(events) },
    ),
    credential: async (id) => credentials.read(id),
    changeStatus: async (id, expected, ...[next, event]) => table.change(
      { _id: checkId(id, 'accountId'), status: expected },
      { $set: { status: next, judgeAfter: JUDGE_AT_ONCE, updatedAt: event.ledger.recordedAt }, ...leaving([event]) },
    ),
    sightByPlatform: async (scope, ...[hourAgo, dayAgo]) => readSight(table, { scope, hourAgo, dayAgo }),
  };
}

function whereAccount(filter: AccountFilter, scope: Scope): Filter {
  const { platform, verdict, unitId, q, breachBetween, outcome } = filter;
  return {
    ...inSubtree(scope, ...(unitId === undefined ? [] : [checkId(unitId, 'unitId')])),
    ...(platform === undefined ? {} : { platform: checkChoice(platform, PLATFORMS, 'platform') }),
    ...(verdict === undefined ? {} : { verdictKind: checkChoice(verdict, VERDICT_KINDS, 'verdict') }),
    ...(outcome === undefined ? {} : { 'facts.lastLookOutcome': checkChoice<string>(outcome, LOOK_OUTCOMES, 'outcome') }),
    ...(q === undefined ? {} : { name: containing(checkSearch(q)) }),
    ...(breachBetween === undefined ? {} : { breachAt: within(breachBetween.from, breachBetween.before) }),
  };
}

async function countByVerdict(table: Table<AccountRow>, scope: Scope): Promise<Awaited<ReturnType<Accounts['countByVerdict']>>> {
  const groups = await table.group<{ _id: { platform: Platform; verdict: VerdictKind | null }; count: number }>([
    { $match: inSubtree(scope) },
    { $group: { _id: { platform: '$platform', verdict: '$verdictKind' }, count: { $sum: 1 } } },
  ]);
  return groups.map(({ _id, count }) => ({ platform: _id.platform, verdict: _id.verdict, count }));
}
