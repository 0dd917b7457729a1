import { randomInt } from 'node:crypto';
import type { CallbackRegistrations } from '../callbacks/callbackRegistrations';
import type { CallbackRequest, Parcel } from '../callbacks/webhookSender';
import type { FaultBoard } from '../wire/faultBoard';
import type { Actor } from '../world/actor';
import { SECOND_MS } from '../world/civilTime';
import { actorsOn } from '../world/world';
import type { World } from '../world/world';
import type { ComponentGrants } from './componentGrants';
import { encryptMessage, signCallback } from './messageCrypt';

/** Which address of the product an event goes to, and how it is wrapped. */
export interface EventRoutes {
  /** Does anybody listen to this account's events? */
  isHeard(actor: Actor): boolean;
  /** Null: nobody listens, or the platform loses its events just now. */
  wrap(parcel: Parcel): CallbackRequest | null;
}

interface Secrets {
  readonly token: string;
  readonly encodingAesKey: string;
  readonly appId: string;
}

/**
 * An authorised account's events go to the component's message address, under the component's key; else to the
 * account's own.
 */
export function createEventRoutes(
  world: World,
  parts: { registrations: CallbackRegistrations; grants: ComponentGrants; faults: FaultBoard },
): EventRoutes {
  const { registrations, grants, faults } = parts;
  const component = world.applications.wechatComponent;
  const byAppId = new Map(actorsOn(world, 'wechat').map((actor) => [actor.account.externalId, actor]));

  const routeOf = (actor: Actor): { url: string; secrets: Secrets } | null => {
    const shared = grants.isGranted(actor) ? registrations.get('wechat-component-messages') : null;
    if (shared !== null) return { url: shared.replaceAll('$APPID$', actor.account.externalId), secrets: component };
    const own = registrations.get(actor.account.key);
    const secrets = actor.account.messageSecrets;
    return own === null || secrets === undefined
      ? null
      : { url: own, secrets: { ...secrets, appId: actor.account.externalId } };
  };
  const seal = (about: { url: string; secrets: Secrets; xml: string; head: string }): CallbackRequest => {
    const { token } = about.secrets;
    const encrypted = encryptMessage(about.xml, about.secrets);
    const timestamp = String(Math.floor(world.now().getTime() / SECOND_MS));
    const nonce = String(randomInt(100_000_000, 1_000_000_000));
    const url = new URL(about.url);
    const query = {
      signature: signCallback(token, timestamp, nonce),
      timestamp,
      nonce,
      encrypt_type: 'aes',
      msg_signature: signCallback(token, timestamp, nonce, encrypted),
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return {
      method: 'POST',
      url: url.href,
      body: `<xml>${about.head}<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
    };
  };
  return {
    isHeard: (actor) => routeOf(actor) !== null,
    wrap({ wrap, content }) {
      const xml = content['xml'] ?? '';
      if (wrap === 'wechat-component') {
        const url = registrations.get('wechat-component');
        if (url === null || faults.strikes('wechat', null, 'events-lost')) return null;
        return seal({ url, secrets: component, xml, head: `<AppId><![CDATA[${component.appId}]]></AppId>` });
      }
      const actor = byAppId.get(content['appId'] ?? '');
      const route = actor === undefined ? null : routeOf(actor);
      if (actor === undefined || route === null || faults.strikes('wechat', actor.account.key, 'events-lost'))
        return null;
      return seal({ ...route, xml, head: `<ToUserName><![CDATA[${actor.originalId}]]></ToUserName>` });
    },
  };
}
