import type { PlatformFailure } from '../../domain/errors';
import type { ApplicationSecrets, Authorisation, Call, SettingSpec } from '../../ports/connectors';
import { failed, platformFailure } from '../outbound/platformFailure';
import { asRecord, asText } from '../reading/json';
import { componentSecretsOf } from './component';
import type { Component } from './component';

const API_ORIGIN = 'https://api.weixin.qq.com';
const PAGES_ORIGIN = 'https://mp.weixin.qq.com';
/** auth_type 1: official accounts alone are offered. */
const OFFICIAL_ACCOUNTS = '1';

const SETTINGS: readonly SettingSpec[] = [
  {
    key: 'componentAppId',
    secret: false,
    required: true,
    title: '第三方平台 AppID',
    why: '微信开放平台“第三方平台”详情页',
  },
  {
    key: 'componentAppSecret',
    secret: true,
    required: true,
    title: '第三方平台 AppSecret',
    why: '换取第三方平台的接口令牌',
  },
  {
    key: 'callbackToken',
    secret: true,
    required: true,
    title: '消息校验 Token',
    why: '核对平台推送的签名，与开放平台所填一致',
  },
  {
    key: 'callbackAesKey',
    secret: true,
    required: true,
    title: '消息加解密 Key',
    why: '解开平台推送的内容，43 个字符',
  },
];

/**
 * Authorisation of our 第三方平台 by an account's administrator, who scans a code on the platform's own page. The platform
 * carries no `state`: it travels in the address to come back to. What is granted is the refresh token, which does not
 * expire by age.
 */
export function createComponentAuthorisation({
  component,
  base,
}: {
  readonly component: Component;
  readonly base: string;
}): Authorisation {
  const pages = base === API_ORIGIN ? PAGES_ORIGIN : base;
  return {
    applicationSettings: SETTINGS,
    async start({ application, redirectUri, state }, call) {
      const secrets = componentSecretsOf(application);
      if (secrets === null || !URL.canParse(redirectUri)) return { failure: NOT_SET_UP };
      const answer = await component.call('api_create_preauthcode', {}, { secrets, call });
      if (answer.kind === 'blind') return { failure: answer.end.failure };
      const preAuthCode = asText(answer.value['pre_auth_code']);
      if (preAuthCode === null) return { failure: UNREADABLE };
      const back = new URL(redirectUri);
      back.searchParams.set('state', state);
      const query = new URLSearchParams({
        component_appid: secrets.appId,
        pre_auth_code: preAuthCode,
        redirect_uri: back.href,
        auth_type: OFFICIAL_ACCOUNTS,
      });
      return { url: `${pages}/cgi-bin/componentloginpage?${query.toString()}` };
    },

    async finish({ application, query }, call) {
      const secrets = componentSecretsOf(application);
      if (secrets === null) return { failure: NOT_SET_UP };
      const authCode = query['auth_code'] ?? '';
      if (authCode === '') return failed('re-authorise', 'wechat-no-auth-code', '平台没有返回授权码，授权可能被取消');
      const answer = await component.call('api_query_auth', { authorization_code: authCode }, { secrets, call });
      if (answer.kind === 'blind') return { failure: answer.end.failure };
      const info = asRecord(answer.value['authorization_info']);
      const [appId, refreshToken] = [asText(info?.['authorizer_appid']), asText(info?.['authorizer_refresh_token'])];
      if (appId === null || refreshToken === null) return { failure: UNREADABLE };
      const name = await readName(component, { application, appId, call });
      return {
        granted: {
          externalId: appId,
          name,
          credential: { appId, authorizerRefreshToken: refreshToken },
          expiresAt: null,
        },
      };
    },
  };
}

/**
 * The account's own name, so that an officer sees whom they authorised; a nicety that never fails the authorisation.
 */
async function readName(
  component: Component,
  about: { readonly application: ApplicationSecrets; readonly appId: string; readonly call: Call },
): Promise<string | null> {
  const secrets = componentSecretsOf(about.application);
  if (secrets === null) return null;
  const answer = await component.call(
    'api_get_authorizer_info',
    { authorizer_appid: about.appId },
    { secrets, call: about.call },
  );
  return answer.kind === 'value' ? asText(asRecord(answer.value['authorizer_info'])?.['nick_name']) : null;
}

const NOT_SET_UP: PlatformFailure = platformFailure(
  'fix-configuration',
  'wechat-no-component',
  '没有配置第三方平台的 AppID 与 AppSecret，或回跳地址不可用',
);
const UNREADABLE: PlatformFailure = platformFailure(
  'ask-a-person',
  'wechat-shape-changed',
  '第三方平台接口的应答无法识别',
);
