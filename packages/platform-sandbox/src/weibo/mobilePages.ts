import type { CallCounters } from '../wire/callCounters';
import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange, Reply } from '../wire/loopbackServer';
import type { RawJson } from '../wire/rawJson';
import { writeRawJson } from '../wire/rawJson';
import { escapeMarkup, replyHtml, replyJson } from '../wire/replies';
import type { Actor } from '../world/actor';
import { civilDate, dayNumber, MINUTE_MS, periodOf, weiboStamp } from '../world/civilTime';
import { HEX, spellCode } from '../world/seededDraw';
import type { StandingPost } from '../world/timeline';
import type { World } from '../world/world';
import { bidOf, midOf, textOf, writeUser } from './statusForm';

const POSTS_A_PAGE = 10;
/** A post that the mobile site silently leaves out for visitors. */
const HIDDEN_PERIOD = 13;
const PATHS: ReadonlySet<string> = new Set([
  '/api/container/getIndex',
  '/statuses/show',
  '/statuses/extend',
  '/visitor/genvisitor2',
]);

/** Is this one of the mobile site's own calls? */
export function isMobileCall(pathname: string): boolean {
  return PATHS.has(pathname);
}

/**
 * m.weibo.cn as visitors see it, and the visitor's cookie of passport.weibo.com. Not part of the platform's agreement.
 */
export function createMobilePages(
  world: World,
  parts: { actors: readonly Actor[]; faults: FaultBoard; counters: CallCounters },
): (exchange: Exchange) => Reply {
  const byUid = new Map(parts.actors.map((actor) => [actor.account.externalId, actor]));
  const reply = (value: RawJson): Reply => replyJson(writeRawJson(value));
  const empty = (): Reply => reply({ ok: 0, msg: '这里还没有内容', data: { cards: [] } });
  const visibleOf = (actor: Actor): StandingPost[] =>
    world.posts.list(actor, world.now()).filter((post) => post.origin === 'api' || post.serial % HIDDEN_PERIOD !== 0);

  const writeBlog = (actor: Actor, post: StandingPost): { readonly [key: string]: RawJson } => {
    const mid = midOf(actor, post);
    return {
      id: mid.toString(),
      mid: mid.toString(),
      bid: post.serial % 5 === 0 ? '' : bidOf(mid),
      created_at: spellTime(post.at, world.now()),
      text: linkUp(textOf(actor, post, world.origins.weibo)),
      isLongText: false,
      // An array for some posts, an object with the keys "0", "1" for others.
      pics: post.serial % 4 === 0 ? { 0: writePicture(mid) } : post.serial % 4 === 1 ? [writePicture(mid)] : [],
      reposts_count: 0,
      comments_count: 0,
      attitudes_count: 0,
      source: '微博网页版',
      user: { id: BigInt(actor.account.externalId), screen_name: actor.account.name },
      ...(post.repostOf === null
        ? {}
        : { retweeted_status: { id: post.repostOf, mid: post.repostOf, text: '转发微博' } }),
    };
  };
  const writeCard = (actor: Actor, post: StandingPost, position: number): RawJson => {
    const card = {
      card_type: 9,
      scheme: `https://m.weibo.cn/status/${bidOf(midOf(actor, post))}`,
      mblog: writeBlog(actor, post),
    };
    return position % 7 === 6 ? { card_type: 11, card_group: [card] } : card;
  };
  const showIndex = (query: URLSearchParams): Reply => {
    const actor = byUid.get(query.get('value') ?? '');
    if (actor === undefined) return empty();
    // Spelled with 万 here, a number on the open platform.
    const userInfo = { ...writeUser(actor, world.origins.weibo), followers_count: '1.2万' };
    const containerId = `107603${actor.account.externalId}`;
    if (query.get('containerid') === null) {
      return reply({
        ok: 1,
        data: {
          userInfo,
          tabsInfo: {
            tabs: [
              { tab_type: 'profile', containerid: `230283${actor.account.externalId}` },
              { tab_type: 'weibo', containerid: containerId },
            ],
          },
        },
      });
    }
    if (query.get('containerid') !== containerId) return empty();
    const page = Math.max(1, Number(query.get('page') ?? '1') || 1);
    const posts = visibleOf(actor);
    const shown = posts.slice((page - 1) * POSTS_A_PAGE, page * POSTS_A_PAGE);
    if (shown.length === 0) return empty();
    const oldest = posts.at(-1);
    const pinned =
      page === 1 && oldest !== undefined && actor.index % 3 === 0
        ? [{ card_type: 9, profile_type_id: 'proweibotop_', mblog: { ...writeBlog(actor, oldest), isTop: 1 } }]
        : [];
    return reply({
      ok: 1,
      data: {
        cardlistInfo: { containerid: containerId, total: posts.length, since_id: Number(page) },
        cards: [...pinned, ...shown.map((post, i) => writeCard(actor, post, i))],
      },
    });
  };
  const showPost = (id: string, write: (actor: Actor, post: StandingPost) => RawJson): Reply => {
    for (const actor of parts.actors) {
      const post = visibleOf(actor).find((candidate) =>
        [midOf(actor, candidate).toString(), bidOf(midOf(actor, candidate))].includes(id),
      );
      if (post !== undefined) return reply({ ok: 1, data: write(actor, post) });
    }
    return reply({ ok: 0, msg: '微博不存在或暂无查看权限' });
  };
  const giveCookie = (): Reply => {
    const draw = (name: string): string => spellCode(HEX, 40, world.seed, name, world.now().getTime());
    return {
      status: 200,
      headers: { 'content-type': 'application/javascript' },
      body: `visitor_gray_callback(${JSON.stringify({ retcode: 20000000, msg: 'succ', data: { sub: draw('sub'), subp: draw('subp'), tid: draw('tid') } })});`,
    };
  };

  return (exchange) => {
    const { pathname, searchParams } = exchange.url;
    if (pathname === '/visitor/genvisitor2') return giveCookie();
    const accountKey = byUid.get(searchParams.get('value') ?? '')?.account.key ?? null;
    const strikes = (name: Parameters<FaultBoard['strikes']>[2]): boolean =>
      parts.faults.strikes('weibo-mobile', accountKey, name);
    const calls = parts.counters.add(periodOf.minute(world.now()), `weibo-mobile/${exchange.remoteAddress}`);
    if (calls > world.limits.weiboMobileCallsAMinute || strikes('mobile-too-fast'))
      return replyHtml('<!DOCTYPE html><title>432</title>', 432);
    if (strikes('mobile-login-required'))
      return reply({ ok: -100, url: 'https://passport.weibo.com/sso/signin?entry=wapsso&source=wapssowb' });
    if (strikes('mobile-empty')) return empty();
    if (pathname === '/statuses/show') return showPost(searchParams.get('id') ?? '', writeBlog);
    if (pathname === '/statuses/extend')
      return showPost(searchParams.get('id') ?? '', (actor, post) => ({
        ok: 1,
        longTextContent: linkUp(textOf(actor, post, world.origins.weibo)),
      }));
    return showIndex(searchParams);
  };
}

/** Relative where it is fresh, as the mobile site writes times. */
function spellTime(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / MINUTE_MS);
  const days = dayNumber(now) - dayNumber(at);
  const clock = weiboStamp(at).slice(11, 16);
  if (minutes < 1) return '刚刚';
  if (minutes < 60) return `${minutes}分钟前`;
  if (days === 1) return `昨天 ${clock}`;
  return days > 1 && civilDate(at).slice(0, 4) === civilDate(now).slice(0, 4) ? civilDate(at).slice(5) : weiboStamp(at);
}

function writePicture(mid: bigint): RawJson {
  const pid = mid.toString(36);
  return { pid, url: `https://wx1.sinaimg.cn/orj360/${pid}.jpg`, size: 'orj360' };
}

/** Text as HTML; links to other sites go through a page of the platform. */
function linkUp(text: string): string {
  return escapeMarkup(text)
    .replace(
      /https?:\/\/[!-~]+/g,
      (link) =>
        `<a href="https://weibo.cn/sinaurl?u=${encodeURIComponent(link.replaceAll('&amp;', '&'))}" data-hide="">网页链接</a>`,
    )
    .replaceAll('\n', '<br />');
}
