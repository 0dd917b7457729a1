import type { Schema } from 'mongoose';
import type { OnboardingStorage } from '../../ports/onboardingStorage';
import type { FollowsAccount } from '../accounts/followers';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { createOnboardingEntries, onboardingEntrySchema, type OnboardingEntryRow } from './onboardingEntries';
import { createOnboardingPlans, onboardingPlanSchema, type OnboardingPlanRow } from './onboardingPlans';

/** Joining a head account: repositories, and tables that follow units. */
export function openOnboarding(open: <D extends Row>(name: string, schema: Schema) => Table<D>): {
  readonly repositories: OnboardingStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly rescoped: Readonly<Record<'onboarding-entries', Table<FollowsAccount>>>;
  readonly plans: Table<Row>;
} {
  const plans = open<OnboardingPlanRow>('onboarding-plans', onboardingPlanSchema);
  const entries = open<OnboardingEntryRow>('onboarding-entries', onboardingEntrySchema);
  return {
    repositories: {
      onboardingPlans: createOnboardingPlans(plans),
      onboardingEntries: createOnboardingEntries(entries),
    },
    sources: [plans, entries].map((table) => table as unknown as Table<Row & WithOutbox>),
    plans: plans as unknown as Table<Row>,
    rescoped: { 'onboarding-entries': entries as unknown as Table<FollowsAccount> },
  };
}
