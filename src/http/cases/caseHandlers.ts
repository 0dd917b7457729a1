// Handlers of cases. Input is checked and the caller known when they run; what each promises stands in routes.ts.
import type { z } from 'zod';
import type { CaseView, ListView } from '../../api/views';
import type { Call } from '../edge/route';
import type { CaseEventBody, caseParams, CasesQuery } from './caseSchemas';

type Params = z.output<typeof caseParams>;

export function listCases({
  services,
  principal,
  query,
}: Call<object, CasesQuery, object>): Promise<ListView<CaseView>> {
  const { cursor, limit, state, unit, ...filter } = query;
  const more = { ...(state === undefined ? {} : { states: [state] }), ...(unit === undefined ? {} : { unitId: unit }) };
  return services.views.cases({ ...filter, ...more }, { cursor, limit }, principal);
}

export function showCase({ services, principal, params }: Call<Params, object, object>): Promise<CaseView> {
  return services.views.case(params.id, principal);
}

/**
 * Takes a step of the case and answers the case as it stands then. Which role may take which step is the case table's
 * business.
 */
export async function takeCaseStep({
  services,
  principal,
  params,
  body,
}: Call<Params, object, CaseEventBody>): Promise<CaseView> {
  const { successorAccountId, ...step } = body;
  const extra = successorAccountId === undefined ? {} : { extra: { successorAccountId } };
  await services.cases.takeCaseStep({ caseId: params.id, ...step, ...extra }, principal);
  return services.views.case(params.id, principal);
}
