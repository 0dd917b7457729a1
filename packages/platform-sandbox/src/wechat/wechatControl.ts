import { randomInt } from 'node:crypto';
import type { Callbacks } from '../callbacks/openCallbacks';
import { call } from '../callbacks/webhookSender';
import type { SandboxHandPost } from '../contract';
import type { Actor } from '../world/actor';
import { SECOND_MS } from '../world/civilTime';
import type { StandingPost } from '../world/timeline';
import type { World } from '../world/world';
import type { WechatEvents } from './wechatEvents';
import { handMsgIdOf } from './wechatEvents';
import type { MassSending } from './massSending';
import { signCallback } from './messageCrypt';
import type { Tokens } from './tokens';

/** What the control may do on the platform's behalf. */
export interface WechatControl {
  isAuthorised(actor: Actor): boolean;
  cancel(actor: Actor): void;
  massSend(actor: Actor, post: SandboxHandPost): StandingPost;
  /** The check with echostr before an account's URL is taken; rejects with what came back. */
  checkUrl(actor: Actor, url: string): Promise<void>;
  /** Looks what has become due: tickets, and what was sent out by hand. */
  notice(): void;
}

export function createWechatControl(
  world: World,
  parts: Callbacks & { events: WechatEvents; tokens: Tokens; mass: MassSending },
): WechatControl {
  const { grants, events, tokens, mass } = parts;
  return {
    isAuthorised: grants.isGranted,
    cancel(actor) {
      if (!grants.isGranted(actor)) throw new RangeError(`${actor.account.key} has not authorised the component`);
      grants.ungrant(actor);
      tokens.revokeAll(actor.account.key, 'authorizer');
      events.componentEvent('unauthorized', { AuthorizerAppid: actor.account.externalId });
    },
    massSend(actor, { title, text, sourceUrl }) {
      if (mass.leftOf(actor) < 1) throw new RangeError(`${actor.account.key} has no 群发 left in this period`);
      const post = mass.sendByHand(actor, { title, text, sourceUrl: sourceUrl ?? null, sourceName: actor.unit.name });
      events.massFinished(actor, {
        msgId: handMsgIdOf(post),
        status: 'send success',
        posts: [post],
        dueMs: world.now().getTime(),
      });
      return post;
    },
    async checkUrl(actor, address) {
      const token = actor.account.messageSecrets?.token ?? '';
      const [timestamp, nonce, echostr] = [
        String(Math.floor(world.now().getTime() / SECOND_MS)),
        String(randomInt(1_000_000_000)),
        String(randomInt(1, 2 ** 47)),
      ];
      const url = new URL(address);
      for (const [name, value] of Object.entries({
        signature: signCallback(token, timestamp, nonce),
        timestamp,
        nonce,
        echostr,
      }))
        url.searchParams.set(name, value);
      const answer = await call(
        { method: 'GET', url: url.href, body: '' },
        { withinMs: world.limits.wechatCheckWithinMs },
      );
      if (answer === null) throw new Error(`请求URL超时：${url.origin}${url.pathname} did not answer`);
      if (answer.status !== 200 || answer.body.trim() !== echostr)
        throw new Error(`token验证失败：HTTP ${answer.status}, the body is not the echostr`);
    },
    notice: events.notice,
  };
}
