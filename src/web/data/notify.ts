import type {
  AddressesView,
  ChannelKindView,
  ChannelView,
  DeliveryView,
  DryRunView,
  MessageRecordView,
  MessageView,
  RouteView,
  SilenceView,
} from '../../api/notify';
import type { ListView } from '../../api/wire';
import { queryText, sendApi } from './api';
import { useChange, type Change } from './changes';
import { useList, useRead, type Filters, type Read } from './queries';

const SETTLED_MS = 5_000;

export const useMessages = (filters: Filters): Read<ListView<MessageView>> =>
  useList('notify', '/notify/messages', filters);
export const useMessageRecord = (id: string): Read<MessageRecordView> =>
  useRead(['notify', 'message', id], `/notify/messages/${id}`, SETTLED_MS);
export const useRedeliverMessage = (): Change<{
  readonly id: string;
  readonly attempts: number;
  readonly acceptsSecond: boolean;
}> => useChange(({ id, ...body }) => sendApi(`/notify/messages/${id}/redeliver`, body), ['notify']);
export const useChannelKinds = (): Read<ListView<ChannelKindView>> => useRead(['notify', 'kinds'], '/notify/kinds');
export const useChannels = (): Read<ListView<ChannelView>> => useRead(['notify', 'channels'], '/notify/channels');
export const useNotifyRoutes = (): Read<ListView<RouteView>> => useRead(['notify', 'routes'], '/notify/routes');
/** What silences are asked about: one thing that has a page of its own. */
export type SilencesOf =
  | { readonly accountId: string }
  | { readonly siteId: string }
  | { readonly mandateId: string }
  | { readonly caseId: string }
  | { readonly unitId: string }
  | { readonly sources: true };
/** All that may hide something of the reader, or those of one thing. */
export const useSilences = (of: SilencesOf | null = null): Read<ListView<SilenceView>> =>
  useRead(of === null ? ['silences'] : ['silences', of], `/silences${queryText({ ...of })}`);
export const useDeliveries = (alertId: string): Read<ListView<DeliveryView>> =>
  useRead(['notify', 'deliveries', alertId], `/alerts/${alertId}/deliveries`, SETTLED_MS);

export interface Versioned {
  readonly id: string;
  readonly version: number;
}
/** Adds where `of` is null. */
interface Saved {
  readonly of: Versioned | null;
  readonly body: object;
}
const save =
  (path: string) =>
  ({ of, body }: Saved): Promise<unknown> =>
    of === null ? sendApi(path, body) : sendApi(`${path}/${of.id}`, { ...body, version: of.version }, 'PUT');
const remove =
  (path: string) =>
  ({ id, version }: Versioned): Promise<unknown> =>
    sendApi(`${path}/${id}`, { version }, 'DELETE');

export const useSaveChannel = (): Change<Saved> => useChange(save('/notify/channels'), ['notify']);
export const useRemoveChannel = (): Change<Versioned> => useChange(remove('/notify/channels'), ['notify']);
export const useTestChannel = (): Change<string> =>
  useChange((id) => sendApi(`/notify/channels/${id}/test`, {}), ['notify']);
export const useSaveRoute = (): Change<Saved> => useChange(save('/notify/routes'), ['notify']);
export const useRemoveRoute = (): Change<Versioned> => useChange(remove('/notify/routes'), ['notify']);
export const useDryRun = (): Change<string, DryRunView> =>
  useChange((alertId) => sendApi<DryRunView>('/notify/dry-run', { alertId }), []);
export const useAddSilence = (): Change<object> =>
  useChange((body) => sendApi('/silences', body), ['silences', 'notify']);
export const useEndSilence = (): Change<Versioned> =>
  useChange(({ id, version }) => sendApi(`/silences/${id}/end`, { version }), ['silences', 'notify']);
/** One's own. */
export const useChangeOwnAddresses = (): Change<AddressesView> =>
  useChange((addresses) => sendApi('/me/addresses', addresses, 'PATCH'), ['me', 'people']);
export const useSetAddresses = (): Change<{ readonly id: string; readonly addresses: AddressesView }> =>
  useChange(({ id, addresses }) => sendApi(`/people/${id}/addresses`, addresses, 'PUT'), ['people']);
