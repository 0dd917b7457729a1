import type { EscalationView, LadderDryRunView, LadderView } from '../../api/ladders';
import type { ListView } from '../../api/wire';
import { sendApi } from './api';
import { useChange, type Change } from './changes';
import type { Versioned } from './notify';
import { useRead, type Read } from './queries';

/** How often what climbs is read again while it is looked at. */
const CLIMBING_MS = 10_000;

export const useLadders = (): Read<ListView<LadderView>> => useRead(['notify', 'ladders'], '/notify/ladders');
export const useEscalations = (alertId: string): Read<ListView<EscalationView>> =>
  useRead(['notify', 'escalations', alertId], `/alerts/${alertId}/escalations`, CLIMBING_MS);
/** Adds where `of` is null. */
export const useSaveLadder = (): Change<{ readonly of: Versioned | null; readonly body: object }> =>
  useChange(
    ({ of, body }) =>
      of === null
        ? sendApi('/notify/ladders', body)
        : sendApi(`/notify/ladders/${of.id}`, { ...body, version: of.version }, 'PUT'),
    ['notify'],
  );
export const useRemoveLadder = (): Change<Versioned> =>
  useChange(({ id, version }) => sendApi(`/notify/ladders/${id}`, { version }, 'DELETE'), ['notify']);
export const useRehearse = (): Change<string, LadderDryRunView> =>
  useChange((alertId) => sendApi<LadderDryRunView>('/notify/ladders/dry-run', { alertId }), []);
