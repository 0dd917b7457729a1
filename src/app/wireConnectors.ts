import type { Config } from '../config/config';
import { createConnectors, type Connectors } from '../connectors/index';
import { SECOND_MS } from '../domain/time/instant';
import type { Storage } from '../ports/storage';
import type { PlatformAddresses } from './demo/twoProcesses';
import type { Runtime } from './runtime';
import { VERSION } from './version';

const MEGABYTE = 1_000_000;

/**
 * The connectors with their bounds. Beside simulated platforms they reach these and nothing else: no demo sends a
 * request to a real platform.
 */
export function wireConnectors(
  { outbound, bases }: Pick<Config, 'outbound' | 'bases'>,
  {
    runtime,
    storage,
    sandbox,
  }: { readonly runtime: Runtime; readonly storage: Storage; readonly sandbox: PlatformAddresses | null },
): Connectors {
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
    version: VERSION,
    allowedPrivateOrigins:
      sandbox === null
        ? outbound.allowedPrivateOrigins
        : [sandbox.weiboBase, sandbox.wechatBase, sandbox.portalBase, sandbox.govcnBase],
  });
}
