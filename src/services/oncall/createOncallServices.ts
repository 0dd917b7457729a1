import type { ServiceDeps } from '../settings';
import type { OncallServices } from './contract';
import { createFillDuty } from './fillDuty';
import { createManageDays } from './manageDays';
import { createManageRosters } from './manageRosters';
import { createManageSubstitutions } from './manageSubstitutions';

export function createOncallServices(deps: ServiceDeps): OncallServices {
  return {
    ...createManageRosters(deps),
    ...createManageDays(deps),
    ...createFillDuty(deps),
    ...createManageSubstitutions(deps),
  };
}
