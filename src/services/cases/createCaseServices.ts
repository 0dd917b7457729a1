import type { ServiceDeps } from '../settings';
import type {
  DismissCaseOf,
  DismissFindingOf,
  FollowVerdict,
  JudgeAccount,
  ResumeCaseOf,
  ReviewedSubject,
  ReviewSteps,
} from '../steps';
import { createActDue } from './actDue';
import { createDismissCaseOf, createOpenCaseFor, createResumeCaseOf } from './casesOfFindings';
import type { CaseServices } from './contract';
import { createCloseRecovered, createFollowVerdict } from './followVerdict';
import { createMoveStoredCase } from './moveStoredCase';
import { createProposalReviews } from './proposalReviews';
import { createTakeCaseStep } from './takeCaseStep';

/** What cases do for the judging of accounts and for decisions about findings. */
export function createCaseSteps(
  deps: ServiceDeps,
  dismissFindingOf: DismissFindingOf,
): {
  readonly followVerdict: FollowVerdict;
  readonly dismissCaseOf: DismissCaseOf;
  readonly resumeCaseOf: ResumeCaseOf;
} {
  const moveStoredCase = createMoveStoredCase(deps);
  const closeRecovered = createCloseRecovered(deps, moveStoredCase);
  const openCaseFor = createOpenCaseFor(deps);
  return {
    followVerdict: createFollowVerdict(deps, { closeRecovered, openCaseFor, dismissFindingOf }),
    dismissCaseOf: createDismissCaseOf(deps, moveStoredCase),
    resumeCaseOf: createResumeCaseOf(deps, moveStoredCase),
  };
}

export function createCaseServices(
  deps: ServiceDeps,
  others: {
    readonly dismissFindingOf: DismissFindingOf;
    readonly judgeAccount: JudgeAccount;
    readonly reviewSteps: ReviewSteps;
  },
): { readonly services: CaseServices; readonly reviewed: ReviewedSubject } {
  const moveStoredCase = createMoveStoredCase(deps);
  const closeRecovered = createCloseRecovered(deps, moveStoredCase);
  const reviews = createProposalReviews(deps, others.reviewSteps, moveStoredCase);
  return {
    services: {
      actDue: createActDue(deps, { moveStoredCase, closeRecovered }),
      takeCaseStep: createTakeCaseStep(deps, { ...others, moveStoredCase, reviews }),
    },
    reviewed: reviews.reviewed,
  };
}
