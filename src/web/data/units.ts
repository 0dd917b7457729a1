import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RegionView, UnitDetailView, UnitHistoryView, UnitMergeView, UnitView } from '../../api/people';
import type { ListView } from '../../api/wire';
import { queryText, readApi, sendApi, type ApiFailure } from './api';
import { useChange, type Change } from './changes';
import type { ListName } from './hints';
import { useList, useRead, type Filters, type Read } from './queries';

/** Everything that shows units or what belongs to them. */
const TOUCHED: readonly ListName[] = [
  'units',
  'people',
  'accounts',
  'account',
  'cases',
  'obligations',
  'mandates',
  'alerts',
  'credentials',
  'summary',
];

export const useUnits = (): Read<ListView<UnitView>> =>
  useQuery<ListView<UnitView>, ApiFailure>({
    queryKey: ['units'],
    queryFn: ({ signal }) => readApi('/units', signal),
    staleTime: 10 * 60_000,
  });
/** Those that can be chosen: closed ones keep their names and are offered nowhere. */
export const useOpenUnits = (): Read<ListView<UnitView>> =>
  useQuery<ListView<UnitView>, ApiFailure>({
    queryKey: ['units'],
    queryFn: ({ signal }) => readApi('/units', signal),
    staleTime: 10 * 60_000,
    select: onlyOpen,
  });
function onlyOpen(list: ListView<UnitView>): ListView<UnitView> {
  return { ...list, items: list.items.filter(({ closed }) => closed === null) };
}

export const useUnit = (id: string): Read<UnitDetailView> => useRead(['units', id], `/units/${id}`);
export const useUnitHistory = (id: string, page: Filters): Read<ListView<UnitHistoryView>> =>
  useList('units', `/units/${id}/history`, page);
export const useRegions = (q: string): Read<ListView<RegionView>> =>
  useQuery<ListView<RegionView>, ApiFailure>({
    queryKey: ['units', 'regions', q],
    queryFn: ({ signal }) => readApi(`/regions${queryText({ q })}`, signal),
    placeholderData: keepPreviousData,
    staleTime: 60 * 60_000,
  });
/**
 * What would go along if a unit were merged into another one; asking changes nothing. Not among what a merge touches:
 * afterwards there is nothing left to ask.
 */
export const useUnitMergePreview = (id: string, intoId: string): Read<UnitMergeView> =>
  useQuery<UnitMergeView, ApiFailure>({
    queryKey: ['unit-merge', id, intoId],
    queryFn: () => sendApi<UnitMergeView>(`/units/${id}/merge-preview`, { intoId }),
    staleTime: 30_000,
    retry: false,
  });

export const useAddUnit = (): Change<
  {
    readonly parentId: string | null;
    readonly name: string;
    readonly level: string;
    readonly sectors: readonly string[];
    readonly region: string;
    readonly creditCode: string;
    readonly reason: string;
  },
  UnitView
> => useChange((body) => sendApi('/units', body), TOUCHED);
export const useChangeUnitRecord = (): Change<{
  readonly id: string;
  readonly name: string;
  readonly creditCode: string;
  readonly reason: string;
}> => useChange(({ id, ...body }) => sendApi(`/units/${id}/record`, body, 'PATCH'), TOUCHED);
export const useUnitStep = (): Change<{
  readonly id: string;
  readonly step: 'close' | 'reopen';
  readonly reason: string;
}> => useChange(({ id, step, reason }) => sendApi(`/units/${id}/${step}`, { reason }), TOUCHED);
export const useMergeUnit = (): Change<{
  readonly id: string;
  readonly intoId: string;
  readonly documentNumber: string;
  readonly effectiveOn: string;
  readonly reason: string;
}> => useChange(({ id, ...body }) => sendApi(`/units/${id}/merge`, body), TOUCHED);
