// Handlers of mandates. Input is checked and the caller known when they run; what each promises stands in routes.ts.
import type { z } from 'zod';
import type { ListView, MandateView, ObligationView } from '../../api/views';
import type { Call } from '../edge/route';
import type { pageQuery } from '../edge/inputSchemas';
import type { mandateParams } from './mandateSchemas';
import type { mandateObligationsQuery } from './obligationSchemas';

type Params = z.output<typeof mandateParams>;

export function listMandates({
  services,
  principal,
  query,
}: Call<object, z.output<typeof pageQuery>, object>): Promise<ListView<MandateView>> {
  return services.views.mandates(query, principal);
}

export function showMandate({ services, principal, params }: Call<Params, object, object>): Promise<MandateView> {
  return services.views.mandate(params.id, principal);
}

type ObligationsCall = Call<Params, z.output<typeof mandateObligationsQuery>, object>;

/** Looks the mandate up first: an unknown mandate is not found, rather than one without obligations. */
export async function listMandateObligations({
  services,
  principal,
  params,
  query,
}: ObligationsCall): Promise<ListView<ObligationView>> {
  await services.views.mandate(params.id, principal);
  const { cursor, limit, state, ...filter } = query;
  return services.views.obligations(
    { ...filter, mandateId: params.id, ...(state === undefined ? {} : { states: [state] }) },
    { cursor, limit },
    principal,
  );
}

/** Takes the next review step and answers the mandate as it stands then. */
export async function reviewMandate({
  services,
  principal,
  params,
}: Call<Params, object, object>): Promise<MandateView> {
  await services.mandates.review(params.id, principal);
  return services.views.mandate(params.id, principal);
}
