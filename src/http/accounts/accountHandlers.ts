// Handlers of accounts. Input is checked and the caller known when they run; what each promises stands in routes.ts.
import type { z } from 'zod';
import type {
  AccountDetailView,
  AccountView,
  CaseView,
  FindingView,
  ListView,
  LookView,
  ObligationView,
  PlatformView,
  PostView,
} from '../../api/views';
import type { Call } from '../edge/route';
import type { pageQuery } from '../edge/inputSchemas';
import type { accountParams, AccountsQuery } from './accountSchemas';

type Params = z.output<typeof accountParams>;
type PageCall = Call<Params, z.output<typeof pageQuery>, object>;

export function listAccounts({
  services,
  principal,
  query,
}: Call<object, AccountsQuery, object>): Promise<ListView<AccountView>> {
  const { cursor, limit, unit, ...filter } = query;
  return services.views.accounts(
    unit === undefined ? filter : { ...filter, unitId: unit },
    { cursor, limit },
    principal,
  );
}

export function listPlatforms({ services, principal }: Call<object, object, object>): Promise<ListView<PlatformView>> {
  return Promise.resolve(services.views.platforms(principal));
}

export function showAccount({ services, principal, params }: Call<Params, object, object>): Promise<AccountDetailView> {
  return services.views.account(params.id, principal);
}

export function listPosts({ services, principal, params, query }: PageCall): Promise<ListView<PostView>> {
  return services.views.posts(params.id, query, principal);
}

export function listLooks({ services, principal, params, query }: PageCall): Promise<ListView<LookView>> {
  return services.views.looks(params.id, query, principal);
}

export function listFindings({ services, principal, params, query }: PageCall): Promise<ListView<FindingView>> {
  return services.views.findings(params.id, query, principal);
}

/** Looks the account up first: an account outside the scope is not found, rather than one without obligations. */
export async function listAccountObligations({
  services,
  principal,
  params,
  query,
}: PageCall): Promise<ListView<ObligationView>> {
  await services.views.account(params.id, principal);
  return services.views.obligations({ accountId: params.id }, query, principal);
}

export async function listAccountCases({ services, principal, params, query }: PageCall): Promise<ListView<CaseView>> {
  await services.views.account(params.id, principal);
  return services.views.cases({ accountId: params.id }, query, principal);
}

/** Asks for a look now; the answer says when it is due, not what it found. */
export async function collectAccount({
  services,
  principal,
  params,
}: Call<Params, object, object>): Promise<{ dueAt: string }> {
  const { dueAt } = await services.accounts.collectNow(params.id, principal);
  return { dueAt: dueAt.toISOString() };
}
