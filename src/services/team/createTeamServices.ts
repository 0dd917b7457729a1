import type { ServiceDeps } from '../settings';
import type { TeamServices } from './contract';
import { createManageCourses } from './manageCourses';
import { createManageLiaisons } from './manageLiaisons';
import { createReadLiaisons } from './readLiaisons';

export function createTeamServices(deps: ServiceDeps): TeamServices {
  return { ...createReadLiaisons(deps), ...createManageLiaisons(deps), ...createManageCourses(deps) };
}
