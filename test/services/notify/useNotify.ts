import { createServices, type Services } from '../../../src/services/index';
import { standInFor } from '../../storage/testStore';
import { useWorld } from '../useWorld';
import type { World } from '../world';
import { createNotifyWorld, createOtherSide, type NotifyWorld, type OtherSide } from './notifyWorld';

/** Registers the hooks of a test file about telling people: an office, and the other side of every channel. */
export function useNotify(): {
  readonly world: World;
  readonly side: OtherSide;
  readonly services: Services;
  readonly office: NotifyWorld;
} {
  const world = useWorld();
  let current: { readonly side: OtherSide; readonly services: Services; readonly office: NotifyWorld } | null = null;
  beforeEach(async () => {
    const side = createOtherSide();
    const services = createServices({ ...world.deps, notifiers: side.registry });
    current = { side, services, office: createNotifyWorld(world, services, side) };
    // From here on: what was there before is told to nobody.
    await services.notify.announce(1);
  });
  return {
    world,
    side: standInFor(() => current?.side ?? null),
    services: standInFor(() => current?.services ?? null),
    office: standInFor(() => current?.office ?? null),
  };
}
