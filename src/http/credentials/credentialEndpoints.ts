import { endpoint } from '../edge/endpoint';
import { accountParams } from '../accounts/accountSchemas';
import {
  accountCredentialBody,
  applicationBody,
  authorisationStart,
  authoriseBody,
  credentialDetailView,
  credentialList,
  credentialParams,
  credentialView,
  credentialsQuery,
  removalBody,
  testDue,
} from './credentialSchemas';

/** Talking to a platform's authorisation server takes no longer than this. */
const AUTHORISE_MS = 15_000;

export const listCredentials = endpoint({
  summary: 'Credentials without their secrets',
  query: credentialsQuery,
  answer: credentialList,
  handle({ services, principal, query }) {
    const { cursor, limit, ...filter } = query;
    return services.credentials.list(filter, { cursor, limit }, principal);
  },
});

export const showCredential = endpoint({
  summary: 'One credential with what depends on it',
  params: credentialParams,
  answer: credentialDetailView,
  handle({ services, principal, params }) {
    return services.credentials.show(params.id, principal);
  },
});

export const saveAccountCredential = endpoint({
  summary: "Store the account's secret; it is tested at once and never shown again",
  params: accountParams,
  body: accountCredentialBody,
  answer: credentialView,
  handle({ services, principal, params, body }) {
    const { secrets, applicationId, expiresAt } = body;
    return services.credentials.saveForAccount(
      params.id,
      { secrets, applicationId, expiresAt: expiresAt === null ? null : new Date(expiresAt) },
      principal,
    );
  },
});

export const saveApplication = endpoint({
  summary: 'Store the secret of an application through which accounts grant access',
  body: applicationBody,
  answer: credentialView,
  handle({ services, principal, body }) {
    return services.credentials.saveApplication(body, principal);
  },
});

export const removeCredential = endpoint({
  summary: 'Forget the secret, with a reason',
  status: 204,
  params: credentialParams,
  body: removalBody,
  async handle({ services, principal, params, body }) {
    await services.credentials.remove(params.id, body.reason, principal);
  },
});

export const testCredential = endpoint({
  summary: 'Test it now, and give publishing another chance',
  status: 202,
  params: credentialParams,
  answer: testDue,
  async handle({ services, principal, params }) {
    const { dueAt } = await services.credentials.test(params.id, principal);
    return { dueAt: dueAt.toISOString() };
  },
});

/** Where the officer's browser has to go; the platform sends it back to `/callbacks/authorised/…`. */
export const startAuthorisation = endpoint({
  summary: "Begin an authorisation on the platform's page; it comes back to /callbacks/authorised/{platform}",
  body: authoriseBody,
  answer: authorisationStart,
  async handle({ services, principal, body, origin }) {
    const { url, expiresAt } = await services.credentials.authorise(
      { ...body, origin, signal: AbortSignal.timeout(AUTHORISE_MS) },
      principal,
    );
    return { url, expiresAt: expiresAt.toISOString() };
  },
});
