import { endpoint } from '../edge/endpoint';
import {
  acceptedFindingsView,
  acceptFilingsBody,
  filingCountsQuery,
  filingCountsView,
  filingFindingList,
  filingFindingParams,
  filingFindingsQuery,
  filingFindingView,
  reportAccountBody,
  takeBackFilingBody,
} from './filingFindingSchemas';

export const listFilingFindings = endpoint({
  summary: 'What is wrong with what is filed of accounts (备案问题), newest first',
  query: filingFindingsQuery,
  answer: filingFindingList,
  handle({ services, principal, query }) {
    const { cursor, limit, unit, ...filter } = query;
    const within = unit === undefined ? {} : { unitId: unit };
    return services.filings.filingFindings({ ...filter, ...within }, { cursor, limit }, principal);
  },
});

export const showFilingCounts = endpoint({
  summary: 'How many of these are not settled, by kind, with the clause of each',
  query: filingCountsQuery,
  answer: filingCountsView,
  handle({ services, principal, query }) {
    return services.filings.filingCounts(query.unit, principal);
  },
});

export const reportAccount = endpoint({
  summary: 'Tell of an account that was seen and that is not registered',
  body: reportAccountBody,
  status: 201,
  answer: filingFindingView,
  handle({ services, principal, body }) {
    return services.filings.reportAccount(body, principal);
  },
});

export const acceptFilings = endpoint({
  summary: 'Say of many why they may be so, and until when; what cannot be accepted is named',
  body: acceptFilingsBody,
  answer: acceptedFindingsView,
  async handle({ services, principal, body }) {
    const { ids, ...said } = body;
    const { accepted, left } = await services.filings.acceptFilings(ids, said, principal);
    return { accepted, left: [...left] };
  },
});

export const takeBackFiling = endpoint({
  summary: 'Take back that one may be so, with a reason',
  params: filingFindingParams,
  body: takeBackFilingBody,
  answer: filingFindingView,
  handle({ services, principal, params, body }) {
    return services.filings.takeBackFiling(params.id, body.reason, principal);
  },
});
