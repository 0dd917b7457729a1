import { lateness, type OnboardingDuty } from '../onboarding/onboardingStanding';
import type { Instant } from '../time/instant';
import type { FilingProblem } from './filingFinding';

/** What a unit should have joined by now and nobody has said that it has; dated by the day after its last one. */
export function onboardingProblems(
  unit: { readonly id: string; readonly name: string },
  duties: readonly OnboardingDuty[],
  now: Instant,
): { readonly problems: readonly FilingProblem[]; readonly nextAt: readonly Instant[] } {
  const judged = duties.map((duty) => ({ duty, ...lateness(duty, now) }));
  return {
    problems: judged.flatMap(({ duty: { plan, step, dueBy, clause }, lateSince }): FilingProblem[] =>
      lateSince === null
        ? []
        : [
            {
              ...{ key: `onboarding-late:${plan.id}:${step}:${unit.id}`, kind: 'onboarding-late', label: unit.name },
              ...{ platform: null, accountIds: [], occurredAt: lateSince, basis: `${step} ${dueBy}` },
              facts: { planId: plan.id, plan: plan.title, step, dueBy, source: plan.source, clause },
            },
          ],
    ),
    nextAt: judged.flatMap(({ nextAt }) => nextAt ?? []),
  };
}
