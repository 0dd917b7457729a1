import { createHmac } from 'node:crypto';
import type { SandboxBots } from './contract';
import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange } from '../wire/loopbackServer';
import { memberOf, readJson, textOf } from './botRules';

/** What arrived and what is said to it, or a no. */
type Taken = { readonly text: string; readonly reply: object } | { readonly refusal: object };

const TOKEN_LIFE_MS = 7_200_000;
/** Longer texts are cut by the platform, between bytes of UTF-8 only where a character ends. */
const LONGEST_TEXT_BYTES = 2048;
const INVALID_TOKEN = { errcode: 40014, errmsg: 'invalid access_token' };

/** An application of 企业微信: a token for its secret, and messages to those who can see it. */
export function createWecomApplication(about: {
  readonly application: SandboxBots['wecomApp'];
  readonly faults: FaultBoard;
  readonly now: () => Date;
}): {
  readonly giveToken: (exchange: Exchange) => object;
  readonly take: (exchange: Exchange) => Taken;
  /** What the application is; asking counts as no message. */
  readonly show: (exchange: Exchange) => object;
} {
  const { application, faults, now } = about;
  let sent = 0;
  let revoked = 0;
  let liveUntilMs = 0;
  /** It proves itself, so that one given before a restart is good after it. */
  const tokenUntil = (untilMs: number): string =>
    `${untilMs}-${createHmac('sha256', application.secret).update(`${revoked} ${untilMs}`).digest('hex')}`;

  /** Whom of those named the application does not reach. */
  const unreached = (named: string, known: readonly string[]): readonly string[] =>
    named.split('|').filter((id) => id !== '' && id !== '@all' && !known.includes(id));

  /** Why the token of a call is none; null: it is good. */
  const refusalOf = ({ url }: Exchange): object | null => {
    const given = url.searchParams.get('access_token') ?? '';
    if (given === '') return { errcode: 41001, errmsg: 'access_token missing' };
    if (faults.strikes('bots', null, 'token-revoked')) revoked += 1;
    const untilMs = Number.parseInt(given, 10);
    if (given !== tokenUntil(untilMs)) return INVALID_TOKEN;
    return untilMs <= now().getTime() ? { errcode: 42001, errmsg: 'access_token expired' } : null;
  };

  return {
    show(exchange) {
      const refusal = refusalOf(exchange);
      if (refusal !== null) return refusal;
      return exchange.url.searchParams.get('agentid') === application.agentId
        ? { errcode: 0, errmsg: 'ok', agentid: Number(application.agentId), name: '政务新媒体矩阵', close: 0 }
        : { errcode: 40056, errmsg: 'invalid agentid' };
    },

    giveToken({ url }) {
      if (url.searchParams.get('corpid') !== application.corpId) return { errcode: 40013, errmsg: 'invalid corpid' };
      if (url.searchParams.get('corpsecret') !== application.secret)
        return { errcode: 40001, errmsg: 'invalid credential' };
      // While a token lives the same one is given again.
      if (liveUntilMs <= now().getTime()) liveUntilMs = now().getTime() + TOKEN_LIFE_MS;
      const expiresIn = Math.floor((liveUntilMs - now().getTime()) / 1000);
      return { errcode: 0, errmsg: 'ok', access_token: tokenUntil(liveUntilMs), expires_in: expiresIn };
    },

    take(exchange) {
      const refusal = refusalOf(exchange);
      if (refusal !== null) return { refusal };
      const body = readJson(exchange);
      if (String(body?.['agentid']) !== application.agentId)
        return { refusal: { errcode: 40056, errmsg: 'invalid agentid' } };
      const kind = textOf(body, 'msgtype');
      if (kind !== 'text' && kind !== 'markdown')
        return { refusal: { errcode: 40008, errmsg: 'invalid message type' } };
      const content = textOf(memberOf(body, kind), 'content');
      if (content === '') return { refusal: { errcode: 44004, errmsg: 'empty content' } };
      const named = [textOf(body, 'touser'), textOf(body, 'toparty')] as const;
      const invaliduser = unreached(named[0], application.userIds);
      const invalidparty = unreached(named[1], application.partyIds);
      const count = named
        .join('|')
        .split('|')
        .filter((id) => id !== '').length;
      if (count === 0) return { refusal: { errcode: 40031, errmsg: 'invalid userid list' } };
      if (invaliduser.length + invalidparty.length === count)
        return { refusal: { errcode: 81013, errmsg: 'user & party & tag all invalid' } };
      sent += 1;
      return {
        text: cutBytes(content, LONGEST_TEXT_BYTES),
        reply: {
          errcode: 0,
          errmsg: 'ok',
          invaliduser: invaliduser.join('|'),
          invalidparty: invalidparty.join('|'),
          invalidtag: '',
          msgid: `wecom-message-${sent}`,
        },
      };
    },
  };
}

function cutBytes(text: string, most: number): string {
  const bytes = Buffer.from(text, 'utf8');
  let end = Math.min(most, bytes.length);
  while (end > 0 && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString('utf8');
}
