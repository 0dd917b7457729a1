import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AccountDetailView, AccountView, FindingView, LookView, PlatformView, PostView } from '../../api/accounts';
import type { CaseView } from '../../api/cases';
import type { CredentialDetailView, CredentialView } from '../../api/credentials';
import type { ForecastView, MandateView, PlatformPreviewView, RuleView } from '../../api/mandates';
import type { JobView, ManualTaskView, ObligationDetailView, ObligationView } from '../../api/obligations';
import type { MeView, PersonView, UnitMoveView } from '../../api/people';
import type { PolicyView, SectorView } from '../../api/policies';
import type { CounterpartChangeView, UnitChangeView } from '../../api/reach';
import type { SiteChangeView, SiteDetailView, SiteHistoryView, SiteView } from '../../api/sites';
import type { LookDayView, RemovalView, StorageView } from '../../api/storage';
import type { SummaryView } from '../../api/summary';
import type { TrainingView } from '../../api/training';
import type { ListView } from '../../api/wire';
import { setServerNow } from '../time/clock';
import { queryText, readApi, sendApi, type ApiFailure } from './api';
import type { ListName } from './hints';
import { useLive } from './live';

export type Read<T> = UseQueryResult<T, ApiFailure>;
export type Filters = Readonly<Record<string, string | number | boolean | null | undefined>>;

const SUMMARY_EVERY_MS = 15_000;
const PAGE_EVERY_MS = 30_000;
const PAGE_SIZE = 50;

/**
 * Read again by itself only while the connection is live: on a lost one the page says that it is old instead of half
 * refreshing.
 */
function useInterval(everyMs: number): number | false {
  const { freshness } = useLive();
  return freshness === 'late' || freshness === 'expired' ? false : everyMs;
}

export function useRead<T>(
  key: readonly [ListName, ...unknown[]],
  path: string,
  everyMs: number = PAGE_EVERY_MS,
): Read<T> {
  const refetchInterval = useInterval(everyMs);
  return useQuery<T, ApiFailure>({ queryKey: key, queryFn: ({ signal }) => readApi<T>(path, signal), refetchInterval });
}

export function useList<T>(name: ListName, path: string, filters: Filters): Read<ListView<T>> {
  const refetchInterval = useInterval(PAGE_EVERY_MS);
  return useQuery<ListView<T>, ApiFailure>({
    queryKey: [name, path, filters],
    queryFn: ({ signal }) => readApi<ListView<T>>(`${path}${queryText({ limit: PAGE_SIZE, ...filters })}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
}

export function useMe(): Read<MeView> {
  return useQuery<MeView, ApiFailure>({
    queryKey: ['me'],
    queryFn: ({ signal }) => readApi<MeView>('/me', signal),
    staleTime: 5 * 60_000,
  });
}

/** 今日: read every 15 s and on every alert. It also sets the page's clock before the stream has spoken. */
export function useSummary(): Read<SummaryView> {
  const refetchInterval = useInterval(SUMMARY_EVERY_MS);
  return useQuery<SummaryView, ApiFailure>({
    queryKey: ['summary'],
    queryFn: async ({ signal }) => {
      const summary = await readApi<SummaryView>('/summary', signal);
      setServerNow(summary.asOf);
      return summary;
    },
    refetchInterval,
  });
}

export const useAccounts = (filters: Filters): Read<ListView<AccountView>> => useList('accounts', '/accounts', filters);
export const useAccount = (id: string): Read<AccountDetailView> => useRead(['account', id], `/accounts/${id}`);
export const useSites = (filters: Filters): Read<ListView<SiteView>> => useList('accounts', '/sites', filters);
export const useSite = (id: string): Read<SiteDetailView> => useRead(['account', 'site', id], `/sites/${id}`);
/** The site with this id, where one is asked for. */
export const useSiteIfAny = (id: string | null): Read<SiteDetailView> =>
  useQuery<SiteDetailView, ApiFailure>({
    queryKey: ['account', 'site', id],
    queryFn: ({ signal }) => readApi(`/sites/${id ?? ''}`, signal),
    enabled: id !== null,
  });
export const useSiteObligations = (id: string, page: Filters): Read<ListView<ObligationView>> =>
  useList('obligations', `/sites/${id}/obligations`, page);
export const useSiteHistory = (id: string, page: Filters): Read<ListView<SiteHistoryView>> =>
  useList('account', `/sites/${id}/history`, page);
export const usePosts = (id: string, page: Filters): Read<ListView<PostView>> =>
  useList('account', `/accounts/${id}/posts`, page);
export const useLooks = (id: string, page: Filters): Read<ListView<LookView>> =>
  useList('account', `/accounts/${id}/looks`, page);
export const useLookDays = (id: string, page: Filters): Read<ListView<LookDayView>> =>
  useList('account', `/accounts/${id}/look-days`, page);
export const useFindings = (id: string, page: Filters): Read<ListView<FindingView>> =>
  useList('account', `/accounts/${id}/findings`, page);
export const useMandates = (page: Filters): Read<ListView<MandateView>> => useList('mandates', '/mandates', page);
export const useMandate = (id: string): Read<MandateView> => useRead(['mandate', id], `/mandates/${id}`);
export const useObligations = (mandateId: string, filters: Filters): Read<ListView<ObligationView>> =>
  useList('obligations', `/mandates/${mandateId}/obligations`, filters);
export const useObligation = (id: string): Read<ObligationDetailView> =>
  useRead(['obligation', id], `/obligations/${id}`);
export const useJobs = (filters: Filters): Read<ListView<JobView>> => useList('obligations', '/publish-jobs', filters);
export const useCredentials = (filters: Filters): Read<ListView<CredentialView>> =>
  useList('credentials', '/credentials', filters);
export const useCredential = (id: string): Read<CredentialDetailView> =>
  useRead(['credentials', id], `/credentials/${id}`);
export const usePlatforms = (): Read<ListView<PlatformView>> =>
  useQuery<ListView<PlatformView>, ApiFailure>({
    queryKey: ['platforms'],
    queryFn: ({ signal }) => readApi('/platforms', signal),
    staleTime: 10 * 60_000,
  });
export const useManualTasks = (filters: Filters): Read<ListView<ManualTaskView>> =>
  useList('obligations', '/manual-tasks', filters);
export const useForecast = (): Read<ForecastView> => useRead(['obligations', 'forecast'], '/forecast');
export const useMandatePreview = (id: string): Read<ListView<PlatformPreviewView>> =>
  useQuery<ListView<PlatformPreviewView>, ApiFailure>({
    queryKey: ['mandate', id, 'preview'],
    queryFn: ({ signal }) => readApi(`/mandates/${id}/preview`, signal),
    staleTime: 60_000,
  });
export const useRules = (): Read<ListView<RuleView>> => useRead(['rules'], '/mandate-rules');
/** What would go along if a unit were put under another superior; asking changes nothing. */
export const useUnitMovePreview = (id: string, parentId: string): Read<UnitMoveView> =>
  useQuery<UnitMoveView, ApiFailure>({
    queryKey: ['units', id, 'move', parentId],
    queryFn: () => sendApi<UnitMoveView>(`/units/${id}/move-preview`, { parentId }),
    staleTime: 30_000,
    retry: false,
  });
/** What choosing another column for a site's reposts would mean; asking changes nothing. */
export const useSiteChangePreview = (id: string, change: object): Read<SiteChangeView> =>
  useQuery<SiteChangeView, ApiFailure>({
    queryKey: ['account', 'site', id, 'change', change],
    queryFn: () => sendApi<SiteChangeView>(`/sites/${id}/change-preview`, change),
    retry: false,
  });
/** What other facts about a unit, or another counterpart of a source, would mean; asking changes nothing. */
export const useUnitChangePreview = (id: string, change: object): Read<UnitChangeView> =>
  useQuery<UnitChangeView, ApiFailure>({
    queryKey: ['units', id, 'change', change],
    queryFn: () => sendApi<UnitChangeView>(`/units/${id}/change-preview`, change),
    retry: false,
  });
export const useCounterpartPreview = (id: string, unitId: string | null): Read<CounterpartChangeView> =>
  useQuery<CounterpartChangeView, ApiFailure>({
    queryKey: ['units', 'source', id, unitId],
    queryFn: () => sendApi<CounterpartChangeView>(`/policy-sources/${id}/change-preview`, { unitId }),
    retry: false,
  });
export const usePeople = (): Read<ListView<PersonView>> => useRead(['people'], '/people');
export const useTraining = (q: string): Read<TrainingView> => useRead(['training', q], `/training${queryText({ q })}`);
export const usePolicy = (id: string): Read<PolicyView> => useRead(['policies', id], `/policies/${id}`);
export const useSectors = (): Read<ListView<SectorView>> =>
  useQuery<ListView<SectorView>, ApiFailure>({
    queryKey: ['sectors'],
    queryFn: ({ signal }) => readApi('/sectors', signal),
    staleTime: 60 * 60_000,
  });
export const usePolicies = (page: Filters): Read<ListView<PolicyView>> => useList('policies', '/policies', page);
export const useCases = (filters: Filters): Read<ListView<CaseView>> => useList('cases', '/cases', filters);
export const useCase = (id: string): Read<CaseView> => useRead(['case', id], `/cases/${id}`);

export function useStorage(): Read<StorageView> {
  return useRead<StorageView>(['storage'], '/storage');
}

export function useRemovals(filters: Filters): Read<ListView<RemovalView>> {
  return useList<RemovalView>('storage', '/storage/removals', filters);
}
