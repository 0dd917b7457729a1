import { createHash } from 'node:crypto';
import type { SandboxApplications } from '../contract';
import type { FaultBoard } from '../wire/faultBoard';
import type { World } from '../world/world';
import { openComponentGrants } from '../wechat/componentGrants';
import type { ComponentGrants } from '../wechat/componentGrants';
import { createEventRoutes } from '../wechat/eventRoutes';
import type { EventRoutes } from '../wechat/eventRoutes';
import { openCallbackRegistrations } from './callbackRegistrations';
import type { CallbackRegistrations } from './callbackRegistrations';
import { openWebhookSender } from './webhookSender';
import type { CallbackRequest, WebhookSender, Parcel } from './webhookSender';

/** Everything by which the platforms call the product. */
export interface Callbacks {
  readonly registrations: CallbackRegistrations;
  readonly webhookSender: WebhookSender;
  readonly grants: ComponentGrants;
  readonly routes: EventRoutes;
}

export function openCallbacks(world: World, faults: FaultBoard): Callbacks {
  const registrations = openCallbackRegistrations(world.journal);
  const grants = openComponentGrants(world);
  const routes = createEventRoutes(world, { registrations, grants, faults });
  const webhookSender = openWebhookSender({
    journal: world.journal,
    now: world.now,
    answerWithinMs: world.limits.wechatAnswerWithinMs,
    wrap: (parcel) =>
      parcel.wrap === 'weibo'
        ? writeWeiboCall(parcel, registrations.get('weibo'), world.applications.weibo)
        : routes.wrap(parcel),
    isTaken,
  });
  return { registrations, grants, routes, webhookSender };
}

/** 取消授权回调: a GET with what ended, for whom and when. */
function writeWeiboCall(
  { content }: Parcel,
  url: string | null,
  application: SandboxApplications['weibo'],
): CallbackRequest | null {
  if (url === null) return null;
  const full = new URL(url);
  const uid = content['uid'] ?? '';
  const authEnd = content['authEndS'] ?? '';
  full.searchParams.set('source', application.appKey);
  full.searchParams.set('uid', uid);
  full.searchParams.set('auth_end', authEnd);
  full.searchParams.set(
    'verification',
    createHash('md5').update(`${application.appKey}${application.appSecret}${uid}${authEnd}`).digest('hex'),
  );
  return { method: 'GET', url: full.href, body: '' };
}

/** The component has to say `success`; an account may also say nothing, or reply with a message. */
function isTaken(parcel: Parcel, answer: { readonly status: number; readonly body: string }): boolean {
  if (answer.status !== 200) return false;
  const body = answer.body.trim();
  switch (parcel.wrap) {
    case 'wechat-component':
      return body === 'success';
    case 'wechat-account':
      return body === '' || body === 'success' || body.startsWith('<xml>');
    default:
      return true;
  }
}
