import { endpoint } from '../edge/endpoint';
import { refuse } from '../edge/problem';
import {
  policiesQuery,
  policyDecisionBody,
  policyList,
  policyParams,
  policySourceList,
  policyView,
  sectorList,
} from './policySchemas';

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

export const decidePolicy = endpoint({
  summary: 'Say whose a policy is and of which fields, or that it binds nobody; with a reason',
  params: policyParams,
  body: policyDecisionBody,
  answer: policyView,
  async handle({ services, principal, params, body }) {
    await services.policies.decideByHand(params.id, body, principal);
    return services.views.policy(params.id, principal);
  },
});

export const listSectors = endpoint({
  summary: 'The fields of government work, by which documents bind units',
  answer: sectorList,
  handle({ services, principal }) {
    return Promise.resolve(services.views.sectors(principal));
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
