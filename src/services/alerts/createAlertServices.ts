import type { ServiceDeps } from '../settings';
import { createAcknowledge } from './acknowledge';
import type { AlertServices } from './contract';
import { createWatchIncidents } from './incidents';
import { createRelay } from './relay';

export function createAlertServices(deps: ServiceDeps): AlertServices {
  return {
    relay: createRelay(deps),
    acknowledge: createAcknowledge(deps),
    incidents: createWatchIncidents(deps),
    onHint: (listener) => deps.storage.alerts.onHint(listener),
  };
}
