import { credentialEvent } from '../../domain/alerts/credentialEvents';
import type { Account } from '../../domain/accounts/account';
import { accountCredentialKind, type Credential } from '../../domain/credentials/credential';
import { credentialOf } from '../../domain/credentials/credentialOf';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { GrantedAccess } from '../../ports/connectors';
import type { AuthorisationState } from '../../ports/credentials';
import { conflict, demand, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { AuthorisationEnd, CredentialServices } from './contract';
import type { StoreAccountSecret } from './saveCredentials';

/** An officer has this long to find the account's keeper and have the page confirmed. */
const STATE_MS = 30 * MINUTE_MS;

/** Authorisation through the platform's own page, there and back. */
export function createAuthorise(
  deps: ServiceDeps,
  storeAccountSecret: StoreAccountSecret,
): Pick<CredentialServices, 'authorise' | 'finishAuthorisation'> {
  const { storage, connectors, clock, ids, hasher } = deps;
  return {
    authorise: async ({ accountId, applicationId, origin, signal }, principal) => {
      const now = clock.now();
      demand('credentials.authorise', principal);
      const record = accountId === null ? null : await storage.accounts.byId(accountId, principal.unitId);
      if (accountId !== null && record === null) throw notFound('账号');
      const application = await chooseApplication(deps, { account: record?.account ?? null, applicationId });
      const { authorisation } = connectors.for(application.platform);
      const secrets = await storage.credentials.secrets(application.id);
      if (authorisation === null || secrets === null) throw conflict('该平台不支持页面授权。');
      const state = ids.secret();
      const redirectUri = `${origin}/callbacks/authorised/${application.platform}`;
      const started = await authorisation.start(
        { application: secrets, redirectUri, state },
        { startedAt: now, signal },
      );
      if ('failure' in started)
        throw conflict(`平台没有开始授权：${started.failure.message}（${started.failure.code}）。`);
      const expiresAt = new Date(now.getTime() + STATE_MS);
      await storage.authorisationStates.create({
        stateHash: hasher.sha256(state),
        platform: application.platform,
        applicationId: application.applicationId ?? '',
        accountId,
        personId: principal.personId,
        personName: principal.name,
        unitId: principal.unitId,
        redirectUri,
        expiresAt,
        createdAt: now,
      });
      return { url: started.url, expiresAt };
    },
    finishAuthorisation: async ({ platform, query, signal }) => {
      const now = clock.now();
      const state = await storage.authorisationStates.consume(hasher.sha256(query['state'] ?? ''), now);
      if (state === null || state.platform !== platform)
        return failed('state-unknown', '授权请求不存在、已用过或已超过 30 分钟。');
      const application = await storage.credentials.ofApplication(platform, state.applicationId);
      const secrets = application === null ? null : await storage.credentials.secrets(application.id);
      const { authorisation } = connectors.for(platform);
      if (secrets === null || authorisation === null) return failed('application-missing', '授权所用的应用已被移除。');
      const finished = await authorisation.finish(
        { application: secrets, redirectUri: state.redirectUri, query },
        { startedAt: now, signal },
      );
      if ('failure' in finished)
        return failed('platform-refused', `${finished.failure.message}（${finished.failure.code}）`);
      return store(deps, { state, granted: finished.granted, storeAccountSecret, now });
    },
  };
}

/** The application named, the one the account granted access through before, or the only one its platform has. */
async function chooseApplication(
  { storage }: ServiceDeps,
  { account, applicationId }: { readonly account: Account | null; readonly applicationId: string | null },
): Promise<Credential> {
  const wanted =
    applicationId ??
    (account === null ? null : ((await storage.credentials.ofAccount(account.id))?.applicationId ?? null));
  const { items } = await storage.credentials.list(
    {
      of: 'applications',
      ...(account === null ? {} : { platform: account.platform }),
      ...(wanted === null ? {} : { applicationId: wanted }),
    },
    { limit: 2, cursor: null },
    null,
  );
  const [first, second] = items;
  if (first === undefined)
    throw invalidInput(
      'applicationId',
      wanted === null ? '该平台尚未登记授权应用。' : '没有登记这个应用。',
      '请由管理员先登记应用的凭证。',
    );
  if (second !== undefined)
    throw invalidInput('applicationId', '登记了不止一个应用，无法判断用哪一个。', '请指明 applicationId。');
  return first;
}

/** Nothing is stored unless what was granted belongs to the account it was asked for, and to the scope of who asked. */
async function store(
  deps: ServiceDeps,
  done: {
    readonly state: AuthorisationState;
    readonly granted: GrantedAccess;
    readonly storeAccountSecret: StoreAccountSecret;
    readonly now: Instant;
  },
): Promise<AuthorisationEnd> {
  const { storage, ids } = deps;
  const { state, granted, now } = done;
  const actor = { kind: 'person' as const, personId: state.personId, name: state.personName };
  const record =
    state.accountId === null
      ? await storage.accounts.byExternalId(state.platform, granted.externalId)
      : await storage.accounts.byId(state.accountId, null);
  // Asked of the store, which knows of a unit that is being moved away.
  if (record === null || (await storage.accounts.byId(record.account.id, state.unitId)) === null)
    return failed('account-unknown', `授权的账号${named(granted)}没有登记，未保存任何内容。`);
  const { account } = record;
  if (account.externalId !== granted.externalId) {
    await storage.ledger.append([
      credentialEvent({
        eventId: ids.eventId(),
        actor,
        now,
        from: null,
        to: 'not-stored',
        reason: 'wrong-account',
        note: `granted ${granted.externalId}`,
        credential: {
          id: credentialOf(account.id),
          accountId: account.id,
          applicationId: state.applicationId,
          platform: account.platform,
          kind: accountCredentialKind(account.platform, granted.credential),
          label: account.name,
          unitId: account.unitId,
          unitPath: account.unitPath,
          expiresAt: null,
        },
      }),
    ]);
    return failed(
      'wrong-account',
      `平台上授权的是${named(granted)}，不是“${account.name}”（${account.externalId}），未保存任何内容。请退出平台后用该账号登录，再授权一次。`,
    );
  }
  const stored = await done.storeAccountSecret({
    account,
    secrets: granted.credential,
    applicationId: state.applicationId,
    expiresAt: granted.expiresAt,
    by: { personId: state.personId, name: state.personName },
    actor,
    reason: 'authorised',
    now,
  });
  return stored === null
    ? failed('busy', '凭证正被他人更新，请再授权一次。')
    : { kind: 'granted', accountId: account.id, accountName: account.name };
}

function named({ name, externalId }: GrantedAccess): string {
  return name === null ? `“${externalId}”` : `“${name}”（${externalId}）`;
}

function failed(reason: Extract<AuthorisationEnd, { kind: 'failed' }>['reason'], detail: string): AuthorisationEnd {
  return { kind: 'failed', reason, detail };
}
