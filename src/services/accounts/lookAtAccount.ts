import { credentialOf } from '../../domain/credentials/credentialOf';
import type { Account } from '../../domain/accounts/account';
import { foldLook, isSight, type KnownPosts } from '../../domain/accounts/foldLook';
import type { Look, LookOutcome } from '../../domain/accounts/look';
import type { Post } from '../../domain/accounts/post';
import type { PlatformFailure } from '../../domain/errors';
import type { AccountId } from '../../domain/ids';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { AccountAccess, Call, Collected } from '../../ports/connectors';
import type { LastList } from '../../domain/accounts/lastList';
import type { AccountRecord, LookClaim, LookResult } from '../../ports/storage';
import { createEquipAccess } from '../equipAccess';
import type { ServiceDeps } from '../settings';
import type { ObserveAccount } from '../steps';
import type { AnnounceCredential } from './announceCredential';
import { credentialStanding, unopenedStanding } from './credentialStanding';
import type { KeepPosts } from './followPosts';
import type { InspectPosts } from './inspectPosts';
import type { JudgeAccount } from '../steps';
import { judgeUnchanged } from './judgeAccount';
import { createKeepLook } from './keepLook';
import { assessed, readPostFacts } from './keepPosts';
import { isKnownList, listAgain, listToKeep } from './knownList';
import type { PlanNextLook } from './planNextLook';
import { putAwayUnreadable } from './putAwayUnreadable';
import { seenWithoutCredential } from './unopenedCredential';

/** Enough to tell whether a list still is the list it was. */
const IDENTITIES_KEPT = 5;

export type LookAtAccount = (claim: LookClaim, signal: AbortSignal) => Promise<LookOutcome | 'lease-lost' | 'stopped'>;

interface Steps {
  readonly keepPosts: KeepPosts;
  readonly inspectPosts: InspectPosts;
  readonly observeAccount: ObserveAccount;
  readonly judgeAccount: JudgeAccount;
  readonly planNextLook: PlanNextLook;
  readonly announceCredential: AnnounceCredential;
}

/**
 * One look: read the account, keep what was seen, fold it into the facts, see whether it fulfils an obligation, judge.
 *
 * May be killed after any step. Posts and the look are kept first and are true whoever holds the lease; findings and
 * fulfilments follow from stored posts and are repeated harmlessly by the next look; only the facts and the schedule
 * are guarded by the lease.
 */
export function createLookAtAccount(deps: ServiceDeps, steps: Steps): LookAtAccount {
  const { storage, clock, hasher } = deps;
  const keepLook = createKeepLook(deps);
  const equipAccess = createEquipAccess(deps);
  return async (claim, signal) => {
    if (await putAwayUnreadable(deps, claim)) return 'stopped';
    const { record, credential, token } = claim;
    const { account, facts } = record;
    const startedAt = clock.now();
    const access = await equipAccess(
      {
        account,
        credential,
        lastSeenIdentities: record.lastSeenIdentities ?? [],
        lastSeenNewestAt: facts.lastPostAt,
        lastList: record.lastList ?? null,
      },
      startedAt,
    );
    const { isUnopened = false } = claim;
    if (isUnopened) await sayUnopened(deps, account, startedAt);
    const read = await collect(deps, access, { startedAt, signal });
    const collected = isUnopened ? seenWithoutCredential(read) : read;
    // Told to stop in the middle, or held up by our own limits: what was not seen for that reason says nothing about
    // the account. Its lease runs out, and it is looked at again.
    const isOurs = signal.aborted || isOwnDoing(collected.failure);
    if (isOurs && !isSight(collected.outcome)) return 'stopped';
    const endedAt = clock.now();
    const known = isKnownList(record, collected, hasher) ? record.lastList : null;
    const seen =
      known === null
        ? await readWhole(deps, steps, { claim, collected, at: startedAt })
        : sameListAgain(known, collected);
    const made: Omit<Look, 'id'> = {
      accountId: account.id,
      platform: account.platform,
      startedAt,
      endedAt,
      outcome: collected.outcome,
      detail: collected.detail,
      coverage: collected.coverage,
      completeFromAt: collected.completeFromAt,
      ...seen.counts,
    };
    const lateMs = Math.max(0, startedAt.getTime() - record.nextLookAt.getTime());
    const { look, list } = await keepLook({ record, known, made, list: seen.list, lateMs });
    const provenFromAt = collected.coverage === 'full' ? (access.messagesFlowSinceAt ?? null) : null;
    const nextFacts = foldLook(facts, look, { ...seen.known, provenFromAt });
    await steps.inspectPosts(account, seen.unexamined, { look, now: endedAt });
    const { items: shown } = collected;
    const completeFromAt = absenceFrom(collected);
    const observed = await steps.observeAccount({ account, facts: nextFacts, shown, completeFromAt }, endedAt);
    const open = [...observed.open, ...(observed.copies ?? [])];

    const callsToday = await countCalls(deps, record, startedAt);
    const noPublishReason = isUnopened ? unopenedStanding(account) : credentialStanding(record, collected);
    await steps.announceCredential(record, noPublishReason, endedAt);
    const next = steps.planNextLook(
      { record, facts: nextFacts, collected, open, callsToday: callsToday.count },
      endedAt,
    );
    const result: LookResult = {
      facts: nextFacts,
      nextLookAt: next.at,
      callsToday,
      updatedAt: endedAt,
      // What this look has not changed may have been changed meanwhile by a test of the credential or a refused repost.
      ...(noPublishReason === account.noPublishReason ? {} : { noPublishReason }),
      ...list,
    };
    const verdict = judgeUnchanged(deps, record, { facts: nextFacts, nextLookAt: next.at, now: endedAt });
    if (verdict !== null && !(await isPursued(deps, account.id))) {
      if (await storage.accounts.settleJudged({ before: record, token, result, verdict })) return collected.outcome;
    }
    if (!(await settleWhole(deps, { claim, look, result, known: { ...seen.known, provenFromAt } })))
      return 'lease-lost';
    await steps.judgeAccount(account.id, endedAt);
    return collected.outcome;
  };
}

/** The credential says so by itself, also where the account cannot publish for another reason or there is no test. */
async function sayUnopened({ storage, log }: ServiceDeps, { id, platform }: Account, at: Instant): Promise<void> {
  log.warn('credential-unopened', { account: id, platform });
  await storage.credentials.expediteCredentialCheck(credentialOf(id), at, 'unopened');
}

/** Posts that come otherwise, verdicts and credentials change an account meanwhile: each pass meets one of them. */
const MAX_PASSES = 8;

/**
 * Writes the facts if they still follow from what is stored, else folds the look into what they have become: a post
 * that came while the list was read stays in them. False: the lease was lost.
 */
async function settleWhole(
  { storage }: ServiceDeps,
  ended: {
    readonly claim: LookClaim;
    readonly look: Look;
    readonly result: LookResult;
    readonly known: KnownPosts;
  },
): Promise<boolean> {
  const { claim, look, known } = ended;
  const { id } = claim.record.account;
  let { result } = ended;
  let unchangedSince = claim.record.updatedAt;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const settled = await storage.accounts.settleLook(id, claim.token, { ...result, unchangedSince });
    if (settled !== 'overtaken') return settled === 'settled';
    const [now] = await storage.accounts.byIds([id]);
    if (now === undefined) return false;
    const facts = foldLook(now.facts, look, {
      ...known,
      ...(await readPostFacts(storage, id, { at: look.startedAt })),
    });
    // What overtook it may not have stored its post yet: the next look reads the list whole.
    result = { ...result, facts, lastList: null };
    unchangedSince = now.updatedAt;
  }
  throw new Error(`Account ${id} is being changed faster than its look can be settled.`);
}

/**
 * Whether silence is held against the account: what a look shows may close that or, once the account is cancelled,
 * begin it anew though the verdict stays what it was.
 */
async function isPursued({ storage }: ServiceDeps, accountId: AccountId): Promise<boolean> {
  const [shutdownCase, findings] = await Promise.all([
    storage.cases.openFor(accountId),
    storage.findings.openFor(accountId),
  ]);
  return shutdownCase !== null || findings.some(({ kind }) => kind === 'silent' || kind === 'slow');
}

/** What a look makes of the account's list. */
interface Seen {
  readonly counts: Pick<Look, 'itemCount' | 'newCount' | 'futureDatedCount'>;
  readonly known: KnownPosts;
  readonly unexamined: readonly Post[];
  readonly list: Pick<LookResult, 'lastSeenIdentities' | 'lastList'>;
}

/** Stores what was seen and reads what the facts are folded from. */
async function readWhole(
  { storage, hasher }: ServiceDeps,
  { keepPosts }: Pick<Steps, 'keepPosts'>,
  { claim, collected, at }: { readonly claim: LookClaim; readonly collected: Collected; readonly at: Instant },
): Promise<Seen> {
  const { record } = claim;
  const { account, facts } = record;
  // Before anything is stored: a look that dies here leaves posts that are in no facts yet.
  if (isSight(collected.outcome) && (record.lastList ?? null) !== null)
    await storage.accounts.forgetList(account.id, claim.token);
  const seen = collected.items.map((observed) => assessed(observed, hasher, at));
  const { stored, hasCorrectedDates, isSettled } = await keepPosts(record, seen, {
    at,
    completeFromAt: absenceFrom(collected),
  });
  // Known is what a settled look has seen. Posts of a look that was killed before it settled count as new once more.
  const isKnown = (post: Post): boolean =>
    facts.lastLookAt !== null && post.firstSeenAt.getTime() <= facts.lastLookAt.getTime();
  return {
    counts: {
      itemCount: collected.items.length,
      newCount: stored.filter(({ isNew }) => isNew).length,
      futureDatedCount: stored.filter(({ post }) => post.standing === 'future-dated').length,
    },
    known: {
      // Where somebody else was quicker what is at hand is not what is stored.
      ...(await readPostFacts(storage, account.id, { at, seen: isSettled ? stored.map(({ post }) => post) : [] })),
      reseenUnpinned: stored.filter(({ post }, index) => isKnown(post) && seen[index]?.observed.pinned === false)
        .length,
      hasCorrectedDates,
    },
    unexamined: stored.filter(({ post, changed }) => changed || !isKnown(post)).map(({ post }) => post),
    list: isSight(collected.outcome)
      ? {
          lastSeenIdentities: collected.items.slice(0, IDENTITIES_KEPT).map(({ identity }) => identity),
          lastList: isSettled ? listToKeep(collected, hasher) : null,
        }
      : {},
  };
}

/** Since when a list shows everything; null: it proves no absence. */
function absenceFrom({ outcome, coverage, completeFromAt }: Collected): Instant | null {
  return isSight(outcome) && coverage === 'full' ? completeFromAt : null;
}

/** Nothing is stored and nothing read: the facts have followed this list already. */
function sameListAgain(lastList: LastList, collected: Collected): Seen {
  const { itemCount, unpinnedCount } = lastList;
  return {
    counts: { itemCount, newCount: 0, futureDatedCount: 0 },
    known: { newest: null, countedAts: [], reseenUnpinned: unpinnedCount },
    unexamined: [],
    list: listAgain(lastList, collected),
  };
}

/**
 * A collector is not supposed to throw. One that does must not keep other accounts from being looked at: it is blind,
 * and backs off.
 */
async function collect({ connectors, log }: ServiceDeps, access: AccountAccess, call: Call): Promise<Collected> {
  try {
    return await connectors.for(access.account.platform).collector.collect(access, call);
  } catch (error) {
    log.error('collector-threw', error, { account: access.account.id, platform: access.account.platform });
    const failure: PlatformFailure = {
      remedy: 'retry-later',
      code: 'unexpected',
      message: 'The connector failed unexpectedly.',
      retryAfterMs: null,
    };
    return { outcome: 'unparsed', detail: failure.code, items: [], coverage: 'full', completeFromAt: null, failure };
  }
}

/** Our own queue at its host was full or too slow (`host-busy`): nothing was sent, nothing was asked. */
function isOwnDoing(failure: PlatformFailure | null): boolean {
  return failure?.code === 'host-busy';
}

/** Calls of the day: where the platform limits them, all that were made of the account; else the looks. */
async function countCalls(
  { storage, connectors }: ServiceDeps,
  { account, callsToday: before }: AccountRecord,
  at: Instant,
): Promise<AccountRecord['callsToday']> {
  const on = civilDateOf(at);
  if (connectors.for(account.platform).collector.callsPerDay !== null)
    return { on, count: await storage.callCounts.count(account.id, on) };
  return { on, count: before.on === on ? before.count + 1 : 1 };
}
