import type { Counts } from '../../workRun';
import type { CloseOutdated } from './closeOutdated';
import type { ReleaseIssued } from './releaseIssued';
import type { ServiceDeps } from '../../settings';
import type { AskAboutKnown } from '../rules/askAboutKnown';
import type { ConsiderPolicies } from './considerPolicies';
import type { ExpandMandates } from './expandMandates';
import type { FollowChanges } from './followChanges';
import type { OpenReviews } from './review';
import type { SettleAwaited } from './settleAwaited';

/**
 * Policies → mandates → obligations, and what follows from policies that changed; each step picking up where an earlier
 * run stopped.
 */
export function createIssueMandates(
  { clock }: ServiceDeps,
  steps: {
    readonly considerPolicies: ConsiderPolicies;
    readonly settleAwaited: SettleAwaited;
    readonly openReviews: OpenReviews;
    readonly askAboutKnown: AskAboutKnown;
    readonly expandMandates: ExpandMandates;
    readonly releaseIssued: ReleaseIssued;
    readonly followChanges: FollowChanges;
    readonly closeOutdated: CloseOutdated;
  },
): (limit: number) => Promise<Counts> {
  return async (limit) => {
    const now = clock.now();
    const decided = await steps.considerPolicies(limit, now);
    const settled = await steps.settleAwaited(now);
    await steps.openReviews(limit, now);
    const asked = await steps.askAboutKnown(now);
    const { withdrawn: ended = 0, ...expanded } = await steps.expandMandates(now);
    const released = await steps.releaseIssued(limit, now);
    const { withdrawn = 0, superseded = 0, outdated = 0 } = await steps.followChanges(now);
    return {
      ...decided,
      settled,
      asked,
      ...expanded,
      released,
      obligationsWithdrawn: withdrawn + superseded + ended,
      outdated,
      outdatedClosed: await steps.closeOutdated(now),
    };
  };
}
