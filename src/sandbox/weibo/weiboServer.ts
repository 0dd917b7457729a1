import type { CallCounters } from '../wire/callCounters';
import type { FaultBoard } from '../wire/faultBoard';
import { readForm } from '../wire/formBody';
import type { FormBody } from '../wire/formBody';
import type { Exchange, Handler, Reply } from '../wire/loopbackServer';
import type { RawJson } from '../wire/rawJson';
import { writeRawJson } from '../wire/rawJson';
import { replyJson } from '../wire/replies';
import { guardTransport } from '../wire/transportGuard';
import type { Actor } from '../world/actor';
import { DAY_MS, SECOND_MS, civilStamp, instantOfDay } from '../world/civilTime';
import { hashText } from '../world/seededDraw';
import { actorsOn, today } from '../world/world';
import type { World } from '../world/world';
import { acceptShare } from './shareRules';
import { midOf, writeStatus, writeUser } from './statusForm';
import { createFailureWriter, WeiboFailure } from './weiboFailure';
import { createWebPages } from './weiboPages';
import { createWeiboTokens, readToken } from './weiboTokens';

/** One app and one user: so many calls a day, all interfaces together. */
const CALLS_A_DAY = 100;
const POSTS_AN_HOUR = 30;
const IP_CALLS_AN_HOUR = 15_000;
/** The official timeline gives the newest five, whatever is asked for. */
const TIMELINE_CAP = 5;

interface Call { readonly exchange: Exchange; readonly form: FormBody; readonly actor: Actor }
type Operation = (call: Call) => Reply;

/** The Weibo open platform (api.weibo.com) and the few web pages that links of posts lead to. */
export function createWeiboServer(world: World, parts: { faults: FaultBoard; counters: CallCounters }): Handler {
  const { faults, counters } = parts;
  const actors = actorsOn(world, 'weibo');
  const base = world.origins.weibo;
  const tokens = createWeiboTokens({ actors, anchorAt: world.county.anchorAt, faults, now: world.now });
  const pages = createWebPages(world, actors);
  const writeFailure = createFailureWriter();
  const reply = (value: RawJson): Reply => replyJson(writeRawJson(value));
  const faultOf = (actor: Actor): ReturnType<FaultBoard['of']> => faults.of('weibo', actor.account.key);
  const nameOf = (actor: Actor): string => `weibo/${actor.account.key}`;

  const countCall = (actor: Actor): void => {
    if (faultOf(actor) === 'ip-quota-spent') throw new WeiboFailure(10022);
    const used = counters.add(today(world), nameOf(actor));
    if (used > CALLS_A_DAY || faultOf(actor) === 'quota-spent') throw new WeiboFailure(10023);
  };

  const readTimeline: Operation = ({ exchange, actor }) => {
    const query = exchange.url.searchParams;
    const uid = query.get('uid');
    const screenName = query.get('screen_name');
    if (uid !== null && screenName !== null) throw new WeiboFailure(10008);
    if ((uid ?? actor.account.externalId) !== actor.account.externalId) throw new WeiboFailure(21335);
    if ((screenName ?? actor.account.name) !== actor.account.name) throw new WeiboFailure(21335);
    const sinceId = readId(query.get('since_id')) ?? 0n;
    const maxId = readId(query.get('max_id')) ?? 0n;
    const asked = Number(query.get('count') ?? TIMELINE_CAP);
    const posts = world.posts.list(actor, world.now());
    const isFirstPage = (query.get('page') ?? '1') === '1';
    const newest = isFirstPage ? posts.slice(0, TIMELINE_CAP) : [];
    const shown = newest
      .filter((post) => midOf(actor, post) > sinceId && (maxId === 0n || midOf(actor, post) <= maxId))
      .slice(0, Number.isInteger(asked) && asked > 0 ? asked : TIMELINE_CAP);
    const last = shown.at(-1);
    return reply({
      statuses: shown.map((post) => writeStatus(actor, post, base)),
      hasvisible: false, previous_cursor: 0, next_cursor: last === undefined || shown.length === posts.length ? 0 : midOf(actor, last) - 1n,
      total_number: posts.length, display_total_number: posts.length, interval: 0, ad: [],
    });
  };

  const share: Operation = ({ form, actor }) => {
    if (!actor.opensPublishing) throw new WeiboFailure(10014);
    const now = world.now();
    const fault = faultOf(actor);
    // Posts that appear a minute later count as sent already.
    const earlier = world.posts.list(actor, new Date(now.getTime() + DAY_MS)).filter((post) => post.origin === 'api');
    const text = acceptShare({ form, actor, fault, earlier, now });
    const isLate = actor.publishesLate || fault === 'accepted-delayed';
    const lateMs = isLate ? (60 + (hashText(text) % 60)) * SECOND_MS : 0;
    const post = world.posts.add(actor, {
      title: '', text, sourceUrl: null, sourceName: null, origin: 'api', visibleAt: new Date(now.getTime() + lateMs),
    }, now);
    if (fault === 'lost-answer') return 'drop';
    if (isLate) throw new WeiboFailure(20032);
    return reply(writeStatus(actor, post, base));
  };

  const showLimits: Operation = ({ actor }) => {
    const now = world.now();
    const resetAt = instantOfDay(today(world) + 1, 0);
    const left = faultOf(actor) === 'quota-spent' ? 0 : Math.max(0, CALLS_A_DAY - counters.count(today(world), nameOf(actor)));
    return reply({
      ip_limit: IP_CALLS_AN_HOUR, limit_time_unit: 'HOURS', remaining_ip_hits: IP_CALLS_AN_HOUR, remaining_user_hits: left,
      reset_time: civilStamp(resetAt), reset_time_in_seconds: Math.round((resetAt.getTime() - now.getTime()) / SECOND_MS), user_limit: CALLS_A_DAY,
      api_rate_limits: [{ api: '/statuses/update', limit: POSTS_AN_HOUR, limit_time_unit: 'HOURS', remaining_hits: POSTS_AN_HOUR }],
    });
  };

  const showStatus: Operation = ({ exchange, actor }) => {
    const id = readId(exchange.url.searchParams.get('id'));
    const post = world.posts.list(actor, world.now()).find((candidate) => midOf(actor, candidate) === id);
    if (post === undefined) throw new WeiboFailure(20101);
    return reply(writeStatus(actor, post, base));
  };

  const showUser: Operation = ({ exchange }) => {
    const query = exchange.url.searchParams;
    const found = actors.find(({ account }) => account.externalId === query.get('uid') || account.name === query.get('screen_name'));
    if (found === undefined) throw new WeiboFailure(20003);
    return reply(writeUser(found, base));
  };

  const refuse: Operation = () => { throw new WeiboFailure(10014); };
  const describeToken: Operation = ({ actor }) => reply({
    uid: BigInt(actor.account.externalId), appkey: '1234567890', scope: null,
    create_at: Math.floor(world.county.anchorAt.getTime() / SECOND_MS),
    expire_in: Math.floor((tokens.expiresAt(actor).getTime() - world.now().getTime()) / SECOND_MS),
  });

  // Method, path, does it count against the day, what it does. Ordinary apps lost repost and update in 2017 (10014).
  const routes = new Map<string, { counted: boolean; operation: Operation }>([
    ['GET /2/statuses/user_timeline.json', { counted: true, operation: readTimeline }],
    ['POST /2/statuses/share.json', { counted: true, operation: share }],
    ['GET /2/statuses/show.json', { counted: true, operation: showStatus }],
    ['GET /2/users/show.json', { counted: true, operation: showUser }],
    ['POST /2/statuses/repost.json', { counted: true, operation: refuse }],
    ['POST /2/statuses/update.json', { counted: true, operation: refuse }],
    ['GET /2/account/rate_limit_status.json', { counted: false, operation: showLimits }],
    ['GET /2/account/get_uid.json', { counted: true, operation: ({ actor }) => reply({ uid: BigInt(actor.account.externalId) }) }],
    ['POST /oauth2/get_token_info', { counted: false, operation: describeToken }],
  ]);

  const answerApi = async (exchange: Exchange): Promise<Reply> => {
    const { pathname } = exchange.url;
    try {
      const route = routes.get(`${exchange.method} ${pathname}`);
      if (route === undefined) throw new WeiboFailure([...routes.keys()].some((key) => key.endsWith(` ${pathname}`)) ? 10021 : 10020);
      const form = await readForm(exchange);
      const actor = tokens.authorise(readToken(exchange, form.field('access_token')));
      if (route.counted) countCall(actor);
      return route.operation({ exchange, form, actor });
    } catch (error) {
      if (error instanceof WeiboFailure) return writeFailure(error, pathname);
      throw error;
    }
  };

  const isApi = (pathname: string): boolean => pathname.startsWith('/2/') || pathname.startsWith('/oauth2/');
  return guardTransport({
    place: 'weibo',
    faults,
    accountOf: tokens.accountOf,
    handler: (exchange) => (isApi(exchange.url.pathname) ? answerApi(exchange) : pages(exchange)),
  });
}

function readId(text: string | null): bigint | null {
  return text !== null && /^\d{1,20}$/.test(text) ? BigInt(text) : null;
}
