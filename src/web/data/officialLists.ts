import { useQuery } from '@tanstack/react-query';
import type { DiffLineView, OfficialListView } from '../../api/officialLists';
import type { ListView } from '../../api/wire';
import { readApi, sendApi, type ApiFailure } from './api';
import { useChange, type Change } from './changes';
import { useList, type Filters, type Read } from './queries';

/** While a comparison is under way. */
const POLL_MS = 1_500;

export const useOfficialLists = (page: Filters): Read<ListView<OfficialListView>> =>
  useList('filings', '/official-lists', page);
export const useOfficialList = (id: string): Read<OfficialListView> =>
  useQuery<OfficialListView, ApiFailure>({
    queryKey: ['filings', 'official-list', id],
    queryFn: ({ signal }) => readApi(`/official-lists/${id}`, signal),
    refetchInterval: ({ state: { data } }) => (data?.comparing?.failure === null ? POLL_MS : false),
  });
export const useDiffLines = (id: string, filters: Filters): Read<ListView<DiffLineView>> =>
  useList('filings', `/official-lists/${id}/lines`, filters);

export const useHandInList = (): Change<
  {
    readonly source: string;
    readonly listedOn: string;
    readonly fileName: string;
    readonly content: string;
  },
  OfficialListView
> => useChange((body) => sendApi('/official-lists', body), ['filings']);
export const useCompareAgain = (): Change<string> =>
  useChange((id) => sendApi(`/official-lists/${id}/compare`, {}), ['filings']);
export const useActOnLine = (
  id: string,
): Change<{ readonly key: string; readonly reason: string } & Readonly<Record<string, unknown>>> =>
  useChange((body) => sendApi(`/official-lists/${id}/acts`, body), ['filings', 'accounts', 'account', 'units']);
