import { endpoint } from '../edge/endpoint';
import { pageQuery } from '../edge/inputSchemas';
import { obligationList } from '../mandates/obligationSchemas';
import { siteDetailView, siteList, siteParams, sitesQuery } from './siteSchemas';

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
  query: pageQuery,
  answer: obligationList,
  async handle({ services, principal, params, query }) {
    await services.views.site(params.id, principal);
    return services.views.obligations({ siteId: params.id }, query, principal);
  },
});
