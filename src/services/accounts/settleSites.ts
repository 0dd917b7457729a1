import type { Site } from '../../domain/accounts/site';
import type { ServiceDeps } from '../settings';
import type { Counts } from '../workRun';
import { bringColumns } from './bringColumns';
import { SETTLE_MS } from './moveUnit';

/** Websites looked after in one go. */
const AT_ONCE = 100;

/**
 * Brings columns along that stayed behind while their website was given to another unit: where the process died, or
 * they were registered by somebody who had read it before. Once nothing has come for a while, it has settled.
 */
export function createSettleSites(deps: ServiceDeps): () => Promise<Counts> {
  const { storage, clock, log } = deps;
  const isOver = ({ moved }: Site): boolean =>
    moved !== undefined && clock.now().getTime() - moved.at.getTime() >= SETTLE_MS;
  return async () => {
    let columns = 0;
    for (const site of await storage.sites.moving(AT_ONCE)) {
      // Somebody changes one just now, or it cannot be written: the next time. The others do not wait for it.
      const brought = await bringColumns(deps, site).catch((error: unknown) => {
        log.error('site-columns-not-brought', error, { site: site.id });
        return null;
      });
      columns += brought ?? 0;
      if (brought === 0 && isOver(site)) await storage.sites.settle(site);
    }
    return columns === 0 ? {} : { columns };
  };
}
