import type { ServiceDeps } from '../settings';
import type { UpkeepServices } from './contract';
import { createRemoveExpired } from './removeExpired';

export function createUpkeep(deps: ServiceDeps): UpkeepServices {
  return { removeExpired: createRemoveExpired(deps) };
}
