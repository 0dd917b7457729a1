import type {
  InterpretedPolicyView,
  ProbeView,
  SiteCheckDetailView,
  SiteCheckView,
  SiteLinkView,
  SiteStatesView,
} from '../../api/siteChecks';
import type { PolicyAct } from '../../domain/siteChecks/policyDecisions';
import type { ListView } from '../../api/wire';
import { queryText, sendApi } from './api';
import { useChange, type Change } from './changes';
import { useList, useRead, type Filters, type Read } from './queries';

export const useSiteChecks = (filters: Filters): Read<ListView<SiteCheckView>> =>
  useList('site-checks', '/site-checks', filters);
export const useSiteStates = (): Read<SiteStatesView> => useRead(['site-checks', 'states'], '/site-check-states');
export const useSiteCheck = (id: string): Read<SiteCheckDetailView> =>
  useRead(['site-checks', 'one', id], `/site-checks/${id}`);
export const useSiteLinks = (id: string): Read<ListView<SiteLinkView>> =>
  useRead(['site-checks', 'links', id], `/site-checks/${id}/links`);
export const useSiteVisits = (id: string, on: string | null): Read<ListView<ProbeView>> =>
  useRead(['site-checks', 'visits', id, on], `/site-checks/${id}/visits${queryText({ on })}`);
export const useInterpretations = (id: string): Read<ListView<InterpretedPolicyView>> =>
  useRead(['site-checks', 'interpretations', id], `/site-checks/${id}/interpretations`);
export const useDecidePolicy = (): Change<{
  readonly id: string;
  readonly policy: string;
  readonly act: PolicyAct;
  readonly address?: string;
  readonly reason: string;
}> =>
  useChange(({ id, ...body }) => sendApi(`/site-checks/${id}/decisions`, body), ['site-checks', 'alerts', 'summary']);
