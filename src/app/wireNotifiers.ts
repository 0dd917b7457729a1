import type { Config } from '../config/config';
import { createNotifiers } from '../notify/index';
import type { NotifierRegistry } from '../ports/notifier';
import type { OutboundHttp } from '../ports/outbound';
import type { Storage } from '../ports/storage';
import type { Runtime } from './runtime';

/** The channels messages go through, over the one guarded way out. Links in messages lead to the public address. */
export function wireNotifiers(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  {
    http,
    runtime,
    storage,
  }: { readonly http: OutboundHttp; readonly runtime: Runtime; readonly storage: Pick<Storage, 'tokens'> },
): NotifierRegistry {
  return createNotifiers({ http, clock: runtime.clock, tokenStore: storage.tokens, publicOrigin: publicUrl });
}
