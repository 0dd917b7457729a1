import type { ConnectorRegistry, PolicyFeed } from '../ports/connectors';
import type { Clock } from '../ports/runtime';
import { createOutboundHttp } from './outbound/outboundHttp';
import type { HttpSettings } from './outbound/http';
import { createMirror } from './outbound/mirror';
import { createPolicyFeed } from './policies/policyFeed';
import { createPortalConnector } from './portal/connector';
import { createRegistry } from './registry';
import { createWechatConnector } from './wechat/connector';
import { createMemoryTokenStore } from './wechat/memoryTokenStore';
import type { TokenStore } from '../ports/tokens';
import { createWeiboConnector } from './weibo/connector';

export interface ConnectorOptions {
  readonly http: HttpSettings;
  /** Origins in place of https://api.weibo.com, https://api.weixin.qq.com and https://www.gov.cn. */
  readonly bases: { readonly weibo: string; readonly wechat: string; readonly govcn: string };
  readonly clock: Clock;
  /**
   * Origins (scheme, host, port) that may be called although their address is private. Nothing else private ever is.
   */
  readonly allowedPrivateOrigins: readonly string[];
  /** Where WeChat interface tokens are kept; this process's memory unless told. */
  readonly tokenStore?: TokenStore;
}

export interface Connectors {
  readonly registry: ConnectorRegistry;
  readonly policyFeed: PolicyFeed;
  /** Closes all connections. Calls that still run end as faults. */
  close(): void;
}

/** All platforms and policy sources over one pool of connections. */
export function createConnectors({
  http: settings,
  bases,
  clock,
  allowedPrivateOrigins,
  tokenStore,
}: ConnectorOptions): Connectors {
  const http = createOutboundHttp(settings, allowedPrivateOrigins, clock);
  return {
    registry: createRegistry([
      createWeiboConnector({ http, base: trimSlash(bases.weibo), clock }),
      createWechatConnector({
        http,
        base: trimSlash(bases.wechat),
        clock,
        tokenStore: tokenStore ?? createMemoryTokenStore(),
        readFrom: createMirror(trimSlash(bases.govcn)),
      }),
      createPortalConnector({ http, clock }),
    ]),
    policyFeed: createPolicyFeed(http, trimSlash(bases.govcn)),
    close: () => http.close(),
  };
}

function trimSlash(base: string): string {
  let end = base.length;
  while (end > 0 && base[end - 1] === '/') end -= 1;
  return base.slice(0, end);
}
