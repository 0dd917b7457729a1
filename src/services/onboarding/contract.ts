import type { OnboardingPlanView, OnboardingStandingView } from '../../api/onboarding';
import type { ListView } from '../../api/wire';
import type { AccountId, OnboardingPlanId, UnitId } from '../../domain/ids';
import type { OnboardingPlan, OnboardingStep } from '../../domain/onboarding/onboardingPlan';
import type { OnboardingState } from '../../domain/onboarding/onboardingStanding';
import type { Principal } from '../../domain/people/role';
import type { CivilDate } from '../../domain/time/instant';

export type OnboardingDraft = Pick<OnboardingPlan, 'title' | 'heads' | 'source' | 'withinId' | 'steps'>;

/** That units have joined, as somebody says it. */
export interface OnboardingRecord {
  readonly unitIds: readonly UnitId[];
  readonly step: OnboardingStep;
  readonly saidBy: string;
  readonly on: CivilDate;
  readonly document: string;
  readonly note: string;
  /** Of one unit: the accounts that have joined; absent: all that are in use. */
  readonly accountIds?: readonly AccountId[];
}
export interface OnboardingOutcome {
  readonly done: number;
  /** Units of which it was not recorded, and why. */
  readonly left: readonly { readonly unitId: string; readonly why: 'not-found' | 'not-bound' | 'conflict' }[];
}

export interface OnboardingServices {
  /** Plans that concern units the reader sees, newest first, each with how those stand. */
  plans(principal: Principal): Promise<ListView<OnboardingPlanView>>;
  /** How each unit that the reader sees stands, in the order of the tree. Refuses `not-found`. */
  standing(
    id: OnboardingPlanId,
    filter: { readonly step?: OnboardingStep; readonly state?: OnboardingState; readonly unitId?: UnitId },
    principal: Principal,
  ): Promise<OnboardingStandingView>;
  /**
   * Declares a plan (action `rules.manage`). Refuses `forbidden`, `invalid-input` (`withinId`, `steps.*`, `reason`).
   */
  declare(draft: OnboardingDraft & { readonly reason: string }, principal: Principal): Promise<OnboardingPlanView>;
  /** Changes a plan as it was read. Refuses as `declare`, and `not-found`, `conflict`. */
  change(
    id: OnboardingPlanId,
    change: OnboardingDraft & { readonly reason: string; readonly version: number },
    principal: Principal,
  ): Promise<OnboardingPlanView>;
  /** Ends a plan, or puts it in force again. Refuses `forbidden`, `not-found`, `conflict`, `invalid-input` (`reason`). */
  setEnded(
    id: OnboardingPlanId,
    asked: { readonly ended: boolean; readonly reason: string; readonly version: number },
    principal: Principal,
  ): Promise<OnboardingPlanView>;
  /**
   * Records that units have joined (action `account.write`). Refuses `forbidden`, `not-found` (the plan), `conflict`
   * (ended), `invalid-input` (`on`, `accountIds`, `unitIds`).
   */
  record(id: OnboardingPlanId, record: OnboardingRecord, principal: Principal): Promise<OnboardingOutcome>;
  /** Takes such a record back. Refuses as `record`, and `conflict` where there is none, `invalid-input` (`reason`). */
  takeBack(
    id: OnboardingPlanId,
    asked: { readonly unitId: UnitId; readonly step: OnboardingStep; readonly reason: string },
    principal: Principal,
  ): Promise<void>;
  /**
   * Says why units need not join until a day (action `finding.dismiss`). Refuses as `record`, and `invalid-input`
   * (`untilOn`, `reason`).
   */
  except(
    id: OnboardingPlanId,
    asked: { readonly unitIds: readonly UnitId[]; readonly reason: string; readonly untilOn: CivilDate },
    principal: Principal,
  ): Promise<OnboardingOutcome>;
  /** Ends an exception at once. Refuses as `takeBack`. */
  endException(
    id: OnboardingPlanId,
    asked: { readonly unitId: UnitId; readonly reason: string },
    principal: Principal,
  ): Promise<void>;
}
