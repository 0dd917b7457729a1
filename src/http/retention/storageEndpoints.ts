import { endpoint } from '../edge/endpoint';
import { pageQuery } from '../edge/inputSchemas';
import { removalList, storageView } from './storageSchemas';

export const showStorage = endpoint({
  summary: 'What is kept how long, how much there is, and how long the disk lasts (of the whole office)',
  answer: storageView,
  handle({ services, principal }) {
    return services.views.storage(principal);
  },
});

export const listRemovals = endpoint({
  summary: 'What was removed because it was kept long enough, newest run first (of the whole office)',
  query: pageQuery,
  answer: removalList,
  handle({ services, principal, query }) {
    return services.views.removals(query, principal);
  },
});
