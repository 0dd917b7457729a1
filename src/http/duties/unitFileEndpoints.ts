import { endpoint } from '../edge/endpoint';
import * as schemas from './unitFileSchemas';

const { planParams, emergencyParams, meetingParams, surveyPlanView, emergencyDetailView, meetingDetailView } = schemas;

export const listSurveyPlans = endpoint({
  summary: 'Plans of surveys and interviews by year, with the numbers owed and how far each has come',
  query: schemas.plansQuery,
  answer: schemas.surveyPlanList,
  handle({ services, principal, query: { cursor, limit, ...query } }) {
    return services.surveys.list(query, { cursor, limit }, principal);
  },
});

export const openSurveyPlan = endpoint({
  summary: 'Open the plan of a unit for a year; one that is open is given as it is',
  status: 201,
  body: schemas.openPlanBody,
  answer: surveyPlanView,
  handle({ services, principal, body }) {
    return services.surveys.open(body, principal);
  },
});

export const showSurveyPlan = endpoint({
  summary: 'One plan with every survey and interview of it',
  params: planParams,
  answer: surveyPlanView,
  handle({ services, principal, params }) {
    return services.surveys.show(params.id, principal);
  },
});

export const addSurvey = endpoint({
  summary: 'Plan one more survey, call for opinions or interview',
  params: planParams,
  body: schemas.planItemBody,
  answer: surveyPlanView,
  handle({ services, principal, params, body: { version, ...draft } }) {
    return services.surveys.add({ id: params.id, version }, draft, principal);
  },
});

export const takeSurveyStep = endpoint({
  summary: 'Say that one was announced, held, its result published; postpone it or cancel it',
  params: planParams,
  body: schemas.surveyStepBody,
  answer: surveyPlanView,
  handle({ services, principal, params, body: { version, ...step } }) {
    return services.surveys.step({ id: params.id, version }, step, principal);
  },
});

export const findSurveyResults = endpoint({
  summary: 'Posts of the unit’s site that look like results that are owed',
  params: planParams,
  answer: schemas.surveyResultsView,
  handle({ services, principal, params }) {
    return services.surveys.results(params.id, principal);
  },
});

export const listEmergencies = endpoint({
  summary: 'Emergencies and hot topics, the latest first',
  query: schemas.emergenciesQuery,
  answer: schemas.emergencyList,
  handle({ services, principal, query: { cursor, limit, ...query } }) {
    return services.emergencies.list(query, { cursor, limit }, principal);
  },
});

export const openEmergency = endpoint({
  summary: 'Open the file of an event; its first clock counts from when it was known',
  status: 201,
  body: schemas.openEmergencyBody,
  answer: emergencyDetailView,
  handle({ services, principal, body }) {
    return services.emergencies.open(body, principal);
  },
});

export const showEmergency = endpoint({
  summary: 'One event: its clocks, who said what when, and who was asked to say the same',
  params: emergencyParams,
  answer: emergencyDetailView,
  handle({ services, principal, params }) {
    return services.emergencies.show(params.id, principal);
  },
});

export const chooseVoices = endpoint({
  summary: 'Say whose posts are looked through for the event, and for which words',
  params: emergencyParams,
  body: schemas.chooseBody,
  answer: emergencyDetailView,
  handle({ services, principal, params, body: { version, ...chosen } }) {
    return services.emergencies.choose({ id: params.id, version }, chosen, principal);
  },
});

export const enterStatement = endpoint({
  summary: 'Enter what was said where we do not look',
  params: emergencyParams,
  body: schemas.statementBody,
  answer: emergencyDetailView,
  handle({ services, principal, params, body: { version, ...said } }) {
    return services.emergencies.state({ id: params.id, version }, said, principal);
  },
});

export const listStatements = endpoint({
  summary: 'Who said what when of an event, the latest first, with what was struck',
  params: emergencyParams,
  query: schemas.statementsQuery,
  answer: schemas.statementList,
  handle({ services, principal, params, query: { cursor, limit } }) {
    return services.emergencies.statements(params.id, { cursor, limit }, principal);
  },
});

export const strikeStatement = endpoint({
  summary: 'Strike what is no statement of this event; it stays in the record as struck',
  params: emergencyParams,
  body: schemas.strikeBody,
  answer: emergencyDetailView,
  handle({ services, principal, params, body: { version, ...struck } }) {
    return services.emergencies.strike({ id: params.id, version }, struck, principal);
  },
});

export const callForVoice = endpoint({
  summary: 'Have others say the same by a mandate, which is reviewed and issued as any other',
  params: emergencyParams,
  body: schemas.callBody,
  answer: emergencyDetailView,
  handle({ services, principal, params, body: { version, ...by } }) {
    return services.emergencies.call({ id: params.id, version }, by, principal);
  },
});

export const closeEmergency = endpoint({
  summary: 'Archive an event with a summary',
  params: emergencyParams,
  body: schemas.closeBody,
  answer: emergencyDetailView,
  handle({ services, principal, params, body: { version, summary } }) {
    return services.emergencies.close({ id: params.id, version }, summary, principal);
  },
});

export const reopenEmergency = endpoint({
  summary: 'Open an event again; what ran last runs on from when it began',
  params: emergencyParams,
  body: schemas.reopenBody,
  answer: emergencyDetailView,
  handle({ services, principal, params, body: { version, words } }) {
    return services.emergencies.reopen({ id: params.id, version }, words, principal);
  },
});

export const listMeetings = endpoint({
  summary: 'Records of meetings, self-inspections and incidents, the latest first',
  query: schemas.meetingsQuery,
  answer: schemas.meetingList,
  handle({ services, principal, query: { cursor, limit, ...query } }) {
    return services.meetings.list(query, { cursor, limit }, principal);
  },
});

export const recordMeeting = endpoint({
  summary: 'Record a meeting, a self-inspection or an incident',
  status: 201,
  body: schemas.recordMeetingBody,
  answer: meetingDetailView,
  handle({ services, principal, body }) {
    return services.meetings.record(body, principal);
  },
});

export const showMeeting = endpoint({
  summary: 'One record with what was decided and how that stands',
  params: meetingParams,
  answer: meetingDetailView,
  handle({ services, principal, params }) {
    return services.meetings.show(params.id, principal);
  },
});

export const correctMeeting = endpoint({
  summary: 'Correct what a record says; what was decided keeps its deadline',
  params: meetingParams,
  body: schemas.correctMeetingBody,
  answer: meetingDetailView,
  handle({ services, principal, params, body: { version, ...said } }) {
    return services.meetings.correct({ id: params.id, version }, said, principal);
  },
});

export const addDecision = endpoint({
  summary: 'Add a decision: a duty of the unit that sees to it, until the day that was set',
  params: meetingParams,
  body: schemas.decisionBody,
  answer: meetingDetailView,
  handle({ services, principal, params, body: { version, ...draft } }) {
    return services.meetings.decide({ id: params.id, version }, draft, principal);
  },
});
