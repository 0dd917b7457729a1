import type { OnboardingPlanView, OnboardingStandingView } from '../../api/onboarding';
import type { ListView } from '../../api/wire';
import { queryText, sendApi } from './api';
import { useChange, type Change } from './changes';
import type { ListName } from './hints';
import { useRead, type Filters, type Read } from './queries';

const TOUCHED: readonly ListName[] = ['filings'];

export const useOnboardingPlans = (): Read<ListView<OnboardingPlanView>> =>
  useRead(['filings', 'onboarding'], '/onboarding-plans');
export const useOnboardingStanding = (id: string, filters: Filters): Read<OnboardingStandingView> =>
  useRead(['filings', 'onboarding', id, JSON.stringify(filters)], `/onboarding-plans/${id}${queryText(filters)}`);

export interface StepDraft {
  readonly dueBy: string;
  readonly clause: string;
  readonly levels: readonly string[];
  readonly sectors: readonly string[];
  readonly underIds: readonly string[];
}
export interface PlanDraft {
  readonly title: string;
  readonly heads: readonly { readonly name: string; readonly platform: string }[];
  readonly source: string;
  readonly withinId: string | null;
  readonly steps: { readonly basic: StepDraft; readonly all: StepDraft };
}
type Reasoned = { readonly reason: string };
export const useDeclarePlan = (): Change<PlanDraft & Reasoned> =>
  useChange((body) => sendApi('/onboarding-plans', body), TOUCHED);
export const useChangePlan = (): Change<PlanDraft & Reasoned & { readonly id: string; readonly version: number }> =>
  useChange(({ id, ...body }) => sendApi(`/onboarding-plans/${id}`, body, 'PUT'), TOUCHED);
export const useEndPlan = (): Change<
  Reasoned & { readonly id: string; readonly version: number; readonly ended: boolean }
> => useChange(({ id, ...body }) => sendApi(`/onboarding-plans/${id}/ended`, body), TOUCHED);

interface Outcome {
  readonly done: number;
  readonly left: readonly object[];
}
/** Something said of units in a plan: `part` names what. */
export const useSayOfUnits = (
  id: string,
  part: 'joined' | 'exceptions',
): Change<{ readonly unitIds: readonly string[] } & Readonly<Record<string, unknown>>, Outcome> =>
  useChange((body) => sendApi(`/onboarding-plans/${id}/${part}`, body), TOUCHED);
export const useTakeBackOfUnit = (
  id: string,
  part: 'joined/take-back' | 'exceptions/end',
): Change<{ readonly unitId: string; readonly reason: string; readonly step?: string }> =>
  useChange((body) => sendApi(`/onboarding-plans/${id}/${part}`, body), TOUCHED);
