import type { DomainEvent } from '../domain/alerts/alert';
import type { OnboardingPlanId } from '../domain/ids';
import type { OnboardingEntry, OnboardingPlan } from '../domain/onboarding/onboardingPlan';
import type { Scope } from './paging';

/** Plans of joining a head account; an office has a few. */
export interface OnboardingPlans {
  insert(plan: OnboardingPlan, event: DomainEvent): Promise<void>;
  /** Compare-and-set on the version it was read in. */
  change(plan: OnboardingPlan, event: DomainEvent): Promise<boolean>;
  byId(id: OnboardingPlanId): Promise<OnboardingPlan | null>;
  /** Newest first, at most 200. */
  all(): Promise<readonly OnboardingPlan[]>;
}

/** What is known of units in plans: one entry for a plan and a unit. */
export interface OnboardingEntries {
  byKeys(keys: readonly string[]): Promise<readonly OnboardingEntry[]>;
  /** All of a plan within the scope. */
  ofPlan(planId: OnboardingPlanId, scope: Scope): Promise<readonly OnboardingEntry[]>;
  /** Adds it (version 0) or compare-and-sets on the version it was read in. False: somebody else changed it. */
  put(entry: OnboardingEntry, event: DomainEvent): Promise<boolean>;
}

export interface OnboardingStorage {
  readonly onboardingPlans: OnboardingPlans;
  readonly onboardingEntries: OnboardingEntries;
}
