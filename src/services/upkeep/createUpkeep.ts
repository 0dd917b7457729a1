import type { ServiceDeps } from '../settings';
import type { UpkeepServices } from './contract';

export function createUpkeep({ storage, clock }: ServiceDeps): UpkeepServices {
  return { forgetExpired: (limit) => storage.expired.forget(clock.now(), limit) };
}
