import { mayReturnTo, withQuery, writeConsentError, writeConsentPage } from '../wire/consentPage';
import { readForm } from '../wire/formBody';
import type { FormBody } from '../wire/formBody';
import type { Exchange, Reply } from '../wire/loopbackServer';
import { writeRawJson } from '../wire/rawJson';
import { replyJson, replyRedirect } from '../wire/replies';
import { readTokenText } from './tokenText';
import type { Actor } from '../world/actor';
import { SECOND_MS } from '../world/civilTime';
import type { World } from '../world/world';
import { WeiboFailure } from './weiboFailure';
import type { WeiboGrants } from './weiboGrants';

/**
 * The OAuth2 pages and calls of the open platform, by method and path. A web application is never given a refresh
 * token.
 */
export function createOauthEndpoint(
  world: World,
  about: { actors: readonly Actor[]; grants: WeiboGrants },
): (exchange: Exchange) => Promise<Reply | null> {
  const { grants } = about;
  const application = world.applications.weibo;
  const byUid = new Map(about.actors.map((actor) => [actor.account.externalId, actor]));

  const askConsent = (query: URLSearchParams): Reply => {
    const redirectUri = query.get('redirect_uri') ?? '';
    if (query.get('client_id') !== application.appKey)
      return writeConsentError('访问出错了：应用不存在', 'error:invalid_client 21324');
    if (!mayReturnTo(redirectUri, application.redirectUri))
      return writeConsentError('访问出错了：回调地址与登记的不一致', 'error:redirect_uri_mismatch 21322');
    if ((query.get('response_type') ?? 'code') !== 'code')
      return writeConsentError('访问出错了', 'error:unsupported_response_type 21329');
    return writeConsentPage({
      title: '微博登录授权',
      applicationName: '政务新媒体矩阵',
      action: '/oauth2/authorize',
      asks: ['获得你的个人信息、好友关系', '分享内容到你的微博', '获得你的评论'],
      hidden: { client_id: application.appKey, redirect_uri: redirectUri, state: query.get('state') ?? '' },
      accounts: about.actors.map(({ account }) => ({ value: account.externalId, name: account.name })),
    });
  };
  const takeDecision = (form: FormBody): Reply => {
    const redirectUri = form.field('redirect_uri') ?? '';
    if (form.field('client_id') !== application.appKey || !mayReturnTo(redirectUri, application.redirectUri)) {
      return writeConsentError('访问出错了：回调地址与登记的不一致', 'error:redirect_uri_mismatch 21322');
    }
    const given = form.field('state') ?? '';
    const state: Readonly<Record<string, string>> = given === '' ? {} : { state: given };
    const actor = byUid.get(form.field('account') ?? '');
    if (form.field('decision') === 'allow' && actor !== undefined)
      return replyRedirect(withQuery(redirectUri, { ...state, code: grants.agree(actor, redirectUri) }));
    return replyRedirect(
      withQuery(redirectUri, {
        ...state,
        error_uri: '/oauth2/authorize',
        error: 'access_denied',
        error_description: 'user denied your request.',
        error_code: '21330',
      }),
    );
  };
  const giveToken = (read: (name: string) => string | null): Reply => {
    if (read('client_id') !== application.appKey || read('client_secret') !== application.appSecret) {
      throw new WeiboFailure(21324, 'invalid_client', `invalid client_id:${read('client_id') ?? ''}`);
    }
    if (read('grant_type') !== 'authorization_code')
      throw new WeiboFailure(read('grant_type') === 'refresh_token' ? 21325 : 21328);
    const redirectUri = read('redirect_uri') ?? '';
    if (!mayReturnTo(redirectUri, application.redirectUri)) throw new WeiboFailure(21322);
    const { token, actor, expiresMs } = grants.redeem(read('code') ?? '', redirectUri);
    const seconds = Math.floor((expiresMs - world.now().getTime()) / SECOND_MS) - 1;
    // The uid is text here and a number in get_token_info.
    return replyJson(
      JSON.stringify({
        access_token: token,
        remind_in: String(seconds),
        expires_in: seconds,
        uid: actor.account.externalId,
        isRealName: 'true',
      }),
    );
  };
  const describeToken = (text: string | null): Reply => {
    const { actor, createdMs, expiresMs } = grants.authorise(text);
    return replyJson(
      writeRawJson({
        uid: BigInt(actor.account.externalId),
        appkey: application.appKey,
        scope: null,
        create_at: Math.floor(createdMs / SECOND_MS),
        expire_in: Math.floor((expiresMs - world.now().getTime()) / SECOND_MS),
      }),
    );
  };

  return async (exchange) => {
    const { searchParams } = exchange.url;
    const form = await readForm(exchange);
    const read = (name: string): string | null => form.field(name) ?? searchParams.get(name);
    switch (`${exchange.method} ${exchange.url.pathname}`) {
      case 'GET /oauth2/authorize':
        return askConsent(searchParams);
      case 'POST /oauth2/authorize':
        return takeDecision(form);
      case 'POST /oauth2/access_token':
        return giveToken(read);
      case 'POST /oauth2/get_token_info':
        return describeToken(readTokenText(exchange, form));
      case 'GET /oauth2/revokeoauth2':
      case 'POST /oauth2/revokeoauth2':
        grants.revoke(grants.authorise(readTokenText(exchange, form)).actor, 21332);
        return replyJson('{"result":"true"}');
      default:
        return null;
    }
  };
}
