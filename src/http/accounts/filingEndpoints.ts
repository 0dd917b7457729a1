import { endpoint } from '../edge/endpoint';
import { pageQuery } from '../edge/inputSchemas';
import { accountDetailView, accountParams } from './accountSchemas';
import { accountHistoryList, filingBody, filingView, stepBody } from './filingSchemas';

export const showFiling = endpoint({
  summary: 'What is filed of an account; names and telephones for those who keep the register',
  params: accountParams,
  answer: filingView,
  handle({ services, principal, params }) {
    return services.views.filing(params.id, principal);
  },
});

export const changeFiling = endpoint({
  summary: 'Change what is filed of an account, with a reason; what is absent stays, null is not stated',
  params: accountParams,
  body: filingBody,
  answer: filingView,
  async handle({ services, principal, params, body }) {
    await services.accounts.changeFiling(params.id, body, principal);
    return services.views.filing(params.id, principal);
  },
});

/** The page and the history say what it led to. */
export const takeAccountStep = endpoint({
  summary: 'Take a step in the life of an account (approve, file, stop, cancel, …), by a document and with a reason',
  params: accountParams,
  body: stepBody,
  answer: accountDetailView,
  async handle({ services, principal, params, body }) {
    await services.accounts.takeStep(params.id, body, principal);
    return services.views.account(params.id, principal);
  },
});

export const listAccountHistory = endpoint({
  summary: 'What was changed of an account, field by field, when, by whom and why; newest first',
  params: accountParams,
  query: pageQuery,
  answer: accountHistoryList,
  handle({ services, principal, params, query }) {
    return services.views.accountHistory(params.id, query, principal);
  },
});
