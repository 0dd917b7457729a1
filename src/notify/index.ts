import type { NotifierRegistry } from '../ports/notifier';
import type { OutboundHttp } from '../ports/outbound';
import type { Clock } from '../ports/runtime';
import { createRegistry } from './registry';
import { createDingtalkNotifier } from './robots/dingtalk';
import { createFeishuNotifier } from './robots/feishu';
import { createWecomRobotNotifier } from './robots/wecomRobot';
import { createLinks } from './text/links';
import { createWebhookNotifier } from './webhook';

/** Every channel over the guarded client of this program. */
export function createNotifiers({
  http,
  clock,
  publicOrigin,
}: {
  readonly http: OutboundHttp;
  readonly clock: Clock;
  /** Under which the dashboard is reached, without a slash at the end; null: messages carry no links. */
  readonly publicOrigin: string | null;
}): NotifierRegistry {
  const parts = { http, clock, links: createLinks(publicOrigin) };
  return createRegistry([
    createDingtalkNotifier(parts),
    createWecomRobotNotifier(parts),
    createFeishuNotifier(parts),
    createWebhookNotifier(parts),
  ]);
}
