import { endpoint } from '../edge/endpoint';
import { refuse } from '../edge/problem';
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

/**
 * The sources are few and stand on the operations page anyway: the same read, so both always agree. They are the
 * office's: readers of a unit are refused.
 */
export const listPolicySources = endpoint({
  summary: 'Places where policies are looked for, and how that goes',
  answer: policySourceList,
  async handle({ services, principal }) {
    const { sourceHealth, asOf } = await services.views.summary(principal);
    if (sourceHealth.policySources === null) {
      throw refuse('forbidden', '政策来源由本系统的主管单位统一维护，单位用户不能查看。', {
        remedy: '如需增加来源，请联系主管单位的管理员。',
      });
    }
    return { items: sourceHealth.policySources, nextCursor: null, asOf };
  },
});
