/**
 * Every change of the product as ledger line and, where people must know, alert. Which change alerts how is
 * `alertTable`.
 */
export { caseEvent, findingEvent, incidentEvent, verdictEvent } from './accountEvents';
export { actorName, makeEvent, type EventContext } from './domainEvent';
export { jobEvent, mandateEvent, obligationEvent, policyEvent, ruleEvent } from './mandateEvents';
