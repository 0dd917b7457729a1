import type { Policy } from '../../domain/policies/policy';
import type { Policies } from '../../ports/storage';
import { batchSize, checkId, checkIds, checkText } from '../checkInput';
import { anyOf, atMost } from '../conditions';
import type { Filter, Table } from '../table';
import { readPolicy, type PolicyRow } from './policyRow';

type Following = Pick<
  Policies,
  | 'named'
  | 'interpretationsOf'
  | 'unlinkedInterpretations'
  | 'documentsDue'
  | 'recordReading'
  | 'unfollowed'
  | 'markFollowed'
>;
const MAX_NAMED = 200;
const MAX_NAME_CHARS = 4_000;

/**
 * What a policy is followed by after it was recorded: its page read again, what explains it, and what its changes
 * entail.
 */
export function createFollowing(table: Table<PolicyRow>): Following {
  const checked = (names: readonly string[], field: string): string[] =>
    names.slice(0, MAX_NAMED).map((name) => checkText(name, field, MAX_NAME_CHARS));
  return {
    named: async (names, keys) => {
      const conditions: Filter[] = [
        ...(names.length === 0 ? [] : [{ names: anyOf(checked(names, 'name')) }]),
        ...(keys.length === 0 ? [] : [{ identityKeys: anyOf(checked(keys, 'identityKey')) }]),
      ];
      const found = new Map<string, Policy>();
      for (const condition of conditions)
        for (const row of await table.many(condition, { sort: { _id: 1 }, limit: MAX_NAMED }))
          found.set(row._id, readPolicy(row));
      return [...found.values()];
    },
    interpretationsOf: async (ids) =>
      ids.length === 0
        ? []
        : (
            await table.many(
              { 'interprets.policyId': anyOf(checkIds(ids, 'policyId')) },
              { sort: { _id: 1 }, limit: MAX_NAMED },
            )
          ).map(readPolicy),
    unlinkedInterpretations: async (names, limit) =>
      names.length === 0
        ? []
        : (
            await table.many(
              { 'interprets.names': anyOf(checked(names, 'name')), 'interprets.policyId': null },
              { sort: { _id: 1 }, limit: batchSize(limit) },
            )
          ).map(readPolicy),
    documentsDue: async (now, limit) =>
      (
        await table.many(
          { 'reading.nextAt': atMost(now) },
          { sort: { 'reading.nextAt': 1, _id: 1 }, limit: batchSize(limit) },
        )
      ).map((row) => ({ policy: readPolicy(row), reading: row.reading })),
    recordReading: async (id, reading) => {
      await table.change({ _id: checkId(id, 'policyId') }, { $set: { reading } });
    },
    unfollowed: async (limit) =>
      (await table.many({ awaitsFollowing: true }, { sort: { _id: 1 }, limit: batchSize(limit) })).map(readPolicy),
    markFollowed: async (policy) => {
      const withdrawal: Filter =
        policy.withdrawal === null || policy.withdrawal === undefined
          ? { withdrawal: null }
          : { 'withdrawal.noticedAt': policy.withdrawal.noticedAt };
      await table.change(
        { _id: checkId(policy.id, 'policyId'), version: policy.version, ...withdrawal },
        { $set: { awaitsFollowing: false } },
      );
    },
  };
}
