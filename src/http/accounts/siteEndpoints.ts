import { OPEN_STATES } from '../../domain/mandates/obligationTable';
import { endpoint } from '../edge/endpoint';
import { pageQuery } from '../edge/inputSchemas';
import { obligationList } from '../mandates/obligationSchemas';
import {
  siteBody,
  siteChangeBody,
  siteChangePreviewBody,
  siteChangeView,
  siteDetailView,
  siteHistoryList,
  siteList,
  siteObligationsQuery,
  siteParams,
  siteStepBody,
  sitesQuery,
} from './siteSchemas';

export const listSites = endpoint({
  summary: 'Websites, each with the column its reposts go into',
  query: sitesQuery,
  answer: siteList,
  handle({ services, principal, query }) {
    const { cursor, limit, unit, ...filter } = query;
    return services.views.sites(
      unit === undefined ? filter : { ...filter, unitId: unit },
      { cursor, limit },
      principal,
    );
  },
});

export const showSite = endpoint({
  summary: 'One website with its columns',
  params: siteParams,
  answer: siteDetailView,
  handle({ services, principal, params }) {
    return services.views.site(params.id, principal);
  },
});

/** Looks the site up first: one outside the scope is not found, rather than one without obligations. */
export const listSiteObligations = endpoint({
  summary: 'What the site has to repost, once for all its columns',
  params: siteParams,
  query: siteObligationsQuery,
  answer: obligationList,
  async handle({ services, principal, params, query }) {
    const { open = false, ...page } = query;
    await services.views.site(params.id, principal);
    return services.views.obligations({ siteId: params.id, ...(open && { states: OPEN_STATES }) }, page, principal);
  },
});

export const addSite = endpoint({
  summary: 'Register a website; its columns are registered as accounts',
  status: 201,
  body: siteBody,
  answer: siteDetailView,
  async handle({ services, principal, body }) {
    return services.views.site(await services.accounts.addSite(body, principal), principal);
  },
});

/** The page and the history say what it led to. */
export const takeSiteStep = endpoint({
  summary: 'Announce the closing of a website, call it off, close it or open it again, by a document and with a reason',
  params: siteParams,
  body: siteStepBody,
  answer: siteDetailView,
  async handle({ services, principal, params, body }) {
    await services.accounts.takeSiteStep(params.id, body, principal);
    return services.views.site(params.id, principal);
  },
});

export const changeSite = endpoint({
  summary: 'Change name, address, identifier, unit, filing or repost column of a website, with a reason',
  params: siteParams,
  body: siteChangeBody,
  answer: siteDetailView,
  async handle({ services, principal, params, body }) {
    await services.accounts.changeSite(params.id, body, principal);
    return services.views.site(params.id, principal);
  },
});

export const previewSiteChange = endpoint({
  summary: 'What such a change would mean for what the website owes; changes nothing',
  params: siteParams,
  body: siteChangePreviewBody,
  answer: siteChangeView,
  handle({ services, principal, params, body }) {
    return services.accounts.previewSiteChange(params.id, body, principal);
  },
});

export const listSiteHistory = endpoint({
  summary: 'What was changed of a website and of what is filed of it, newest first',
  params: siteParams,
  query: pageQuery,
  answer: siteHistoryList,
  handle({ services, principal, params, query }) {
    return services.views.siteHistory(params.id, query, principal);
  },
});
