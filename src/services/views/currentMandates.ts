import { isEnded } from '../../domain/mandates/mandateTable';
import type { Mandate } from '../../domain/mandates/mandate';
import { DAY_MS, type Instant } from '../../domain/time/instant';
import type { MandateView } from '../../api/mandates';
import type { Scope } from '../../ports/storage';
import { readOffers } from '../readOffers';
import type { ServiceDeps } from '../settings';
import { mandateView, NO_PROGRESS } from '../toView/mandateView';

const MANDATES_SHOWN = 20;
const MANDATES_READ = 200;
const COMPLETED_SHOWN_MS = 3 * DAY_MS;

/** Those not complete, nearest deadline first, then the ones completed in the last days. */
export async function currentMandates(
  deps: ServiceDeps,
  scope: Scope,
  now: Instant,
): Promise<{ readonly open: number; readonly shown: MandateView[] }> {
  const { storage, settings } = deps;
  const owed = [...(await storage.obligations.openByMandate(scope)).keys()];
  const newest = { limit: MANDATES_READ, cursor: null };
  const [open, over] = await Promise.all([
    storage.mandates.list(newest, { open: true, owed }),
    storage.mandates.list(newest, { open: false, owed }),
  ]);
  const lately = over.items.filter(
    (mandate) => !isEnded(mandate) && now.getTime() - mandate.issuedAt.getTime() < COMPLETED_SHOWN_MS,
  );
  const shown = [...byDeadline(open.items), ...byDeadline(lately).reverse()].slice(0, MANDATES_SHOWN);
  const ids = shown.map((mandate) => mandate.id);
  const [progress, rules, offersOf, count] = await Promise.all([
    storage.obligations.progress(ids, scope),
    storage.mandates.rules(),
    readOffers(deps, shown),
    // What was read whole is counted by what was read.
    open.nextCursor === null ? open.items.length : storage.mandates.count({ open: true, owed }),
  ]);
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  return {
    open: count,
    shown: shown.map((mandate) =>
      mandateView(mandate, {
        rule: ruleOf.get(mandate.ruleId),
        progress: progress.get(mandate.id) ?? NO_PROGRESS,
        interpretations: offersOf(mandate),
        settings,
      }),
    ),
  };
}

function byDeadline(mandates: readonly Mandate[]): Mandate[] {
  return [...mandates].sort((one, other) => one.dueBy.getTime() - other.dueBy.getTime());
}
