import type { ServiceDeps } from '../../settings';
import type { LinkInterpretations, ReviewedSubject, ReviewSteps, WithdrawRepealed } from '../../steps';
import type { MandateServices } from '../contract';
import type { ObligationSteps } from '../obligations/createObligationSteps';
import { createMatchNew } from '../obligations/observeAccount';
import type { DraftRepost } from '../publishing/draftRepost';
import { createAskAboutKnown } from '../rules/askAboutKnown';
import { createCloseOutdated } from './closeOutdated';
import { createConsiderPolicies } from './considerPolicies';
import { createExpandMandates } from './expandMandates';
import { createFollowChanges } from './followChanges';
import { createIssueMandates } from './issueMandates';
import { createRecomputeProvisional } from './recomputeProvisional';
import { createReleaseIssued } from './releaseIssued';
import { createOpenReviews, createReview } from './review';
import { createSettleAwaited } from './settleAwaited';
import { createWithdrawEnded } from './withdrawEnded';

export interface IssuingSteps extends ObligationSteps, ReviewSteps {
  readonly draftRepost: DraftRepost;
  readonly linkInterpretations: LinkInterpretations;
  readonly withdrawRepealed: WithdrawRepealed;
}

/** From policies to obligations, and what follows from policies that change. */
export function createIssuing(
  deps: ServiceDeps,
  steps: IssuingSteps,
): Pick<MandateServices, 'issueMandates' | 'review' | 'decide' | 'recomputeProvisional'> & {
  readonly reviewed: ReviewedSubject;
} {
  return {
    issueMandates: createIssueMandates(deps, {
      considerPolicies: createConsiderPolicies(deps, steps),
      settleAwaited: createSettleAwaited(deps),
      openReviews: createOpenReviews(deps, steps),
      askAboutKnown: createAskAboutKnown(deps),
      closeOutdated: createCloseOutdated(deps),
      followChanges: createFollowChanges(deps, steps),
      expandMandates: createExpandMandates(deps, {
        ...steps,
        matchNew: createMatchNew(deps, steps.fulfilObligation),
        withdrawEnded: createWithdrawEnded(deps, steps.stepObligation),
      }),
      releaseIssued: createReleaseIssued(deps, steps.stepObligation),
    }),
    ...createReview(deps, steps),
    recomputeProvisional: createRecomputeProvisional(deps, steps.changeObligation),
  };
}
