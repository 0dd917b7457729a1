import type { Config } from '../config/config';
import type { Storage } from '../ports/storage';
import { StartRefused } from './startRefused';

/**
 * Which accounts this store holds: once one kind has been registered the other is refused, so the demo never mixes with
 * real records.
 */
export type Origin = 'sandbox' | 'real';

/** Whether this store lives on the simulated platforms. Throws `StartRefused` rather than mix them with real accounts. */
export async function runsOnSandbox(config: Config, storage: Storage): Promise<boolean> {
  const origin = (await storage.settings.get('accounts.origin')) as Origin | null;
  if (config.sandbox === 'off' && origin === 'sandbox')
    throw new StartRefused(
      `数据目录 ${config.dataDir} 中是演示数据，不能接入真实平台；请换一个 DATA_DIR。(This data folder holds the demo; use another DATA_DIR.)`,
    );
  if (config.sandbox === 'on' && origin === 'real')
    throw new StartRefused(
      `数据目录 ${config.dataDir} 中是真实账号，不能用于演示；请换一个 DATA_DIR。(This data folder holds real accounts; use another DATA_DIR for the demo.)`,
    );
  return config.sandbox === 'on' || (config.sandbox === 'auto' && origin !== 'real');
}
