import type { Callbacks } from '../callbacks/openCallbacks';
import type { CallCounters } from '../wire/callCounters';
import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange, Handler, Reply } from '../wire/loopbackServer';
import type { RawJson } from '../wire/rawJson';
import { writeRawJson } from '../wire/rawJson';
import { replyJson } from '../wire/replies';
import { guardTransport } from '../wire/transportGuard';
import type { Actor } from '../world/actor';
import { actorsOn } from '../world/world';
import type { World } from '../world/world';
import { createArticlePages } from './articlePages';
import { createCommentOperations } from './commentOperations';
import { CONSENT_PATH, createComponentEndpoint } from './componentEndpoint';
import { createContentOperations } from './contentOperations';
import { openWechatEvents } from './wechatEvents';
import { readJsonBody } from './jsonBody';
import { createMassOperations } from './massOperations';
import { openContentState } from './operation';
import type { Operation } from './operation';
import { createPublishOperations } from './publishOperations';
import { openAllowances } from './allowances';
import { createStatistics } from './statistics';
import { createTokenEndpoint } from './tokenEndpoint';
import { openTokens } from './tokens';
import { createFailureWriter, WechatFailure } from './wechatFailure';
import { createWechatControl } from './wechatControl';
import type { WechatControl } from './wechatControl';

/** The WeChat platform (api.weixin.qq.com), and the pages of mp.weixin.qq.com. Every API answer is HTTP 200. */
export function createWechatServer(
  world: World,
  parts: { faults: FaultBoard; counters: CallCounters; callbacks: Callbacks },
): { readonly handler: Handler; readonly control: WechatControl } {
  const { faults, callbacks } = parts;
  const actors = actorsOn(world, 'wechat');
  const byAppId = new Map(actors.map((actor) => [actor.account.externalId, actor]));
  const tokens = openTokens({ actors, journal: world.journal, seed: world.seed, now: world.now });
  const events = openWechatEvents(world, { ...callbacks, faults });
  const component = createComponentEndpoint(world, { grants: callbacks.grants, tokens, events, faults });
  const allowances = openAllowances(world, parts);
  const tokenEndpoint = createTokenEndpoint({ byAppId, tokens, allowances, faults });
  const writeFailure = createFailureWriter(world.seed);
  const pages = createArticlePages(world, { actors, faults });
  const state = openContentState(world);
  const operations = new Map<string, Operation>([
    ...createContentOperations(state),
    ...createPublishOperations(world, state, { faults, events }),
    ...createMassOperations(state, { faults, events }),
    ...createCommentOperations(world),
    ...createStatistics(world),
  ]);
  faults.onSet((target, fault) => {
    if (fault !== 'token-revoked') return;
    for (const actor of actors) {
      if (target === 'wechat' || target === actor.account.key) tokens.revokeAll(actor.account.key);
    }
  });

  const identify = (exchange: Exchange): Actor => {
    const token = exchange.url.searchParams.get('access_token');
    if (token !== null && component.componentTokens.isComponentToken(token)) throw new WechatFailure(61015);
    const actor = tokens.authorise(token);
    if (faults.strikes('wechat', actor.account.key, 'account-frozen')) throw new WechatFailure(50002);
    return actor;
  };
  const runOperation = (operation: Operation, exchange: Exchange): ReturnType<Operation['run']> => {
    const { pathname } = exchange.url;
    // The one list that is asked for by GET.
    if (exchange.method !== 'POST' && pathname !== '/cgi-bin/user/get') throw new WechatFailure(43002);
    const actor = identify(exchange);
    if (operation.needsPublishRight && !actor.opensPublishing) throw new WechatFailure(48001);
    allowances.spend(actor, pathname, operation);
    return operation.run({ exchange, actor });
  };
  const showOrResetQuota = (exchange: Exchange): RawJson | null => {
    const { pathname } = exchange.url;
    if (pathname === '/cgi-bin/openapi/quota/get') {
      const actor = identify(exchange);
      const path = String(readJsonBody(exchange)['cgi_path'] ?? '');
      return { errcode: 0, errmsg: 'ok', quota: allowances.show(actor, path, operations.get(path)) };
    }
    if (pathname !== '/cgi-bin/clear_quota' && pathname !== '/cgi-bin/clear_quota/v2') return null;
    const body = readJsonBody(exchange);
    const actor = pathname.endsWith('/v2')
      ? tokenEndpoint.identify({ appid: body['appid'], secret: body['appsecret'] })
      : identify(exchange);
    if (body['appid'] !== actor.account.externalId) throw new WechatFailure(40013);
    allowances.clear(actor, operations.keys());
    return { errcode: 0, errmsg: 'ok' };
  };

  const answerApi = async (exchange: Exchange): Promise<Reply> => {
    try {
      const value = tokenEndpoint.answer(exchange) ?? component.answer(exchange) ?? showOrResetQuota(exchange);
      if (value !== null) return replyJson(writeRawJson(value));
      const operation = operations.get(exchange.url.pathname);
      if (operation === undefined) throw new WechatFailure(40066);
      const done = await runOperation(operation, exchange);
      return done === 'drop' ? 'drop' : replyJson(writeRawJson(done));
    } catch (error) {
      if (error instanceof WechatFailure) return writeFailure(error);
      throw error;
    }
  };

  const isApi = (pathname: string): boolean =>
    pathname !== CONSENT_PATH && (pathname.startsWith('/cgi-bin/') || pathname.startsWith('/datacube/'));
  const handler = guardTransport({
    place: ({ url }) => (isApi(url.pathname) ? 'wechat' : 'wechat-pages'),
    faults,
    accountOf: (exchange) => {
      if (!isApi(exchange.url.pathname)) return pages.accountOf(exchange.url);
      const token = exchange.url.searchParams.get('access_token');
      if (token !== null && !exchange.url.pathname.startsWith('/cgi-bin/component/'))
        return tokens.ownerOf(token)?.account.key ?? null;
      const named = `${exchange.url.search} ${exchange.body.toString('latin1')}`.match(/wx[0-9a-f]{16}/g) ?? [];
      return named.map((appId) => byAppId.get(appId)).find((actor) => actor !== undefined)?.account.key ?? null;
    },
    handler: (exchange) => {
      if (exchange.url.pathname === CONSENT_PATH) return component.consent(exchange);
      return isApi(exchange.url.pathname) ? answerApi(exchange) : pages.answer(exchange);
    },
  });
  return { handler, control: createWechatControl(world, { ...callbacks, events, tokens, mass: state.mass }) };
}
