// Handlers of credentials. Input is checked and the caller known when they run; what each promises stands in routes.ts.
import type { z } from 'zod';
import type { CredentialDetailView, CredentialView, ListView } from '../../api/views';
import type { accountParams } from '../accounts/accountSchemas';
import type { Call } from '../edge/route';
import type {
  accountCredentialBody,
  applicationBody,
  authoriseBody,
  credentialParams,
  CredentialsQuery,
  removalBody,
} from './credentialSchemas';

type Params = z.output<typeof credentialParams>;
/** Talking to a platform's authorisation server takes no longer than this. */
const AUTHORISE_MS = 15_000;

export function listCredentials({
  services,
  principal,
  query,
}: Call<object, CredentialsQuery, object>): Promise<ListView<CredentialView>> {
  const { cursor, limit, ...filter } = query;
  return services.credentials.list(filter, { cursor, limit }, principal);
}

export function showCredential({
  services,
  principal,
  params,
}: Call<Params, object, object>): Promise<CredentialDetailView> {
  return services.credentials.show(params.id, principal);
}

export function saveAccountCredential({
  services,
  principal,
  params,
  body,
}: Call<z.output<typeof accountParams>, object, z.output<typeof accountCredentialBody>>): Promise<CredentialView> {
  const { secrets, applicationId, expiresAt } = body;
  return services.credentials.saveForAccount(
    params.id,
    { secrets, applicationId, expiresAt: expiresAt === null ? null : new Date(expiresAt) },
    principal,
  );
}

export function saveApplication({
  services,
  principal,
  body,
}: Call<object, object, z.output<typeof applicationBody>>): Promise<CredentialView> {
  return services.credentials.saveApplication(body, principal);
}

export async function removeCredential({
  services,
  principal,
  params,
  body,
}: Call<Params, object, z.output<typeof removalBody>>): Promise<void> {
  await services.credentials.remove(params.id, body.reason, principal);
}

export async function testCredential({
  services,
  principal,
  params,
}: Call<Params, object, object>): Promise<{ dueAt: string }> {
  const { dueAt } = await services.credentials.test(params.id, principal);
  return { dueAt: dueAt.toISOString() };
}

/** Where the officer's browser has to go; the platform sends it back to `/callbacks/authorised/…`. */
export async function startAuthorisation({
  services,
  principal,
  body,
  origin,
}: Call<object, object, z.output<typeof authoriseBody>>): Promise<{ url: string; expiresAt: string }> {
  const { url, expiresAt } = await services.credentials.authorise(
    { ...body, origin, signal: AbortSignal.timeout(AUTHORISE_MS) },
    principal,
  );
  return { url, expiresAt: expiresAt.toISOString() };
}
