import { ENDED_STATUSES, statusesThat } from '../../domain/accounts/accountTable';
import { ACCOUNT_STATUSES, PLATFORMS, type AccountStatus, type Platform } from '../../domain/accounts/account';
import { lookHostOf } from '../../domain/accounts/lookHost';
import { LOOK_OUTCOMES } from '../../domain/accounts/look';
import { VERDICT_KINDS, VERDICT_REASONS, type VerdictKind } from '../../domain/judging/verdict';
import { CREDENTIAL_FAULTS, isCredentialFault } from '../../domain/credentials/credentialFault';
import type { AccountId } from '../../domain/ids';
import { onceFor } from '../../domain/onceFor';
import { OPEN_STATES } from '../../domain/mandates/obligationTable';
import type { AccountFilter, AccountRecord, Accounts } from '../../ports/storage';
import { leaving } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkIds, checkSearch, checkText, MAX_BATCH } from '../checkInput';
import { coalesce } from '../coalesce';
import { above, anyOf, containing, within } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { createKnownRows } from '../knownRows';
import { scoped, type ScopedTable } from '../scope';
import type { Filter } from '../table';
import { createHavingPart, tailsOf } from '../tails';
import { createFilings } from './filings';
import { readListed, readRecord, UNLISTED, UNREAD, type AccountRow } from './accountRow';
import type { RegisteredCredentials } from './registeredCredentials';
import { createLookClaims } from './lookClaims';
import { createAccountSteps, enters } from './accountSteps';
import { JUDGE_AT_ONCE } from './judgeAtOnce';
import { createRegister, type RegistrationTables } from './registerAccount';
import { createVerdicts } from './verdicts';
import { createRegisterAll, readByExternalIds } from './registerAccounts';
import { readBlind, readUnseen } from './blindAccounts';
import { readSight } from './sight';

const BY_NAME: ListOrder<AccountRow> = { by: 'name', direction: 1, kind: 'text' };
/** Listed accounts kept to be given again: all of an office of this size, with about 5 KB each. */
const MOST_KNOWN = 12_000;
/** A list of accounts that are about to cross a limit is read from the nearest limit on. */
const BY_BREACH: ListOrder<AccountRow> = { by: 'breachAt', direction: 1, kind: 'instant' };

export function createAccounts(
  tables: RegistrationTables,
  credentials: RegisteredCredentials,
  improper: ImproperAccounts,
): Accounts {
  const table = tables.accounts;
  const register = createRegister(tables, credentials);
  const havingPart = createHavingPart(table);
  const known = createKnownRows<AccountRow>(MOST_KNOWN);
  const listed = onceFor(readListed);
  const readAll = async (ids: readonly AccountId[]): Promise<readonly AccountRecord[]> =>
    (await table.many({ _id: anyOf(ids) }, { sort: { _id: 1 }, limit: ids.length, without: UNREAD })).map(readRecord);
  const readOne = coalesce(async (ids: readonly AccountId[]) => {
    const records = new Map((await readAll([...new Set(ids)])).map((record) => [record.account.id, record]));
    return ids.map((id) => records.get(id) ?? []).map((found) => [found].flat());
  });
  return {
    register,
    registerAll: createRegisterAll(table, credentials, register),
    ...createLookClaims(table, credentials),
    ...createFilings(table),
    ...createAccountSteps(tables),
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'accountId') });
      return row === null ? null : readRecord(row);
    },
    byIds: async (ids) => {
      const [id] = checkIds(ids, 'accountId');
      if (id !== undefined && ids.length === 1) return readOne(id);
      return ids.length === 0 ? [] : readAll(ids);
    },
    list: async (filter, page, scope) =>
      readPage(
        scoped(table, scope, { unitId: filter.unitId }),
        {
          filter: { ...(await whereAccount(filter, improper)), ...(await whereNamed(havingPart, filter)) },
          order: filter.breachBetween === undefined ? BY_NAME : BY_BREACH,
          page,
          without: UNLISTED,
          known,
        },
        listed,
      ),
    ofSites: async (siteIds) => {
      const found: AccountRecord[] = [];
      const wanted = { siteId: anyOf(checkIds(siteIds, 'siteId')) };
      for (let after: AccountId | null = null; siteIds.length > 0;) {
        const filter: Filter = after === null ? wanted : { ...wanted, _id: above(after) };
        const rows = await table.many(filter, { sort: { _id: 1 }, limit: MAX_BATCH, without: UNREAD });
        found.push(...rows.map(readRecord));
        after = rows.at(-1)?._id ?? null;
        if (rows.length < MAX_BATCH) break;
      }
      return found;
    },
    activeAfter: async (after, limit, scope) => {
      // Bounds on the id from the first page on: it is the order, and nearly all accounts are active.
      const filter: Filter = { status: oneOf(BOUND), _id: above(after === null ? '' : checkId(after, 'after')) };
      return (
        await scoped(table, scope).many(filter, { sort: { _id: 1 }, limit: batchSize(limit), without: UNREAD })
      ).map(readRecord);
    },
    cancelledAfter: async (after, limit) =>
      (
        await table.many(
          { status: oneOf(ENDED_STATUSES), ...(after === null ? {} : { _id: above(checkId(after, 'after')) }) },
          { sort: { _id: 1 }, limit: batchSize(limit) },
        )
      ).map(({ _id, siteId }) => ({ id: _id, siteId })),
    countByVerdict: async (scope) => countByVerdict(scoped(table, scope), scope === null),
    countBreaching: async ({ from, before }, scope) => scoped(table, scope).count({ breachAt: within(from, before) }),
    unseen: async () => readUnseen(table),
    withRefusedCredential: async () =>
      (await table.many({ noPublishReason: anyOf(CREDENTIAL_FAULTS) }, { sort: { _id: 1 }, limit: MAX_BATCH })).flatMap(
        ({ _id, noPublishReason }) => (isCredentialFault(noPublishReason) ? [{ id: _id, fault: noPublishReason }] : []),
      ),
    blindByUnit: async (platform, outcome) => readBlind(table, platform, outcome),
    ...createVerdicts(table),
    credential: async (id) => credentials.read(id),
    changeStatus: async (id, expected, ...[next, event]) =>
      table.change(
        { _id: checkId(id, 'accountId'), status: expected },
        { ...enters({ from: expected, to: next }, event), ...leaving([event]) },
      ),
    changeNoPublishReason: async (id, expected, ...[next, event]) =>
      table.change(
        { _id: checkId(id, 'accountId'), noPublishReason: expected },
        { $set: { noPublishReason: next, updatedAt: event.ledger.recordedAt }, ...leaving([event]) },
      ),
    noteCredential: async (id, { present, noPublishReason }, at) =>
      table.change(
        { _id: checkId(id, 'accountId') },
        { $set: { hasCredential: present, noPublishReason, updatedAt: at }, $min: { nextLookAt: at } },
      ),
    expectPost: async (id, at) => {
      await table.change(
        { _id: checkId(id, 'accountId') },
        { $set: { lastList: null, judgeAfter: JUDGE_AT_ONCE, updatedAt: at } },
      );
    },
    foldPost: async (id, { lastLookId, lastPostId }, ...[facts, event]) =>
      table.change(
        { _id: checkId(id, 'accountId'), 'facts.lastLookId': lastLookId, 'facts.lastPostId': lastPostId },
        { $set: { facts, judgeAfter: JUDGE_AT_ONCE, updatedAt: event.ledger.recordedAt }, ...leaving([event]) },
      ),
    byExternalId: async (platform, externalId) => {
      const row = await table.one({
        platform: checkChoice(platform, PLATFORMS, 'platform'),
        externalId: checkText(externalId, 'externalId', 1_000),
      });
      return row === null ? null : readRecord(row);
    },
    byExternalIds: async (platform, externalIds) =>
      (await readByExternalIds(table, checkChoice(platform, PLATFORMS, 'platform'), externalIds)).map(readRecord),
    changeRegistration: async ({ account, updatedAt }, next, event) => {
      const at = event.ledger.recordedAt;
      if (next.name !== account.name)
        for (const follower of tables.ofChannels)
          await follower.changeAll(
            { accountId: account.id, siteId: null, state: anyOf(OPEN_STATES) },
            { $set: { accountName: next.name } },
          );
      return table.change(
        { _id: checkId(account.id, 'accountId'), updatedAt },
        {
          $set: {
            ...next,
            tails: tailsOf(next.name),
            lookHost: lookHostOf({ ...account, ...next }),
            lastSeenIdentities: [],
            lastList: null,
            judgeAfter: JUDGE_AT_ONCE,
            updatedAt: at,
          },
          $min: { nextLookAt: at },
          ...leaving([event]),
        },
      );
    },
    sightByPlatform: async (scope, ...[hourAgo, dayAgo]) =>
      readSight(scoped(table, scope), { hourAgo, dayAgo, ofOffice: scope === null }),
  };
}

const BOUND = statusesThat(({ bound }) => bound);
/** One value is looked up as itself: the planner knows partial indexes by it. */
const oneOf = (statuses: readonly AccountStatus[]): unknown => (statuses.length === 1 ? statuses[0] : anyOf(statuses));

/** Ids of the accounts with an open finding of the kind `improper`. */
export type ImproperAccounts = () => Promise<readonly AccountId[]>;

async function whereAccount(filter: AccountFilter, improper: ImproperAccounts): Promise<Filter> {
  const { verdict, reason, breachBetween, outcome, siteId, status } = filter;
  return {
    ...(siteId === undefined ? {} : { siteId: checkId(siteId, 'siteId') }),
    ...(status === undefined ? {} : { status: checkChoice(status, ACCOUNT_STATUSES, 'status') }),
    ...wherePlatform(filter),
    ...(verdict === undefined ? {} : await whereVerdict(verdict, improper)),
    ...(reason === undefined ? {} : { 'verdict.reason': checkChoice<string>(reason, VERDICT_REASONS, 'reason') }),
    ...(outcome === undefined
      ? {}
      : { 'facts.lastLookOutcome': checkChoice<string>(outcome, LOOK_OUTCOMES, 'outcome') }),
    ...(breachBetween === undefined ? {} : { breachAt: within(breachBetween.from, breachBetween.before) }),
  };
}

type HavingPart = ReturnType<typeof createHavingPart>;

async function whereNamed(havingPart: HavingPart, { q }: AccountFilter): Promise<Filter> {
  return q === undefined ? {} : { name: containing(checkSearch(q)), ...(await havingPart(q)) };
}

/** Indexes by verdict and by outcome go on with the platform: those of every platform are merged by name. */
function wherePlatform({ platform, verdict, outcome }: AccountFilter): Filter {
  if (platform !== undefined) return { platform: checkChoice(platform, PLATFORMS, 'platform') };
  const isListed = (verdict !== undefined && verdict !== 'improper') || outcome !== undefined;
  return isListed ? { platform: anyOf(PLATFORMS) } : {};
}

async function whereVerdict(
  verdict: NonNullable<AccountFilter['verdict']>,
  improper: ImproperAccounts,
): Promise<Filter> {
  if (verdict === 'improper') return { _id: anyOf(await improper()) };
  return { verdictKind: verdict === 'unjudged' ? null : checkChoice(verdict, VERDICT_KINDS, 'verdict') };
}

async function countByVerdict(
  table: ScopedTable<AccountRow>,
  ofOffice: boolean,
): Promise<Awaited<ReturnType<Accounts['countByVerdict']>>> {
  const groups = await table.group<{ _id: { platform: Platform; verdict: VerdictKind | null }; count: number }>([
    // Every value is named for an index to be counted by; of a part of the office it would be gone through for all.
    { $match: ofOffice ? { verdictKind: anyOf([...VERDICT_KINDS, null]), platform: anyOf(PLATFORMS) } : {} },
    {
      $group: {
        _id: { platform: '$platform', verdict: { $ifNull: ['$verdictKind', null] } },
        count: { $sum: 1 },
      },
    },
  ]);
  return groups.map(({ _id, count }) => ({ platform: _id.platform, verdict: _id.verdict, count }));
}
