import type { ServiceDeps } from '../settings';
import type { WebhookServices } from './contract';
import { createDeliverLog } from './deliverLog';
import { createManageSubscriptions } from './manageSubscriptions';

export function createWebhookServices(deps: ServiceDeps): WebhookServices {
  return { deliverDue: createDeliverLog(deps), ...createManageSubscriptions(deps) };
}
