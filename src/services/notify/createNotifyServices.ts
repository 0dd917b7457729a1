import type { ServiceDeps } from '../settings';
import { createAnnounce } from './announce';
import type { NotifyServices } from './contract';
import { createCountEnded } from './countEnded';
import { createDeliver } from './deliver';
import { createManageChannels } from './manageChannels';
import { createManageRoutes } from './manageRoutes';
import { createManageSilences } from './manageSilences';
import { createRehearseChannel } from './rehearseChannel';
import { createRehearseSilence } from './rehearseSilence';
import { createReadDeliveries } from './readDeliveries';
import { createReadSilences } from './readSilences';
import { createRedeliver } from './redeliver';
import { createTryChannels } from './tryChannels';

export function createNotifyServices(deps: ServiceDeps): NotifyServices {
  return {
    announce: createAnnounce(deps),
    deliverDue: createDeliver(deps),
    tryChannels: createTryChannels(deps),
    endedCounts: createCountEnded(deps),
    ...createManageChannels(deps),
    ...createManageRoutes(deps),
    ...createManageSilences(deps),
    ...createReadSilences(deps),
    ...createRehearseSilence(deps),
    ...createRehearseChannel(deps),
    ...createReadDeliveries(deps),
    ...createRedeliver(deps),
  };
}
