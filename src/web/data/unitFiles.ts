import type {
  EmergencyDetailView,
  EmergencyView,
  MeetingDetailView,
  MeetingView,
  StatementView,
  SurveyAct,
  SurveyPlanView,
  SurveyResultsView,
} from '../../api/unitFiles';
import type { ListView } from '../../api/wire';
import type { EmergencyKind } from '../../domain/emergencies/emergency';
import type { MeetingKind } from '../../domain/meetings/meeting';
import type { SurveyKind } from '../../domain/surveys/surveyQuota';
import { sendApi } from './api';
import { useChange, type Change } from './changes';
import type { ListName } from './hints';
import { useList, useRead, type Filters, type Read } from './queries';

const TOUCHED: readonly ListName[] = ['duties', 'alerts'];
type Of = { readonly id: string; readonly version: number };

export const useSurveyPlans = (filters: Filters): Read<ListView<SurveyPlanView>> =>
  useList('duties', '/survey-plans', filters);
export const useSurveyPlan = (id: string): Read<SurveyPlanView> =>
  useRead(['duties', 'survey-plan', id], `/survey-plans/${id}`);
export const useSurveyResults = (id: string): Read<SurveyResultsView> =>
  useRead(['duties', 'survey-results', id], `/survey-plans/${id}/results`);
export const useOpenPlan = (): Change<{ readonly unitId: string | null; readonly year: number }, SurveyPlanView> =>
  useChange((body) => sendApi<SurveyPlanView>('/survey-plans', body), TOUCHED);
export const useAddSurvey = (): Change<
  Of & { readonly kind: SurveyKind; readonly title: string; readonly plannedOn: string }
> => useChange(({ id, ...body }) => sendApi(`/survey-plans/${id}/items`, body), TOUCHED);
export const useSurveyStep = (): Change<
  Of & {
    readonly key: string;
    readonly step: SurveyAct;
    readonly words: string;
    readonly on: string | null;
    readonly link: string | null;
  }
> => useChange(({ id, ...body }) => sendApi(`/survey-plans/${id}/steps`, body), TOUCHED);

export const useEmergencies = (filters: Filters): Read<ListView<EmergencyView>> =>
  useList('duties', '/emergencies', filters);
export const useEmergency = (id: string): Read<EmergencyDetailView> =>
  useRead(['duties', 'emergency', id], `/emergencies/${id}`);
export const useOpenEmergency = (): Change<
  {
    readonly unitId: string | null;
    readonly kind: EmergencyKind;
    readonly title: string;
    readonly happened: string;
    readonly knownAt: string;
  },
  EmergencyDetailView
> => useChange((body) => sendApi<EmergencyDetailView>('/emergencies', body), TOUCHED);
export const useChooseVoices = (): Change<
  Of & { readonly accounts: readonly string[]; readonly keywords: readonly string[] }
> => useChange(({ id, ...body }) => sendApi(`/emergencies/${id}/voices`, body, 'PUT'), TOUCHED);
export const useEnterStatement = (): Change<
  Of & { readonly at: string; readonly speaker: string; readonly link: string | null; readonly words: string }
> => useChange(({ id, ...body }) => sendApi(`/emergencies/${id}/statements`, body), TOUCHED);
export const useStatements = (id: string, filters: Filters): Read<ListView<StatementView>> =>
  useList('duties', `/emergencies/${id}/statements`, filters);
export const useStrikeStatement = (): Change<Of & { readonly index: number; readonly words: string }> =>
  useChange(({ id, ...body }) => sendApi(`/emergencies/${id}/strike`, body), TOUCHED);
export const useCallForVoice = (): Change<
  Of & { readonly ruleId: string; readonly policyId: string; readonly reason: string }
> => useChange(({ id, ...body }) => sendApi(`/emergencies/${id}/calls`, body), [...TOUCHED, 'mandates', 'reviews']);
export const useCloseEmergency = (): Change<Of & { readonly summary: string }> =>
  useChange(({ id, ...body }) => sendApi(`/emergencies/${id}/close`, body), TOUCHED);
export const useReopenEmergency = (): Change<Of & { readonly words: string }> =>
  useChange(({ id, ...body }) => sendApi(`/emergencies/${id}/reopen`, body), TOUCHED);

export const useMeetings = (filters: Filters): Read<ListView<MeetingView>> => useList('duties', '/meetings', filters);
export const useMeeting = (id: string): Read<MeetingDetailView> =>
  useRead(['duties', 'meeting', id], `/meetings/${id}`);
interface Said {
  readonly title: string;
  readonly participants: string;
  readonly notes: string;
}
export const useRecordMeeting = (): Change<
  Said & { readonly unitId: string | null; readonly kind: MeetingKind; readonly heldOn: string },
  MeetingDetailView
> => useChange((body) => sendApi<MeetingDetailView>('/meetings', body), TOUCHED);
export const useCorrectMeeting = (): Change<Of & Said> =>
  useChange(({ id, ...body }) => sendApi(`/meetings/${id}`, body, 'PUT'), TOUCHED);
export const useDecide = (): Change<
  Of & { readonly text: string; readonly unitId: string | null; readonly dueOn: string }
> => useChange(({ id, ...body }) => sendApi(`/meetings/${id}/decisions`, body), TOUCHED);
