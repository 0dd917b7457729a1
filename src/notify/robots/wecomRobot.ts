import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import type { MessageText, Notifier, NotifyTarget, Rendered } from '../../ports/notifier';
import { accepted } from '../delivery';
import type { NotifierParts } from '../parts';
import { addressesIn, checkAddress, filledIn, hostOf, setting } from '../settings';
import { callsWithin } from '../text/callsWithin';
import { WECOM_MARKDOWN } from '../text/dialects';
import { fitMessage } from '../text/fitMessage';
import { askJson } from '../wire/askJson';
import { means, readVendorAnswer } from '../wire/vendorCodes';
import type { VendorTable } from '../wire/vendorCodes';
import { utf8Bytes } from '../text/measure';

const LIMIT = NOTIFY_LIMITS['wecom-robot'];

/** developer.work.weixin.qq.com/document/path/91770 (robots) and 90313 (all codes). */
const TABLE: VendorTable = {
  [-1]: means('service-busy'),
  40008: means('content-malformed'),
  40058: means('content-too-long'),
  44004: means('content-malformed'),
  45002: means('content-too-long'),
  45009: means('too-fast', LIMIT.penaltyMs),
  45033: means('too-fast', LIMIT.penaltyMs),
  93000: means('address-unknown'),
  93004: means('channel-stopped'),
  93008: means('channel-stopped'),
};

const settingsWith = (allowedPrivateOrigins: readonly string[]) => [
  setting('url', {
    secret: true,
    title: ['Webhook 地址', 'Webhook address'],
    why: [
      '群聊 → 消息推送（群机器人），创建后复制；地址中的 key 等同密码',
      'Group chat → group robot; copied after it is made. Its key is as good as a password',
    ],
    check: checkAddress(
      allowedPrivateOrigins,
      /\/webhook\/send\?(?:.*&)?key=[^&]+/,
      'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
    ),
  }),
];

/** A group robot of 企业微信: markdown, counted in bytes, without a signature. */
export function createWecomRobotNotifier({ http, links, allowedPrivateOrigins }: NotifierParts): Notifier {
  const render = (message: MessageText, target: NotifyTarget): Rendered => {
    const most = LIMIT.longest.bytes;
    const callOf = (userId: string): string => `<@${userId}>`;
    const { named, rest } = callsWithin(addressesIn(target, /[^\w.@-]/g), {
      ...{ most, language: message.language },
      costOf: (userId) => utf8Bytes(callOf(userId)),
    });
    const calls = named.map(callOf).join('') + rest;
    const tail = calls === '' ? '' : `\n${calls}`;
    const { text, clipped } = fitMessage({ message, dialect: WECOM_MARKDOWN, links, most, tail });
    return { subject: null, text, html: null, clipped: clipped || rest !== '' };
  };
  return {
    kind: 'wecom-robot',
    repeatable: false,
    settings: settingsWith(allowedPrivateOrigins),
    place: (target) => hostOf(filledIn(target, 'url')),
    countedBy: (target) => filledIn(target, 'url'),
    render,
    length: (message, target) => utf8Bytes(render(message, target).text),
    async send({ target, message, now, signal, mayBegin }) {
      const body = JSON.stringify({ msgtype: 'markdown', markdown: { content: render(message, target).text } });
      const answer = await askJson(http, { url: filledIn(target, 'url'), body, signal, mayBegin }, now);
      const read = readVendorAnswer(answer, { codeName: 'errcode', wordsName: 'errmsg', table: TABLE, now });
      return read.kind === 'failed' ? read : accepted();
    },
  };
}
