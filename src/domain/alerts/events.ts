/**
 * Every change of the product as ledger line and, where people must know, alert. Which change alerts how is
 * `alertTable`.
 */
export { caseEvent, findingEvent, incidentEvent, postChangedEvent, verdictEvent } from './accountEvents';
export { actorName, makeEvent, type EventContext } from './domainEvent';
export { mandateEvent, ruleEvent } from './mandateEvents';
export { jobEvent, obligationEvent } from './obligationEvents';
export { ownPostEvent, type OwnPostNotice } from './ownPostEvents';
export { ownWordEvent } from './ownWordEvents';
export { policyEvent } from './policyEvents';
export { delegationEvent, reviewEvent, reviewFlowEvent, takersEvent } from './reviewEvents';
export { dutyEvent, interactionEvent } from './dutyEvents';
export { emergencyEvent, meetingEvent, surveyEvent } from './unitFileEvents';
export { awardEvent, submissionEvent } from './submissionEvents';
export { siteCheckedEvent } from './siteCheckAlerts';
export { sourceChangedEvent, unitChangedEvent } from './registerEvents';
export { ledgerSealedEvent, removedEvent } from './retentionEvents';
export {
  personMergedEvent,
  unitAddedEvent,
  unitClosedEvent,
  unitMergedEvent,
  unitRecordEvent,
  unitReopenedEvent,
  type MergeDocument,
  type UnitRecord,
} from './unitEvents';
