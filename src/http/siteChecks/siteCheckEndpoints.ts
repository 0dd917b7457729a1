import { endpoint } from '../edge/endpoint';
import {
  interpretationList,
  linkList,
  policyDecisionBody,
  probeList,
  siteCheckDetailView,
  siteCheckList,
  siteCheckParams,
  siteChecksQuery,
  siteStatesView,
  visitsQuery,
} from './siteCheckSchemas';

export const listSiteChecks = endpoint({
  summary: 'The websites in scope by how they stand, the worst first',
  query: siteChecksQuery,
  answer: siteCheckList,
  handle({ services, principal, query: { cursor, limit, ...filter } }) {
    return services.siteChecks.list(filter, { cursor, limit }, principal);
  },
});

export const countSiteStates = endpoint({
  summary: 'How many websites in scope stand how, as a whole and by each check',
  answer: siteStatesView,
  handle({ services, principal }) {
    return services.siteChecks.counts(principal);
  },
});

export const showSiteCheck = endpoint({
  summary: 'One website: what each check says of it by which clause, and its visits by day',
  params: siteCheckParams,
  answer: siteCheckDetailView,
  handle({ services, principal, params }) {
    return services.siteChecks.show(params.id, principal);
  },
});

export const listSiteVisits = endpoint({
  summary: 'The visits of one civil day, in their order',
  params: siteCheckParams,
  query: visitsQuery,
  answer: probeList,
  handle({ services, principal, params, query }) {
    return services.siteChecks.visits(params.id, query.on ?? null, principal);
  },
});

export const listSiteLinks = endpoint({
  summary: 'What is wrong with the links of a website, as of when it was gone through last',
  params: siteCheckParams,
  answer: linkList,
  handle({ services, principal, params }) {
    return services.siteChecks.links(params.id, principal);
  },
});

export const listInterpretations = endpoint({
  summary: 'The own policies of a website, each with its interpretation or the day by which one is due',
  params: siteCheckParams,
  answer: interpretationList,
  handle({ services, principal, params }) {
    return services.siteChecks.interpretations(params.id, principal);
  },
});

export const decideInterpretation = endpoint({
  summary: 'Excuses a policy of a website, names its interpretation, or takes that back',
  params: siteCheckParams,
  body: policyDecisionBody,
  answer: interpretationList,
  async handle({ services, principal, params, body }) {
    await services.siteChecks.decide(params.id, body, principal);
    return services.siteChecks.interpretations(params.id, principal);
  },
});
