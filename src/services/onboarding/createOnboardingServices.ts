import type { OnboardingPlan } from '../../domain/onboarding/onboardingPlan';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { OnboardingServices } from './contract';
import { createDeclarePlans } from './declarePlans';
import { isWithin, planView, readKnown, rowsOf } from './readStanding';
import { createRecordJoining } from './recordJoining';

/** Joining the accounts of units to a head account (龙头), in two steps with a date each. */
export function createOnboardingServices(deps: ServiceDeps): OnboardingServices {
  const { storage, clock } = deps;
  return {
    plans: async (principal) => {
      const scope = readScope(principal);
      const known = await readKnown(deps, scope);
      const shown = [];
      for (const plan of await storage.onboardingPlans.all()) {
        const rows = rowsOf(plan, await storage.onboardingEntries.ofPlan(plan.id, scope), known);
        if (rows.length > 0 || isWithin(plan, principal, known.units))
          shown.push(planView(plan, rows, { ...known, principal }));
      }
      return { items: shown, nextCursor: null, asOf: iso(clock.now()) };
    },
    standing: async (id, { step, state, unitId }, principal) => {
      const scope = readScope(principal);
      const plan: OnboardingPlan | null = await storage.onboardingPlans.byId(id);
      const known = await readKnown(deps, scope);
      const rows = plan === null ? [] : rowsOf(plan, await storage.onboardingEntries.ofPlan(id, scope), known);
      // Nobody is told of a plan that concerns none of their units.
      if (plan === null || (rows.length === 0 && !isWithin(plan, principal, known.units))) throw notFound('入驻安排');
      return {
        plan: planView(plan, rows, { ...known, principal }),
        items: rows.filter(
          (row) =>
            row.step === (step ?? row.step) &&
            row.state === (state ?? row.state) &&
            row.unitId === (unitId ?? row.unitId),
        ),
        asOf: iso(clock.now()),
      };
    },
    ...createDeclarePlans(deps),
    ...createRecordJoining(deps),
  };
}
