import type { ServiceDeps } from './settings';

/**
 * What all parts of a page are made of, read once for it, by the first that needs it: rules, policy sources, units. All
 * of them are told by the same reading. For one request, never kept.
 */
export function readingOnce(deps: ServiceDeps): ServiceDeps {
  const { mandates, policySources, units } = deps.storage;
  const allUnits = once(() => units.list(null));
  return {
    ...deps,
    storage: {
      ...deps.storage,
      mandates: { ...mandates, rules: once(() => mandates.rules()) },
      policySources: { ...policySources, all: once(() => policySources.all()) },
      units: { ...units, list: async (scope) => (scope === null ? allUnits() : units.list(scope)) },
    },
  };
}

function once<Found>(read: () => Promise<Found>): () => Promise<Found> {
  let found: Promise<Found> | null = null;
  return () => (found ??= read());
}
