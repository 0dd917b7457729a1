import type { Platform } from '../domain/accounts/account';
import type { UnitLevel } from '../domain/accounts/unit';
import type { OnboardingStep } from '../domain/onboarding/onboardingPlan';
import type { OnboardingState } from '../domain/onboarding/onboardingStanding';
import type { IsoInstant } from './wire';

export interface OnboardingStepView {
  /** The last day on which it is in time. */
  readonly dueBy: string;
  readonly clause: string;
  /** Which units it binds; an empty list restricts nothing. */
  readonly levels: readonly UnitLevel[];
  readonly sectors: readonly string[];
  readonly under: readonly { readonly id: string; readonly name: string }[];
  /** Of the units that the reader sees. */
  readonly counts: Readonly<Record<OnboardingState, number>>;
}

/** Joining the accounts of units to a head account (龙头), in two steps with a date each. */
export interface OnboardingPlanView {
  readonly id: string;
  readonly title: string;
  readonly heads: readonly { readonly name: string; readonly platform: Platform }[];
  readonly source: string;
  readonly within: { readonly id: string; readonly name: string } | null;
  readonly steps: Readonly<Record<OnboardingStep, OnboardingStepView>>;
  readonly declaredAt: IsoInstant;
  readonly endedAt: IsoInstant | null;
  readonly version: number;
  /** Whether this reader may change and end it. */
  readonly mayChange: boolean;
}

/** How one unit stands with one step of a plan. */
export interface OnboardingRowView {
  readonly unitId: string;
  readonly unitName: string;
  readonly step: OnboardingStep;
  readonly dueBy: string;
  readonly state: OnboardingState;
  readonly fact: {
    readonly saidBy: string;
    readonly on: string;
    readonly document: string;
    readonly note: string;
    readonly byName: string;
    readonly at: IsoInstant;
    /** The step it was recorded for. */
    readonly step: OnboardingStep;
  } | null;
  readonly exception: {
    readonly byName: string;
    readonly reason: string;
    readonly at: IsoInstant;
    readonly untilOn: string;
  } | null;
  /** Accounts in use, and those of them of which nobody has said that they have joined. */
  readonly inUse: number;
  readonly left: readonly { readonly id: string; readonly name: string; readonly platform: Platform }[];
}

export interface OnboardingStandingView {
  readonly plan: OnboardingPlanView;
  readonly items: readonly OnboardingRowView[];
  readonly asOf: IsoInstant;
}
