import type { ConnectorRegistry, PolicyFeed } from '../../ports/connectors';

/** For commands that only write to the store: any attempt to reach a platform is a mistake of ours and says so. */
function unavailable(): never {
  throw new Error('this command does not talk to platforms');
}

export const NO_CONNECTORS: { readonly connectors: ConnectorRegistry; readonly policyFeed: PolicyFeed } = {
  connectors: { for: unavailable, all: [] },
  policyFeed: { read: unavailable, readDocument: unavailable },
};
