import { useQuery } from '@tanstack/react-query';
import type { AlertGroupListView, AlertListView, AlertView, AssigneeView, CutBySilences } from '../../api/alerts';
import type { ListView } from '../../api/wire';
import { queryText, readApi, sendApi, type ApiFailure } from './api';
import { useChange, type Change } from './changes';
import { useList, useRead, type Filters, type Read } from './queries';

export const useAlerts = (filters: Filters): Read<ListView<AlertView> & CutBySilences> =>
  useList('alerts', '/alerts', filters);
/** Those that are not resolved, by kind and reason. */
export const useAlertGroups = (filters: Filters): Read<AlertGroupListView> =>
  useRead(['alerts', 'groups', filters], `/alerts/groups${queryText(filters)}`);
/** Everything that happened to one alert, the last first. */
export const useAlertHistory = (id: string, cursor: string | null): Read<AlertListView> =>
  useRead(['alerts', 'history', id, cursor], `/alerts/${id}/history${queryText({ limit: 50, cursor })}`);
/** Asked for once they are needed. */
export const useAssignees = (enabled: boolean): Read<ListView<AssigneeView>> =>
  useQuery<ListView<AssigneeView>, ApiFailure>({
    queryKey: ['people', 'assignees'],
    queryFn: ({ signal }) => readApi('/alerts/assignees', signal),
    staleTime: 60_000,
    enabled,
  });

/** What came of each of several alerts. */
export interface HandledView {
  readonly results: readonly { readonly id: string; readonly result: string }[];
}
export const useAcknowledgeMany = (): Change<readonly string[], HandledView> =>
  useChange((ids) => sendApi<HandledView>('/alerts/acknowledge', { ids }), ['alerts', 'summary']);
export const useAssignMany = (): Change<
  { readonly ids: readonly string[]; readonly personId: string | null },
  HandledView
> => useChange((body) => sendApi<HandledView>('/alerts/assign', body), ['alerts', 'summary']);
