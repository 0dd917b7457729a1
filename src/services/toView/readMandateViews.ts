import type { Mandate } from '../../domain/mandates/mandate';
import type { MandateView } from '../../api/mandates';
import type { Scope } from '../../ports/storage';
import type { ServiceDeps } from '../settings';
import { mandateView, NO_PROGRESS } from './mandateView';

/** Mandates as readers see them: the progress counts only the accounts of their own scope. */
export function createMandateViews({
  storage,
  settings,
}: ServiceDeps): (mandates: readonly Mandate[], scope: Scope) => Promise<MandateView[]> {
  return async (mandates, scope) => {
    const rules = new Map((await storage.mandates.rules()).map((rule) => [rule.id, rule]));
    const progress = await storage.obligations.progress(
      mandates.map((mandate) => mandate.id),
      scope,
    );
    return mandates.map((mandate) =>
      mandateView(mandate, {
        rule: rules.get(mandate.ruleId),
        progress: progress.get(mandate.id) ?? NO_PROGRESS,
        settings,
      }),
    );
  };
}
