import type { AccountAccess, Call } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { StoredToken, TokenStore } from '../../ports/tokens';
import type { Blind } from '../outbound/readFailures';
import { asInteger, asList, asRecord, asText } from '../reading/json';
import { readToken, UNREADABLE } from './appToken';
import { componentSecretsOf } from './component';
import type { Component, ComponentSecrets } from './component';
import { REFRESH_TOKEN_INVALID } from './failures';
import type { TokenAnswer, TokenSource } from './tokens';

/**
 * api_get_authorizer_list: entries a page, and pages looked at; beyond ten thousand accounts the officer authorises
 * anew.
 */
const LIST_LENGTH = 500;
const MOST_LIST_PAGES = 20;

type Asked =
  | { readonly kind: 'token'; readonly token: StoredToken }
  | { readonly kind: 'blind'; readonly end: Blind; readonly isWrongRefreshToken: boolean };

/**
 * Tokens of an account that authorised our 第三方平台. The platform may give another refresh token with each answer: it is
 * stored, and the one that came with the authorisation stays where it is, so that there is always one that is proven.
 * Where all known ones are refused (61023), the platform's own list is asked once.
 */
export function createAuthorizerTokens(parts: {
  readonly component: Component;
  readonly store: TokenStore;
  readonly clock: Clock;
}): TokenSource {
  const { component, store, clock } = parts;

  const ask = async (
    refreshToken: string,
    appId: string,
    about: { readonly secrets: ComponentSecrets; readonly call: Call },
  ): Promise<Asked> => {
    const answer = await component.call(
      'api_authorizer_token',
      { authorizer_appid: appId, authorizer_refresh_token: refreshToken },
      about,
    );
    if (answer.kind === 'blind')
      return { kind: 'blind', end: answer.end, isWrongRefreshToken: answer.code === REFRESH_TOKEN_INVALID };
    const token = readToken(answer.value, {
      tokenField: 'authorizer_access_token',
      refreshField: 'authorizer_refresh_token',
      clock,
    });
    if (token === null) return { kind: 'blind', end: UNREADABLE, isWrongRefreshToken: false };
    return { kind: 'token', token: { ...token, refreshToken: token.refreshToken ?? refreshToken } };
  };

  const findInList = async (
    appId: string,
    about: { readonly secrets: ComponentSecrets; readonly call: Call },
  ): Promise<string | null> => {
    for (let page = 0; page < MOST_LIST_PAGES; page += 1) {
      const answer = await component.call(
        'api_get_authorizer_list',
        { offset: page * LIST_LENGTH, count: LIST_LENGTH },
        about,
      );
      if (answer.kind === 'blind') return null;
      const rows = (asList(answer.value['list']) ?? []).map(asRecord);
      const found = rows.find((row) => row?.['authorizer_appid'] === appId);
      if (found != null) return asText(found['refresh_token']);
      if (rows.length === 0 || (page + 1) * LIST_LENGTH >= (asInteger(answer.value['total_count']) ?? 0)) return null;
    }
    return null;
  };

  const askWithAny = async (
    appId: string,
    known: readonly string[],
    about: { readonly secrets: ComponentSecrets; readonly call: Call },
  ): Promise<Asked | null> => {
    let last: Asked | null = null;
    for (const refreshToken of known) {
      last = await ask(refreshToken, appId, about);
      if (last.kind === 'token' || !last.isWrongRefreshToken) return last;
    }
    const listed = await findInList(appId, about);
    return listed === null || known.includes(listed) ? last : ask(listed, appId, about);
  };

  return {
    keyOf(access) {
      const appId = accountAppId(access);
      const refreshToken = access.credential?.['authorizerRefreshToken'] ?? '';
      const secrets = componentSecretsOf(access.application);
      return secrets === null || refreshToken === '' || appId === ''
        ? null
        : `wechat-authorizer:${secrets.appId}:${appId}`;
    },
    async fetch(access: AccountAccess, call: Call, { key, refused }): Promise<TokenAnswer> {
      const secrets = componentSecretsOf(access.application);
      const before = await store.read(key);
      if (secrets === null) return { kind: 'blind', end: UNREADABLE };
      const known = [before?.refreshToken ?? '', access.credential?.['authorizerRefreshToken'] ?? ''].filter(
        (token, at, all) => token !== '' && all.indexOf(token) === at,
      );
      const asked = await askWithAny(accountAppId(access), known, { secrets, call });
      if (asked === null || asked.kind === 'blind') return { kind: 'blind', end: asked?.end ?? UNREADABLE };
      if (await store.swap(key, before?.token ?? null, asked.token)) return { kind: 'token', token: asked.token.token };
      // Another process was first: all go on with the one that is stored, unless it is the one that was refused.
      const theirs = await store.read(key);
      return { kind: 'token', token: theirs === null || theirs.token === refused ? asked.token.token : theirs.token };
    },
  };
}

function accountAppId({ account, credential }: AccountAccess): string {
  return credential?.['appId'] ?? account.externalId;
}
