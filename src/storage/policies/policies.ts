import type { PolicyId } from '../../domain/ids';
import { firstReadingAt } from '../../domain/policies/documentReading';
import { namesOf } from '../../domain/policies/interpretation';
import { AUTHORITIES, type Authority, type Policy } from '../../domain/policies/policy';
import { onceFor } from '../../domain/onceFor';
import { earliestOf } from '../../domain/time/published';
import type { PageRequest, Policies, PolicyFilter } from '../../ports/storage';
import { leaving, outboxOf } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkIds, checkSearch, checkText, MAX_BATCH } from '../checkInput';
import { anyOf, containing, ofSize, someElement } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { createKnownRows } from '../knownRows';
import type { Filter, Table } from '../table';
import { createHavingPart, tailsOf } from '../tails';
import { createFollowing } from './following';
import { readListed, readPolicy, UNLISTED, type PolicyRow } from './policyRow';

const NEWEST_FIRST: ListOrder<PolicyRow> = { by: 'listedAt', direction: -1, kind: 'instant' };
/** Identity keys looked up in one question: a long feed has some hundreds. */
const KEYS_AT_ONCE = 500;

/** Listed policies kept to be given again. */
const MOST_KNOWN = 4_000;

export function createPolicies(table: Table<PolicyRow>): Policies {
  const havingPart = createHavingPart(table);
  const known = createKnownRows<PolicyRow>(MOST_KNOWN);
  const listed = onceFor(readListed);
  const asked = async (filter: PolicyFilter, page: PageRequest) => ({
    filter: { ...wherePolicy(filter), ...(await whereNamed(havingPart, filter)) },
    order: NEWEST_FIRST,
    page,
  });
  return {
    byIdentityKeys: async (keys) => {
      const found = new Map<PolicyId, Policy>();
      for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
        const some = keys.slice(start, start + KEYS_AT_ONCE).map((key) => checkText(key, 'identityKey', 4_000));
        for (const row of await table.many({ identityKeys: anyOf(some) }, { sort: { _id: 1 }, limit: some.length }))
          found.set(row._id, readPolicy(row));
      }
      return [...found.values()];
    },
    insert: async (policy, event) => {
      const row: PolicyRow = {
        _id: checkId(policy.id, 'policy.id'),
        ...fieldsOf(policy),
        awaitsDecision: true,
        awaitsPerson: false,
        decision: null,
        outbox: outboxOf([event]),
        awaitsFollowing: false,
        reading: { nextAt: firstReadingAt(policy, policy.firstSeenAt), attempts: 0, goneSinceAt: null },
      };
      return (await table.insert(row)) === 'inserted' ? 'inserted' : 'conflict';
    },
    replace: async (expected, next, event) => replace(table, { expected, next }, event === null ? [] : [event]),
    byId: async (id) => {
      const row = await table.one({ _id: checkId(id, 'policyId') });
      return row === null ? null : readPolicy(row);
    },
    authorities: async (ids) => {
      if (ids.length === 0) return new Map();
      const rows = await table.pick(
        { _id: anyOf(checkIds(ids, 'policyId')) },
        { sort: { _id: 1 }, limit: ids.length, fields: ['_id', 'authority'] },
      );
      return new Map(rows.map(({ _id, authority }) => [_id, authority]));
    },
    listedBySource: async (sourceId) => {
      const listed = someElement({ sourceId: checkId(sourceId, 'sourceId'), listed: true });
      return (await table.many({ sightings: listed }, { sort: { _id: 1 }, limit: MAX_BATCH })).map(readPolicy);
    },
    list: async (filter, page) =>
      readPage(table, { ...(await asked(filter, page)), without: ['tails', 'outbox'] }, readPolicy),
    listed: async (filter, page) =>
      readPage(table, { ...(await asked(filter, page)), without: UNLISTED, known }, listed),
    unconsidered: async (limit) =>
      (await table.many({ awaitsDecision: true }, { sort: { listedAt: 1, _id: 1 }, limit: batchSize(limit) })).map(
        readPolicy,
      ),
    markConsidered: async (id, version, { reason, at, awaitsPerson, event }) => {
      // A newer version that arrived meanwhile stays unconsidered.
      const own: Filter = { _id: checkId(id, 'policyId'), version };
      const $set = { awaitsDecision: false, awaitsPerson, decision: { version, reason, at } };
      const told = event === null ? [] : [event];
      if (await table.change({ ...own, awaitsPerson: !awaitsPerson }, { $set, ...leaving(told) })) return;
      await table.change(own, { $set });
    },
    decisions: async (ids) => {
      if (ids.length === 0) return new Map();
      const rows = await table.pick(
        { _id: anyOf(checkIds(ids, 'policyId')) },
        { sort: { _id: 1 }, limit: ids.length, fields: ['_id', 'decision'] },
      );
      return new Map(rows.flatMap((row) => (row.decision === null ? [] : [[row._id, row.decision.reason] as const])));
    },
    ...createFollowing(table),
  };
}

async function replace(
  table: Table<PolicyRow>,
  { expected, next }: { readonly expected: Policy; readonly next: Policy },
  events: Parameters<typeof leaving>[0],
): Promise<boolean> {
  const filter: Filter = {
    _id: checkId(next.id, 'policy.id'),
    version: expected.version,
    sightings: ofSize(expected.sightings.length),
    ...decidedAs(expected),
  };
  return table.changeUnlessTaken(filter, {
    $set: {
      ...fieldsOf(next),
      ...(isToBeConsidered(expected, next) ? { awaitsDecision: true } : {}),
      // Decided: it waits for nobody from now on, whenever it is put before the rules again.
      ...(decidedAt(next) === decidedAt(expected) ? {} : { awaitsPerson: false }),
      ...(next.version === expected.version && isWithdrawn(next) === isWithdrawn(expected)
        ? {}
        : { awaitsFollowing: true }),
    },
    ...leaving(events),
  });
}

/** A look that read the policy before a person decided must not take the decision back. */
function decidedAs({ byHand }: Policy): Filter {
  return byHand === null || byHand === undefined ? { byHand: null } : { 'byHand.at': byHand.at };
}

/** Whom it binds may have changed: its text, whose it is, where else it was seen, or what a person decided. */
function isToBeConsidered(before: Policy, after: Policy): boolean {
  return (
    after.version !== before.version ||
    after.issuer !== before.issuer ||
    after.docNumber !== before.docNumber ||
    after.sightings.length !== before.sightings.length ||
    decidedAt(after) !== decidedAt(before)
  );
}

const decidedAt = ({ byHand }: Policy): number | null => byHand?.at.getTime() ?? null;

const isWithdrawn = ({ withdrawal }: Policy): boolean => withdrawal !== null && withdrawal !== undefined;

/**
 * An empty list of keys would make a policy nobody can recognise again, and would collide with the next such policy.
 */
function fieldsOf(
  policy: Policy,
): Omit<PolicyRow, '_id' | 'outbox' | 'awaitsDecision' | 'awaitsPerson' | 'decision' | 'reading' | 'awaitsFollowing'> {
  const { id: _id, ...fields } = policy;
  if (policy.identityKeys.length === 0) throw new Error(`Policy ${policy.id} has no identity key.`);
  return {
    ...fields,
    withdrawal: policy.withdrawal ?? null,
    interprets: policy.interprets ?? null,
    byHand: policy.byHand ?? null,
    names: namesOf(policy),
    tails: tailsOf(policy.title, policy.docNumber),
    listedAt: policy.publishedAt === null ? policy.firstSeenAt : earliestOf(policy.publishedAt),
  };
}

function wherePolicy(filter: PolicyFilter): Filter {
  return {
    ...(filter.awaitsPerson === true ? { awaitsPerson: true, withdrawal: null } : {}),
    ...(filter.authority === undefined
      ? {}
      : { authority: checkChoice(filter.authority as Authority, AUTHORITIES, 'authority') }),
  };
}

type HavingPart = ReturnType<typeof createHavingPart>;

async function whereNamed(havingPart: HavingPart, { q }: PolicyFilter): Promise<Filter> {
  if (q === undefined) return {};
  const part = containing(checkSearch(q));
  return { $or: [{ title: part }, { docNumber: part }], ...(await havingPart(q)) };
}
