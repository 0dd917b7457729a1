import type { WebhookSender } from '../callbacks/webhookSender';
import type { CallCounters } from '../wire/callCounters';
import type { FaultBoard } from '../wire/faultBoard';
import { readForm } from '../wire/formBody';
import type { Exchange, Handler, Reply } from '../wire/loopbackServer';
import { guardTransport } from '../wire/transportGuard';
import type { Actor } from '../world/actor';
import { periodOf } from '../world/civilTime';
import { actorsOn } from '../world/world';
import type { World } from '../world/world';
import { createMobilePages, isMobileCall } from './mobilePages';
import { openNativeRight } from './nativeRight';
import { createOauthEndpoint } from './oauthEndpoint';
import { guessTokenText, readTokenText } from './tokenText';
import { createFailureWriter, WeiboFailure } from './weiboFailure';
import { openWeiboGrants } from './weiboGrants';
import { createWeiboOperations, ipCounterOf, userCounterOf } from './weiboOperations';
import { createWebPages } from './weiboPages';

/** What the control may do on the platform's behalf. */
export interface WeiboControl {
  isAuthorised(actor: Actor): boolean;
  /** The account's owner takes the authorisation back; the application's callback is told. */
  cancel(actor: Actor): void;
  setNativeRepost(allowed: boolean): void;
}

/** The Weibo open platform (api.weibo.com), the mobile site, and the few web pages that links of posts lead to. */
export function createWeiboServer(
  world: World,
  parts: { faults: FaultBoard; counters: CallCounters; webhookSender: WebhookSender },
): { readonly handler: Handler; readonly control: WeiboControl } {
  const { faults, counters } = parts;
  const actors = actorsOn(world, 'weibo');
  const grants = openWeiboGrants(world, { actors, faults });
  const native = openNativeRight(world);
  const routes = createWeiboOperations(world, { actors, faults, counters, native });
  const oauth = createOauthEndpoint(world, { actors, grants });
  const mobile = createMobilePages(world, { actors, faults, counters });
  const pages = createWebPages(world, actors);
  const writeFailure = createFailureWriter();

  const countCall = (exchange: Exchange, actor: Actor): void => {
    const now = world.now();
    const key = actor.account.key;
    const byAddress = counters.add(periodOf.hour(now), ipCounterOf(exchange));
    if (byAddress > world.limits.weiboIpCallsAnHour || faults.strikes('weibo', key, 'ip-quota-spent'))
      throw new WeiboFailure(10022);
    const byUser = counters.add(periodOf.day(now), userCounterOf(actor));
    if (byUser > world.limits.weiboCallsADay || faults.strikes('weibo', key, 'quota-spent'))
      throw new WeiboFailure(10023);
  };
  const answerRoute = async (exchange: Exchange): Promise<Reply> => {
    const { pathname } = exchange.url;
    const route = routes.get(`${exchange.method} ${pathname}`);
    if (route === undefined)
      throw new WeiboFailure([...routes.keys()].some((key) => key.endsWith(` ${pathname}`)) ? 10021 : 10020);
    const form = await readForm(exchange);
    const { actor } = grants.authorise(readTokenText(exchange, form));
    if (route.counted) countCall(exchange, actor);
    return route.operation({ exchange, form, actor });
  };
  const answerApi = async (exchange: Exchange): Promise<Reply> => {
    try {
      return (await oauth(exchange)) ?? (await answerRoute(exchange));
    } catch (error) {
      if (error instanceof WeiboFailure) return writeFailure(error, exchange.url.pathname);
      throw error;
    }
  };

  const isApi = (pathname: string): boolean => pathname.startsWith('/2/') || pathname.startsWith('/oauth2/');
  const handler = guardTransport({
    place: (exchange) => (isMobileCall(exchange.url.pathname) ? 'weibo-mobile' : 'weibo'),
    faults,
    accountOf: (exchange) => {
      const token = guessTokenText(exchange);
      return token === null ? null : (grants.ownerOf(token)?.account.key ?? null);
    },
    handler: (exchange) => {
      if (isMobileCall(exchange.url.pathname)) return mobile(exchange);
      return isApi(exchange.url.pathname) ? answerApi(exchange) : pages(exchange);
    },
  });
  const control: WeiboControl = {
    isAuthorised: grants.hasLiveToken,
    cancel(actor) {
      grants.revoke(actor, 21316);
      const atMs = world.now().getTime();
      parts.webhookSender.post({
        wrap: 'weibo',
        dueMs: atMs,
        content: { uid: actor.account.externalId, authEndS: String(Math.floor(atMs / 1000)) },
      });
    },
    setNativeRepost: native.set,
  };
  return { handler, control };
}
