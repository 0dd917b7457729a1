import { createHmac } from 'node:crypto';
import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import type { MessageText, Notifier, NotifyTarget, Rendered } from '../../ports/notifier';
import { accepted } from '../delivery';
import type { NotifierParts } from '../parts';
import { addressesIn, checkAddress, checkForm, filledIn, hostOf, setting } from '../settings';
import { callsWithin } from '../text/callsWithin';
import { cutText } from '../text/cutText';
import { DINGTALK } from '../text/dialects';
import { fitMessage } from '../text/fitMessage';
import { jsonBytes } from '../text/measure';
import { oneLine, withoutMarks } from '../text/plainText';
import { severityMark } from '../text/words';
import { askJson } from '../wire/askJson';
import { means, readVendorAnswer } from '../wire/vendorCodes';
import type { VendorTable } from '../wire/vendorCodes';

const LIMIT = NOTIFY_LIMITS.dingtalk;

/**
 * open.dingtalk.com/document/robots/custom-robot-access and …/error-codes. 310000 has three causes told apart by words
 * alone, which are Chinese today and were English before; all three are for the administrator.
 */
const TABLE: VendorTable = {
  [-1]: means('service-busy'),
  40035: means('content-malformed'),
  43004: means('content-malformed'),
  130101: means('too-fast', LIMIT.penaltyMs),
  300001: means('address-unknown'),
  310000: {
    code: 'signature-refused',
    byWords: [
      [/keyword|关键词/i, means('keyword-missing')],
      [/\bip\b|白名单/i, means('ip-refused')],
    ],
  },
  400013: means('channel-stopped'),
  400101: means('address-unknown'),
  400102: means('channel-stopped'),
  400105: means('content-malformed'),
  400106: means('address-unknown'),
  410100: means('too-fast', LIMIT.penaltyMs),
  430101: means('content-refused'),
  430102: means('content-refused'),
  430103: means('content-refused'),
  430104: means('content-refused'),
  460101: means('content-too-long'),
};

const settingsWith = (allowedPrivateOrigins: readonly string[]) => [
  setting('url', {
    secret: true,
    title: ['Webhook 地址', 'Webhook address'],
    why: [
      '群设置 → 机器人 → 自定义机器人，创建后复制；地址中的 access_token 等同密码',
      'Group settings → robots → custom robot; copied after it is made. Its access_token is as good as a password',
    ],
    check: checkAddress(
      allowedPrivateOrigins,
      /\/send\?(?:.*&)?access_token=[^&]+/,
      'https://oapi.dingtalk.com/robot/send?access_token=…',
    ),
  }),
  setting('signingSecret', {
    secret: true,
    optional: true,
    title: ['加签密钥', 'Signing secret'],
    why: [
      '安全设置选“加签”时必填，以 SEC 开头',
      'Needed where the robot is secured by a signature; it begins with SEC',
    ],
    check: checkForm(/^SEC[0-9A-Za-z]{16,}$/, '应以 SEC 开头', 'should begin with SEC'),
  }),
  setting('keyword', {
    optional: true,
    title: ['自定义关键词', 'Keyword'],
    why: [
      '安全设置选“自定义关键词”时必填，每条消息都会带上',
      'Needed where the robot is secured by a keyword; every message then carries it',
    ],
    check: checkForm(/^.{1,20}$/u, '不超过 20 个字', '20 characters at most'),
  }),
];

/** Shown in the list of chats; longer ones are cut there anyway. */
const LONGEST_TITLE_BYTES = 200;

/** A custom robot of a 钉钉 group: markdown, signed in the query, in milliseconds. */
export function createDingtalkNotifier({ http, clock, links, allowedPrivateOrigins }: NotifierParts): Notifier {
  const compose = (message: MessageText, target: NotifyTarget): { body: string; rendered: Rendered } => {
    const mark = severityMark(message);
    const title = cutText(mark + withoutMarks(message.title), LONGEST_TITLE_BYTES, jsonBytes);
    const { named: mobiles, rest } = callsWithin(addressesIn(target, /[^\d+-]/g), {
      most: LIMIT.longest.bytes,
      language: message.language,
      // In the text, and in the list beside it.
      costOf: (mobile) => jsonBytes(`@${mobile} `) + jsonBytes(mobile) + '"",'.length,
    });
    const calls = mobiles.map((mobile) => `@${mobile}`).join(' ') + rest;
    // As it was entered: the robot looks for these very signs.
    const keyword = oneLine(filledIn(target, 'keyword'));
    const bodyWith = (text: string): string =>
      JSON.stringify({
        msgtype: 'markdown',
        markdown: { title, text },
        at: { atMobiles: mobiles, isAtAll: false },
      });
    const { text, clipped } = fitMessage({
      message,
      dialect: DINGTALK,
      links,
      most: LIMIT.longest.bytes - Buffer.byteLength(bodyWith('')),
      // Who is called must stand in the text as well.
      tail: `${keyword === '' ? '' : `\n\n${keyword}`}${calls === '' ? '' : `\n\n${calls}`}`,
    });
    return { body: bodyWith(text), rendered: { subject: title, text, html: null, clipped: clipped || rest !== '' } };
  };

  return {
    kind: 'dingtalk',
    repeatable: false,
    settings: settingsWith(allowedPrivateOrigins),
    place: (target) => hostOf(filledIn(target, 'url')),
    countedBy: (target) => filledIn(target, 'url'),
    render: (message, target) => compose(message, target).rendered,
    length: (message, target) => Buffer.byteLength(compose(message, target).body),
    async send({ target, message, now, signal, mayBegin }) {
      const secret = filledIn(target, 'signingSecret');
      const address = filledIn(target, 'url');
      const url = secret === '' ? address : `${address}&${signDingtalk(secret, clock.now())}`;
      const answer = await askJson(http, { url, body: compose(message, target).body, signal, mayBegin }, now);
      const read = readVendorAnswer(answer, { codeName: 'errcode', wordsName: 'errmsg', table: TABLE, now });
      return read.kind === 'failed' ? read : accepted();
    },
  };
}

/** What goes into the query: the secret is the key, milliseconds and secret are the message. */
function signDingtalk(secret: string, at: Date): string {
  const timestamp = String(at.getTime());
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  return new URLSearchParams({ timestamp, sign }).toString();
}
