import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange, Reply } from '../wire/loopbackServer';
import { escapeMarkup, replyHtml } from '../wire/replies';
import type { Actor } from '../world/actor';
import type { World } from '../world/world';
import { articleUrlOf, readMid, readShortToken, writeArticlePage } from './articleForm';

/** How many articles an account's page shows. */
const PROFILE_ARTICLES = 20;
/** One grey pixel, for every picture address handed out. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/** What a browser sees under mp.weixin.qq.com, and the pictures. */
export interface ArticlePages {
  answer(exchange: Exchange): Reply;
  /** The account whose page an address names. */
  accountOf(url: URL): string | null;
}

/** A missing article, and a verification, are pages without a body, HTTP 200. */
export function createArticlePages(
  world: World,
  parts: { actors: readonly Actor[]; faults: FaultBoard },
): ArticlePages {
  const byBiz = new Map(parts.actors.map((actor) => [actor.biz, actor]));
  const say = (sentence: string): Reply =>
    replyHtml(
      `<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body><div class="weui-msg__title">${sentence}</div></body></html>`,
    );
  const locate = (url: URL): { actor: Actor; serial: number } | null => {
    if (url.pathname.startsWith('/s/')) {
      const named = readShortToken(url.pathname.slice(3));
      const actor = named === null ? undefined : world.actors[named.index];
      return named === null || actor?.account.platform !== 'wechat' ? null : { actor, serial: named.serial };
    }
    const actor = byBiz.get(url.searchParams.get('__biz') ?? '');
    const serial = readMid(url.searchParams.get('mid'), readIdx(url));
    return actor === undefined || serial === null ? null : { actor, serial };
  };

  const showArticle = (url: URL): Reply => {
    const place = locate(url);
    if (parts.faults.strikes('wechat-pages', place?.actor.account.key ?? null, 'verification-page'))
      return say('环境异常，当前环境异常，完成验证后即可继续访问。');
    const found = place === null ? null : world.posts.find(place.actor, place.serial, world.now());
    if (place === null || found === null || (url.pathname === '/s' && found.post.idx !== readIdx(url)))
      return say('参数错误');
    return found.isWithdrawn
      ? say('该内容已被发布者删除')
      : replyHtml(writeArticlePage(place.actor, found.post, world.origins.wechat));
  };
  const showProfile = (query: URLSearchParams): Reply => {
    const actor = byBiz.get(query.get('__biz') ?? '');
    if (actor === undefined) return say('参数错误');
    const items = world.posts
      .list(actor, world.now())
      .slice(0, PROFILE_ARTICLES)
      .map(
        (post) =>
          `<li><a href="${escapeMarkup(articleUrlOf(actor, post, world.origins.wechat))}">${escapeMarkup(post.title)}</a></li>`,
      );
    return replyHtml(
      `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escapeMarkup(actor.account.name)}</title></head><body><h1>${escapeMarkup(actor.account.name)}</h1><ul>${items.join('')}</ul></body></html>`,
    );
  };

  return {
    accountOf: (url) => (locate(url)?.actor ?? byBiz.get(url.searchParams.get('__biz') ?? ''))?.account.key ?? null,
    answer({ url }) {
      if (url.pathname === '/s' || url.pathname.startsWith('/s/')) return showArticle(url);
      if (url.pathname === '/mp/profile_ext') return showProfile(url.searchParams);
      if (url.pathname.startsWith('/mmbiz_'))
        return { status: 200, headers: { 'content-type': 'image/gif' }, body: PIXEL };
      return replyHtml('<!DOCTYPE html><title>404</title>', 404);
    },
  };
}

/** The position in a 图文 that an address names, from 1. */
function readIdx(url: URL): number {
  const idx = url.searchParams.get('idx') ?? '1';
  return /^[1-8]$/.test(idx) ? Number(idx) : 1;
}
