import type { ProbeView, SiteCheckDetailView, SiteCheckView, SiteLinkView, SiteStatesView } from '../../api/siteChecks';
import type { ListView } from '../../api/wire';
import { queryText } from './api';
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
