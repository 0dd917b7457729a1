import type { ContentChecksView } from '../../api/content';
import type { DutyAct, DutyDetailView, DutyFiguresView, DutyRuleView, DutyUnitView, DutyView } from '../../api/duties';
import type { InteractionDetailView, InteractionView } from '../../api/interactions';
import type { ListView } from '../../api/wire';
import type { WithholdingReason } from '../../domain/duties/interaction';
import type { InteractionKind } from '../../domain/duties/interactionKinds';
import { queryText, sendApi } from './api';
import { useChange, type Change } from './changes';
import type { ListName } from './hints';
import { useList, useRead, type Filters, type Read } from './queries';

const TOUCHED: readonly ListName[] = ['duties', 'reviews', 'alerts'];

export const useDuties = (filters: Filters): Read<ListView<DutyView>> => useList('duties', '/duties', filters);
export const useDuty = (id: string): Read<DutyDetailView> => useRead(['duties', 'one', id], `/duties/${id}`);
export const useAskedDuties = (): Read<ListView<DutyView>> => useRead(['duties', 'asked'], '/asked-duties');
export const useDutyUnits = (): Read<ListView<DutyUnitView>> => useRead(['duties', 'units'], '/duty-units');
export const useDutyRules = (): Read<ListView<DutyRuleView>> => useRead(['duties', 'rules'], '/duty-rules');
export const useDutyFigures = (between: {
  readonly from: string | null;
  readonly to: string | null;
}): Read<ListView<DutyFiguresView>> =>
  useRead(['duties', 'figures', between.from, between.to], `/duty-figures${queryText(between)}`);
export const useInteractions = (filters: Filters): Read<ListView<InteractionView>> =>
  useList('duties', '/interactions', filters);
export const useInteraction = (id: string): Read<InteractionDetailView> =>
  useRead(['duties', 'interaction', id], `/interactions/${id}`);

type Of = { readonly id: string; readonly version: number };

export interface DutyStep {
  readonly step: DutyAct;
  readonly reason: string;
  readonly words: string;
  readonly unitId?: string;
  readonly link?: string | null;
  readonly ruleKey?: string;
}
export const useDutyStep = (): Change<Of & DutyStep> =>
  useChange(({ id, ...body }) => sendApi(`/duties/${id}/steps`, body), TOUCHED);
export const useRecordDuty = (): Change<
  { readonly ruleKey: string; readonly unitId: string | null; readonly title: string; readonly began: string },
  DutyDetailView
> => useChange((body) => sendApi<DutyDetailView>('/duties', body), TOUCHED);

export const useWriteAnswer = (): Change<Of & { readonly text: string; readonly withheld: WithholdingReason | null }> =>
  useChange(({ id, ...body }) => sendApi(`/interactions/${id}/answer`, body, 'PUT'), TOUCHED);
export const useAnswerChecks = (id: string): Read<ContentChecksView> =>
  useRead(['duties', 'checks', id], `/interactions/${id}/checks`);
export const useSubmitAnswer = (): Change<Of & { readonly lifts?: readonly object[] }> =>
  useChange(
    ({ id, version, lifts = [] }) => sendApi(`/interactions/${id}/submit`, { version, overrides: lifts }),
    TOUCHED,
  );
export const useChangeKind = (): Change<Of & { readonly kind: InteractionKind }> =>
  useChange(({ id, ...body }) => sendApi(`/interactions/${id}/kind`, body, 'PUT'), TOUCHED);
export const useSetAside = (): Change<Of & { readonly reason: string; readonly words: string }> =>
  useChange(({ id, ...body }) => sendApi(`/interactions/${id}/set-aside`, body), TOUCHED);
export const useTakeUp = (): Change<Of & { readonly words: string }> =>
  useChange(({ id, ...body }) => sendApi(`/interactions/${id}/take-up`, body), TOUCHED);
export const useShowWhere = (): Change<Of & { readonly link: string }> =>
  useChange(({ id, ...body }) => sendApi(`/interactions/${id}/link`, body, 'PUT'), TOUCHED);
