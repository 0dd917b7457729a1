import type { FaultBoard } from '../wire/faultBoard';
import { mayReturnTo, withQuery, writeConsentError, writeConsentPage } from '../wire/consentPage';
import { readForm } from '../wire/formBody';
import type { Exchange, Reply } from '../wire/loopbackServer';
import type { RawJson } from '../wire/rawJson';
import { replyHtml, replyRedirect } from '../wire/replies';
import type { Actor } from '../world/actor';
import { SECOND_MS } from '../world/civilTime';
import { actorsOn } from '../world/world';
import type { World } from '../world/world';
import { openComponentTokens } from './componentTokens';
import type { ComponentTokens } from './componentTokens';
import type { ComponentGrants } from './componentGrants';
import type { WechatEvents } from './wechatEvents';
import { readJsonBody } from './jsonBody';
import type { Tokens } from './tokens';
import { WechatFailure } from './wechatFailure';

export const CONSENT_PATH = '/cgi-bin/componentloginpage';
const HEAD = '/cgi-bin/component/';
/** 权限集: 群发与通知, 素材与草稿; 1 is basic messages. */
const SCOPES = [1, 7, 11, 100] as const;
const SCOPES_WITHOUT_PUBLISHING = [1, 11, 100] as const;

type Body = Readonly<Record<string, unknown>>;

export interface ComponentEndpoint {
  /** The answer of a call of the component, or null for another path. */
  answer(exchange: Exchange): RawJson | null;
  /** The page on which an account's administrator agrees. */
  consent(exchange: Exchange): Promise<Reply>;
  readonly componentTokens: ComponentTokens;
}

/** The third-party platform: its own tokens, and those of the accounts that authorised it. */
export function createComponentEndpoint(
  world: World,
  parts: { grants: ComponentGrants; tokens: Tokens; events: WechatEvents; faults: FaultBoard },
): ComponentEndpoint {
  const { grants, tokens, events, faults } = parts;
  const component = world.applications.wechatComponent;
  const componentTokens = openComponentTokens(world);
  const byAppId = new Map(actorsOn(world, 'wechat').map((actor) => [actor.account.externalId, actor]));

  const requireComponent = (body: Body): void => {
    if (body['component_appid'] !== component.appId) throw new WechatFailure(61011);
  };
  const findAuthorizer = (body: Body): Actor => {
    const actor = byAppId.get(String(body['authorizer_appid'] ?? ''));
    if (actor === undefined) throw new WechatFailure(40013);
    if (!grants.isGranted(actor)) throw new WechatFailure(61003);
    return actor;
  };
  const writeScopes = (actor: Actor): RawJson =>
    (actor.opensPublishing ? SCOPES : SCOPES_WITHOUT_PUBLISHING).map((id) => ({ funcscope_category: { id } }));
  const writeTokens = (actor: Actor): { readonly [key: string]: RawJson } => {
    const issued = tokens.issuePlain(actor, 'authorizer');
    return {
      authorizer_access_token: issued.token,
      expires_in: issued.expiresInS,
      authorizer_refresh_token: grants.refreshTokenOf(actor) ?? '',
    };
  };

  const calls = new Map<string, (body: Body) => RawJson>([
    [
      'api_create_preauthcode',
      () => {
        const { code, expiresInS } = componentTokens.issuePreAuthCode();
        return { pre_auth_code: code, expires_in: expiresInS };
      },
    ],
    [
      'api_query_auth',
      (body) => {
        const actor = componentTokens.redeem(String(body['authorization_code'] ?? ''));
        return {
          authorization_info: {
            authorizer_appid: actor.account.externalId,
            ...writeTokens(actor),
            func_info: writeScopes(actor),
          },
        };
      },
    ],
    [
      'api_authorizer_token',
      (body) => {
        const actor = findAuthorizer(body);
        if (!grants.accepts(actor, String(body['authorizer_refresh_token'] ?? ''))) throw new WechatFailure(61023);
        if (faults.strikes('wechat', actor.account.key, 'account-frozen')) throw new WechatFailure(50002);
        return writeTokens(actor);
      },
    ],
    [
      'api_get_authorizer_list',
      (body) => {
        const all = grants.list();
        const offset = Number(body['offset'] ?? 0);
        const shown = all.slice(offset, offset + Math.min(500, Number(body['count'] ?? 0)));
        return {
          total_count: all.length,
          list: shown.map(({ actor, refreshToken, grantedMs }) => ({
            authorizer_appid: actor.account.externalId,
            refresh_token: refreshToken,
            auth_time: Math.floor(grantedMs / SECOND_MS),
          })),
        };
      },
    ],
    [
      'api_get_authorizer_info',
      (body) => {
        const actor = findAuthorizer(body);
        return {
          authorizer_info: {
            nick_name: actor.account.name,
            head_img: `${world.origins.wechat}/mmopen/${actor.biz}/0`,
            service_type_info: { id: actor.accountType === 'service' ? 2 : 0 },
            verify_type_info: { id: actor.opensPublishing ? 0 : -1 },
            user_name: actor.originalId,
            principal_name: actor.unit.name,
            alias: '',
            business_info: { open_store: 0, open_scan: 0, open_pay: 0, open_card: 0, open_shake: 0 },
            qrcode_url: `${world.origins.wechat}/mp/qrcode?__biz=${actor.biz}`,
            account_status: 1,
          },
          authorization_info: {
            authorizer_appid: actor.account.externalId,
            authorizer_refresh_token: grants.refreshTokenOf(actor) ?? '',
            func_info: writeScopes(actor),
          },
        };
      },
    ],
  ]);

  const giveToken = (body: Body): RawJson => {
    requireComponent(body);
    if (body['component_appsecret'] !== component.appSecret) throw new WechatFailure(40094);
    const state = events.isTicket(body['component_verify_ticket']);
    if (state !== 'good') throw new WechatFailure(state === 'expired' ? 61005 : 61006);
    const issued = componentTokens.issueToken();
    return { component_access_token: issued.token, expires_in: issued.expiresInS };
  };
  const restartTickets = (body: Body): RawJson => {
    requireComponent(body);
    if ((body['component_secret'] ?? body['component_appsecret']) !== component.appSecret)
      throw new WechatFailure(40094);
    events.pushTicket();
    return { errcode: 0, errmsg: 'ok' };
  };

  return {
    componentTokens,
    answer(exchange) {
      if (!exchange.url.pathname.startsWith(HEAD)) return null;
      const name = exchange.url.pathname.slice(HEAD.length);
      if (exchange.method !== 'POST') throw new WechatFailure(43002);
      if (faults.strikes('wechat', null, 'ip-not-allowed'))
        throw new WechatFailure(61004, 'access clientip is not registered requestIP: 127.0.0.1');
      const body = readJsonBody(exchange);
      if (name === 'api_component_token') return giveToken(body);
      if (name === 'api_start_push_ticket') return restartTickets(body);
      const call = calls.get(name);
      if (call === undefined) throw new WechatFailure(40066);
      const query = exchange.url.searchParams;
      // The older documents name the parameter component_access_token, the newer ones access_token.
      componentTokens.authorise(
        query.get('component_access_token') ?? query.get('access_token'),
        (token) => tokens.ownerOf(token) !== null,
      );
      requireComponent(body);
      return call(body);
    },
    async consent(exchange) {
      const form = await readForm(exchange);
      const read = (name: string): string => form.field(name) ?? exchange.url.searchParams.get(name) ?? '';
      const [appId, code, redirectUri] = [read('component_appid'), read('pre_auth_code'), read('redirect_uri')];
      if (appId !== component.appId) return writeConsentError('请确认授权入口页所在域名和应用', 'component_appid');
      if (!mayReturnTo(redirectUri, component.redirectUri))
        return writeConsentError('请确认授权回调域名与登记的一致', 'redirect_uri');
      if (!componentTokens.isPreAuthCode(code))
        return writeConsentError('预授权码已失效，请重新发起授权', 'pre_auth_code');
      const wanted = read('biz_appid');
      if (exchange.method !== 'POST') {
        return writeConsentPage({
          title: '公众号授权',
          applicationName: '政务新媒体矩阵',
          action: CONSENT_PATH,
          asks: ['群发与通知', '素材与草稿管理', '消息与事件接收'],
          hidden: { component_appid: appId, pre_auth_code: code, redirect_uri: redirectUri },
          accounts: [...byAppId]
            .filter(([id]) => wanted === '' || id === wanted)
            .map(([value, actor]) => ({ value, name: actor.account.name })),
        });
      }
      const actor = byAppId.get(read('account'));
      if (actor === undefined || read('decision') !== 'allow')
        return replyHtml('<!DOCTYPE html><meta charset="utf-8"><title>公众号授权</title><p>已取消授权。</p>');
      const infoType = grants.grant(actor) ? 'updateauthorized' : 'authorized';
      const given = componentTokens.issueAuthCode(actor);
      events.componentEvent(infoType, {
        AuthorizerAppid: actor.account.externalId,
        AuthorizationCode: given.code,
        AuthorizationCodeExpiredTime: String(given.expiresAtS),
        PreAuthCode: code,
      });
      return replyRedirect(withQuery(redirectUri, { auth_code: given.code, expires_in: String(given.expiresInS) }));
    },
  };
}
