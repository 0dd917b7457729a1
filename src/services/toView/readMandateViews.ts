import type { Mandate } from '../../domain/mandates/mandate';
import type { MandateView } from '../../api/mandates';
import type { Scope } from '../../ports/storage';
import { readOffers } from '../readOffers';
import type { ServiceDeps } from '../settings';
import { mandateView, NO_PROGRESS } from './mandateView';

/** Mandates as readers see them: the progress counts only the accounts of their own scope. */
export function createMandateViews(
  deps: ServiceDeps,
): (mandates: readonly Mandate[], scope: Scope) => Promise<MandateView[]> {
  const { storage, settings } = deps;
  return async (mandates, scope) => {
    const offersOf = await readOffers(deps, mandates);
    const rules = new Map((await storage.mandates.rules()).map((rule) => [rule.id, rule]));
    const progress = await storage.obligations.progress(
      mandates.map((mandate) => mandate.id),
      scope,
    );
    return mandates.map((mandate) =>
      mandateView(mandate, {
        rule: rules.get(mandate.ruleId),
        progress: progress.get(mandate.id) ?? NO_PROGRESS,
        interpretations: offersOf(mandate),
        settings,
      }),
    );
  };
}
