import type { NotifierRegistry } from '../ports/notifier';
import type { OutboundHttp } from '../ports/outbound';
import type { Clock } from '../ports/runtime';
import type { TokenStore } from '../ports/tokens';
import { createRegistry } from './registry';
import { createDingtalkNotifier } from './robots/dingtalk';
import { createFeishuNotifier } from './robots/feishu';
import { createWecomRobotNotifier } from './robots/wecomRobot';
import { createLinks } from './text/links';
import { createWebhookNotifier } from './webhook';
import { createWecomAppNotifier } from './wecomApp/notifier';

/** Every channel over the guarded client of this program. */
export function createNotifiers({
  http,
  clock,
  tokenStore,
  publicOrigin,
}: {
  readonly http: OutboundHttp;
  readonly clock: Clock;
  /** Where the tokens of applications are kept between calls. */
  readonly tokenStore: TokenStore;
  /** Under which the dashboard is reached, without a slash at the end; null: messages carry no links. */
  readonly publicOrigin: string | null;
}): NotifierRegistry {
  const parts = { http, clock, links: createLinks(publicOrigin) };
  return createRegistry([
    createDingtalkNotifier(parts),
    createWecomRobotNotifier(parts),
    createWecomAppNotifier({ ...parts, tokenStore }),
    createFeishuNotifier(parts),
    createWebhookNotifier(parts),
  ]);
}
