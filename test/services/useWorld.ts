import { standInFor, useTestStore, type TestStore } from '../storage/testStore';
import { createServices, type Services } from '../../src/services/index';
import { armConnectors, type Armed } from './scriptedConnectors';
import { createWorld, START, type World } from './world';

interface WorldUse {
  /** `kept`: one office for all tests of the file. Default: one of its own for each test, over the file's one store. */
  readonly office?: 'kept';
}

/**
 * Registers the hooks of a test file that works with the product's services: an office with three units and no account,
 * its clock at `START`. It exists while hooks and tests run, not while they are declared.
 */
export function useWorld(use: WorldUse = {}): World {
  return useWorldAndStore(use).world;
}

/** As `useWorld`, for tests that look behind the repositories or open the store as another process would. */
export function useWorldAndStore({ office }: WorldUse = {}): { readonly world: World; readonly store: TestStore } {
  const { store, storage } = useTestStore({ startAt: START, database: office ?? 'emptied' });
  let current: World | null = null;
  const open = async (): Promise<void> => {
    current = await createWorld(storage, store.clock);
  };
  if (office === 'kept') beforeAll(open);
  else beforeEach(open);
  return { world: standInFor(() => current), store };
}

/**
 * As `useWorld`, with services over connectors whose checks, authorisations, messages and articles the test scripts
 * through `armed`.
 */
export function useScriptedWorld(): { readonly world: World; readonly armed: Armed; readonly services: Services } {
  const world = useWorld();
  let current: { readonly armed: Armed; readonly services: Services } | null = null;
  beforeEach(() => {
    const armed = armConnectors(world.platform.connectors);
    current = { armed, services: createServices({ ...world.deps, connectors: armed.registry }) };
  });
  return {
    world,
    armed: standInFor(() => current?.armed ?? null),
    services: standInFor(() => current?.services ?? null),
  };
}
