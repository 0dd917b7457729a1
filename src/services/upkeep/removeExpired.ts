import { removedEvent } from '../../domain/alerts/events';
import type { RetentionRun } from '../../domain/retention/retentionRun';
import { RETENTION_RULES, type RetentionRule } from '../../domain/retention/retentionRules';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import type { UpkeepServices } from './contract';
import { createPlanLooks } from './planLooks';
import type { PlanStep } from './planStep';
import { createPlanTexts } from './planTexts';
import { createSealLedger, type SealDeps } from './sealLedger';
import { createWatchArchive } from './watchArchive';

const ACTOR = systemActor('retention');
/** Rows of one step; their ids are written down before they go. */
const ROWS_A_STEP = 1_000;

type Deps = SealDeps;

/** On each of so many days before, the clock must have been seen: one that jumped ahead would remove what is young. */
const STEADY_DAYS = 3;
/** More than are noted in the days that are asked about, also where a clock that was wrong left some of the future. */
const SAMPLES_READ = 400;

/**
 * See `UpkeepServices.removeExpired`. Notes how much there is as well. May be killed at any instant, and run by several
 * processes at once. Nothing goes before the clock has gone on evenly for some days: what is removed does not come back
 * when the clock is put right.
 */
export function createRemoveExpired(deps: Deps): UpkeepServices['removeExpired'] {
  const sweep = createSweep(deps);
  const rules = RETENTION_RULES.map((rule) => ({ ...rule, keptDays: deps.settings.retention[rule.setting] }));
  const sealLedger = createSealLedger(deps);
  const watchArchive = createWatchArchive(deps);
  return async ({ max, signal }) => {
    const { sizes } = deps.storage;
    const now = deps.clock.now();
    await sizes.note(now, await sizes.now());
    await watchArchive();
    const gone: Record<string, number> = {};
    if (!(await isClockSteady(sizes, now))) return gone;
    let left = max;
    for (const rule of rules) {
      if (left <= 0 || signal?.aborted === true) break;
      const removed = await sweep(rule, left, signal);
      gone[rule.class] = removed;
      left -= removed;
    }
    return left <= 0 ? gone : { ...gone, ledger: await sealLedger(signal) };
  };
}

async function isClockSteady(sizes: Deps['storage']['sizes'], now: Instant): Promise<boolean> {
  const seen = new Set((await sizes.noted(SAMPLES_READ)).map(({ at }) => civilDateOf(at)));
  const days = Array.from({ length: STEADY_DAYS }, (_, n) => addCivilDays(civilDateOf(now), -1 - n));
  return days.every((day) => seen.has(day));
}

/** Begun by a clock that was ahead, or before the office chose to keep such things longer. */
function isOverruled(run: RetentionRun, beforeAt: Instant): boolean {
  return run.beforeAt.getTime() > beforeAt.getTime();
}

type KeptRule = RetentionRule & { readonly keptDays: number };
type Sweep = (rule: KeptRule, max: number, signal: AbortSignal | undefined) => Promise<number>;

function createSweep(deps: Deps): Sweep {
  const { storage, clock, ids } = deps;
  const planStep = createPlanStep(deps);
  return async (rule, max, signal) => {
    const now = clock.now();
    const on = civilDateOf(now);
    const beforeAt = startOfCivilDate(addCivilDays(on, -rule.keptDays));
    let run = await storage.retentionRuns.begin({ class: rule.class, on, beforeAt, startedAt: now });
    const before = run?.removed ?? 0;
    let removed = 0;
    while (run !== null && removed < max && signal?.aborted !== true) {
      // Figures of looks may stand in their days already: that step is finished, every other is left.
      const isLeft = isOverruled(run, beforeAt) && (run.batch === null || run.batch.days.length === 0);
      if (run.batch === null || isLeft) {
        const batch = isLeft ? null : await planStep(run, Math.min(ROWS_A_STEP, max - removed));
        if (batch === null) {
          const event = removedEvent({ eventId: ids.eventId(), actor: ACTOR, now: clock.now(), run });
          await storage.retentionRuns.end(run, clock.now(), run.removed === 0 ? null : event);
          break;
        }
        run = await storage.retentionRuns.plan(run, batch);
      } else {
        run = await storage.retentionRuns.carryOut(run);
        removed = run === null ? removed : run.removed - before;
      }
    }
    return removed;
  };
}

function createPlanStep(deps: Deps): PlanStep {
  const { storage } = deps;
  const planLooks = createPlanLooks(deps);
  const planTexts = createPlanTexts(deps);
  return async (run, limit) => {
    switch (run.class) {
      case 'looks':
        return planLooks(run, limit);
      case 'account-texts':
      case 'news-texts':
      case 'notices-texts':
      case 'other-texts':
        return planTexts(run, limit);
      default: {
        const ids = await storage.expired.ended(run.class, run.beforeAt, limit);
        return ids.length === 0 ? null : { ids, kept: [], days: [] };
      }
    }
  };
}
