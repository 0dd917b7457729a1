import type { ServiceDeps } from '../settings';
import type { FilingServices } from './contract';
import { createFollowFilings } from './followFilings';
import { createReadCoverage } from './readCoverage';
import { createManageFilings } from './manageFilings';

/** What is wrong with what is filed of accounts. */
export function createFilingServices(deps: ServiceDeps): FilingServices {
  return { followFilings: createFollowFilings(deps), ...createManageFilings(deps), coverage: createReadCoverage(deps) };
}
