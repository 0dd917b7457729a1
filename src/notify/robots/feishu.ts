import { createHmac } from 'node:crypto';
import type { AlertSeverity } from '../../domain/alerts/alert';
import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import { SECOND_MS } from '../../domain/time/instant';
import type { MessageText, Notifier, NotifyTarget, Rendered } from '../../ports/notifier';
import { accepted } from '../delivery';
import type { NotifierParts } from '../parts';
import { addressesIn, checkAddress, checkForm, filledIn, hostOf, setting } from '../settings';
import { callsWithin } from '../text/callsWithin';
import { cutText } from '../text/cutText';
import { FEISHU_CARD } from '../text/dialects';
import { fitMessage } from '../text/fitMessage';
import { jsonBytes } from '../text/measure';
import { oneLine, withoutMarks } from '../text/plainText';
import { severityMark } from '../text/words';
import { askJson } from '../wire/askJson';
import { means, readVendorAnswer } from '../wire/vendorCodes';
import type { VendorTable } from '../wire/vendorCodes';

const LIMIT = NOTIFY_LIMITS.feishu;

/**
 * open.feishu.cn/document/client-docs/bot-v3/add-custom-bot. 9499 is any bad request, a body beyond 20 KB among them:
 * ours are kept below. Robots that are written to by many at once say "too many request" under it as well, which that
 * page does not: nothing is wrong with what was sent.
 */
const TABLE: VendorTable = {
  9499: {
    code: 'content-malformed',
    byWords: [[/too many request/i, means('too-fast', LIMIT.penaltyMs)]],
  },
  11232: means('too-fast', LIMIT.penaltyMs),
  19001: means('address-unknown'),
  19002: means('content-malformed'),
  19021: means('signature-refused'),
  19022: means('ip-refused'),
  19024: means('keyword-missing'),
};

const COLOURS: Readonly<Record<AlertSeverity, string>> = {
  info: 'blue',
  notice: 'turquoise',
  warning: 'orange',
  critical: 'red',
};

const settingsWith = (allowedPrivateOrigins: readonly string[]) => [
  setting('url', {
    secret: true,
    title: ['Webhook 地址', 'Webhook address'],
    why: [
      '群设置 → 群机器人 → 自定义机器人，创建后复制；地址末尾等同密码',
      'Group settings → bots → custom bot; copied after it is made. Its last part is as good as a password',
    ],
    check: checkAddress(
      allowedPrivateOrigins,
      /\/bot\/v2\/hook\/[\w-]+$/,
      'https://open.feishu.cn/open-apis/bot/v2/hook/…',
    ),
  }),
  setting('signingSecret', {
    secret: true,
    optional: true,
    title: ['签名密钥', 'Signing secret'],
    why: ['安全设置开启“签名校验”时必填', 'Needed where the bot is secured by a signature'],
    check: checkForm(/^\w{16,}$/, '应为字母和数字', 'should be letters and digits'),
  }),
  setting('keyword', {
    optional: true,
    title: ['自定义关键词', 'Keyword'],
    why: [
      '安全设置选“自定义关键词”时必填，每条消息都会带上',
      'Needed where the bot is secured by a keyword; every message then carries it',
    ],
    check: checkForm(/^.{1,20}$/u, '不超过 20 个字', '20 characters at most'),
  }),
];

/** Of the heading of a card. */
const LONGEST_HEADING_BYTES = 400;

/** A custom bot of a 飞书 group: a card, signed in the body, in seconds. */
export function createFeishuNotifier({ http, clock, links, allowedPrivateOrigins }: NotifierParts): Notifier {
  const compose = (message: MessageText, target: NotifyTarget, at: Date): { body: string; rendered: Rendered } => {
    const title = severityMark(message) + withoutMarks(message.title);
    const heading = cutText(title, LONGEST_HEADING_BYTES, jsonBytes);
    const { named, rest } = callsWithin(openIdsIn(target), {
      ...{ most: LIMIT.longest.bytes, language: message.language },
      costOf: (openId) => jsonBytes(callOf(openId)),
    });
    const called = named.map(callOf).join('') + rest;
    // As it was entered: the robot looks for these very signs.
    const keyword = oneLine(filledIn(target, 'keyword'));
    const secret = filledIn(target, 'signingSecret');
    const bodyWith = (content: string): string =>
      JSON.stringify({
        ...(secret === '' ? {} : signFeishu(secret, at)),
        msg_type: 'interactive',
        // A card stands beside msg_type; everything else would stand in `content`.
        card: {
          config: { wide_screen_mode: true },
          header: { template: COLOURS[message.severity], title: { tag: 'plain_text', content: heading } },
          elements: [{ tag: 'div', text: { tag: 'lark_md', content } }],
        },
      });
    const fitted = fitMessage({
      message,
      dialect: FEISHU_CARD,
      links,
      most: LIMIT.longest.bytes - Buffer.byteLength(bodyWith('')),
      tail: `${keyword === '' ? '' : `\n${keyword}`}${called === '' ? '' : `\n${called}`}`,
    });
    const clipped = fitted.clipped || heading !== title || rest !== '';
    return { body: bodyWith(fitted.text), rendered: { subject: heading, text: fitted.text, html: null, clipped } };
  };

  return {
    kind: 'feishu',
    repeatable: false,
    settings: settingsWith(allowedPrivateOrigins),
    place: (target) => hostOf(filledIn(target, 'url')),
    countedBy: (target) => filledIn(target, 'url'),
    render: (message, target) => compose(message, target, clock.now()).rendered,
    length: (message, target) => Buffer.byteLength(compose(message, target, clock.now()).body),
    async send({ target, message, now, signal, mayBegin }) {
      const { body } = compose(message, target, clock.now());
      const answer = await askJson(http, { url: filledIn(target, 'url'), body, signal, mayBegin }, now);
      const read = readVendorAnswer(answer, { codeName: 'code', wordsName: 'msg', table: TABLE, now });
      return read.kind === 'failed' ? read : accepted();
    },
  };
}

/** Everybody who is called; the whole group never is. */
function openIdsIn(target: NotifyTarget): readonly string[] {
  return addressesIn(target, /[^\w-]/g).filter((openId) => openId.toLowerCase() !== 'all');
}

function callOf(openId: string): string {
  return `<at id=${openId}></at>`;
}

/** What goes into the body: seconds and secret are the key, and nothing is signed. */
function signFeishu(secret: string, at: Date): { readonly timestamp: string; readonly sign: string } {
  const timestamp = String(Math.floor(at.getTime() / SECOND_MS));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') };
}
