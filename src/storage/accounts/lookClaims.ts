import type { AccountId } from '../../domain/ids';
import type { Accounts } from '../../ports/storage';
import { checkId, checkIds, checkText } from '../checkInput';
import { absent, anyOf, atMost, noneOf } from '../conditions';
import { freeLease, takenLease } from '../lease';
import type { Table, Update } from '../table';
import { readRecord, type AccountRow } from './accountRow';
import type { RegisteredCredentials } from './registeredCredentials';
import { JUDGE_AT_ONCE } from './registerAccount';

/** Somebody asks for a look again while one is settled: each pass meets one such request. */
const MAX_PASSES = 8;

type LookClaims = Pick<Accounts, 'claimLook' | 'settleLook' | 'expediteLooks'>;

/** Looks are claimed by lease and settled with its token; who has lost the lease writes nothing. */
export function createLookClaims(table: Table<AccountRow>, credentials: RegisteredCredentials): LookClaims {
  return {
    claimLook: async (request) => {
      const row = await table.findOneAndUpdate(
        {
          nextLookAt: atMost(request.now),
          'lookLease.untilAt': atMost(request.now),
          ...(request.notHosts === undefined || request.notHosts.length === 0
            ? {}
            : { lookHost: noneOf(request.notHosts) }),
        },
        { $set: { lookLease: takenLease(request) }, $unset: { expediteAt: true } },
        { answer: 'after', sort: { nextLookAt: 1, _id: 1 } },
      );
      if (row === null) return null;
      return {
        record: readRecord(row),
        credential: row.hasCredential ? await credentials.read(row._id) : null,
        token: request.token,
      };
    },
    settleLook: async (id, token, result) => settle(table, { id, token, result }),
    expediteLooks: async (ids, at) => {
      if (ids.length === 0) return 0;
      return table.changeAll({ _id: anyOf(checkIds(ids, 'accountId')) }, { $min: { nextLookAt: at, expediteAt: at } });
    },
  };
}

interface Settlement {
  readonly id: AccountId;
  readonly token: string;
  readonly result: Parameters<Accounts['settleLook']>[2];
}

/**
 * The account is due for judging as soon as its facts have changed, so that dying before judging it forgets nothing.
 */
async function settle(table: Table<AccountRow>, { id, token, result }: Settlement): Promise<boolean> {
  checkId(id, 'accountId');
  checkText(token, 'token');
  const update: Update<AccountRow> = {
    $set: {
      facts: result.facts,
      nextLookAt: result.nextLookAt,
      callsToday: result.callsToday,
      ...(result.noPublishReason === undefined ? {} : { noPublishReason: result.noPublishReason }),
      ...(result.lastSeenIdentities === undefined ? {} : { lastSeenIdentities: result.lastSeenIdentities }),
      updatedAt: result.updatedAt,
      judgeAfter: JUDGE_AT_ONCE,
      lookLease: freeLease(),
    },
  };
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    if (await table.change({ _id: id, 'lookLease.token': token, expediteAt: absent() }, update)) return true;
    const held = await table.one({ _id: id, 'lookLease.token': token });
    if (held === null) return false;
    const asked = held.expediteAt;
    if (asked === undefined) continue;
    const sooner = asked.getTime() < result.nextLookAt.getTime() ? asked : result.nextLookAt;
    if (
      await table.change(
        { _id: id, 'lookLease.token': token, expediteAt: asked },
        { $set: { ...update.$set, nextLookAt: sooner }, $unset: { expediteAt: true } },
      )
    )
      return true;
  }
  throw new Error(`Account ${id} is being expedited faster than its look can be settled.`);
}
