import { dutyEvent } from '../../domain/alerts/events';
import type { Duty } from '../../domain/duties/duty';
import { passDue, recompute } from '../../domain/duties/dutyTable';
import type { DutyId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import { deadlineRules } from '../deadlineRules';
import type { ServiceDeps } from '../settings';
import type { DutyServices } from './contract';

const AT_ONCE = 500;
/** More deadlines than a province has in a year. */
const MOST_PAGES = 400;

/** What time and the calendar do to duties. Both may be repeated and run beside each other: every write is compared. */
export function createDeadlines(deps: ServiceDeps): Pick<DutyServices, 'passDeadlines' | 'recomputeDeadlines'> {
  const { storage, clock, ids, settings } = deps;
  const rules = deadlineRules(settings);
  const move = (before: Duty, duty: Duty, now: Instant): Promise<boolean> =>
    storage.duties.move(
      before,
      duty,
      dutyEvent({ eventId: ids.eventId(), actor: systemActor('duty-deadlines'), now, before, duty }),
    );
  return {
    passDeadlines: async (limit) => {
      const now = clock.now();
      let passed = 0;
      for (const duty of await storage.duties.passed(now, limit)) {
        const moved = passDue(duty, now);
        if ('duty' in moved && (await move(duty, moved.duty, now))) passed += 1;
      }
      return passed === 0 ? {} : { passed };
    },
    recomputeDeadlines: async () => {
      const now = clock.now();
      let recomputed = 0;
      let after: DutyId | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const duties: readonly Duty[] = await storage.duties.provisional(after, AT_ONCE);
        for (const duty of duties) {
          const next = recompute(duty, rules, now);
          if (next !== null && (await move(duty, next, now))) recomputed += 1;
        }
        after = duties.at(-1)?.id ?? null;
        if (duties.length < AT_ONCE) break;
      }
      return recomputed === 0 ? {} : { recomputed };
    },
  };
}
