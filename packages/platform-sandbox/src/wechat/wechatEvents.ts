import type { WebhookSender } from '../callbacks/webhookSender';
import type { CallbackRegistrations } from '../callbacks/callbackRegistrations';
import type { FaultBoard } from '../wire/faultBoard';
import type { Actor } from '../world/actor';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../world/civilTime';
import { hashText, LETTERS_AND_DIGITS, spellCode } from '../world/seededDraw';
import type { StandingPost } from '../world/timeline';
import { actorsOn } from '../world/world';
import type { World } from '../world/world';
import { articleIdOf, articleUrlOf } from './articleForm';
import type { EventRoutes } from './eventRoutes';
import { writeComponentEvent, writeMassFinished, writePublishFinished } from './eventXml';
import type { PublishTask } from './publishTasks';

/** Tells the product what happened on the platform. */
export interface WechatEvents {
  publishFinished(actor: Actor, about: { task: PublishTask; status: number; dueMs: number }): void;
  massFinished(
    actor: Actor,
    about: { msgId: string; status: string; posts: readonly StandingPost[]; dueMs: number },
  ): void;
  componentEvent(infoType: string, members: Readonly<Record<string, string | number>>): void;
  pushTicket(): void;
  isTicket(ticket: unknown): 'good' | 'expired' | 'unknown';
  /** Looks what has become due: the next ticket, and what somebody sent out by hand. */
  notice(): void;
}

const TICKET_PERIOD_MS = 10 * MINUTE_MS;
const TICKET_LIFE_MS = 12 * HOUR_MS;
/** Posts sent out by hand are looked for this often, by the sandbox's clock. */
const HAND_SENT_LOOK_MS = 5 * SECOND_MS;
/** Tickets older than this are not recognised as ever having been ours. */
const TICKETS_KNOWN = 2 * (TICKET_LIFE_MS / TICKET_PERIOD_MS);

export function followersOf(actor: Actor): number {
  return 500 + (hashText(`followers/${actor.account.externalId}`) % 60_000);
}

export function openWechatEvents(
  world: World,
  parts: {
    webhookSender: WebhookSender;
    registrations: CallbackRegistrations;
    routes: EventRoutes;
    faults: FaultBoard;
  },
): WechatEvents {
  const { webhookSender, registrations, routes, faults } = parts;
  const actors = actorsOn(world, 'wechat');
  const component = world.applications.wechatComponent;
  const startedMs = world.now().getTime();
  let ticketPeriod: number | null = null;
  let seenUntilMs = startedMs;

  const send = (actor: Actor, xml: string, dueMs: number): void => {
    if (routes.isHeard(actor))
      webhookSender.post({ wrap: 'wechat-account', dueMs, content: { appId: actor.account.externalId, xml } });
  };
  const periodNow = (): number => Math.floor(world.now().getTime() / TICKET_PERIOD_MS);
  const spellTicket = (period: number): string =>
    `ticket@@@${spellCode(`${LETTERS_AND_DIGITS}-_`, 80, world.seed, 'ticket', period)}`;
  const componentEvent: WechatEvents['componentEvent'] = (infoType, members) => {
    if (registrations.get('wechat-component') === null) return;
    const atMs = world.now().getTime();
    const xml = writeComponentEvent({
      componentAppId: component.appId,
      atS: Math.floor(atMs / SECOND_MS),
      infoType,
      members,
    });
    webhookSender.post({ wrap: 'wechat-component', dueMs: atMs, content: { xml } });
  };
  const pushTicket = (): void => {
    ticketPeriod = periodNow();
    componentEvent('component_verify_ticket', { ComponentVerifyTicket: spellTicket(ticketPeriod) });
  };
  const massFinished: WechatEvents['massFinished'] = (actor, { msgId, status, posts, dueMs }) => {
    const articles = posts.map((post, i) => ({ idx: i + 1, url: articleUrlOf(actor, post, world.origins.wechat) }));
    // Now and then the addresses are left out, as they are on the real wire.
    const shown = hashText(msgId) % 11 === 0 ? [] : articles;
    send(
      actor,
      writeMassFinished({
        originalId: actor.originalId,
        atS: Math.floor(dueMs / SECOND_MS),
        msgId,
        status,
        followers: followersOf(actor),
        articles: shown,
      }),
      dueMs,
    );
  };
  const noticeHandSent = (): void => {
    const fromMs = seenUntilMs;
    const now = world.now();
    if (now.getTime() - fromMs < HAND_SENT_LOOK_MS) return;
    seenUntilMs = now.getTime();
    for (const actor of actors) {
      if (!routes.isHeard(actor)) continue;
      for (const post of world.posts.list(actor, now)) {
        // Newest first: the rest was seen before.
        if (post.at.getTime() <= fromMs) break;
        if (post.massSent && post.origin === 'timeline') {
          massFinished(actor, {
            msgId: handMsgIdOf(post),
            status: 'send success',
            posts: [post],
            dueMs: post.at.getTime(),
          });
        }
      }
    }
  };

  return {
    publishFinished(actor, { task, status, dueMs }) {
      const articles = status === 0 ? task.articles : [];
      const first = articles[0];
      if (faults.strikes('wechat', actor.account.key, 'other-finish-event')) {
        massFinished(actor, {
          msgId: task.publishId,
          status: status === 0 ? 'send success' : 'send fail',
          posts: articles,
          dueMs,
        });
        return;
      }
      send(
        actor,
        writePublishFinished({
          originalId: actor.originalId,
          atS: Math.floor(dueMs / SECOND_MS),
          publishId: task.publishId,
          status,
          articleId: first === undefined ? null : articleIdOf(actor, first),
          failIdx: status === 2 || status === 4 ? [1] : [],
          articles: articles.map((post, i) => ({ idx: i + 1, url: articleUrlOf(actor, post, world.origins.wechat) })),
        }),
        dueMs,
      );
    },
    massFinished,
    componentEvent,
    pushTicket,
    isTicket(ticket) {
      const period = periodNow();
      for (let back = 0; back < TICKETS_KNOWN; back += 1) {
        if (spellTicket(period - back) === ticket) return back * TICKET_PERIOD_MS < TICKET_LIFE_MS ? 'good' : 'expired';
      }
      return 'unknown';
    },
    notice() {
      if (registrations.get('wechat-component') !== null && ticketPeriod !== periodNow()) pushTicket();
      noticeHandSent();
    },
  };
}

/** The MsgID of what somebody sent out on the platform's own page. */
export function handMsgIdOf(post: StandingPost): string {
  return String(3_000_000_000 + post.serial);
}
