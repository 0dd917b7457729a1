import type { SandboxControl, SandboxPolicy, SandboxPublicPost } from './contract';
import { articleNumberOf, articleUrlOf as portalUrlOf } from './portal/articleAddress';
import { articleIdOf, articleUrlOf as wechatUrlOf, plainBodyOf } from './wechat/articleForm';
import { bidOf, midOf, textOf } from './weibo/statusForm';
import type { FaultBoard } from './wire/faultBoard';
import type { Actor } from './world/actor';
import type { ShelvedPolicy } from './world/policyShelf';
import type { StandingPost } from './world/timeline';
import type { World } from './world/world';

const WHOLE_SERVERS: ReadonlySet<string> = new Set(['weibo', 'wechat', 'portal', 'govcn']);

/** The switches, and a look at everything public that goes round the read APIs. */
export function createControl(world: World, faults: FaultBoard): SandboxControl {
  const find = (accountKey: string): Actor => {
    const actor = world.actors.find((candidate) => candidate.account.key === accountKey);
    if (actor === undefined) throw new RangeError(`the simulated county has no account ${accountKey}`);
    return actor;
  };
  return {
    setFault(target, fault) {
      if (!WHOLE_SERVERS.has(target)) find(target);
      faults.set(target, fault);
    },
    publicPosts(accountKey) {
      const actor = find(accountKey);
      return world.posts.list(actor, world.now()).map((post) => show(world, actor, post));
    },
    addPost(accountKey, { at, title, text, sourceUrl }) {
      const actor = find(accountKey);
      const now = world.now();
      const post = world.posts.add(actor, {
        title, text, sourceUrl: sourceUrl ?? null, sourceName: actor.unit.name, origin: 'by-hand', visibleAt: now, ...(at === undefined ? {} : { shownAt: at }),
      }, now);
      return show(world, actor, post);
    },
    withdrawPost(accountKey, postId) {
      const actor = find(accountKey);
      const post = world.posts.list(actor, world.now()).find((candidate) => show(world, actor, candidate).id === postId);
      if (post === undefined) throw new RangeError(`${accountKey} has no public post ${postId}`);
      world.posts.withdraw(actor, post.serial, world.now());
    },
    publishPolicy: (draft) => describe(world.policies.publish(draft, world.now())),
    publicPolicies: () => world.policies.list(world.now()).map(describe),
  };
}

function show(world: World, actor: Actor, post: StandingPost): SandboxPublicPost {
  const shared = { at: post.at, title: post.title, origin: post.origin };
  switch (actor.account.platform) {
    case 'weibo': {
      const mid = midOf(actor, post);
      const url = `${world.origins.weibo}/${actor.account.externalId}/${bidOf(mid)}`;
      return { ...shared, id: mid.toString(), text: textOf(actor, post, world.origins.weibo), url };
    }
    case 'wechat':
      return { ...shared, id: articleIdOf(actor, post), text: plainBodyOf(post), url: wechatUrlOf(actor, post, world.origins.wechat) };
    case 'portal': {
      if (actor.site === null) throw new RangeError('a portal without a site');
      return { ...shared, id: articleNumberOf(post), text: post.text, url: portalUrlOf(actor, actor.site, post) };
    }
  }
}

function describe(policy: ShelvedPolicy): SandboxPolicy {
  const { title, documentNumber, issuer, at, url } = policy;
  return { title, documentNumber, issuer, at, url };
}
