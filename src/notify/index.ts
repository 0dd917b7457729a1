import type { NotifierRegistry } from '../ports/notifier';
import type { OutboundHttp } from '../ports/outbound';
import type { Clock, Log } from '../ports/runtime';
import type { TokenStore } from '../ports/tokens';
import { createMailNotifier } from './mail/notifier';
import type { OpenSocket } from './mail/openSocket';
import { neverThrowing } from './neverThrowing';
import { createRegistry } from './registry';
import { createDingtalkNotifier } from './robots/dingtalk';
import { createFeishuNotifier } from './robots/feishu';
import { createWecomRobotNotifier } from './robots/wecomRobot';
import { createLinks } from './text/links';
import { createWebhookNotifier } from './webhook';
import { createWecomAppNotifier } from './wecomApp/notifier';

export { createWebhookSender } from './webhookSender';

/** Every channel, over the guarded ways out of this program. */
export function createNotifiers({
  http,
  openSocket,
  mailTimeoutMs,
  clock,
  log,
  tokenStore,
  publicOrigin,
  allowedPrivateOrigins,
}: {
  readonly http: OutboundHttp;
  readonly openSocket: OpenSocket;
  /** For one mail, once the connection stands. */
  readonly mailTimeoutMs: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Where the tokens of applications are kept between calls. */
  readonly tokenStore: TokenStore;
  /** Under which the dashboard is reached, without a slash at the end; null: messages carry no links. */
  readonly publicOrigin: string | null;
  /** Internal addresses (scheme, host and port) that may be called, and without encryption. */
  readonly allowedPrivateOrigins: readonly string[];
}): NotifierRegistry {
  const parts = { http, clock, links: createLinks(publicOrigin), allowedPrivateOrigins };
  return createRegistry(
    [
      createDingtalkNotifier(parts),
      createWecomRobotNotifier(parts),
      createWecomAppNotifier({ ...parts, tokenStore }),
      createFeishuNotifier(parts),
      createMailNotifier({ ...parts, openSocket, timeoutMs: mailTimeoutMs }),
      createWebhookNotifier(parts),
    ].map((notifier) => neverThrowing(notifier, log)),
  );
}
