import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '@gov-matrix/platform-sandbox';
import { SECOND_MS } from '../../domain/time/instant';
import type { Log } from '../../ports/runtime';
import type { Settings } from '../../ports/storage';
import { StartRefused } from '../startRefused';

/** Where the simulated platforms are. */
export type PlatformAddresses = Pick<
  Sandbox,
  'weiboBase' | 'wechatBase' | 'portalBase' | 'govcnBase' | 'botsBase' | 'mailBase'
>;

/**
 * A demo of two processes: the worker owns the simulated platforms, the web process is the one they call back. Each
 * tells
 * the other where it is through the store, the only thing they share.
 */
const PLATFORMS_AT = 'sandbox.platforms-at';
const PAGES_AT = 'sandbox.pages-at';

const LOOK_MS = SECOND_MS;
/** A worker that has just been started is there by then. */
const PATIENCE_LOOKS = 60;

export async function tellPlatforms(
  settings: Settings,
  { weiboBase, wechatBase, portalBase, govcnBase, botsBase, mailBase }: PlatformAddresses,
): Promise<void> {
  const addresses: PlatformAddresses = { weiboBase, wechatBase, portalBase, govcnBase, botsBase, mailBase };
  await settings.set(PLATFORMS_AT, JSON.stringify(addresses));
}

/**
 * The platforms of the worker beside this process. Waits a minute for one that is starting; without it nothing could be
 * authorised or tried, and real platforms are none of a demo's business. Throws `StartRefused`.
 */
export async function findPlatforms(settings: Settings, say: (line: string) => void): Promise<PlatformAddresses> {
  for (let looks = 0; looks < PATIENCE_LOOKS; looks += 1) {
    const told = await settings.get(PLATFORMS_AT);
    if (told !== null) return JSON.parse(told) as PlatformAddresses;
    if (looks === 0) say('等待工作进程启动模拟平台…');
    await pause(LOOK_MS);
  }
  throw new StartRefused(
    '没有找到模拟平台：演示数据的页面进程需要先启动工作进程（--role worker）。(No simulated platforms: start the worker of this demo first, --role worker.)',
  );
}

export function tellPages(settings: Settings, url: string): Promise<void> {
  return settings.set(PAGES_AT, url);
}

/**
 * Connects the platforms' callbacks to the web process, now if it has told where it is, and again whenever it tells
 * another
 * address. Returns the end of it.
 */
export async function followPages(
  settings: Settings,
  { connect, log }: { readonly connect: (url: string) => Promise<void>; readonly log: Log },
): Promise<() => Promise<void>> {
  let connectedTo: string | null = null;
  let running: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    const url = await settings.get(PAGES_AT);
    if (url === null || url === connectedTo) return;
    await connect(url);
    connectedTo = url;
  };
  await look();
  const timer = setInterval(() => {
    // What fails is tried again at the next look.
    running ??= look()
      .catch((error: unknown) => log.error('callbacks-not-connected', error, {}))
      .finally(() => {
        running = null;
      });
  }, LOOK_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
