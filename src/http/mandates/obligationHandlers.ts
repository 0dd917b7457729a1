// Handlers of obligations and publish jobs. Input is checked and the caller known when they run; what each promises
// stands in routes.ts.
import type { z } from 'zod';
import type { JobView, ListView, ObligationDetailView, ObligationView } from '../../api/views';
import type { Call } from '../edge/route';
import type {
  acceptBody,
  exemptBody,
  jobParams,
  jobsQuery,
  obligationParams,
  obligationsQuery,
} from './obligationSchemas';

type Params = z.output<typeof obligationParams>;

export function listObligations({
  services,
  principal,
  query,
}: Call<object, z.output<typeof obligationsQuery>, object>): Promise<ListView<ObligationView>> {
  const { cursor, limit, state, ...filter } = query;
  return services.views.obligations(
    state === undefined ? filter : { ...filter, states: [state] },
    { cursor, limit },
    principal,
  );
}

export function showObligation({
  services,
  principal,
  params,
}: Call<Params, object, object>): Promise<ObligationDetailView> {
  return services.views.obligation(params.id, principal);
}

export async function exemptObligation({
  services,
  principal,
  params,
  body,
}: Call<Params, object, z.output<typeof exemptBody>>): Promise<ObligationDetailView> {
  await services.mandates.exempt(params.id, body.reason, principal);
  return services.views.obligation(params.id, principal);
}

export async function acceptRepost({
  services,
  principal,
  params,
  body,
}: Call<Params, object, z.output<typeof acceptBody>>): Promise<ObligationDetailView> {
  await services.mandates.acceptRepost(params.id, body, principal);
  return services.views.obligation(params.id, principal);
}

/** "It is out": makes us look at the account now. The obligation is fulfilled by what is seen, not by this call. */
export async function confirmObligation({
  services,
  principal,
  params,
}: Call<Params, object, object>): Promise<{ dueAt: string }> {
  const { dueAt } = await services.mandates.confirmManual(params.id, principal);
  return { dueAt: dueAt.toISOString() };
}

export function listJobs({
  services,
  principal,
  query,
}: Call<object, z.output<typeof jobsQuery>, object>): Promise<ListView<JobView>> {
  const { cursor, limit, ...filter } = query;
  return services.views.jobs(filter, { cursor, limit }, principal);
}

export async function retryJob({
  services,
  principal,
  params,
}: Call<z.output<typeof jobParams>, object, object>): Promise<JobView> {
  await services.mandates.retryJob(params.id, principal);
  return services.views.job(params.id, principal);
}
