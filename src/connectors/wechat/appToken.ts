import { SECOND_MS } from '../../domain/time/instant';
import type { AccountAccess, Call } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { StoredToken, TokenStore } from '../../ports/tokens';
import type { Http } from '../outbound/http';
import { blind } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';
import { asInteger, asText } from '../reading/json';
import { blindByTokenEndpoint } from './failures';
import { jsonPayload, postToPlatform } from './platformPost';
import type { TokenSource } from './tokens';

/**
 * Tokens of an account that gave us its own AppSecret, from /cgi-bin/stable_token: unlike /cgi-bin/token, asking for
 * one does not retire the one others hold. developers.weixin.qq.com/doc/subscription/api/base/api_getstableaccesstoken
 */
export function createAppTokens(parts: {
  readonly http: Http;
  readonly base: string;
  readonly store: TokenStore;
  readonly clock: Clock;
}): TokenSource {
  const { http, base, store, clock } = parts;

  const ask = async (
    { credential }: AccountAccess,
    call: Call,
    forceRefresh: boolean,
  ): Promise<StoredToken | Blind> => {
    const { appId = '', appSecret = '' } = credential ?? {};
    const payload = jsonPayload({
      grant_type: 'client_credential',
      appid: appId,
      secret: appSecret,
      force_refresh: forceRefresh,
    });
    const answer = await postToPlatform(http, { ...payload, url: `${base}/cgi-bin/stable_token` }, call);
    if (answer.kind === 'lost') return answer.end;
    if (answer.kind === 'error') return blindByTokenEndpoint(answer.error, call.startedAt);
    return readToken(answer.value, { tokenField: 'access_token', clock }) ?? UNREADABLE;
  };

  return {
    keyOf: ({ credential }) =>
      filled(credential?.['appId']) && filled(credential?.['appSecret'])
        ? `wechat-app:${credential?.['appId'] ?? ''}`
        : null,
    /** A refused token that comes back unchanged is replaced by force (20 times a day). */
    async fetch(access, call, { key, refused }) {
      const before = await store.read(key);
      let asked = await ask(access, call, false);
      if ('token' in asked && asked.token === refused) asked = await ask(access, call, true);
      if (!('token' in asked)) return { kind: 'blind', end: asked };
      await store.swap(key, before?.token ?? null, asked);
      return { kind: 'token', token: asked.token };
    },
  };
}

export const UNREADABLE: Blind = blind('unparsed', {
  remedy: 'retry-later',
  code: 'wechat-token-unreadable',
  message: '令牌接口的应答无法识别',
});

/** A token answer: the token under its own name, its life in seconds, and the refresh token where there is one. */
export function readToken(
  value: Readonly<Record<string, unknown>>,
  about: { readonly tokenField: string; readonly refreshField?: string; readonly clock: Clock },
): StoredToken | null {
  const [token, livesS] = [asText(value[about.tokenField]), asInteger(value['expires_in'])];
  if (token === null || livesS === null) return null;
  return {
    token,
    refreshToken: about.refreshField === undefined ? null : asText(value[about.refreshField]),
    expiresAt: new Date(about.clock.now().getTime() + livesS * SECOND_MS),
  };
}

function filled(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}
