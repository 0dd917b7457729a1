import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import type { Delivery, MessageText, Notifier, NotifyRequest, NotifyTarget, Rendered } from '../../ports/notifier';
import type { TokenStore } from '../../ports/tokens';
import { accepted, failed } from '../delivery';
import type { Failed } from '../delivery';
import type { NotifierParts } from '../parts';
import { filledIn } from '../settings';
import { WECOM_TEXT } from '../text/dialects';
import { fitMessage } from '../text/fitMessage';
import { askJson, codeIn, textIn } from '../wire/askJson';
import type { JsonAnswer, Members } from '../wire/askJson';
import { means, readVendorAnswer } from '../wire/vendorCodes';
import type { VendorTable } from '../wire/vendorCodes';
import { createAccessTokens } from './accessToken';
import { originOf, wecomAppSettings } from './settings';
import { utf8Bytes } from '../text/measure';

const LIMIT = NOTIFY_LIMITS['wecom-app'];

/** developer.work.weixin.qq.com/document/path/90236 (messages), 90227 (the application) and 90313 (all codes). */
const TABLE: VendorTable = {
  [-1]: means('service-busy'),
  40001: means('secret-refused'),
  40008: means('content-malformed'),
  40014: means('secret-refused'),
  40031: means('recipient-unknown'),
  40056: means('request-refused'),
  40058: means('content-too-long'),
  41001: means('secret-refused'),
  42001: means('secret-refused'),
  44004: means('content-malformed'),
  45002: means('content-too-long'),
  45009: means('too-fast', LIMIT.penaltyMs),
  45033: means('too-fast', LIMIT.penaltyMs),
  48002: means('right-missing'),
  60003: means('recipient-unknown'),
  60011: means('right-missing'),
  60020: means('ip-refused'),
  60111: means('recipient-unknown'),
  81013: means('recipient-unknown'),
  82001: means('recipient-unknown'),
  301002: means('right-missing'),
};

/** A token that ended, or that the platform ended before its time. */
const TOKEN_ENDED: ReadonlySet<number | null> = new Set([40014, 42001]);

/** One person by user id; never several, and never everybody. */
const ONE_USER = /^(?!@all$)[\w.@-]{1,64}$/i;

interface Parts extends Pick<NotifierParts, 'http' | 'links' | 'allowedPrivateOrigins'> {
  readonly tokenStore: TokenStore;
}

/** An application of 企业微信 that writes to people: text with anchors, counted in bytes. */
export function createWecomAppNotifier({ http, links, tokenStore, allowedPrivateOrigins }: Parts): Notifier {
  const tokens = createAccessTokens({ http, tokenStore });
  const render = (message: MessageText): Rendered => {
    const { text, clipped } = fitMessage({ message, dialect: WECOM_TEXT, links, most: LIMIT.longest.bytes });
    return { subject: null, text, html: null, clipped };
  };

  /** Calls with the token at hand, and once more with another one where the platform has ended it. */
  const ask = async (
    request: Pick<NotifyRequest, 'target' | 'now' | 'signal' | 'mayBegin'>,
    call: { readonly path: string; readonly query?: string; readonly body?: string },
    refused: string | null = null,
  ): Promise<JsonAnswer> => {
    const { target, now, signal, mayBegin } = request;
    const got = await tokens.get(target, { now, signal, refused });
    if (got.kind === 'failed') return got;
    const { path, query = '', body } = call;
    const url = `${originOf(target)}/cgi-bin/${path}?access_token=${encodeURIComponent(got.token)}${query}`;
    const posted = body === undefined ? {} : { body };
    const answer = await askJson(http, { url, ...posted, signal, mayBegin }, now);
    const isEnded = answer.kind === 'value' && TOKEN_ENDED.has(codeIn(answer.value, 'errcode'));
    return isEnded && refused === null ? ask(request, call, got.token) : answer;
  };

  return {
    kind: 'wecom-app',
    repeatable: false,
    settings: wecomAppSettings(allowedPrivateOrigins),
    place: (target) => new URL(originOf(target)).host,
    // What the platform limits is what one member gets.
    countedBy: (target) =>
      [
        ...[originOf(target), ...['corpId', 'agentId'].map((key) => filledIn(target, key))],
        target.to === null ? `party ${filledIn(target, 'toParty')}` : `user ${target.to}`,
      ].join(' '),
    render,
    length: (message) => utf8Bytes(render(message).text),
    async send(request) {
      const { target, message, now } = request;
      const recipient = recipientOf(target);
      if (recipient.kind === 'failed') return recipient;
      const body = JSON.stringify({
        ...recipient.members,
        msgtype: 'text',
        agentid: Number(filledIn(target, 'agentId')),
        text: { content: render(message).text },
      });
      const answer = await ask(request, { path: 'message/send', body });
      const read = readVendorAnswer(answer, { codeName: 'errcode', wordsName: 'errmsg', table: TABLE, now });
      return read.kind === 'failed' ? read : readTaken(read.value, target);
    },
    /** Asks for the application itself, which needs its secret, its number and the right address of this machine. */
    async check(request) {
      const agentId = encodeURIComponent(filledIn(request.target, 'agentId'));
      const answer = await ask(request, { path: 'agent/get', query: `&agentid=${agentId}` });
      const about = { codeName: 'errcode', wordsName: 'errmsg', table: TABLE, now: request.now };
      const read = readVendorAnswer(answer, about);
      return read.kind === 'failed' ? read : accepted();
    },
  };
}

type Recipient = { readonly kind: 'to'; readonly members: Readonly<Record<string, string>> } | Failed;

function recipientOf({ to, settings }: NotifyTarget): Recipient {
  if (to !== null) return ONE_USER.test(to) ? { kind: 'to', members: { touser: to } } : failed('recipient-unknown');
  const toparty = settings['toParty']?.trim() ?? '';
  return toparty === '' ? failed('recipient-missing') : { kind: 'to', members: { toparty } };
}

/** The platform says ok as soon as it reaches anybody: whom it does not reach stands beside it. */
function readTaken(value: Members, { to }: NotifyTarget): Delivery {
  const names = (list: string): boolean => {
    const ids = textIn(value, list).toLowerCase().split('|');
    return ids.includes(to?.toLowerCase() ?? '') && to !== null;
  };
  if (names('invaliduser')) return failed('recipient-unknown');
  if (names('unlicenseduser')) return failed('recipient-refused');
  if (to === null && textIn(value, 'invalidparty') !== '') return failed('recipient-unknown');
  return accepted(textIn(value, 'msgid') || null);
}
