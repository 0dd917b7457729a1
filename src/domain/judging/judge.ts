import { STATUS_RULES } from '../accounts/accountTable';
import type { Account } from '../accounts/account';
import type { AccountFacts } from '../accounts/facts';
import { DAY_MS, HOUR_MS, type Instant } from '../time/instant';
import type { EffectiveRules, RuleInForce } from './effectiveRules';
import type { Rule, SilenceRule } from './rulePack';
import { findSlowness } from './slowness';
import type { Verdict, VerdictKind, VerdictReason } from './verdict';

export interface JudgeInput {
  readonly account: Pick<Account, 'status' | 'openedAt'>;
  /** Whether there is anything to look at (`isReadable`). */
  readonly isReadable?: boolean;
  readonly facts: AccountFacts;
  readonly rules: EffectiveRules;
  readonly now: Instant;
  /** When the account was due to be looked at next; absent: on time. What passes after it is our own lateness. */
  readonly lookDueAt?: Instant;
  /** Since when its silence is held against it; absent: as long as it is known. */
  readonly judgedSince?: Instant;
}

/**
 * The verdict on one account, from stored facts alone.
 *
 * A post is proof of life whoever last looked, so a recent one needs no sight. Everything against the account needs
 * proof: silence is what was seen to be silent (`lastSightAt − lastPostAt`), never what has passed since. Where we have
 * not seen it, saw it too long ago, or the platform does not list everything, the verdict is `unknown` (invariant
 * 1). Limits are half-open: exactly the limit is past it. The clauses come from the rule packs (国办秘函〔2019〕19号
 * and local rules).
 *
 * Time that passed because we look late accuses nobody and hides nobody: proof ages until the look was due and no
 * further. Where we look and do not see, the next look is planned anew each time, and proof ages on.
 */
export function judge(input: JudgeInput): Verdict {
  const { facts, rules, now, lookDueAt } = input;
  const decision = decide(input, now);
  const source = decision.rule ?? rules.silence ?? rules.slow;
  return {
    kind: decision.kind,
    reason: decision.reason,
    ruleId: decision.rule?.rule.id ?? null,
    clause: decision.rule?.rule.clause ?? null,
    packId: source?.packId ?? '',
    packVersion: source?.packVersion ?? '',
    crossedAt: decision.crossedAt,
    breachAt: breachAtOf(input, decision),
    provenSilenceMs: decision.kind === 'exempt' ? null : provenSilence(input),
    evidence: { lastPostId: facts.lastPostId, lastPostUrl: facts.lastPostUrl, sightLookId: facts.lastSightLookId },
    facts,
    judgedAt: now,
    ...(lookDueAt !== undefined && lookDueAt < now ? { lookDueAt } : {}),
    judgeAfter: nextChangeByTime(input, decision),
  };
}

interface Decision {
  readonly kind: VerdictKind;
  readonly reason: VerdictReason;
  readonly rule: RuleInForce<Rule> | null;
  readonly crossedAt: Instant | null;
}

function decide(input: JudgeInput, now: Instant): Decision {
  const { account, facts, rules } = input;
  const { silence } = rules;
  const provenBy = untilLate(input, now);
  // A stopped account still owes its readers updates: the duty lasts until it is cancelled (杨陵 2025Q1;
  // docs/architecture.md#judging).
  if (!STATUS_RULES[account.status].judged)
    return plain('exempt', account.status === 'cancelled' ? 'account-cancelled' : 'account-not-open', null);
  if (silence === null && rules.slow === null) return plain('fine', 'nothing-due', null);
  if (silence !== null && facts.lastPostAt !== null && elapsed(facts.lastPostAt, now) < firstLimit(silence.rule)) {
    return slowness(input, now) ?? plain('fine', 'recent-post', silence);
  }
  const blind = blindness(input, provenBy);
  if (blind !== null) return plain('unknown', blind, silence ?? rules.slow);
  if (silence === null) return slowness(input, now) ?? plain('fine', 'nothing-due', rules.slow);
  return silenceOf(input, silence) ?? slowness(input, now) ?? untilNow(input, silence, provenBy);
}

/** Until when time counts for the age of what was proven: now, or when the look was due that we owe. */
function untilLate({ lookDueAt, facts: { lastSightAt } }: JudgeInput, now: Instant): Instant {
  if (lookDueAt === undefined || lookDueAt >= now) return now;
  return lastSightAt !== null && lastSightAt > lookDueAt ? lastSightAt : lookDueAt;
}

/**
 * So many looks in vain say that an account cannot be seen. Of one that was seen before old sight speaks for as long as
 * the pack says; of one that never was, a single failed look says as little as a single failed look ever does.
 */
const UNSEEN_LOOKS = 2;

/** Why we cannot say anything against the account; null when we can. */
function blindness(input: JudgeInput, now: Instant): VerdictReason | null {
  const { facts, rules, isReadable } = input;
  const { lastSightAt } = facts;
  if (isReadable === false) return 'no-feed';
  if (facts.lastLookAt === null) return 'never-looked';
  if (lastSightAt === null) return facts.consecutiveBlindLooks < UNSEEN_LOOKS ? 'first-look-failed' : 'no-sight-yet';
  if (isProofTooOld(rules, lastSightAt, now)) return 'proof-too-old';
  if (facts.coverage === 'full' || rules.silence === null) return null;
  const apparent = elapsed(lastSignOfLife(input) ?? lastSightAt, lastSightAt);
  return facts.lastPostAt === null || apparent >= firstLimit(rules.silence.rule) ? 'coverage-partial' : null;
}

function isProofTooOld(rules: EffectiveRules, lastSightAt: Instant, now: Instant): boolean {
  return elapsed(lastSightAt, now) >= rules.proofMaxAgeHours * HOUR_MS;
}

/** The proven silence against the limits, the longest one reached first. */
function silenceOf(input: JudgeInput, silence: RuleInForce<SilenceRule>): Decision | null {
  const since = silentSince(input);
  const proven = provenSilence(input);
  if (since === null || proven === null) return null;
  for (const { days, kind, reason } of limitsOf(silence.rule)) {
    if (proven >= days * DAY_MS)
      return { kind, reason, rule: silence, crossedAt: new Date(since.getTime() + days * DAY_MS) };
  }
  return null;
}

interface SilenceLimit {
  readonly days: number;
  readonly kind: VerdictKind;
  readonly reason: VerdictReason;
}

function limitsOf({ warnDays, breachDays, dormantDays, zombieDays }: SilenceRule): readonly SilenceLimit[] {
  const limits: SilenceLimit[] = [{ days: breachDays, kind: 'silent', reason: 'silence-breach' }];
  if (dormantDays !== null) limits.push({ days: dormantDays, kind: 'silent', reason: 'silence-dormant' });
  if (zombieDays !== null) limits.push({ days: zombieDays, kind: 'silent', reason: 'silence-zombie' });
  for (const days of warnDays) limits.push({ days, kind: 'warned', reason: 'silence-approaching' });
  return limits.sort((one, other) => other.days - one.days);
}

/**
 * Proven silence is short of every limit, though more time has passed since: fine as of the last sight, until even 不合格
 * is possible.
 */
function untilNow(input: JudgeInput, silence: RuleInForce<SilenceRule>, now: Instant): Decision {
  const since = lastSignOfLife(input);
  const couldBeSilent = since !== null && elapsed(since, now) >= silence.rule.breachDays * DAY_MS;
  return couldBeSilent ? plain('unknown', 'not-yet-proven', silence) : plain('fine', 'recent-post', silence);
}

function slowness(input: JudgeInput, now: Instant): Decision | null {
  const { facts, rules } = input;
  if (rules.slow === null || facts.lastSightAt === null) return null;
  if (isProofTooOld(rules, facts.lastSightAt, untilLate(input, now))) return null;
  const found = findSlowness(rules.slow.rule, facts, { openedAt: later(input.account.openedAt, input.judgedSince) });
  return found === null ? null : { kind: 'slow', reason: found.reason, rule: rules.slow, crossedAt: found.crossedAt };
}

type Observed = Pick<JudgeInput, 'account' | 'facts' | 'judgedSince'>;

/**
 * The last post we know of, or for an account seen empty its opening, else our first sight of it; and no earlier than
 * from when on it was to publish: before that its silence was nobody's fault.
 */
function lastSignOfLife({ account, facts, judgedSince }: Observed): Instant | null {
  const sign = facts.lastPostAt ?? account.openedAt ?? facts.firstSightAt;
  return sign && later(sign, judgedSince);
}

function later(one: Instant | null, other: Instant | undefined): Instant | null {
  return other === undefined || (one !== null && one >= other) ? one : other;
}

/**
 * Since when it is known that nothing was published: the last sign of life, but no earlier than from when on we have
 * seen everything. Posts before that may have escaped us, so silence that reaches back further is not proven.
 */
function silentSince(input: Observed): Instant | null {
  const sign = lastSignOfLife(input);
  const { completeFromAt } = input.facts;
  return sign !== null && completeFromAt !== null && completeFromAt > sign ? completeFromAt : sign;
}

/** Null where nothing is proven: never seen, or seen through a list that leaves posts out. */
function provenSilence(input: JudgeInput): number | null {
  const { lastSightAt, coverage } = input.facts;
  const since = silentSince(input);
  if (lastSightAt === null || since === null || coverage === 'partial') return null;
  return Math.max(0, elapsed(since, lastSightAt));
}

/**
 * When it turns 不合格 unless it publishes. Null where it already has, where nothing is owed, and where we do not know its
 * posts.
 */
function breachAtOf(input: JudgeInput, { kind }: Decision): Instant | null {
  const { silence } = input.rules;
  const since = silentSince(input);
  if (silence === null || since === null || kind === 'silent' || kind === 'unknown' || kind === 'exempt') return null;
  return new Date(since.getTime() + silence.rule.breachDays * DAY_MS);
}

/**
 * The first instant after `now` at which time alone, without a look or a post, makes the decision another one. All
 * instants at which that can happen are few and known; the decision is simply made at each.
 */
function nextChangeByTime(input: JudgeInput, decided: Decision): Instant | null {
  const { facts, rules, now } = input;
  const sign = lastSignOfLife(input);
  const candidates: number[] = [];
  // What is proven does not grow by itself: only how long ago the last sign of life was does.
  if (rules.silence !== null && sign !== null)
    candidates.push(
      sign.getTime() + firstLimit(rules.silence.rule),
      sign.getTime() + rules.silence.rule.breachDays * DAY_MS,
    );
  // A post from before it was judged is proof of life all the same, for as long as any.
  if (rules.silence !== null && facts.lastPostAt !== null)
    candidates.push(facts.lastPostAt.getTime() + firstLimit(rules.silence.rule));
  if (facts.lastSightAt !== null) candidates.push(facts.lastSightAt.getTime() + rules.proofMaxAgeHours * HOUR_MS);
  const change = candidates
    .filter((at) => at > now.getTime())
    .sort((one, other) => one - other)
    // Of the same facts a reason is always told by the same rule and with the same limit.
    .find((at) => decide(input, new Date(at)).reason !== decided.reason);
  const packChange = rules.changesAt?.getTime();
  const instants = [change, packChange].filter((at) => at !== undefined);
  return instants.length === 0 ? null : new Date(Math.min(...instants));
}

function plain(kind: VerdictKind, reason: VerdictReason, rule: RuleInForce<Rule> | null): Decision {
  return { kind, reason, rule, crossedAt: null };
}

function firstLimit(rule: SilenceRule): number {
  return Math.min(rule.breachDays, ...rule.warnDays) * DAY_MS;
}

function elapsed(from: Instant, to: Instant): number {
  return to.getTime() - from.getTime();
}
