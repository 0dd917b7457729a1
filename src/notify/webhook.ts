import { createHmac } from 'node:crypto';
import { NOTIFY_LIMITS } from '../domain/notify/limits';
import { SECOND_MS } from '../domain/time/instant';
import type { MessageText, Notifier, NotifyTarget } from '../ports/notifier';
import { accepted, failed } from './delivery';
import type { NotifierParts } from './parts';
import { checkAddress, checkForm, filledIn, hostOf, setting } from './settings';
import { cutText } from './text/cutText';
import { jsonBytes } from './text/measure';
import { oneLine } from './text/plainText';
import { failureOfFault, failureOfStatus } from './wire/faults';

const LIMIT = NOTIFY_LIMITS.webhook;

const SETTINGS = [
  setting('url', {
    secret: true,
    title: ['接收地址', 'Address of the receiver'],
    why: [
      '短信网关、工单系统等接收通知的地址；不跟随跳转，内网地址须在配置中许可',
      'Where a gateway or ticket system takes messages; redirects are not followed, internal ones must be allowed',
    ],
    check: checkAddress(/^\//, 'https://…'),
  }),
  setting('signingSecret', {
    secret: true,
    title: ['签名密钥', 'Signing secret'],
    why: [
      '接收方用它核对 X-Gov-Matrix-Signature，不少于 16 个字符',
      'With it the receiver checks X-Gov-Matrix-Signature; 16 characters at least',
    ],
    check: checkForm(/^.{16,}$/u, '不少于 16 个字符', '16 characters at least'),
  }),
];

/** Of one text in the body. */
const LONGEST_TEXT_BYTES = 4096;

/**
 * Any receiver of JSON. The signature (HMAC-SHA256) covers the time stamp and the body, so that a receiver can refuse
 * what is old; the delivery id is the same for every try, so that it can tell what it has already.
 */
export function createWebhookNotifier({ http, clock, links }: NotifierParts): Notifier {
  const compose = (message: MessageText, { to }: NotifyTarget, deliveryId: string) => {
    const linkTo = (path: string | null): string | null => (path === null ? null : links(path));
    const said = [message.title, ...message.lines.map(({ text }) => text)].map(oneLine);
    const [title = '', ...texts] = said.map((text) => cutText(text, LONGEST_TEXT_BYTES, jsonBytes));
    const isCut = said.some((text, at) => text !== [title, ...texts][at]);
    const bodyWith = (shown: number, data: unknown): string =>
      JSON.stringify({
        version: 1,
        deliveryId,
        to,
        language: message.language,
        severity: message.severity,
        title,
        lines: texts.slice(0, shown).map((text, at) => ({ text, url: linkTo(message.lines[at]?.path ?? null) })),
        more: message.more + texts.length - shown,
        moreUrl: linkTo(message.morePath),
        data,
      });
    const fits = (text: string): boolean => Buffer.byteLength(text) <= LIMIT.longest.bytes;
    const whole = bodyWith(texts.length, message.data);
    if (fits(whole)) return { text: whole, clipped: isCut };
    // Machines that want all of it ask the interface; what people read comes first.
    let shown = texts.length;
    let text = bodyWith(shown, null);
    while (!fits(text)) {
      shown = Math.floor(shown / 2);
      text = bodyWith(shown, null);
    }
    return { text, clipped: true };
  };

  return {
    kind: 'webhook',
    repeatable: true,
    settings: SETTINGS,
    place: (target) => hostOf(filledIn(target, 'url')),
    render: (message, target) => ({ subject: null, html: null, ...compose(message, target, '…') }),
    async send({ target, message, deliveryId, now, signal, mayBegin }) {
      const body = compose(message, target, deliveryId).text;
      const timestamp = String(Math.floor(clock.now().getTime() / SECOND_MS));
      const answer = await http.send({
        method: 'POST',
        url: filledIn(target, 'url'),
        body,
        signal,
        mayBegin,
        redirects: 'stop',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-gov-matrix-delivery': deliveryId,
          'x-gov-matrix-timestamp': timestamp,
          'x-gov-matrix-signature': `v1=${signWebhook(filledIn(target, 'signingSecret'), timestamp, body)}`,
        },
      });
      if (answer.kind === 'fault') return failureOfFault(answer.fault, now);
      const { status } = answer.response;
      if (status === 401 || status === 403) return failed('signature-refused');
      return failureOfStatus(answer.response, now) ?? accepted();
    },
  };
}

/** Hex HMAC-SHA256 over the seconds, a full stop and the body. */
function signWebhook(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
