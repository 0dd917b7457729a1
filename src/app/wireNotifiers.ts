import type { Config } from '../config/config';
import { createOutboundSockets } from '../connectors/outbound/outboundSockets';
import { SECOND_MS } from '../domain/time/instant';
import { createNotifiers } from '../notify/index';
import type { NotifierRegistry } from '../ports/notifier';
import type { OutboundHttp } from '../ports/outbound';
import type { Storage } from '../ports/storage';
import { allowedOrigins } from './allowedOrigins';
import type { PlatformAddresses } from './demo/twoProcesses';
import type { Runtime } from './runtime';

const CONNECT_MS = 5_000;

/** The channels messages go through, over the guarded ways out. Links in messages lead to the public address. */
export function wireNotifiers(
  { publicUrl, outbound }: Pick<Config, 'publicUrl' | 'outbound'>,
  {
    http,
    runtime,
    storage,
    sandbox,
  }: {
    readonly http: OutboundHttp;
    readonly runtime: Runtime;
    readonly storage: Pick<Storage, 'tokens'>;
    readonly sandbox: PlatformAddresses | null;
  },
): NotifierRegistry {
  const allowedPrivateOrigins = allowedOrigins({ outbound }, sandbox);
  return createNotifiers({
    http,
    openSocket: createOutboundSockets({
      connectTimeoutMs: CONNECT_MS,
      allowedPrivateOrigins,
    }),
    mailTimeoutMs: outbound.timeoutSeconds * SECOND_MS,
    clock: runtime.clock,
    log: runtime.log,
    tokenStore: storage.tokens,
    publicOrigin: publicUrl,
    allowedPrivateOrigins,
  });
}
