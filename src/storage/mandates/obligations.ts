import { PLATFORMS } from '../../domain/accounts/account';
import {
  MANUAL_REASONS,
  OBLIGATION_STATES,
  PROGRESS_GROUPS,
  type Obligation,
  type ObligationState,
} from '../../domain/mandates/mandate';
import type { AccountId, MandateId, SiteId } from '../../domain/ids';
import { channelOf } from '../../domain/mandates/channel';
import { onceFor } from '../../domain/onceFor';
import { OPEN_STATES } from '../../domain/mandates/obligationTable';
import type { DomainEvent } from '../../domain/alerts/alert';
import type { ObligationFilter, Obligations, PageRequest } from '../../ports/storage';
import { leaving, outboxOf } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkIds, MAX_BATCH } from '../checkInput';
import { coalesce } from '../coalesce';
import { above, after, anyOf, atMost } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { createKnownRows } from '../knownRows';
import { scoped } from '../scope';
import type { Filter, Sort, Table } from '../table';
import { isDeadlineAwaited, readListed, readObligation, UNLISTED, type ObligationRow } from './obligationRow';
import { countProgress, readObligationGroups, whereGroup } from './progress';

const NEAREST_DEADLINE: ListOrder<ObligationRow> = { by: 'dueBy', direction: 1, kind: 'instant' };
const BY_DEADLINE: Sort = { dueBy: 1, _id: 1 };
/** Obligations written in one command: each carries its event and its draft, and a command has a size limit. */
const INSERT_AT_ONCE = 200;
/** Listed obligations kept to be given again. */
const MOST_KNOWN = 6_000;
const TAKEN_AT_ONCE = 1_000;
const MAX_ACCOUNTS = 50_000;
const MAX_MANDATES = 10_000;

export function createObligations(table: Table<ObligationRow>): Obligations {
  const batch = async (filter: Filter, limit: number): Promise<readonly Obligation[]> =>
    (await table.many(filter, { sort: BY_DEADLINE, limit: batchSize(limit) })).map(readObligation);
  const openOf = createOpenOf(table);
  const known = createKnownRows<ObligationRow>(MOST_KNOWN);
  const listed = onceFor(readListed);
  const asked = (filter: ObligationFilter, page: PageRequest) => ({
    filter: whereObligation(filter),
    order: NEAREST_DEADLINE,
    page,
  });
  return {
    insertMissing: async (obligations, eventFor) => insertMissing(table, obligations, eventFor),
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'obligationId') });
      return row === null ? null : readObligation(row);
    },
    list: async (filter, page, scope) =>
      readPage(scoped(table, scope, { unitId: filter.unitId }), asked(filter, page), readObligation),
    listed: async (filter, page, scope) =>
      readPage(
        scoped(table, scope, { unitId: filter.unitId }),
        { ...asked(filter, page), without: UNLISTED, known },
        listed,
      ),
    takenBy: async (personId, after, scope) =>
      (
        await scoped(table, scope).many(
          {
            'taken.by': checkId(personId, 'personId'),
            state: 'manual',
            ...(after === null ? {} : { _id: above(checkId(after, 'after')) }),
          },
          { sort: { _id: 1 }, limit: TAKEN_AT_ONCE },
        )
      ).map(readObligation),
    openFor: async (accountId) => openOf('accountId', checkId(accountId, 'accountId')),
    openOf: async (accountIds, limit) =>
      accountIds.length === 0
        ? []
        : (
            await table.many(
              { accountId: anyOf(checkIds(accountIds, 'accountId')), state: anyOf(OPEN_STATES) },
              { sort: { accountId: 1, state: 1, dueBy: 1, _id: 1 }, limit: batchSize(limit) },
            )
          ).map(readObligation),
    openForSite: async (siteId) => openOf('siteId', checkId(siteId, 'siteId')),
    countOpenOfSites: async (siteIds) => {
      if (siteIds.length === 0) return new Map();
      const groups = await table.group<{ readonly _id: SiteId; readonly count: number }>([
        { $match: { siteId: anyOf(checkIds(siteIds, 'siteId')), state: anyOf(OPEN_STATES) } },
        { $group: { _id: '$siteId', count: { $sum: 1 } } },
      ]);
      return new Map(groups.map(({ _id, count }) => [_id, count]));
    },
    accountsWithOpen: async (state) => {
      const groups = await table.group<{ readonly _id: AccountId }>([
        { $match: { state: checkChoice(state, OBLIGATION_STATES, 'state') } },
        { $group: { _id: '$accountId' } },
        { $sort: { _id: 1 } },
        { $limit: MAX_ACCOUNTS },
      ]);
      return groups.map((group) => group._id);
    },
    move: async (expected, next, events) => {
      const { id, mandateId: _mandate, unitPath, ...fields } = next;
      return table.changeUnlessTaken(asRead(expected, checkId(id, 'obligation.id')), {
        // A unit that moves takes its obligations along by itself; only one that goes to a site gets the site's.
        $set: {
          ...fields,
          ...(expected.siteId === next.siteId ? {} : { unitPath }),
          channel: channelOf(next),
          deadlineAwaited: isDeadlineAwaited(next),
        },
        ...leaving(events),
      });
    },
    ready: async (limit) => batch({ state: 'ready' }, limit),
    overdue: async (now, limit) => batch({ deadlineAwaited: true, dueBy: atMost(now) }, limit),
    awaitingReview: async (mandateId, limit) =>
      batch({ mandateId: checkId(mandateId, 'mandateId'), state: 'awaiting-review' }, limit),
    ofPolicyVersion: async (policyId, policyVersion, { accountIds, siteIds = [] }) =>
      accountIds.length === 0 && siteIds.length === 0
        ? []
        : batch(
            {
              policyId: checkId(policyId, 'policyId'),
              policyVersion,
              $or: [
                { accountId: anyOf(checkIds(accountIds, 'accountId')) },
                ...(siteIds.length === 0 ? [] : [{ siteId: anyOf(checkIds(siteIds, 'siteId')) }]),
              ],
            },
            MAX_BATCH,
          ),
    manualTasksDue: async ({ from, until }, limit) => batch({ state: 'manual', dueBy: after(from, until) }, limit),
    groupsOf: async (mandateId) => readObligationGroups(table, mandateId),
    progress: async (mandateIds, scope) => countProgress(scoped(table, scope), mandateIds),
    openByMandate: async (scope) => {
      const groups = await scoped(table, scope).group<{ readonly _id: MandateId; readonly count: number }>([
        { $match: { state: anyOf(OPEN_STATES) } },
        { $group: { _id: '$mandateId', count: { $sum: 1 } } },
        { $sort: { _id: 1 } },
        { $limit: MAX_MANDATES },
      ]);
      return new Map(groups.map(({ _id, count }) => [_id, count]));
    },
    owed: async ({ from, until }, scope) => {
      const groups = await scoped(table, scope).group<{
        readonly _id: MandateId;
        readonly count: number;
        readonly dueBy: Date;
      }>([
        { $match: { state: anyOf(OPEN_STATES), dueBy: after(from, until) } },
        { $group: { _id: '$mandateId', count: { $sum: 1 }, dueBy: { $min: '$dueBy' } } },
        { $sort: { dueBy: 1, _id: 1 } },
        { $limit: MAX_MANDATES },
      ]);
      return groups.map(({ _id, ...share }) => ({ mandateId: _id, ...share }));
    },
  };
}

type OpenOf = (field: 'accountId' | 'siteId', id: string) => Promise<readonly Obligation[]>;

/** Every look asks what its account owes; almost all owe nothing. Looks that ask together are told in one answer. */
function createOpenOf(table: Table<ObligationRow>): OpenOf {
  const read = async (filter: Filter): Promise<readonly ObligationRow[]> =>
    table.many({ ...filter, state: anyOf(OPEN_STATES) }, { sort: BY_DEADLINE, limit: MAX_BATCH });
  const together = (field: 'accountId' | 'siteId'): ((id: string) => Promise<readonly Obligation[]>) =>
    coalesce(async (ids: readonly string[]) => {
      const rows = await read({ [field]: ids.length === 1 ? ids[0] : anyOf([...new Set(ids)]) });
      // Too many for one answer: each asks for itself.
      if (rows.length >= MAX_BATCH && ids.length > 1) throw new Error('More open obligations than one answer holds.');
      return ids.map((id) => rows.filter((row) => row[field] === id).map(readObligation));
    });
  const open = { accountId: together('accountId'), siteId: together('siteId') };
  return (field, id) => open[field](id);
}

/** Everything about an obligation that changes: a row that differs in any of it has been moved by somebody else. */
function asRead(expected: Obligation, id: Obligation['id']): Filter {
  return {
    _id: id,
    accountId: expected.accountId,
    siteId: expected.siteId,
    state: expected.state,
    manualReason: expected.manualReason,
    dueBy: expected.dueBy,
    provisional: expected.provisional,
    submittedAt: expected.submittedAt,
    fulfilledAt: expected.fulfilledAt,
    overdueNoticedAt: expected.overdueNoticedAt,
    overdueProven: expected.overdueProven,
    'taken.at': expected.taken?.at ?? null,
    resumedAt: expected.resumedAt ?? null,
  };
}

async function insertMissing(
  table: Table<ObligationRow>,
  obligations: readonly Obligation[],
  eventFor: (obligation: Obligation) => DomainEvent,
): Promise<number> {
  let added = 0;
  for (let start = 0; start < obligations.length; start += INSERT_AT_ONCE) {
    const some = obligations.slice(start, start + INSERT_AT_ONCE);
    const mandateIds = checkIds([...new Set(some.map((one) => one.mandateId))], 'mandateId');
    for (const one of some) checkIds([one.accountId, ...(one.siteId === null ? [] : [one.siteId])], 'channel');
    const channels = [...new Set(some.map(channelOf))];
    const there = await table.many(
      { mandateId: anyOf(mandateIds), channel: anyOf(channels) },
      { sort: { _id: 1 }, limit: mandateIds.length * channels.length },
    );
    const taken = new Set(there.map((row) => `${row.mandateId}:${row.channel}`));
    const rows = some
      .filter((one) => !taken.has(`${one.mandateId}:${channelOf(one)}`))
      .map((one): ObligationRow => {
        const { id, ...fields } = one;
        return {
          _id: checkId(id, 'obligation.id'),
          ...fields,
          channel: channelOf(one),
          deadlineAwaited: isDeadlineAwaited(one),
          outbox: outboxOf([eventFor(one)]),
        };
      });
    added += await table.insertMissing(rows);
  }
  return added;
}

function whereObligation(filter: ObligationFilter): Filter {
  const { mandateId, accountId, siteId, states, group, platform, manualReasons } = filter;
  // By deadline alone there is no index: what is in each state is merged by deadline from the one by state.
  const isOfSomebody = mandateId !== undefined || accountId !== undefined || siteId !== undefined;
  const anyState =
    states === undefined && group === undefined && !isOfSomebody ? { state: anyOf(OBLIGATION_STATES) } : {};
  const conditions: Filter[] = [
    {
      ...anyState,
      ...(mandateId === undefined ? {} : { mandateId: checkId(mandateId, 'mandateId') }),
      ...(accountId === undefined ? {} : { accountId: checkId(accountId, 'accountId') }),
      ...(siteId === undefined ? {} : { siteId: checkId(siteId, 'siteId') }),
      ...(platform === undefined ? {} : { platform: checkChoice(platform, PLATFORMS, 'platform') }),
      ...(manualReasons === undefined
        ? {}
        : { manualReason: anyOf(manualReasons.map((one) => checkChoice(one, MANUAL_REASONS, 'manualReason'))) }),
    },
  ];
  if (states !== undefined)
    conditions.push({
      state: anyOf(states.map((state: ObligationState) => checkChoice(state, OBLIGATION_STATES, 'state'))),
    });
  if (group !== undefined) conditions.push(whereGroup(checkChoice(group, PROGRESS_GROUPS, 'group')));
  return conditions.length === 1 ? (conditions[0] as Filter) : { $and: conditions };
}
