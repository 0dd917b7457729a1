import { endpoint } from '../edge/endpoint';
import { policiesQuery, policyList, policyParams, policySourceList, policyView } from './policySchemas';

export const listPolicies = endpoint({
  summary: 'Policies seen',
  query: policiesQuery,
  answer: policyList,
  handle({ services, principal, query }) {
    const { cursor, limit, ...filter } = query;
    return services.views.policies(filter, { cursor, limit }, principal);
  },
});

export const showPolicy = endpoint({
  summary: 'One policy with all places where it was seen',
  params: policyParams,
  answer: policyView,
  handle({ services, principal, params }) {
    return services.views.policy(params.id, principal);
  },
});

/** The sources are few and stand on the operations page anyway: the same read, so both always agree. */
export const listPolicySources = endpoint({
  summary: 'Places where policies are looked for, and how that goes',
  answer: policySourceList,
  async handle({ services, principal }) {
    const { sourceHealth, asOf } = await services.views.summary(principal);
    return { items: sourceHealth.policySources, nextCursor: null, asOf };
  },
});
