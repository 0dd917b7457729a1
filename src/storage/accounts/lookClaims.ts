import { isDeepStrictEqual } from 'node:util';
import type { AccountId } from '../../domain/ids';
import type { Accounts, LookClaim } from '../../ports/storage';
import { batchSize, checkId, checkIds, checkText } from '../checkInput';
import { coalesce } from '../coalesce';
import { absent, anyOf, atMost, noneOf } from '../conditions';
import { freeLease, takenLease } from '../lease';
import type { Fields, Filter, Table, Update } from '../table';
import { readRecord, UNREAD, type AccountRow } from './accountRow';
import type { RegisteredCredentials } from './registeredCredentials';
import { JUDGE_AT_ONCE } from './judgeAtOnce';

/** Somebody asks for a look again while one is settled: each pass meets one such request. */
const MAX_PASSES = 8;

type LookClaims = Pick<Accounts, 'claimLooks' | 'settleLook' | 'settleJudged' | 'forgetList' | 'expediteLooks'>;

/** Looks are claimed by lease and settled with its token; who has lost the lease writes nothing. */
export function createLookClaims(table: Table<AccountRow>, credentials: RegisteredCredentials): LookClaims {
  const settleAtOnce = coalesceLooks(table);
  return {
    claimLooks: async ({ limit, notHosts = [], roomAt, ...request }) => {
      const isDue = { nextLookAt: atMost(request.now), 'lookLease.untilAt': atMost(request.now) };
      const due = await table.pick(
        { ...isDue, ...(notHosts.length === 0 ? {} : { lookHost: noneOf(notHosts) }) },
        { sort: { nextLookAt: 1, _id: 1 }, limit: batchSize(limit), fields: ['_id', 'lookHost'] },
      );
      const wanted = withinRoom(due, roomAt);
      if (wanted.length === 0) return [];
      // Who is quicker has it: what another process took in between is not changed, and not read back by this token.
      await table.changeAll(
        { _id: anyOf(wanted), ...isDue },
        { $set: { lookLease: takenLease(request) }, $unset: { expediteAt: true } },
      );
      const rows = await table.many(
        { _id: anyOf(wanted), 'lookLease.token': request.token },
        { sort: { nextLookAt: 1, _id: 1 }, limit: wanted.length, without: UNREAD },
      );
      return readable(
        await Promise.allSettled(
          rows.map(async (row) => ({
            record: readRecord(row),
            ...(row.hasCredential ? await credentials.readAsFarAsOpened(row._id) : { credential: null }),
            token: request.token,
          })),
        ),
      );
    },
    settleJudged: coalesceSettling(table),
    forgetList: async (id, token) =>
      table.change(
        { _id: checkId(id, 'accountId'), 'lookLease.token': checkText(token, 'token') },
        { $set: { lastList: null } },
      ),
    settleLook: async (id, token, result) => {
      const look = { id, token, result };
      return (await settleAtOnce(look)) ? 'settled' : settle(table, look);
    },
    expediteLooks: async (ids, at) => {
      if (ids.length === 0) return 0;
      return table.changeAll({ _id: anyOf(checkIds(ids, 'accountId')) }, { $min: { nextLookAt: at, expediteAt: at } });
    },
  };
}

/**
 * The claims that can be handed out. One whose credential cannot be read keeps no other from being looked at: it is
 * alone in the end, and the error tells of it.
 */
function readable(read: readonly PromiseSettledResult<LookClaim>[]): readonly LookClaim[] {
  const claims = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = read.find((one) => one.status === 'rejected');
  if (claims.length === 0 && failed !== undefined) throw failed.reason;
  return claims;
}

/** The rows of which each host gets no more than there is room for. */
function withinRoom(
  due: readonly Pick<AccountRow, '_id' | 'lookHost'>[],
  roomAt: (host: string) => number,
): readonly AccountId[] {
  const taken = new Map<string, number>();
  return due.flatMap(({ _id, lookHost }) => {
    const count = taken.get(lookHost) ?? 0;
    if (count >= roomAt(lookHost)) return [];
    taken.set(lookHost, count + 1);
    return [_id];
  });
}

type Judged = Parameters<Accounts['settleJudged']>[0];

/** Looks that end together are settled together; of each is told whether it was. */
function coalesceSettling(table: Table<AccountRow>): Accounts['settleJudged'] {
  return coalesce(async (settled: readonly Judged[]) => {
    const changed = await table.changeEach(settled.map(judgedChange));
    if (changed === settled.length) return settled.map(() => true);
    const rows = await table.pick(
      { _id: anyOf(settled.map(({ before }) => before.account.id)) },
      { sort: { _id: 1 }, limit: settled.length, fields: ['_id', 'facts', 'lookLease'] },
    );
    const byId = new Map(rows.map((row) => [row._id, row]));
    return settled.map(({ before, token, result }) => {
      const row = byId.get(before.account.id);
      return row?.facts.lastLookId === result.facts.lastLookId && row.lookLease.token !== token;
    });
  });
}

function judgedChange({ before, token, result, verdict }: Judged): {
  readonly filter: Filter;
  readonly update: Update<AccountRow>;
} {
  const { account, facts } = before;
  return {
    filter: {
      _id: checkId(account.id, 'accountId'),
      'lookLease.token': checkText(token, 'token'),
      expediteAt: absent(),
      'verdict.judgedAt': before.verdict?.judgedAt ?? null,
      // Whoever changed the account meanwhile has asked for it to be judged.
      judgeAfter: before.judgeAfter ?? null,
      'facts.lastLookId': facts.lastLookId,
      'facts.lastPostId': facts.lastPostId,
    },
    update: {
      $set: {
        ...changedFields(result),
        ...changedPaths('facts', facts, result.facts),
        ...changedPaths('verdict', before.verdict, verdict),
        verdictKind: verdict.kind,
        judgeAfter: verdict.judgeAfter,
        breachAt: verdict.breachAt,
      },
      ...(verdict.lookDueAt === undefined ? { $unset: { 'verdict.lookDueAt': true } } : {}),
    },
  };
}

/** Fields of a part that are other than they were; `facts` within a verdict field by field as well. */
function changedPaths(path: string, before: object | null, after: object): Record<`${string}.${string}`, unknown> {
  const known = before === null ? {} : (before as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    Object.entries(after).flatMap(([field, value]): [string, unknown][] => {
      const was = known[field];
      if (isDeepStrictEqual(was, value)) return [];
      const isPart = field === 'facts' && typeof was === 'object' && was !== null;
      return isPart
        ? Object.entries(changedPaths(`${path}.${field}`, was, value as object))
        : [[`${path}.${field}`, value]];
    }),
  );
}

interface Settlement {
  readonly id: AccountId;
  readonly token: string;
  readonly result: Parameters<Accounts['settleLook']>[2];
}

/** Looks that end together are written together; of each is told whether it was, as nearly all are. */
function coalesceLooks(table: Table<AccountRow>): (look: Settlement) => Promise<boolean> {
  return coalesce(async (looks: readonly Settlement[]) => {
    const changed = await table.changeEach(
      looks.map((look) => ({ filter: { ...asRead(look), expediteAt: absent() }, update: lookedAt(look) })),
    );
    if (changed === looks.length || looks.length === 1) return looks.map(() => changed === looks.length);
    const rows = await table.pick(
      { _id: anyOf(looks.map(({ id }) => id)) },
      { sort: { _id: 1 }, limit: looks.length, fields: ['_id', 'facts', 'lookLease'] },
    );
    const byId = new Map(rows.map((row) => [row._id, row]));
    return looks.map(({ id, token, result }) => {
      const row = byId.get(id);
      return row?.facts.lastLookId === result.facts.lastLookId && row.lookLease.token !== token;
    });
  });
}

/** The account as the look has read it, by the lease it holds. */
function asRead({ id, token, result: { unchangedSince } }: Settlement): Filter {
  return {
    _id: checkId(id, 'accountId'),
    'lookLease.token': checkText(token, 'token'),
    ...(unchangedSince === undefined ? {} : { updatedAt: unchangedSince }),
  };
}

function lookedAt({ result }: Settlement): { readonly $set: Fields<AccountRow> } {
  return { $set: { ...changedFields(result), facts: result.facts, judgeAfter: JUDGE_AT_ONCE } };
}

/**
 * The account is due for judging as soon as its facts have changed, so that dying before judging it forgets nothing.
 */
async function settle(table: Table<AccountRow>, look: Settlement): Promise<'settled' | 'lost' | 'overtaken'> {
  const { id, token, result } = look;
  const update = lookedAt(look);
  const { unchangedSince } = result;
  const held = { _id: checkId(id, 'accountId'), 'lookLease.token': checkText(token, 'token') };
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    if (await table.change({ ...asRead(look), expediteAt: absent() }, update)) return 'settled';
    const row = await table.one(held);
    if (row === null) return 'lost';
    if (unchangedSince !== undefined && row.updatedAt.getTime() !== unchangedSince.getTime()) return 'overtaken';
    const asked = row.expediteAt;
    if (asked === undefined) continue;
    const sooner = asked.getTime() < result.nextLookAt.getTime() ? asked : result.nextLookAt;
    if (
      await table.change(
        { ...asRead(look), expediteAt: asked },
        { $set: { ...update.$set, nextLookAt: sooner }, $unset: { expediteAt: true } },
      )
    )
      return 'settled';
  }
  throw new Error(`Account ${id} is being expedited faster than its look can be settled.`);
}

function changedFields({
  nextLookAt,
  callsToday,
  noPublishReason,
  lastSeenIdentities,
  lastList,
  lookRow,
  updatedAt,
}: Settlement['result']): Fields<AccountRow> {
  return {
    nextLookAt,
    callsToday,
    ...(noPublishReason === undefined ? {} : { noPublishReason }),
    ...(lastSeenIdentities === undefined ? {} : { lastSeenIdentities }),
    ...(lastList === undefined ? {} : { lastList }),
    ...(lookRow === undefined ? {} : { lookRow }),
    updatedAt,
    lookLease: freeLease(),
  };
}
