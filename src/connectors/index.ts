import path from 'node:path';
import { FEED_PLATFORMS } from '../domain/accounts/platforms';
import type { AccountAccess, Call, Collected, ConnectorRegistry, PolicyFeed } from '../ports/connectors';
import type { DocumentTexts } from '../ports/documentTexts';
import type { OutboundHttp } from '../ports/outbound';
import type { Clock } from '../ports/runtime';
import type { HostCircle } from './outbound/hostCircle';
import { createOutboundHttp } from './outbound/outboundHttp';
import type { HttpSettings } from './outbound/http';
import { createMirror } from './outbound/mirror';
import { createDocumentTexts } from './documents/documentTexts';
import { createFeedConnector } from './feed/connector';
import { createPolicyFeed } from './policies/policyFeed';
import type { PageReading } from './reading/guarded/pageReading';
import { createReadingPool } from './reading/guarded/readingPool';
import { createPortalConnector } from './portal/connector';
import { createRegistry } from './registry';
import { createWechatConnector } from './wechat/connector';
import { createMemoryTokenStore } from './wechat/memoryTokenStore';
import type { TokenStore } from '../ports/tokens';
import { createSiteVisitor } from './sites/visitor';
import type { SiteVisitor } from '../ports/siteVisitor';
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
  /** The processes that call the same hosts; this one is alone unless told. */
  readonly circle?: HostCircle | null;
  /** What reads the pages; a few threads of this process unless told. */
  readonly reading?: PageReading;
  /** The time in which a home page must open; that of other calls unless told. */
  readonly visitMs?: number;
  /** Of the product: what one version has read is read anew by the next. */
  readonly version?: string;
}

/** Beyond any honest page: one of 5 MB takes about a second on a slow machine. */
const READING_LIMIT_MS = 15_000;
/** While one thread is held by a page without end, the other reads. */
const READING_THREADS = 2;
/** For the tree of one page, which takes some thirty times its text. */
const READING_HEAP_MEGABYTES = 384;

/** Many sites lie on one host, and each of them is visited for itself. */
const VISITS = { perHost: 4, maxWaitMs: 60_000, neverRests: true } as const;

/** Documents that people hand in are read beside the pages of accounts: however many and slow, they hold up no look. */
const DOCUMENT_THREADS = 1;

function openReading(threads: number): PageReading {
  return createReadingPool({
    file: path.join(__dirname, `readingThread${path.extname(__filename)}`),
    threads,
    timeLimitMs: READING_LIMIT_MS,
    heapMegabytes: READING_HEAP_MEGABYTES,
  });
}

export interface Connectors {
  readonly registry: ConnectorRegistry;
  readonly policyFeed: PolicyFeed;
  /** What is written in handed-in files. */
  readonly documentTexts: DocumentTexts;
  /** Visits websites as anybody does. */
  readonly siteVisitor: SiteVisitor;
  /** The guarded client all of them call through, for whatever else this program calls. */
  readonly http: OutboundHttp;
  /** Closes all connections and ends the reading threads. Calls that still run end as faults. */
  close(): Promise<void>;
}

/** All platforms and policy sources over one pool of connections. */
export function createConnectors({
  http: settings,
  bases,
  clock,
  allowedPrivateOrigins,
  tokenStore,
  circle = null,
  reading = openReading(READING_THREADS),
  version = '',
  visitMs = settings.timeoutMs,
}: ConnectorOptions): Connectors {
  const documents = openReading(DOCUMENT_THREADS);
  const http = createOutboundHttp(settings, allowedPrivateOrigins, { clock, circle });
  const visiting = createOutboundHttp(
    { ...settings, ...VISITS, timeoutMs: visitMs, connectTimeoutMs: visitMs },
    allowedPrivateOrigins,
    { clock, circle: null },
  );
  const portal = createPortalConnector({ http, clock, reading, version });
  const readFeed = (access: AccountAccess, call: Call): Promise<Collected> => portal.collector.collect(access, call);
  return {
    registry: createRegistry([
      createWeiboConnector({ http, base: trimSlash(bases.weibo), clock, reading }),
      createWechatConnector({
        http,
        base: trimSlash(bases.wechat),
        clock,
        reading,
        tokenStore: tokenStore ?? createMemoryTokenStore(),
        readFrom: createMirror(trimSlash(bases.govcn)),
      }),
      portal,
      ...FEED_PLATFORMS.map((platform) => createFeedConnector(platform, { http, reading, readFeed })),
    ]),
    http,
    documentTexts: createDocumentTexts(documents),
    siteVisitor: createSiteVisitor({ http: visiting, clock, reading }),
    policyFeed: createPolicyFeed(http, trimSlash(bases.govcn), reading),
    async close() {
      await circle?.stop();
      http.close();
      visiting.close();
      await Promise.all([reading.close(), documents.close()]);
    },
  };
}

function trimSlash(base: string): string {
  let end = base.length;
  while (end > 0 && base[end - 1] === '/') end -= 1;
  return base.slice(0, end);
}
