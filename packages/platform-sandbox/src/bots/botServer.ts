import type { SandboxBot, SandboxBots } from '../contract';
import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange, Handler, Reply } from '../wire/loopbackServer';
import { replyJson } from '../wire/replies';
import { guardTransport } from '../wire/transportGuard';
import { checkDingtalk, checkFeishu, checkWecom } from './botRules';
import { receiveWebhook } from './webhookReceiver';
import { createWecomApplication } from './wecomApplication';
import type { Arrival } from './botRules';

export interface BotMessage {
  readonly at: Date;
  readonly text: string;
  readonly body: string;
}

/** What speaks HTTP. */
type Chat = Exclude<SandboxBot, 'mail'>;
type Robot = Exclude<Chat, 'wecomApp'>;

/** How many messages a robot's chat keeps for looking at. */
const KEPT_MESSAGES = 200;
const MINUTE_MS = 60_000;
const PENALTY_MS = 10 * MINUTE_MS;

/** What each robot takes a minute; 飞书 also counts seconds. A 钉钉 robot that is over is silent for ten minutes. */
const RATES: Readonly<
  Record<Chat, { readonly perMinute: number; readonly perSecond: number; readonly penaltyMs: number }>
> = {
  dingtalk: { perMinute: 20, perSecond: Infinity, penaltyMs: PENALTY_MS },
  wecom: { perMinute: 20, perSecond: Infinity, penaltyMs: 0 },
  feishu: { perMinute: 100, perSecond: 5, penaltyMs: 0 },
  wecomApp: { perMinute: Infinity, perSecond: Infinity, penaltyMs: 0 },
};

const TOO_FAST: Readonly<Record<Chat, object>> = {
  dingtalk: {
    status: 1111,
    wait: 5,
    source: 'x5',
    punish: 'deny',
    uuid: '0',
    errcode: 130101,
    errmsg: 'send too fast, exceed 20 times per minute',
  },
  wecom: { errcode: 45009, errmsg: 'api freq out of limit' },
  feishu: { code: 11232, msg: 'frequency limited', data: {} },
  wecomApp: { errcode: 45009, errmsg: 'api freq out of limit' },
};

const UNKNOWN_KEY: Readonly<Record<Robot, object>> = {
  dingtalk: { errcode: 300001, errmsg: 'token is not exist' },
  wecom: { errcode: 93000, errmsg: 'invalid webhook url' },
  feishu: { code: 19001, msg: 'param invalid: incoming webhook access token invalid', data: {} },
};

const TAKEN: Readonly<Record<Robot, object>> = {
  dingtalk: { errcode: 0, errmsg: 'ok' },
  wecom: { errcode: 0, errmsg: 'ok' },
  feishu: { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' },
};

/** The robots of three messengers; each has one address, its own proof and its own limits. */
export function createBotServer(about: { bots: SandboxBots; faults: FaultBoard; now: () => Date }): {
  readonly handler: Handler;
  readonly messages: (bot: SandboxBot) => readonly BotMessage[];
  readonly keepMail: (raw: string) => void;
} {
  const { bots, faults, now } = about;
  const taken: Record<SandboxBot, BotMessage[]> = { dingtalk: [], wecom: [], feishu: [], wecomApp: [], mail: [] };
  const tries: Record<Chat, number[]> = { dingtalk: [], wecom: [], feishu: [], wecomApp: [] };
  const silentUntilMs: Record<Chat, number> = { dingtalk: 0, wecom: 0, feishu: 0, wecomApp: 0 };
  const application = createWecomApplication({ application: bots.wecomApp, faults, now });
  const say = (value: object): Reply => replyJson(JSON.stringify(value));

  const isTooFast = (bot: Chat): boolean => {
    const nowMs = now().getTime();
    if (faults.strikes('bots', null, 'quota-spent') || nowMs < silentUntilMs[bot]) return true;
    tries[bot] = [...tries[bot].filter((at) => nowMs - at < MINUTE_MS), nowMs];
    const lastSecond = tries[bot].filter((at) => nowMs - at < 1000).length;
    if (tries[bot].length <= RATES[bot].perMinute && lastSecond <= RATES[bot].perSecond) return false;
    silentUntilMs[bot] = nowMs + RATES[bot].penaltyMs;
    return true;
  };
  const keep = (bot: SandboxBot, text: string, body: string): void => {
    taken[bot] = [{ at: now(), text, body }, ...taken[bot]].slice(0, KEPT_MESSAGES);
  };
  /** It is in the chat before anything is said of it: what gets lost is only the answer. */
  const keepAndSay = (bot: Chat, { body }: Exchange, { text, reply }: { text: string; reply: object }): Reply => {
    keep(bot, text, body.toString('utf8'));
    return faults.strikes('bots', null, 'lost-answer') ? 'drop' : say(reply);
  };
  const take = (bot: Robot, exchange: Exchange, check: () => Arrival): Reply => {
    if (
      exchange.url.href.replace(/&timestamp=.*$/, '') !== bots[bot].url ||
      faults.strikes('bots', null, 'token-revoked')
    )
      return say(UNKNOWN_KEY[bot]);
    if (isTooFast(bot)) return say(TOO_FAST[bot]);
    const arrival = check();
    return 'refusal' in arrival
      ? say(arrival.refusal)
      : keepAndSay(bot, exchange, { text: arrival.text, reply: TAKEN[bot] });
  };
  const takeByApplication = (exchange: Exchange): Reply => {
    const arrival = application.take(exchange);
    if ('refusal' in arrival) return say(arrival.refusal);
    if (isTooFast('wecomApp')) return say(TOO_FAST.wecomApp);
    return keepAndSay('wecomApp', exchange, arrival);
  };

  const answer: Handler = (exchange) => {
    const { pathname } = exchange.url;
    if (pathname === '/cgi-bin/gettoken') return say(application.giveToken(exchange));
    if (pathname === '/cgi-bin/agent/get') return say(application.show(exchange));
    if (exchange.method !== 'POST') return replyJson('{"errcode":43002,"errmsg":"require POST method"}', 405);
    if (pathname === '/robot/send')
      return take('dingtalk', exchange, () => checkDingtalk(exchange, bots.dingtalk.secret, now()));
    if (pathname === '/cgi-bin/webhook/send') return take('wecom', exchange, () => checkWecom(exchange));
    if (pathname === '/cgi-bin/message/send') return takeByApplication(exchange);
    if (pathname.startsWith('/open-apis/bot/v2/hook/'))
      return take('feishu', exchange, () => checkFeishu(exchange, bots.feishu.secret, now()));
    if (exchange.url.href === bots.receiver.url) return receiveWebhook(exchange, bots.receiver.signingSecret, now());
    return replyJson('{"errcode":404,"errmsg":"not found"}', 404);
  };
  return {
    handler: guardTransport({ place: 'bots', faults, accountOf: () => null, handler: answer }),
    messages: (bot) => taken[bot],
    keepMail: (raw) => keep('mail', raw, raw),
  };
}
