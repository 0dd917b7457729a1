import type { SiteId } from '../../domain/ids';
import { endpoint } from '../edge/endpoint';
import {
  accountDetailView,
  accountList,
  accountParams,
  accountsQuery,
  findingList,
  lookDue,
  lookList,
  postList,
} from './accountSchemas';
import { platformList } from './platformSchemas';
import { caseList } from '../cases/caseSchemas';
import { pageQuery } from '../edge/inputSchemas';
import { lookDayList } from '../retention/storageSchemas';
import { obligationList } from '../mandates/obligationSchemas';

export const listAccounts = endpoint({
  summary: 'Accounts, filtered',
  query: accountsQuery,
  answer: accountList,
  handle({ services, principal, query }) {
    const { cursor, limit, unit, site, ...filter } = query;
    return services.views.accounts(
      { ...filter, ...(unit && { unitId: unit }), ...(site && { siteId: site }) },
      { cursor, limit },
      principal,
    );
  },
});

export const listPlatforms = endpoint({
  summary: 'What accounts of each platform are described by',
  answer: platformList,
  handle({ services, principal }) {
    return Promise.resolve(services.views.platforms(principal));
  },
});

export const showAccount = endpoint({
  summary: 'One account with its daily posts and open case',
  params: accountParams,
  answer: accountDetailView,
  handle({ services, principal, params }) {
    return services.views.account(params.id, principal);
  },
});

export const listPosts = endpoint({
  summary: 'Posts seen, newest first',
  params: accountParams,
  query: pageQuery,
  answer: postList,
  handle({ services, principal, params, query }) {
    return services.views.posts(params.id, query, principal);
  },
});

export const listLooks = endpoint({
  summary: 'Looks taken, newest first',
  params: accountParams,
  query: pageQuery,
  answer: lookList,
  handle({ services, principal, params, query }) {
    return services.views.looks(params.id, query, principal);
  },
});

export const listLookDays = endpoint({
  summary: 'Figures by day of looks that are kept no more one by one, newest day first',
  params: accountParams,
  query: pageQuery,
  answer: lookDayList,
  handle({ services, principal, params, query }) {
    return services.views.lookDays(params.id, query, principal);
  },
});

export const listFindings = endpoint({
  summary: 'Findings with clause and evidence',
  params: accountParams,
  query: pageQuery,
  answer: findingList,
  handle({ services, principal, params, query }) {
    return services.views.findings(params.id, query, principal);
  },
});

/** Looks the account up first: an account outside the scope is not found, rather than one without obligations. */
export const listAccountObligations = endpoint({
  summary: 'What the account has to repost',
  params: accountParams,
  query: pageQuery,
  answer: obligationList,
  async handle({ services, principal, params, query }) {
    const { siteId } = await services.views.account(params.id, principal);
    // A column owes nothing by itself: its site does, once for all of them.
    const owing = siteId === null ? { accountId: params.id } : { siteId: siteId as SiteId };
    return services.views.obligations(owing, query, principal);
  },
});

export const listAccountCases = endpoint({
  summary: 'Cases about the account',
  params: accountParams,
  query: pageQuery,
  answer: caseList,
  async handle({ services, principal, params, query }) {
    await services.views.account(params.id, principal);
    return services.views.cases({ accountId: params.id }, query, principal);
  },
});

/** Asks for a look now; the response says when it is due, not what it found. */
export const collectAccount = endpoint({
  summary: 'Look at the account now',
  status: 202,
  params: accountParams,
  answer: lookDue,
  async handle({ services, principal, params }) {
    const { dueAt } = await services.accounts.collectNow(params.id, principal);
    return { dueAt: dueAt.toISOString() };
  },
});
