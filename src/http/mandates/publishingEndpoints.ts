import { endpoint } from '../edge/endpoint';
import { pageQuery } from '../edge/inputSchemas';
import { mandateParams } from './mandateSchemas';
import {
  evidencePack,
  forecastView,
  manualTaskList,
  manualTasksQuery,
  platformPreviewList,
  retryManualBody,
  retryManualView,
} from './publishingSchemas';

export const showForecast = endpoint({
  summary: 'Which open obligations can be published in time within the quotas, and which cannot and why',
  answer: forecastView,
  handle({ services, principal }) {
    return services.publishing.forecast(principal);
  },
});

export const previewMandate = endpoint({
  summary:
    'What each platform would get: an example with its measures, and who cannot be published to; before and after issue',
  params: mandateParams,
  answer: platformPreviewList,
  handle({ services, principal, params }) {
    return services.publishing.preview(params.id, principal);
  },
});

export const listManualTasks = endpoint({
  summary: 'Tasks by hand with everything to copy, nearest deadline first',
  query: manualTasksQuery,
  answer: manualTaskList,
  handle({ services, principal, query }) {
    const { cursor, limit, ...filter } = query;
    return services.publishing.manualTasks(filter, { cursor, limit }, principal);
  },
});

export const showEvidence = endpoint({
  summary: 'Evidence of a mandate, a page at a time, with how to check it',
  params: mandateParams,
  query: pageQuery,
  answer: evidencePack,
  handle({ services, principal, params, query }) {
    return services.publishing.evidence(params.id, query, principal);
  },
});

export const retryManualTasks = endpoint({
  summary: 'Publish many manual tasks by interface again; with dryRun only what would happen, and why not the others',
  body: retryManualBody,
  answer: retryManualView,
  handle({ services, principal, body }) {
    const { dryRun, ...filter } = body;
    return services.mandates.retryManual(filter, dryRun, principal);
  },
});
