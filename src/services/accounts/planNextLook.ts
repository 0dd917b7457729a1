import type { AccountFacts } from '../../domain/accounts/facts';
import { nextLookAt } from '../../domain/accounts/nextLook';
import type { Instant } from '../../domain/time/instant';
import type { Collected } from '../../ports/connectors';
import type { AccountRecord } from '../../ports/storage';
import type { ServiceDeps } from '../settings';
import type { Awaited } from '../steps';

interface Ended {
  readonly record: AccountRecord;
  readonly facts: AccountFacts;
  readonly collected: Collected;
  readonly open: readonly Awaited[];
  readonly callsToday: number;
}
export type PlanNextLook = (ended: Ended, now: Instant) => ReturnType<typeof nextLookAt>;

/** When to look next, given how this look ended and what is being waited for on this account. */
export function createPlanNextLook({ connectors, random, settings }: ServiceDeps): PlanNextLook {
  return ({ record, facts, collected, open, callsToday }, now) => {
    const { platform } = record.account;
    const submittedAt = open.flatMap(({ state, submittedAt: at }) =>
      state === 'submitted' && at !== null ? [at.getTime()] : [],
    );
    const awaited = open.some(({ state }) => state === 'manual') ? 'manual-task' : 'nothing';
    return nextLookAt({
      platform,
      outcome: collected.outcome,
      facts,
      baseIntervalMs: settings.looks.intervalMs[platform],
      callsPerDay: connectors.for(platform).collector.callsPerDay,
      callsToday,
      consecutiveBlindLooks: facts.consecutiveBlindLooks,
      awaitingSightOf: submittedAt.length > 0 ? 'submitted-post' : awaited,
      submittedAgeMs: submittedAt.length > 0 ? now.getTime() - Math.max(...submittedAt) : null,
      breachAt: record.verdict?.breachAt ?? null,
      retryAfterMs: collected.failure?.retryAfterMs ?? null,
      now,
      jitter: random.next(),
    });
  };
}
