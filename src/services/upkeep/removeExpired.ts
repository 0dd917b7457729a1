import { removedEvent } from '../../domain/alerts/events';
import { RETENTION_RULES, type RetentionRule } from '../../domain/retention/retentionRules';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../domain/time/civil';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { UpkeepServices } from './contract';
import { createPlanLooks } from './planLooks';
import type { PlanStep } from './planStep';
import { createPlanTexts } from './planTexts';

const ACTOR = systemActor('retention');
/** Rows of one step; their ids are written down before they go. */
const ROWS_A_STEP = 1_000;

type Deps = Pick<ServiceDeps, 'storage' | 'clock' | 'ids' | 'settings'>;

/**
 * See `UpkeepServices.removeExpired`. Notes how much there is as well. May be killed at any instant, and run by several
 * processes at once.
 */
export function createRemoveExpired(deps: Deps): UpkeepServices['removeExpired'] {
  const sweep = createSweep(deps);
  return async ({ max, signal }) => {
    const { sizes } = deps.storage;
    await sizes.note(deps.clock.now(), await sizes.now());
    const gone: Record<string, number> = {};
    let left = max;
    for (const rule of RETENTION_RULES) {
      if (left <= 0 || signal?.aborted === true) break;
      const removed = await sweep(rule, left, signal);
      gone[rule.class] = removed;
      left -= removed;
    }
    return gone;
  };
}

type Sweep = (rule: RetentionRule, max: number, signal: AbortSignal | undefined) => Promise<number>;

function createSweep(deps: Deps): Sweep {
  const { storage, clock, ids, settings } = deps;
  const planStep = createPlanStep(deps);
  return async (rule, max, signal) => {
    const now = clock.now();
    const on = civilDateOf(now);
    const beforeAt = startOfCivilDate(addCivilDays(on, -settings.retention[rule.setting]));
    let run = await storage.retentionRuns.begin({ class: rule.class, on, beforeAt, startedAt: now });
    const before = run?.removed ?? 0;
    let removed = 0;
    while (run !== null && removed < max && signal?.aborted !== true) {
      if (run.batch === null) {
        const batch = await planStep(run, Math.min(ROWS_A_STEP, max - removed));
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
