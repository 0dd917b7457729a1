import type { Connector, ConnectorRegistry } from '../ports/connectors';

/** The connectors of this process, one a platform. Fails at start where a platform has two. */
export function createRegistry(connectors: readonly Connector[]): ConnectorRegistry {
  const byPlatform = new Map(connectors.map((connector) => [connector.platform, connector]));
  if (byPlatform.size !== connectors.length) throw new Error('two connectors for one platform');
  return {
    all: connectors,
    for(platform) {
      const connector = byPlatform.get(platform);
      if (connector === undefined) throw new Error(`no connector for ${platform}`);
      return connector;
    },
  };
}
