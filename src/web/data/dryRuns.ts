import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ChannelRehearsalView, DutyDryRunView, RouteDryRunView, SilenceDryRunView } from '../../api/dryRuns';
import { queryText, sendApi, type ApiFailure } from './api';
import { useChange, type Change } from './changes';
import { useRead, type Read } from './queries';

/** What such a silence would hide; asking changes nothing. */
export const useSilenceDryRun = (asked: object): Read<SilenceDryRunView> =>
  useQuery<SilenceDryRunView, ApiFailure>({
    queryKey: ['notify', 'silence-dry-run', asked],
    queryFn: () => sendApi<SilenceDryRunView>('/silences/dry-run', asked),
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
/** What messages would look like in the channel; asking sends nothing. */
export const useChannelRehearsal = (id: string): Read<ChannelRehearsalView> =>
  useRead(['notify', 'channel-rehearsal', id], `/notify/channels/${id}/dry-run`);
/** Who would be told if the route were stored as it is drafted. */
export const useRouteDryRun = (): Change<object, RouteDryRunView> =>
  useChange((asked) => sendApi<RouteDryRunView>('/notify/routes/dry-run', asked), []);
/** Who is on duty at an instant; null: now. */
export const useDutyDryRun = (rosterId: string, at: string | null): Read<DutyDryRunView> =>
  useRead(['notify', 'duty-dry-run', rosterId, at], `/rosters/${rosterId}/on-duty${queryText({ at })}`);
