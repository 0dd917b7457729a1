/** The case procedure: its table, who takes which step, and the one function that moves a case. */
export { CASE_DUTIES, CASE_TRANSITIONS, type CaseDuty } from './caseTransitions';
export { moveCase, nextSteps, openCase, type CaseContext, type CaseMove, type CaseRefusal } from './moveCase';
