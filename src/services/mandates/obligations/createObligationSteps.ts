import type { ServiceDeps } from '../../settings';
import type { ObserveAccount } from '../../steps';
import { createChangeObligation, type ChangeObligation } from './changeObligation';
import { createEndDuty, type EndDuty } from './endDuties';
import { createFulfilObligation, type FulfilObligation } from './fulfilObligation';
import { createObserveAccount } from './observeAccount';
import { createReportRepost, type ReportRepost } from './reportRepost';
import { createSettleChannels, type SettleChannels } from './settleChannels';
import { createStepObligation, type StepObligation } from './stepObligation';

/** What every piece of work on obligations is made of. */
export interface ObligationSteps {
  readonly changeObligation: ChangeObligation;
  readonly stepObligation: StepObligation;
  readonly reportRepost: ReportRepost;
  readonly fulfilObligation: FulfilObligation;
  readonly observeAccount: ObserveAccount;
  readonly endDuty: EndDuty;
  readonly settleChannels: SettleChannels;
}

export function createObligationSteps(deps: ServiceDeps): ObligationSteps {
  const changeObligation = createChangeObligation(deps);
  const stepObligation = createStepObligation(deps, changeObligation);
  const reportRepost = createReportRepost(deps);
  const fulfilObligation = createFulfilObligation(deps, stepObligation);
  const settleChannels = createSettleChannels(deps, { changeObligation, stepObligation });
  const observeAccount = createObserveAccount(deps, { fulfilObligation, reportRepost });
  const endDuty = createEndDuty(deps, stepObligation);
  return {
    endDuty,
    settleChannels,
    changeObligation,
    stepObligation,
    reportRepost,
    fulfilObligation,
    observeAccount,
  };
}
