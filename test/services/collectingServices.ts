import type { AccountAccess, Collected } from '../../src/ports/connectors';
import { createServices, type ServiceDeps, type Services } from '../../src/services/index';

/** Services whose looks end as `then` makes of what was collected; it may wait, and do something meanwhile. */
export function collectingServices(
  deps: ServiceDeps,
  then: (collected: Collected, access: AccountAccess) => Collected | Promise<Collected>,
): Services {
  const { connectors } = deps;
  return createServices({
    ...deps,
    connectors: {
      ...connectors,
      for: (platform) => {
        const connector = connectors.for(platform);
        const { callsPerDay, collect } = connector.collector;
        return {
          ...connector,
          collector: { callsPerDay, collect: async (access, call) => then(await collect(access, call), access) },
        };
      },
    },
  });
}
