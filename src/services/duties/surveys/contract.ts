import type { SurveyAct, SurveyPlanView, SurveyResultsView } from '../../../api/unitFiles';
import type { ListView } from '../../../api/wire';
import type { SurveyPlanId, UnitId } from '../../../domain/ids';
import type { Principal } from '../../../domain/people/role';
import type { SurveyKind } from '../../../domain/surveys/surveyQuota';
import type { CivilDate } from '../../../domain/time/instant';
import type { PageRequest } from '../../../ports/storage';
import type { Versioned } from '../../versioned';
import type { Counts } from '../../workRun';

export interface SurveyItemDraft {
  readonly kind: SurveyKind;
  readonly title: string;
  readonly plannedOn: CivilDate;
}

export interface SurveyStepDraft {
  readonly key: string;
  readonly step: SurveyAct;
  readonly words: string;
  /** Of `postpone`: for when; of `hold`: the day it ended. */
  readonly on: CivilDate | null;
  /** Of `announce` and `publish`: where it stands. */
  readonly link: string | null;
}

/** Surveys, calls for opinions and interviews by year (征集调查、在线访谈). Refuses as duties do. */
export interface SurveyServices {
  list(
    query: { readonly year?: number; readonly unitId?: UnitId },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<SurveyPlanView>>;
  show(id: SurveyPlanId, principal: Principal): Promise<SurveyPlanView>;
  /** Opens the plan of a unit for a year, with the numbers it owes; one that is open is given as it is. */
  open(of: { readonly unitId: UnitId | null; readonly year: number }, principal: Principal): Promise<SurveyPlanView>;
  add(of: Versioned<SurveyPlanId>, draft: SurveyItemDraft, principal: Principal): Promise<SurveyPlanView>;
  step(of: Versioned<SurveyPlanId>, draft: SurveyStepDraft, principal: Principal): Promise<SurveyPlanView>;
  /** What of the unit's site looks like the results that are owed. */
  results(id: SurveyPlanId, principal: Principal): Promise<SurveyResultsView>;
  /** Looks again for results that we have not seen, and goes on with what was interrupted. */
  followSurveys(limit: number): Promise<Counts>;
}
