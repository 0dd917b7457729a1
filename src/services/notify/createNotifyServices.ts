import type { ServiceDeps } from '../settings';
import { createAnnounce } from './announce';
import type { NotifyServices } from './contract';
import { createDeliver } from './deliver';

export function createNotifyServices(deps: ServiceDeps): NotifyServices {
  return {
    announce: createAnnounce(deps),
    deliverDue: createDeliver(deps),
  };
}
