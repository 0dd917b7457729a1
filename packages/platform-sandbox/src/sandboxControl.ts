import type { Callbacks } from './callbacks/openCallbacks';
import type { FaultTarget, SandboxBot, SandboxControl, SandboxPolicy } from './contract';
import { faultsFor } from './faultScope';
import { PLACE_TITLES } from './faultPlaces';
import type { FaultPlace } from './faultPlaces';
import { showPost } from './shownPost';
import type { WechatControl } from './wechat/wechatControl';
import type { WeiboControl } from './weibo/weiboServer';
import type { FaultBoard } from './wire/faultBoard';
import type { Actor } from './world/actor';
import type { PolicyDocument } from './world/policyDocument';
import type { StandingPost } from './world/timeline';
import type { World } from './world/world';

interface ControlParts {
  readonly faults: FaultBoard;
  readonly callbacks: Callbacks;
  readonly deliverDue: () => Promise<void>;
  readonly weibo: WeiboControl;
  readonly wechat: WechatControl;
  readonly botMessages: (
    bot: SandboxBot,
  ) => readonly { readonly at: Date; readonly text: string; readonly body: string }[];
}

/** Addresses that belong to an application, not to an account. */
const APPLICATION_CALLBACKS: ReadonlySet<string> = new Set(['wechat-component', 'wechat-component-messages', 'weibo']);

/** The switches, what people do on the platforms' own pages, and a look at everything public that goes round the read APIs. */
export function createControl(world: World, parts: ControlParts): SandboxControl {
  const { faults, callbacks, weibo, wechat } = parts;
  const byKey = new Map(world.actors.map((actor) => [actor.account.key, actor]));
  const find = (accountKey: string): Actor => {
    const actor = byKey.get(accountKey);
    if (actor === undefined) throw new RangeError(`the simulated county has no account ${accountKey}`);
    return actor;
  };
  const findPost = (actor: Actor, postId: string): StandingPost => {
    const post = world.posts
      .list(actor, world.now())
      .find((candidate) => showPost(world, actor, candidate).id === postId);
    if (post === undefined) throw new RangeError(`${actor.account.key} has no public post ${postId}`);
    return post;
  };
  const findWechat = (accountKey: string): Actor => {
    const actor = find(accountKey);
    if (actor.account.platform !== 'wechat') throw new RangeError(`${accountKey} is not a WeChat account`);
    return actor;
  };

  return {
    setFault: (target, fault, options) => faults.set(target, fault, options),
    faults: () => faults.list(),
    targets: () => listTargets(world),
    publicPosts(accountKey) {
      const actor = find(accountKey);
      return world.posts.list(actor, world.now()).map((post) => showPost(world, actor, post));
    },
    addPost(accountKey, { at, title, text, sourceUrl }) {
      const actor = find(accountKey);
      const now = world.now();
      const post = world.posts.add(
        actor,
        {
          title,
          text,
          sourceUrl: sourceUrl ?? null,
          sourceName: actor.unit.name,
          origin: 'by-hand',
          visibleAt: now,
          ...(at === undefined ? {} : { shownAt: at }),
        },
        now,
      );
      return showPost(world, actor, post);
    },
    editPost(accountKey, postId, change) {
      const actor = find(accountKey);
      const { serial } = findPost(actor, postId);
      world.posts.edit(actor, serial, { ...change, at: world.now() });
      const edited = world.posts.list(actor, world.now()).find((post) => post.serial === serial);
      if (edited === undefined) throw new RangeError(`${accountKey} has no public post ${postId}`);
      return showPost(world, actor, edited);
    },
    withdrawPost(accountKey, postId) {
      const actor = find(accountKey);
      world.posts.withdraw(actor, findPost(actor, postId).serial, world.now());
    },
    massSend(accountKey, article) {
      const actor = findWechat(accountKey);
      return showPost(world, actor, wechat.massSend(actor, article));
    },
    publishPolicy: (draft) => describe(world.policies.publish(draft, world.now())),
    publicPolicies: () => world.policies.list(world.now()).map(describe),
    changePolicy: (url, change) => describe(world.policies.change(url, change, world.now())),
    withdrawPolicy: (url, page = 'gone') => world.policies.withdraw(url, page, world.now()),
    publishInterpretation({ policyUrl, title, at, paragraphs }) {
      const now = world.now();
      const article = world.papers.interpret(
        { policyUrl, title, paragraphs: paragraphs ?? [`${title}。现就有关问题解读如下。`], at: at ?? now },
        now,
      );
      return { url: article.url, title: article.title, at: article.at };
    },
    publishGazetteCopy(policyUrl) {
      const policy = world.policies.list(world.now()).find((candidate) => candidate.url === policyUrl);
      if (policy === undefined) throw new RangeError(`no public policy at ${policyUrl}`);
      const copy = world.papers.copy(policy, world.now());
      return { url: copy.url, title: copy.policy.title };
    },
    async setCallback(target, url) {
      const isApplications = APPLICATION_CALLBACKS.has(target);
      const actor = isApplications ? null : findWechat(target);
      if (url !== null && !URL.canParse(url)) throw new RangeError(`not an address: ${url}`);
      if (url !== null && actor !== null) await wechat.checkUrl(actor, url);
      callbacks.registrations.set(target, url, world.now());
    },
    callbacks: () => callbacks.registrations.list(),
    deliverDue: parts.deliverDue,
    authorised(accountKey) {
      const actor = find(accountKey);
      switch (actor.account.platform) {
        case 'weibo':
          return weibo.isAuthorised(actor);
        case 'wechat':
          return wechat.isAuthorised(actor);
        case 'portal':
          return actor.account.credential !== null;
      }
    },
    cancelAuthorisation(accountKey) {
      const actor = find(accountKey);
      switch (actor.account.platform) {
        case 'weibo':
          return weibo.cancel(actor);
        case 'wechat':
          return wechat.cancel(actor);
        case 'portal':
          throw new RangeError(`${accountKey}: a portal grants no authorisation that could be taken back`);
      }
    },
    setNativeRepost: (allowed) => weibo.setNativeRepost(allowed),
    botMessages: (bot) => parts.botMessages(bot),
  };
}

function listTargets(world: World): FaultTarget[] {
  const places = (Object.keys(PLACE_TITLES) as FaultPlace[]).map((place): FaultTarget => ({
    target: place,
    title: PLACE_TITLES[place],
    kind: 'platform',
    possible: faultsFor(place),
  }));
  const accounts = world.actors.map(({ account }): FaultTarget => ({
    target: account.key,
    title: account.name,
    kind: 'account',
    possible: faultsFor(account.platform),
  }));
  return [...places, ...accounts];
}

function describe(policy: PolicyDocument): SandboxPolicy {
  const { title, documentNumber, issuer, at, url } = policy;
  return { title, documentNumber, issuer, at, url };
}
