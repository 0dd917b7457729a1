import type { CallCounters } from '../wire/callCounters';
import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange, Handler, Reply } from '../wire/loopbackServer';
import type { RawJson } from '../wire/rawJson';
import { writeRawJson } from '../wire/rawJson';
import { replyJson } from '../wire/replies';
import { guardTransport } from '../wire/transportGuard';
import type { Actor } from '../world/actor';
import { actorsOn, today } from '../world/world';
import type { World } from '../world/world';
import { createArticlePages } from './articlePages';
import { createContentOperations } from './contentOperations';
import { readJsonBody } from './jsonBody';
import { openContentState } from './operation';
import type { Operation } from './operation';
import { createPublishOperations } from './publishOperations';
import type { TokenDesk } from './tokenDesk';
import { openTokenDesk } from './tokenDesk';
import { createFailureWriter, WechatFailure } from './wechatFailure';

const TOKEN_CALLS_A_DAY = 2000;

/** The WeChat platform (api.weixin.qq.com), and article pages (mp.weixin.qq.com). Every API answer is HTTP 200. */
export function createWechatServer(world: World, parts: { faults: FaultBoard; counters: CallCounters }): Handler {
  const { faults, counters } = parts;
  const actors = actorsOn(world, 'wechat');
  const byAppId = new Map(actors.map((actor) => [actor.account.externalId, actor]));
  const desk = openTokenDesk({ actors, journal: world.journal, seed: world.seed, now: world.now });
  const writeFailure = createFailureWriter(world.seed);
  const pages = createArticlePages(world, actors);
  const state = openContentState(world);
  const operations = new Map<string, Operation>([
    ...createContentOperations(state),
    ...createPublishOperations(world, state, faults),
  ]);
  faults.onSet((target, fault) => {
    if (fault !== 'token-revoked') return;
    for (const actor of actors) {
      if (target === 'wechat' || target === actor.account.key) desk.revokeAll(actor.account.key);
    }
  });

  const spend = (actor: Actor, path: string, dailyCalls: number): void => {
    const used = counters.add(today(world), `wechat/${actor.account.key}${path}`);
    if (used > dailyCalls) throw new WechatFailure(45009);
  };

  const identify = (fields: { appid: unknown; secret: unknown; grantType: unknown }): Actor => {
    if (fields.grantType !== 'client_credential') throw new WechatFailure(40002);
    if (typeof fields.appid !== 'string' || fields.appid === '') throw new WechatFailure(41002);
    if (typeof fields.secret !== 'string' || fields.secret === '') throw new WechatFailure(41004);
    const actor = byAppId.get(fields.appid);
    if (actor === undefined) throw new WechatFailure(40013);
    const fault = faults.of('wechat', actor.account.key);
    if (fault === 'ip-not-allowed') throw new WechatFailure(40164, 'invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist');
    if (fault === 'admin-confirmation') throw new WechatFailure(89503);
    if (fields.secret !== actor.account.credential?.['appSecret']) throw new WechatFailure(40125);
    return actor;
  };

  const issueStable = (exchange: Exchange): RawJson => {
    if (exchange.method !== 'POST') throw new WechatFailure(43002);
    const body = readJsonBody(exchange);
    const actor = identify({ appid: body['appid'], secret: body['secret'], grantType: body['grant_type'] });
    const force = body['force_refresh'] === true;
    if (force) spend(actor, '/cgi-bin/stable_token?force', 20);
    return writeToken(desk.issueStable(actor, force));
  };
  const issuePlain = (exchange: Exchange): RawJson => {
    const query = exchange.url.searchParams;
    const actor = identify({ appid: query.get('appid') ?? '', secret: query.get('secret') ?? '', grantType: query.get('grant_type') });
    spend(actor, '/cgi-bin/token', TOKEN_CALLS_A_DAY);
    return writeToken(desk.issuePlain(actor));
  };
  const showQuota = (exchange: Exchange): RawJson => {
    const actor = desk.authorise(exchange.url.searchParams.get('access_token'));
    const path = String(readJsonBody(exchange)['cgi_path'] ?? '');
    const limit = operations.get(path)?.dailyCalls ?? 0;
    const used = Math.min(limit, counters.count(today(world), `wechat/${actor.account.key}${path}`));
    return { errcode: 0, errmsg: 'ok', quota: { daily_limit: limit, used, remain: limit - used } };
  };

  const runOperation = (operation: Operation, exchange: Exchange): ReturnType<Operation['run']> => {
    const { pathname, searchParams } = exchange.url;
    if (exchange.method !== 'POST') throw new WechatFailure(43002);
    const actor = desk.authorise(searchParams.get('access_token'));
    if (operation.needsPublishRight && !actor.opensPublishing) throw new WechatFailure(48001);
    if (operation.dailyCalls !== null) {
      if (faults.of('wechat', actor.account.key) === 'quota-spent') throw new WechatFailure(45009);
      spend(actor, pathname, operation.dailyCalls);
    }
    return operation.run({ exchange, actor });
  };

  const answerApi = async (exchange: Exchange): Promise<Reply> => {
    const { pathname } = exchange.url;
    const operation = operations.get(pathname);
    try {
      if (pathname === '/cgi-bin/stable_token') return replyJson(writeRawJson(issueStable(exchange)));
      if (pathname === '/cgi-bin/token') return replyJson(writeRawJson(issuePlain(exchange)));
      if (pathname === '/cgi-bin/openapi/quota/get') return replyJson(writeRawJson(showQuota(exchange)));
      if (operation === undefined) throw new WechatFailure(40066);
      const value = await runOperation(operation, exchange);
      return value === 'drop' ? 'drop' : replyJson(writeRawJson(value));
    } catch (error) {
      if (error instanceof WechatFailure) return writeFailure(error);
      throw error;
    }
  };

  return guardTransport({
    place: 'wechat',
    faults,
    accountOf: (exchange) => accountOf(exchange, { byAppId, desk }),
    handler: (exchange) => (exchange.url.pathname.startsWith('/cgi-bin/') ? answerApi(exchange) : pages(exchange)),
  });
}

function writeToken(issued: { token: string; expiresInS: number }): RawJson {
  return { access_token: issued.token, expires_in: issued.expiresInS };
}

function accountOf(exchange: Exchange, known: { byAppId: ReadonlyMap<string, Actor>; desk: TokenDesk }): string | null {
  const token = exchange.url.searchParams.get('access_token');
  if (token !== null) return known.desk.ownerOf(token)?.account.key ?? null;
  const appId = /wx[0-9a-f]{16}/.exec(`${exchange.url.search} ${exchange.body.toString('latin1')}`)?.[0];
  return appId === undefined ? null : known.byAppId.get(appId)?.account.key ?? null;
}
