import { publishesAfterItsEnd } from '../../domain/accounts/accountTable';
import { verdictEvent } from '../../domain/alerts/events';
import type { DomainEvent } from '../../domain/alerts/alert';
import type { AccountId } from '../../domain/ids';
import { isReadable } from '../../domain/accounts/platforms';
import { effectiveRules } from '../../domain/judging/effectiveRules';
import { basisOfVerdict, dismissedVerdict } from '../../domain/judging/findingTable';
import { judge } from '../../domain/judging/judge';
import type { Verdict } from '../../domain/judging/verdict';
import { SECOND_MS, type Instant } from '../../domain/time/instant';
import { civilDateOf } from '../../domain/time/civil';
import type { AccountRecord } from '../../ports/storage';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { FollowVerdict, JudgeAccount } from '../steps';

/** A look and the sweep may judge the same account at once; the loser reads again. */
const MAX_TRIES = 5;
const ACTOR = systemActor('judge');

/**
 * Computes the verdict from the stored facts and stores it if the facts and the verdict before are still the same, then
 * makes findings and case agree with it. Killed in between, the next judging of the account makes them agree.
 */
export function createJudgeAccount(deps: ServiceDeps, followVerdict: FollowVerdict): JudgeAccount {
  const { storage, settings } = deps;
  return async (id, now) => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const [record] = await storage.accounts.byIds([id]);
      if (record === undefined) return 'gone';
      const { account, facts } = record;
      const verdict = await unlessDismissed(
        deps,
        account.id,
        judge({
          account,
          isReadable: isReadable(account),
          facts,
          rules: effectiveRules(settings.packs, account, civilDateOf(now)),
          now,
          lookDueAt: record.nextLookAt,
          ...judgedSinceOf(record),
        }),
      );
      // Not having looked yet is our own state: nothing is said about the account, which is not judged until then.
      if (record.verdict === null && verdict.reason === 'never-looked') {
        await storage.accounts.awaitFirstLook(id);
        return 'unchanged';
      }
      const changed = differs(record.verdict, verdict);
      const events = changed ? [eventFor(deps, record, verdict)] : [];
      const isFollowed = !changed && !isDueAtOnce(record);
      const step = { events, isFollowed };
      if (!(await storage.accounts.changeVerdict(id, record.verdict?.judgedAt ?? null, verdict, step))) continue;
      if ((await followVerdict({ ...record, verdict }, now)) === 'dismissed') continue;
      if (!isFollowed) await storage.accounts.verdictFollowed(id, verdict);
      return changed ? 'changed' : 'unchanged';
    }
    return 'contested';
  };
}

/**
 * The verdict a look leaves as it was, for storing it together with the look; null: there is something to tell, to find
 * or to close, or something about the account has not been judged yet, and `JudgeAccount` has to do it.
 */
export function judgeUnchanged(
  { settings }: Pick<ServiceDeps, 'settings'>,
  before: AccountRecord,
  { facts, nextLookAt, now }: Pick<AccountRecord, 'facts' | 'nextLookAt'> & { readonly now: Instant },
): Verdict | null {
  const { account, verdict: known } = before;
  if (known === null || isDueAtOnce(before)) return null;
  // What publishes after it was cancelled is told of, though nothing is held against it.
  if (publishesAfterItsEnd({ ...before, facts })) return null;
  const rules = effectiveRules(settings.packs, account, civilDateOf(now));
  const verdict = judge({
    account,
    isReadable: isReadable(account),
    facts,
    rules,
    now,
    lookDueAt: nextLookAt,
    ...judgedSinceOf(before),
  });
  const accuses = verdict.kind === 'silent' || verdict.kind === 'slow';
  return accuses || differs(known, verdict) ? null : verdict;
}

function judgedSinceOf({ judgedSince }: AccountRecord): Pick<AccountRecord, 'judgedSince'> {
  return judgedSince === undefined ? {} : { judgedSince };
}

/** Asked for by an event, or by a judging that was interrupted before findings and case agreed with it. */
function isDueAtOnce({ judgeAfter }: AccountRecord): boolean {
  return judgeAfter !== undefined && judgeAfter !== null && judgeAfter.getTime() < SECOND_MS;
}

/** What a person dismissed is not held against the account again, as long as it is the same. */
async function unlessDismissed({ storage }: ServiceDeps, accountId: AccountId, verdict: Verdict): Promise<Verdict> {
  if (verdict.kind !== 'silent' && verdict.kind !== 'slow') return verdict;
  const about = { accountId, kind: verdict.kind, ruleId: verdict.ruleId ?? '', subject: accountId };
  const isDismissed = await storage.findings.isDismissed({ ...about, basis: basisOfVerdict(verdict) });
  return isDismissed ? dismissedVerdict(verdict) : verdict;
}

/** A change people could want to know: another kind, another reason, another rule, or the next warning level. */
function differs(before: Verdict | null, after: Verdict): boolean {
  if (before === null) return true;
  const level = (verdict: Verdict): number | undefined =>
    verdict.kind === 'warned' ? verdict.crossedAt?.getTime() : undefined;
  return (
    before.kind !== after.kind ||
    before.reason !== after.reason ||
    before.ruleId !== after.ruleId ||
    level(before) !== level(after)
  );
}

function eventFor({ ids }: ServiceDeps, record: AccountRecord, verdict: Verdict): DomainEvent {
  const { account, verdict: before } = record;
  return verdictEvent({ eventId: ids.eventId(), actor: ACTOR, now: verdict.judgedAt, account, before, verdict });
}
