import type { SandboxPublicPost } from './contract';
import { articleNumberOf, articleUrlOf as portalUrlOf } from './portal/articleAddress';
import { articleIdOf, articleUrlOf as wechatUrlOf, plainBodyOf } from './wechat/articleForm';
import { bidOf, midOf, textOf } from './weibo/statusForm';
import type { Actor } from './world/actor';
import type { StandingPost } from './world/timeline';
import type { World } from './world/world';

/** A public post as the control shows it: with its platform's own identifier and address. */
export function showPost(world: World, actor: Actor, post: StandingPost): SandboxPublicPost {
  const inText = post.origin === 'api' ? (post.text.match(/<img\b/g)?.length ?? 0) : 0;
  const shared = { at: post.at, title: post.title, origin: post.origin, pictures: post.pictures.length + inText };
  switch (actor.account.platform) {
    case 'weibo': {
      const mid = midOf(actor, post);
      const url = `${world.origins.weibo}/${actor.account.externalId}/${bidOf(mid)}`;
      return { ...shared, id: mid.toString(), text: textOf(actor, post, world.origins.weibo), url };
    }
    case 'wechat':
      return {
        ...shared,
        id: `${articleIdOf(actor, post)}${post.idx === 1 ? '' : `#${post.idx}`}`,
        text: plainBodyOf(post),
        url: wechatUrlOf(actor, post, world.origins.wechat),
      };
    case 'portal': {
      if (actor.site === null) throw new RangeError('a portal without a site');
      return { ...shared, id: articleNumberOf(post), text: post.text, url: portalUrlOf(actor, actor.site, post) };
    }
  }
}
