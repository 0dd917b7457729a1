import type { WebhookBatch, WebhookPing } from '../../../src/api/webhooks';
import type { Delivery } from '../../../src/ports/notifier';
import type { WebhookSender } from '../../../src/ports/webhookSender';

/** A call to the receiver, as it got there. */
export interface Posted {
  readonly deliveryId: string;
  readonly url: string;
  readonly body: WebhookBatch | WebhookPing;
}

/** The receiver of every subscription: takes what comes, or does what the test says. */
export interface Receiver {
  readonly sender: WebhookSender;
  readonly posted: Posted[];
  /** What it says to the next calls, in order; null: it takes it. */
  script(...deliveries: readonly (Delivery | null)[]): void;
  /** Called when something has arrived, and waited for before whoever sent it hears of it. */
  onArrival: (posted: Posted) => void | Promise<unknown>;
}

const both = (text: string) => ({ zh: text, en: text });
const spec = (key: string, isGood: (text: string) => boolean) => ({
  ...{ key, secret: true, required: true, title: both(key), why: both('由接收方提供') },
  problem: (text: string) => (isGood(text) ? null : both('不符合要求')),
});

export function createReceiver(): Receiver {
  const script: (Delivery | null)[] = [];
  const receiver: Receiver = {
    posted: [],
    script: (...deliveries) => {
      script.splice(0, script.length, ...deliveries);
    },
    onArrival: () => undefined,
    sender: {
      settings: [
        spec('url', (text) => text.startsWith('https://')),
        spec('signingSecret', (text) => text.length >= 16),
      ],
      place: ({ url = '' }) => url.split('/')[2] ?? '',
      post: async ({ secrets, body, deliveryId, mayBegin }) => {
        if (mayBegin?.() === false) return { kind: 'failed', next: 'retry-later', code: 'withdrawn', retryAt: null };
        const posted = { deliveryId, url: secrets['url'] ?? '', body: JSON.parse(body) as Posted['body'] };
        receiver.posted.push(posted);
        const delivery: Delivery = script.shift() ?? { kind: 'accepted', receipt: null };
        await receiver.onArrival(posted);
        return delivery;
      },
    },
  };
  return receiver;
}
