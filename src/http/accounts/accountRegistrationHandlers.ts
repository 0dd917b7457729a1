// Handlers of what people do to accounts by hand. Input is checked and the caller known when they run.
import type { z } from 'zod';
import { startOfCivilDate } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import type { AccountDetailView, PostView, ProbeView } from '../../api/views';
import type { Call } from '../edge/route';
import type { accountBody, accountChangeBody, articleBody, probeBody } from './accountRegistrationSchemas';
import type { accountParams } from './accountSchemas';

type Params = z.output<typeof accountParams>;
/** A look for a person who waits; the request itself is cut off at twenty seconds. */
const LOOK_MS = 18_000;

export function probeAccount({
  services,
  principal,
  body,
}: Call<object, object, z.output<typeof probeBody>>): Promise<ProbeView> {
  return services.accounts.probe(body, AbortSignal.timeout(LOOK_MS), principal);
}

export async function addAccount({
  services,
  principal,
  body,
}: Call<object, object, z.output<typeof accountBody>>): Promise<AccountDetailView> {
  const { openedOn, ...draft } = body;
  const id = await services.accounts.add(
    { ...draft, openedAt: openedOn === null ? null : startOfCivilDate(openedOn as CivilDate) },
    principal,
  );
  return services.views.account(id, principal);
}

export async function changeAccount({
  services,
  principal,
  params,
  body,
}: Call<Params, object, z.output<typeof accountChangeBody>>): Promise<AccountDetailView> {
  await services.accounts.change(params.id, body, principal);
  return services.views.account(params.id, principal);
}

export function addArticle({
  services,
  principal,
  params,
  body,
}: Call<Params, object, z.output<typeof articleBody>>): Promise<{ post: PostView; isNew: boolean }> {
  return services.accounts.addArticle(params.id, { url: body.url, signal: AbortSignal.timeout(LOOK_MS) }, principal);
}
