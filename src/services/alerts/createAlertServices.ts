import type { ServiceDeps } from '../settings';
import { createAcknowledge, createAcknowledgeEach } from './acknowledge';
import { createAssign } from './assign';
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
    acknowledgeEach: createAcknowledgeEach(deps),
    ...createAssign(deps),
    incidents: createWatchIncidents(deps),
    progress: createReadProgress(deps),
    onHint: (listener) => deps.storage.alerts.onHint(listener),
  };
}
