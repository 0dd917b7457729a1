import type { Sandbox } from '@gov-matrix/platform-sandbox';
import { ANCHOR_AT, closeAll, openSandbox, stillClock } from '../../../packages/platform-sandbox/test/testSandbox';
import type { StillClock } from '../../../packages/platform-sandbox/test/testSandbox';
import type { NotifyKind } from '../../../src/domain/notify/notifyChannel';
import { createNotifiers } from '../../../src/notify/index';
import type { Delivery, MessageText, Notifier, NotifierRegistry, NotifyTarget } from '../../../src/ports/notifier';
import type { OutboundHttp } from '../../../src/ports/outbound';
import type { Log } from '../../../src/ports/runtime';
import type { TokenStore } from '../../../src/ports/tokens';
import { createOutboundSockets } from '../../../src/connectors/outbound/outboundSockets';
import { createMemoryTokenStore } from '../../../src/connectors/wechat/memoryTokenStore';
import { closeOpened, httpFor } from '../../connectors/support/httpHarness';

export const PUBLIC_ORIGIN = 'https://matrix.example.gov.cn';

export const MESSAGE: MessageText = {
  title: '3 个账号采集失败',
  severity: 'critical',
  lines: [
    { text: '县教育局微博：授权已过期', path: '/accounts/6530a1' },
    { text: '县卫健局公众号：授权已过期', path: null },
  ],
  more: 0,
  morePath: '/alerts?state=open',
  language: 'zh',
  data: { alerts: [{ seq: 17, kind: 'source-incident' }] },
};

export const targetOf = (kind: NotifyKind, filled: Partial<NotifyTarget>): NotifyTarget => ({
  kind,
  settings: {},
  secrets: {},
  to: null,
  ...filled,
});

/** What became of one message. */
export function sendBy(
  notifier: Notifier,
  target: NotifyTarget,
  more: {
    readonly message?: Partial<MessageText>;
    readonly now?: Date;
    readonly signal?: AbortSignal;
    readonly mayBegin?: () => boolean;
  } = {},
): Promise<Delivery> {
  const { now = ANCHOR_AT, mayBegin } = more;
  return notifier.send({
    target,
    message: { ...MESSAGE, ...more.message },
    deliveryId: '6530a1b2c3d4e5f6a7b8c9d0',
    now,
    signal: more.signal ?? new AbortController().signal,
    ...(mayBegin === undefined ? {} : { mayBegin }),
  });
}

const SILENT_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Patient, so that a busy machine misses nothing; what is about time-outs sets its own. */
const PATIENCE_MS = 60_000;

/** Channels over a client, which reach mail servers at the private origins that are named. */
export const notifiersOver = (
  http: OutboundHttp,
  {
    clock = stillClock(),
    mailServers = [],
    allowedPrivateOrigins = [],
    mailTimeoutMs = PATIENCE_MS,
    tokenStore = createMemoryTokenStore(),
  }: {
    readonly clock?: StillClock;
    readonly mailServers?: readonly string[];
    readonly allowedPrivateOrigins?: readonly string[];
    readonly mailTimeoutMs?: number;
    readonly tokenStore?: TokenStore;
  } = {},
): NotifierRegistry =>
  createNotifiers({
    http,
    openSocket: createOutboundSockets({ connectTimeoutMs: PATIENCE_MS, allowedPrivateOrigins: mailServers }),
    mailTimeoutMs,
    clock,
    log: SILENT_LOG,
    tokenStore,
    publicOrigin: PUBLIC_ORIGIN,
    allowedPrivateOrigins,
  });

/** A channel over any client. */
export const notifierOver = (http: OutboundHttp, kind: NotifyKind): Notifier => notifiersOver(http).of(kind);

/** The simulated robots, and channels over real sockets that may call them. Call `closeBots` after the file. */
export async function openBots() {
  const clock = stillClock();
  const sandbox: Sandbox = await openSandbox(clock, { size: { units: 2, accounts: 3 } });
  const { host, port } = sandbox.bots.mail;
  const notifiers = notifiersOver(httpFor([sandbox.botsBase]), {
    clock,
    mailServers: [`smtp://${host}:${port}`],
    allowedPrivateOrigins: [sandbox.botsBase],
  });
  return { clock, sandbox, of: (kind: NotifyKind) => notifiers.of(kind) };
}
export type Bots = Awaited<ReturnType<typeof openBots>>;

export async function closeBots(): Promise<void> {
  await closeOpened();
  await closeAll();
}
