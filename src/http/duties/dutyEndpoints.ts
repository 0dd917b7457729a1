import { monthOf } from '../../domain/submissions/month';
import { endpoint } from '../edge/endpoint';
import {
  dutiesQuery,
  dutyDetailView,
  dutyFiguresList,
  dutyList,
  dutyParams,
  dutyRuleList,
  dutyUnitList,
  figuresQuery,
  recordBody,
  stepBody,
} from './dutySchemas';

export const listDuties = endpoint({
  summary:
    'What the caller’s units owe within a limit: what is owed by the nearest deadline first, else the latest first',
  query: dutiesQuery,
  answer: dutyList,
  handle({ services, principal, query: { cursor, limit, ...query } }) {
    return services.duties.list(query, { cursor, limit }, principal);
  },
});

export const listAskedDuties = endpoint({
  summary: 'What other units ask the caller’s unit to take over, or to answer with them',
  answer: dutyList,
  handle({ services, principal }) {
    return services.duties.asked(principal);
  },
});

export const showDuty = endpoint({
  summary: 'One duty with its clause, its clock and everything that happened to it',
  params: dutyParams,
  answer: dutyDetailView,
  handle({ services, principal, params }) {
    return services.duties.show(params.id, principal);
  },
});

export const recordDuty = endpoint({
  summary: 'Record something a unit owes under a rule, from its event on',
  status: 201,
  body: recordBody,
  answer: dutyDetailView,
  handle({ services, principal, body }) {
    return services.duties.record(body, principal);
  },
});

export const takeDutyStep = endpoint({
  summary: 'Ask for or decide about an extension, hand it over, answer together, say that it is done, withdraw',
  params: dutyParams,
  body: stepBody,
  answer: dutyDetailView,
  handle({ services, principal, params, body: { version, ...step } }) {
    return services.duties.step({ id: params.id, version }, step, principal);
  },
});

export const listDutyUnits = endpoint({
  summary: 'Every open unit by name: whom a duty can be handed to',
  answer: dutyUnitList,
  handle({ services, principal }) {
    return services.duties.units(principal);
  },
});

export const listDutyRules = endpoint({
  summary: 'Within which limit units owe what, by which clause',
  answer: dutyRuleList,
  handle({ services, principal }) {
    return services.duties.rules(principal);
  },
});

export const showDutyFigures = endpoint({
  summary: 'How the duties of these months stand, by unit and rule; every duty is counted',
  query: figuresQuery,
  answer: dutyFiguresList,
  handle({ services, principal, query: { from, to }, now }) {
    const last = to ?? monthOf(now);
    return services.duties.figures({ from: from ?? last, to: last }, principal);
  },
});
