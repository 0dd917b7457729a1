import type { ServiceDeps } from '../settings';
import type { FollowVerdict } from '../steps';
import { createActDue } from './actDue';
import type { CaseServices } from './contract';
import { createCloseRecovered, createFollowVerdict } from './followVerdict';
import { createMoveStoredCase } from './moveStoredCase';
import { createTakeCaseStep } from './takeCaseStep';

export function createCaseServices(deps: ServiceDeps): {
  readonly services: CaseServices;
  readonly followVerdict: FollowVerdict;
} {
  const moveStoredCase = createMoveStoredCase(deps);
  const closeRecovered = createCloseRecovered(deps, moveStoredCase);
  return {
    services: {
      actDue: createActDue(deps, { moveStoredCase, closeRecovered }),
      takeCaseStep: createTakeCaseStep(deps, moveStoredCase),
    },
    followVerdict: createFollowVerdict(deps, closeRecovered),
  };
}
