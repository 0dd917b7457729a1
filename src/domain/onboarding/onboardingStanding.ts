import { addCivilDays, startOfCivilDate } from '../time/civil';
import type { AccountId } from '../ids';
import type { CivilDate, Instant } from '../time/instant';
import {
  ONBOARDING_STEPS,
  type OnboardingEntry,
  type OnboardingFact,
  type OnboardingPlan,
  type OnboardingStep,
} from './onboardingPlan';

/**
 * How a unit stands with a step. `incomplete`: it was said that all have joined, and there is an account in use that
 * was not among them. Late is what is not done after its last day; what was done late is done.
 */
export const ONBOARDING_STATES = ['late', 'open', 'incomplete', 'done', 'done-late', 'excepted'] as const;
export type OnboardingState = (typeof ONBOARDING_STATES)[number];

export interface OnboardingStanding {
  readonly state: OnboardingState;
  readonly fact: OnboardingFact | null;
}

/** `inUse`: the accounts of the unit that are in use now, columns of websites left out. */
export function standingOf(
  {
    plan,
    step,
    entry,
  }: { readonly plan: OnboardingPlan; readonly step: OnboardingStep; readonly entry: OnboardingEntry | null },
  inUse: readonly AccountId[],
  today: CivilDate,
): OnboardingStanding {
  const { dueBy } = plan.steps[step];
  const fact = factOf(entry, step);
  if (fact !== null) {
    if (step === 'all' && leftOf(entry, inUse).length > 0) return { state: 'incomplete', fact };
    return { state: fact.on > dueBy ? 'done-late' : 'done', fact };
  }
  if (entry?.exception != null && today <= entry.exception.untilOn) return { state: 'excepted', fact };
  return { state: today > dueBy ? 'late' : 'open', fact };
}

/** Whoever has joined with all has joined: the second step does for the first, and not the other way round. */
export function factOf(entry: OnboardingEntry | null, step: OnboardingStep): OnboardingFact | null {
  if (entry === null) return null;
  return step === 'basic' ? (entry.facts.basic ?? entry.facts.all) : entry.facts.all;
}

/**
 * What was said of a unit, with the accounts that had joined with a unit merged into it since: they are its own now,
 * and have joined.
 */
export function withMerged(entry: OnboardingEntry, merged: readonly OnboardingEntry[]): OnboardingEntry {
  const more = merged.flatMap(({ facts }) => ONBOARDING_STEPS.flatMap((step) => facts[step]?.accountIds ?? []));
  const joined = (fact: OnboardingFact | null): OnboardingFact | null =>
    fact === null ? null : { ...fact, accountIds: [...new Set([...fact.accountIds, ...more])] };
  return { ...entry, facts: { basic: joined(entry.facts.basic), all: joined(entry.facts.all) } };
}

/** Accounts in use of which nobody has said that they have joined. */
export function leftOf(entry: OnboardingEntry | null, inUse: readonly AccountId[]): readonly AccountId[] {
  const joined = new Set(ONBOARDING_STEPS.flatMap((step) => entry?.facts[step]?.accountIds ?? []));
  return inUse.filter((id) => !joined.has(id));
}

/** A step that a unit owes by a plan in force, as far as it decides whether it is late. */
export interface OnboardingDuty {
  readonly plan: Pick<OnboardingPlan, 'id' | 'title' | 'source'>;
  readonly step: OnboardingStep;
  readonly dueBy: CivilDate;
  readonly clause: string;
  readonly isDone: boolean;
  /** The last day of an exception; null: there is none. */
  readonly exceptedUntil: CivilDate | null;
}

/** Whether a duty is late at an instant, and the next instant at which time alone changes that. */
export function lateness(
  { dueBy, isDone, exceptedUntil }: OnboardingDuty,
  now: Instant,
): { readonly lateSince: Instant | null; readonly nextAt: Instant | null } {
  if (isDone) return { lateSince: null, nextAt: null };
  const lateFrom = startOfCivilDate(addCivilDays(dueBy, 1));
  const freeUntil = exceptedUntil === null ? lateFrom : startOfCivilDate(addCivilDays(exceptedUntil, 1));
  const from = freeUntil > lateFrom ? freeUntil : lateFrom;
  return from <= now ? { lateSince: lateFrom, nextAt: null } : { lateSince: null, nextAt: from };
}
