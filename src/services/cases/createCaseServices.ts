import type { ServiceDeps } from '../settings';
import type { DismissCaseOf, FollowVerdict, ResumeCaseOf } from '../steps';
import { createActDue } from './actDue';
import { createDismissCaseOf, createOpenCaseFor, createResumeCaseOf } from './casesOfFindings';
import type { CaseServices } from './contract';
import { createCloseRecovered, createFollowVerdict } from './followVerdict';
import { createMoveStoredCase } from './moveStoredCase';
import { createTakeCaseStep } from './takeCaseStep';

export function createCaseServices(deps: ServiceDeps): {
  readonly services: CaseServices;
  readonly followVerdict: FollowVerdict;
  readonly dismissCaseOf: DismissCaseOf;
  readonly resumeCaseOf: ResumeCaseOf;
} {
  const moveStoredCase = createMoveStoredCase(deps);
  const closeRecovered = createCloseRecovered(deps, moveStoredCase);
  const openCaseFor = createOpenCaseFor(deps);
  return {
    services: {
      actDue: createActDue(deps, { moveStoredCase, closeRecovered }),
      takeCaseStep: createTakeCaseStep(deps, moveStoredCase),
    },
    followVerdict: createFollowVerdict(deps, { closeRecovered, openCaseFor }),
    dismissCaseOf: createDismissCaseOf(deps, moveStoredCase),
    resumeCaseOf: createResumeCaseOf(deps, moveStoredCase),
  };
}
