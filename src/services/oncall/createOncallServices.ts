import type { ServiceDeps } from '../settings';
import type { NotifySteps } from '../steps';
import { createBeginClimbs } from './beginClimbs';
import { createClimb } from './climb';
import type { OncallServices } from './contract';
import { createFillDuty } from './fillDuty';
import { createManageDays } from './manageDays';
import { createManageLadders } from './manageLadders';
import { createManageRosters } from './manageRosters';
import { createManageSubstitutions } from './manageSubstitutions';
import { createRehearseDuty } from './rehearseDuty';
import { createReadClimbs } from './readClimbs';

export function createOncallServices(deps: ServiceDeps, steps: NotifySteps): OncallServices {
  return {
    ...createManageRosters(deps),
    ...createManageDays(deps),
    ...createRehearseDuty(deps),
    ...createFillDuty(deps),
    ...createManageSubstitutions(deps),
    beginClimbs: createBeginClimbs(deps),
    climbDue: createClimb(deps, steps),
    ...createManageLadders(deps),
    ...createReadClimbs(deps),
  };
}
