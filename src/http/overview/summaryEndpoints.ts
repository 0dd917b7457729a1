import { endpoint } from '../edge/endpoint';
import { summaryView } from './summarySchemas';

export const showSummary = endpoint({
  summary: 'The operations page',
  answer: summaryView,
  handle({ services, principal }) {
    return services.views.summary(principal);
  },
});
