import type { ServiceDeps } from '../settings';
import type {
  LinkInterpretations,
  ObserveAccount,
  PublishedSubject,
  ReviewedSubject,
  ReviewSteps,
  WithdrawRepealed,
} from '../steps';
import type { MandateServices, PublishingServices, RuleServices } from './contract';
import { createIssuing } from './issuing/createIssuing';
import { createAcceptRepost } from './obligations/acceptRepost';
import { createAnnounceComplete } from './obligations/announceComplete';
import { createObligationSteps } from './obligations/createObligationSteps';
import { createEndDuties } from './obligations/endDuties';
import { createHandleObligation } from './obligations/handleObligation';
import { createNoticeOverdue } from './obligations/noticeOverdue';
import { createRemindManual } from './obligations/remindManual';
import { createSweepChannels } from './obligations/settleChannels';
import { createPublishing } from './publishing/createPublishing';
import { createDraftRepost } from './publishing/draftRepost';
import { createPublishDue } from './publishing/publishDue';
import { createQueueReady } from './publishing/queueReady';
import { createRecoverInterrupted } from './publishing/recoverInterrupted';
import { createResumeManual } from './publishing/resumeManual';
import { createRepostSubject } from './publishing/repostSubject';
import { createRetryManual } from './publishing/retryManual';
import { createRunJob } from './publishing/runJob';
import { createReach } from './reach/changeReach';
import type { ReachServices } from './reach/contract';
import { createRules } from './rules/createRules';
import { createPreviewPlatforms } from './rules/previewMandate';

export function createMandateServices(
  deps: ServiceDeps,
  given: ReviewSteps & {
    readonly linkInterpretations: LinkInterpretations;
    readonly withdrawRepealed: WithdrawRepealed;
    /** What is published beside reposts. */
    readonly subjects: readonly PublishedSubject[];
  },
): {
  readonly mandates: MandateServices;
  readonly rules: RuleServices;
  readonly reach: ReachServices;
  readonly publishing: PublishingServices;
  readonly observeAccount: ObserveAccount;
  readonly reviewed: ReviewedSubject;
} {
  const draftRepost = createDraftRepost(deps);
  const previewPlatforms = createPreviewPlatforms(deps, draftRepost);
  const steps = { ...createObligationSteps(deps), ...given, draftRepost };
  const { reviewed, ...issuing } = createIssuing(deps, steps);
  return {
    reviewed,
    mandates: {
      ...issuing,
      ...createHandleObligation(deps, steps.stepObligation),
      acceptRepost: createAcceptRepost(deps, steps),
      queueReady: createQueueReady(deps, steps),
      resumeManual: createResumeManual(deps, steps),
      retryManual: createRetryManual(deps, steps),
      publishDue: createPublishDue(deps, createRunJob(deps, [createRepostSubject(deps, steps), ...given.subjects])),
      recoverInterrupted: createRecoverInterrupted(deps, {
        ...steps,
        sweepChannels: createSweepChannels(deps, steps.settleChannels),
      }),
      endDuties: createEndDuties(deps, steps.endDuty),
      announceComplete: createAnnounceComplete(deps),
      remindManual: createRemindManual(deps, steps),
      noticeOverdue: createNoticeOverdue(deps, steps.changeObligation),
    },
    rules: createRules(deps, previewPlatforms),
    reach: createReach(deps),
    publishing: createPublishing(deps, { draftRepost, previewPlatforms }),
    observeAccount: steps.observeAccount,
  };
}
