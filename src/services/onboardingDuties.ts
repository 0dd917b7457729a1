import type { UnitId } from '../domain/ids';
import {
  entryKey,
  isBound,
  ONBOARDING_STEPS,
  type OnboardingEntry,
  type OnboardingPlan,
} from '../domain/onboarding/onboardingPlan';
import { factOf, type OnboardingDuty } from '../domain/onboarding/onboardingStanding';
import type { Unit } from '../ports/storage';
import type { ServiceDeps } from './settings';

/** What one unit is to join by plans in force, with what is known of it. */
export async function onboardingDuties(
  { storage }: Pick<ServiceDeps, 'storage'>,
  unit: Unit,
  { plans, units }: { readonly plans: readonly OnboardingPlan[]; readonly units: ReadonlyMap<UnitId, Unit> },
): Promise<readonly OnboardingDuty[]> {
  const owed = plans
    .filter(({ endedAt }) => endedAt === null)
    .flatMap((plan) =>
      ONBOARDING_STEPS.filter((step) => isBound(unit, plan.steps[step], { withinId: plan.withinId, units })).map(
        (step) => ({ plan, step }),
      ),
    );
  if (owed.length === 0) return [];
  const keys = [...new Set(owed.map(({ plan }) => entryKey(plan.id, unit.id)))];
  const entries = new Map<string, OnboardingEntry>(
    (await storage.onboardingEntries.byKeys(keys)).map((entry) => [entry.key, entry]),
  );
  return owed.map(({ plan, step }) => {
    const entry = entries.get(entryKey(plan.id, unit.id)) ?? null;
    const { dueBy, clause } = plan.steps[step];
    return {
      ...{ plan, step, dueBy, clause, isDone: factOf(entry, step) !== null },
      exceptedUntil: entry?.exception?.untilOn ?? null,
    };
  });
}
