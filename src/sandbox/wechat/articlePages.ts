import type { Exchange, Reply } from '../wire/loopbackServer';
import { escapeMarkup, replyHtml } from '../wire/replies';
import type { Actor } from '../world/actor';
import type { World } from '../world/world';
import { articleUrlOf, readMid, writeArticlePage } from './articleForm';

/** How many articles an account's page shows. */
const PROFILE_ARTICLES = 20;
/** One grey pixel, for every picture address handed out. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/** What a browser sees under mp.weixin.qq.com, and the pictures. A missing article is a page without a body, HTTP 200. */
export function createArticlePages(world: World, actors: readonly Actor[]): (exchange: Exchange) => Reply {
  const byBiz = new Map(actors.map((actor) => [actor.biz, actor]));
  const say = (sentence: string): Reply =>
    replyHtml(`<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body><div class="weui-msg__title">${sentence}</div></body></html>`);

  const showArticle = (query: URLSearchParams): Reply => {
    const actor = byBiz.get(query.get('__biz') ?? '');
    const serial = readMid(query.get('mid'));
    if (actor === undefined || serial === null) return say('参数错误');
    const found = world.posts.find(actor, serial, world.now());
    if (found === null) return say('参数错误');
    return found.isWithdrawn ? say('该内容已被发布者删除') : replyHtml(writeArticlePage(actor, found.post));
  };
  const showProfile = (query: URLSearchParams): Reply => {
    const actor = byBiz.get(query.get('__biz') ?? '');
    if (actor === undefined) return say('参数错误');
    const items = world.posts.list(actor, world.now()).slice(0, PROFILE_ARTICLES)
      .map((post) => `<li><a href="${escapeMarkup(articleUrlOf(actor, post, world.origins.wechat))}">${escapeMarkup(post.title)}</a></li>`);
    return replyHtml(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escapeMarkup(actor.account.name)}</title></head><body><h1>${escapeMarkup(actor.account.name)}</h1><ul>${items.join('')}</ul></body></html>`);
  };

  return ({ url }) => {
    if (url.pathname === '/s') return showArticle(url.searchParams);
    if (url.pathname === '/mp/profile_ext') return showProfile(url.searchParams);
    if (url.pathname.startsWith('/mmbiz_')) return { status: 200, headers: { 'content-type': 'image/gif' }, body: PIXEL };
    return replyHtml('<!DOCTYPE html><title>404</title>', 404);
  };
}
