import { MINUTE_MS, SECOND_MS } from '../../domain/time/instant';
import type { AccountAccess, Call } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { Http } from '../http';
import { blind, blindByFault, blindByStatus } from '../http/endings';
import type { Blind } from '../http/endings';
import { asInteger, asRecord, asText, readJsonBody } from '../reading/json';
import { blindByTokenEndpoint } from './failures';
import type { StoredToken, TokenStore } from '../../ports/tokens';

export type TokenAnswer = { readonly kind: 'token'; readonly token: string } | { readonly kind: 'blind'; readonly end: Blind };

export interface Tokens {
  /** A token good for some minutes. */
  get(access: AccountAccess, call: Call): Promise<TokenAnswer>;
  /** Another token after the platform refused `refused`: one that somebody else renewed already, or a new one. */
  renew(access: AccountAccess, call: Call, refused: string): Promise<TokenAnswer>;
}

/** In the last five minutes of a token's life the platform already gives out the next one. */
const RENEW_BEFORE_MS = 5 * MINUTE_MS;

/**
 * Tokens from /cgi-bin/stable_token: unlike /cgi-bin/token, asking for one does not retire the one others hold.
 * developers.weixin.qq.com/doc/subscription/api/base/api_getstableaccesstoken
 */
export function createTokens(parts: { readonly http: Http; readonly base: string; readonly store: TokenStore; readonly clock: Clock }): Tokens {
  const { http, base, store, clock } = parts;
  const asking = new Map<string, Promise<TokenAnswer>>();

  const ask = async (access: AccountAccess, call: Call, forceRefresh: boolean): Promise<StoredToken | Blind> => {
    const { appId = '', appSecret = '' } = access.credential ?? {};
    const answer = await http.send({
      method: 'POST', url: `${base}/cgi-bin/stable_token`, signal: call.signal, headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: forceRefresh }),
    });
    if (answer.kind === 'fault') return blindByFault(answer.fault);
    const refused = blindByStatus(answer.response, call.startedAt);
    if (refused !== null) return refused;
    const record = asRecord(readJsonBody(answer.response));
    const code = record === null ? null : asInteger(record['errcode']);
    if (code !== null && code !== 0) return blindByTokenEndpoint({ code, errmsg: asText(record?.['errmsg']) ?? '' }, call.startedAt);
    const token = record === null ? null : asText(record['access_token']);
    const livesS = record === null ? null : asInteger(record['expires_in']);
    if (token === null || livesS === null) return blind('unparsed', { remedy: 'retry-later', code: 'wechat-not-json', message: '令牌接口的应答无法识别' });
    return { token, refreshToken: null, expiresAt: new Date(clock.now().getTime() + livesS * SECOND_MS) };
  };

  /** Asks once for all who want it now; a refused token that comes back unchanged is replaced by force (20 times a day). */
  const fetchToken = async (access: AccountAccess, call: Call, refused: string | null): Promise<TokenAnswer> => {
    const appId = access.credential?.['appId'] ?? '';
    const before = await store.read(appId);
    let asked = await ask(access, call, false);
    if ('token' in asked && asked.token === refused) asked = await ask(access, call, true);
    if (!('token' in asked)) return { kind: 'blind', end: asked };
    await store.swap(appId, before?.token ?? null, asked);
    return { kind: 'token', token: asked.token };
  };

  const fetchTogether = (access: AccountAccess, call: Call, refused: string | null): Promise<TokenAnswer> => {
    const appId = access.credential?.['appId'] ?? '';
    const running = asking.get(appId);
    if (running !== undefined) return running;
    const started = fetchToken(access, call, refused).finally(() => asking.delete(appId));
    asking.set(appId, started);
    return started;
  };

  const missing = (access: AccountAccess): TokenAnswer | null => {
    const { appId = '', appSecret = '' } = access.credential ?? {};
    if (appId !== '' && appSecret !== '') return null;
    return { kind: 'blind', end: blind('unauthorised', { remedy: 'fix-configuration', code: 'wechat-no-credential', message: '账号没有配置 AppID 与 AppSecret' }) };
  };

  return {
    async get(access, call) {
      const lacking = missing(access);
      if (lacking !== null) return lacking;
      const stored = await store.read(access.credential?.['appId'] ?? '');
      const isFresh = stored !== null && stored.expiresAt.getTime() - clock.now().getTime() > RENEW_BEFORE_MS;
      return isFresh ? { kind: 'token', token: stored.token } : fetchTogether(access, call, null);
    },
    async renew(access, call, refused) {
      const stored = await store.read(access.credential?.['appId'] ?? '');
      return stored !== null && stored.token !== refused ? { kind: 'token', token: stored.token } : fetchTogether(access, call, refused);
    },
  };
}
