import { NOTIFY_LIMITS } from '../domain/notify/limits';
import type { MessageText, Notifier, NotifyTarget } from '../ports/notifier';
import type { NotifierParts } from './parts';
import { filledIn, hostOf } from './settings';
import { cutText } from './text/cutText';
import { jsonBytes } from './text/measure';
import { oneLine } from './text/plainText';
import { createPostWebhook, webhookSettings } from './webhookSender';

const LIMIT = NOTIFY_LIMITS.webhook;

/** Of one text in the body. */
const LONGEST_TEXT_BYTES = 4096;

/** Any receiver of JSON. */
export function createWebhookNotifier({ http, clock, links, allowedPrivateOrigins }: NotifierParts): Notifier {
  const post = createPostWebhook({ http, clock });
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
    settings: webhookSettings(allowedPrivateOrigins),
    place: (target) => hostOf(filledIn(target, 'url')),
    countedBy: (target) => filledIn(target, 'url'),
    length: (message, target) => Buffer.byteLength(compose(message, target, '…').text),
    render: (message, target) => ({ subject: null, html: null, ...compose(message, target, '…') }),
    send: ({ target, message, deliveryId, now, signal, mayBegin }) =>
      post({
        secrets: { url: filledIn(target, 'url'), signingSecret: filledIn(target, 'signingSecret') },
        body: compose(message, target, deliveryId).text,
        ...{ deliveryId, now, signal },
        ...(mayBegin === undefined ? {} : { mayBegin }),
      }),
  };
}
