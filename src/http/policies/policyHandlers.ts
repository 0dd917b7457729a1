// Handlers of policies and their sources. Input is checked and the caller known when they run; what each promises
// stands in routes.ts.
import type { z } from 'zod';
import type { ListView, PolicyView, SummaryView } from '../../api/views';
import type { Call } from '../edge/route';
import type { PoliciesQuery, policyParams } from './policySchemas';

export function listPolicies({
  services,
  principal,
  query,
}: Call<object, PoliciesQuery, object>): Promise<ListView<PolicyView>> {
  const { cursor, limit, ...filter } = query;
  return services.views.policies(filter, { cursor, limit }, principal);
}

export function showPolicy({
  services,
  principal,
  params,
}: Call<z.output<typeof policyParams>, object, object>): Promise<PolicyView> {
  return services.views.policy(params.id, principal);
}

type PolicySourceView = SummaryView['sourceHealth']['policySources'][number];

/** The sources are few and stand on the operations page anyway: the same answer, so both always agree. */
export async function listPolicySources({
  services,
  principal,
}: Call<object, object, object>): Promise<ListView<PolicySourceView>> {
  const { sourceHealth, asOf } = await services.views.summary(principal);
  return { items: sourceHealth.policySources, nextCursor: null, asOf };
}
