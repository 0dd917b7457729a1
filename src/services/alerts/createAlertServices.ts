import type { ServiceDeps } from '../settings';
import { createAcknowledge } from './acknowledge';
import type { AlertServices } from './contract';
import { createFollowLedger } from './followLedger';
import { createWatchIncidents } from './incidents';
import { createReadProgress } from './readProgress';
import { createReadWrong } from './readWrong';
import { createRelay } from './relay';

export function createAlertServices(deps: ServiceDeps): AlertServices {
  const following = createFollowLedger(deps, createReadWrong(deps));
  return {
    relay: createRelay(deps, following),
    sweep: following.sweep,
    acknowledge: createAcknowledge(deps),
    incidents: createWatchIncidents(deps),
    progress: createReadProgress(deps),
    onHint: (listener) => deps.storage.alerts.onHint(listener),
  };
}
