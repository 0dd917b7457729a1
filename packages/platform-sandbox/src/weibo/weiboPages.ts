import type { Exchange, Reply } from '../wire/loopbackServer';
import { escapeMarkup, replyHtml, replyRedirect } from '../wire/replies';
import type { Actor } from '../world/actor';
import { civilStamp } from '../world/civilTime';
import type { StandingPost } from '../world/timeline';
import type { World } from '../world/world';
import { bidOf, midOf, readShortCode, textOf } from './statusForm';

/** How many posts a profile page shows. */
const PROFILE_POSTS = 20;

/** What a browser sees: profiles, single posts, and short links that lead on. */
export function createWebPages(world: World, actors: readonly Actor[]): (exchange: Exchange) => Reply {
  const base = world.origins.weibo;
  const write = (actor: Actor, post: StandingPost): string => {
    const mid = midOf(actor, post);
    const href = `/${actor.account.externalId}/${bidOf(mid)}`;
    return `<article><p>${escapeMarkup(textOf(actor, post, base))}</p><a href="${href}">${civilStamp(post.at)}</a></article>`;
  };
  const page = (title: string, body: string): Reply =>
    replyHtml(
      `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeMarkup(title)}</title></head><body>${body}</body></html>`,
    );
  const missing = (): Reply => replyHtml('<!DOCTYPE html><title>404</title><p>抱歉，此微博不存在或已被删除。</p>', 404);
  const byUid = new Map(actors.map((actor) => [actor.account.externalId, actor]));

  const showProfile = (uid: string): Reply => {
    const actor = byUid.get(uid);
    if (actor === undefined) return missing();
    const posts = world.posts.list(actor, world.now()).slice(0, PROFILE_POSTS);
    return page(
      `${actor.account.name}的微博`,
      `<h1>${escapeMarkup(actor.account.name)}</h1>${posts.map((post) => write(actor, post)).join('')}`,
    );
  };
  const showPost = (candidates: readonly Actor[], id: string): Reply => {
    for (const actor of candidates) {
      const post = world.posts.list(actor, world.now()).find((candidate) => {
        const mid = midOf(actor, candidate);
        return mid.toString() === id || bidOf(mid) === id;
      });
      if (post !== undefined) return page(actor.account.name, write(actor, post));
    }
    return missing();
  };
  const follow = (code: string): Reply => {
    const index = readShortCode(code);
    const writer = index === null ? undefined : world.actors[index];
    const portal =
      world.actors.find((actor) => actor.site !== null && actor.unit === writer?.unit) ??
      world.actors.find((actor) => actor.site !== null);
    return writer === undefined || portal === undefined ? missing() : replyRedirect(portal.account.homeUrl);
  };

  return ({ url }) => {
    const [, first = '', second = ''] = url.pathname.split('/');
    if (first === 'u') return showProfile(second);
    if (first === 't') return follow(second);
    if (first === 'detail') return showPost(actors, second);
    const actor = byUid.get(first);
    return actor === undefined || second === '' ? missing() : showPost([actor], second);
  };
}
