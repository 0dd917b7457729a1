import { SECOND_MS } from '../../domain/time/instant';
import type { Authorisation, Call, Connector, SettingSpec } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { Http } from '../outbound/http';
import { blind, blindByFault, blindByStatus } from '../outbound/readFailures';
import { failed, platformFailure } from '../outbound/platformFailure';
import { asInteger, asRecord, asText, readJsonBody } from '../reading/json';
import type { ReadAnswer } from './api';
import { blindByCode } from './failures';
import { readError } from './statusShape';

const SETTINGS: readonly SettingSpec[] = [
  { key: 'appKey', secret: false, required: true, title: 'App Key', why: '微博开放平台“应用信息”中的 App Key' },
  {
    key: 'appSecret',
    secret: true,
    required: true,
    title: 'App Secret',
    why: '换取授权令牌；授权回调页须与应用所填一致',
  },
];

type Parts = { readonly http: Http; readonly base: string; readonly clock: Clock };

/**
 * Authorisation by OAuth2 (open.weibo.com/wiki/授权机制). A web application gets no refresh token: when the token ends a
 * person authorises anew. How long it lives depends on the application's level, so only what the answer says is
 * believed.
 */
export function createWeiboAuthorisation(parts: Parts): Authorisation {
  return {
    applicationSettings: SETTINGS,
    start({ application, redirectUri, state }) {
      const appKey = application['appKey'] ?? '';
      if (appKey === '' || (application['appSecret'] ?? '') === '') return Promise.resolve({ failure: NOT_SET_UP });
      // Without `forcelogin` the browser's present user is taken, who need not be the account's keeper.
      const query = new URLSearchParams({
        client_id: appKey,
        redirect_uri: redirectUri,
        response_type: 'code',
        state,
        forcelogin: 'true',
      });
      return Promise.resolve({ url: `${parts.base}/oauth2/authorize?${query.toString()}` });
    },

    async finish({ application, redirectUri, query }, call) {
      const { appKey = '', appSecret = '' } = application;
      if (appKey === '' || appSecret === '') return { failure: NOT_SET_UP };
      const code = query['code'] ?? '';
      if (code === '') return failed('re-authorise', 'weibo-no-code', '平台没有返回授权码，授权可能被取消');
      const answer = await post(parts, '/oauth2/access_token', {
        form: {
          client_id: appKey,
          client_secret: appSecret,
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
        },
        call,
      });
      if (answer.kind === 'blind') return { failure: answer.end.failure };
      const value = asRecord(answer.value);
      const [accessToken, uid, livesS] = [
        asText(value?.['access_token']),
        asText(value?.['uid']),
        asInteger(value?.['expires_in']),
      ];
      if (accessToken === null || uid === null || livesS === null)
        return failed('ask-a-person', 'weibo-shape-changed', '授权接口的应答无法识别');
      const expiresAt = new Date(parts.clock.now().getTime() + livesS * SECOND_MS);
      return { granted: { externalId: uid, name: null, credential: { accessToken }, expiresAt } };
    },
  };
}

/**
 * One free call that tells whose token it is and how long it lives: /oauth2/get_token_info, where the field is
 * `expire_in`
 * (the token's own answer says `expires_in`).
 */
export function createWeiboCredentialCheck(parts: Parts): NonNullable<Connector['credentialCheck']> {
  return async (access, call) => {
    const accessToken = access.credential?.['accessToken'] ?? '';
    if (accessToken === '')
      return { kind: 'refused', failure: platformFailure('re-authorise', 'weibo-no-credential', '账号没有授权') };
    const answer = await post(parts, '/oauth2/get_token_info', { form: { access_token: accessToken }, call });
    if (answer.kind === 'blind')
      return { kind: answer.end.outcome === 'unauthorised' ? 'refused' : 'cannot-tell', failure: answer.end.failure };
    const value = asRecord(answer.value);
    const [uid, leftS] = [asText(value?.['uid']), asInteger(value?.['expire_in'])];
    if (uid === null || leftS === null)
      return {
        kind: 'cannot-tell',
        failure: platformFailure('ask-a-person', 'weibo-shape-changed', '令牌信息的格式无法识别'),
      };
    if (uid !== access.account.externalId)
      return {
        kind: 'refused',
        failure: platformFailure('re-authorise', 'weibo-foreign-token', '授权属于另一个微博账号'),
      };
    if (leftS <= 0)
      return {
        kind: 'refused',
        failure: {
          ...platformFailure('re-authorise', 'weibo-21327', '授权已过期，需账号管理员重新授权'),
          expired: true,
        },
      };
    return { kind: 'accepted', expiresAt: new Date(parts.clock.now().getTime() + leftS * SECOND_MS) };
  };
}

/** A code works once and a lost answer may have used it up: nothing here is ever sent twice. */
async function post(
  { http, base }: Parts,
  path: string,
  { form, call }: { readonly form: Readonly<Record<string, string>>; readonly call: Call },
): Promise<ReadAnswer> {
  const answer = await http.send({
    method: 'POST',
    url: `${base}${path}`,
    signal: call.signal,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  if (answer.kind === 'fault') return { kind: 'blind', end: blindByFault(answer.fault) };
  const value = readJsonBody(answer.response);
  const error = readError(value);
  if (error !== null) return { kind: 'blind', end: blindByCode(error, call.startedAt) };
  const refused = blindByStatus(answer.response, call.startedAt);
  if (refused !== null) return { kind: 'blind', end: refused };
  return value === undefined
    ? {
        kind: 'blind',
        end: blind('unparsed', { remedy: 'retry-later', code: 'weibo-not-json', message: '微博接口返回的不是 JSON' }),
      }
    : { kind: 'value', value };
}

const NOT_SET_UP = platformFailure('fix-configuration', 'weibo-no-application', '没有配置应用的 App Key 与 App Secret');
