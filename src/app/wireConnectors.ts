import type { Config } from '../config/config';
import { createConnectors, type Connectors } from '../connectors/index';
import { createHostCircle } from '../connectors/outbound/hostCircle';
import { SECOND_MS } from '../domain/time/instant';
import type { Storage } from '../ports/storage';
import { allowedOrigins } from './allowedOrigins';
import type { PlatformAddresses } from './demo/twoProcesses';
import type { Runtime } from './runtime';
import { VERSION } from './version';

const MEGABYTE = 1_000_000;

/**
 * The connectors with their bounds. Beside simulated platforms their bases are those: no demo sends a request to a real
 * platform.
 */
export async function wireConnectors(
  { outbound, bases, mongodbUri, siteChecks }: Pick<Config, 'outbound' | 'bases' | 'mongodbUri' | 'siteChecks'>,
  {
    runtime,
    storage,
    sandbox,
    works,
  }: {
    readonly runtime: Runtime;
    readonly storage: Storage;
    readonly sandbox: PlatformAddresses | null;
    /** This process works through what is due; it has a part of every host's places of its own. */
    readonly works: boolean;
  },
): Promise<Connectors> {
  // The embedded store has one process, which shares with nobody.
  const circle =
    mongodbUri === null
      ? null
      : createHostCircle({
          sharing: storage.hostSharing,
          clock: runtime.clock,
          ids: runtime.ids,
          log: runtime.log,
          works,
          timeoutMs: outbound.timeoutSeconds * SECOND_MS,
        });
  await circle?.start();
  return createConnectors({
    http: {
      timeoutMs: outbound.timeoutSeconds * SECOND_MS,
      maxBytes: outbound.maxMegabytes * MEGABYTE,
      perHost: outbound.perHost,
    },
    bases:
      sandbox === null ? bases : { weibo: sandbox.weiboBase, wechat: sandbox.wechatBase, govcn: sandbox.govcnBase },
    clock: runtime.clock,
    tokenStore: storage.tokens,
    circle,
    version: VERSION,
    visitMs: siteChecks.availability.slowSeconds * SECOND_MS,
    allowedPrivateOrigins: allowedOrigins({ outbound }, sandbox),
  });
}
