import http from 'node:http';
import type { Journal, JournalEntry } from '../world/journal';

/** A message to the product, as it waits. `wrap` names who turns it into a request when its time comes. */
export interface Parcel {
  readonly wrap: string;
  readonly dueMs: number;
  readonly content: Readonly<Record<string, string>>;
}

/** One HTTP call to a callback; null: nobody is registered any more. */
export interface CallbackRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: string;
}

interface ParcelEntry extends JournalEntry, Parcel {
  readonly kind: 'parcel';
}
interface DoneEntry extends JournalEntry {
  readonly kind: 'parcel-done';
  readonly parcel: number;
}

export interface WebhookSender {
  /** On disk when this returns; sent when the clock reaches `dueMs`. */
  post(parcel: Parcel): void;
  /** Sends what is due and waits for it. */
  deliverDue(): Promise<void>;
  close(): Promise<void>;
}

const ATTEMPTS = 3;
const MOST_AT_ONCE = 8;

/**
 * Brings parcels to the callbacks: each is tried at most three times, and given up then as the platform does. What a
 * kill left on the way is brought after the next start.
 */
export function openWebhookSender(about: {
  journal: Journal;
  now: () => Date;
  answerWithinMs: number;
  wrap: (parcel: Parcel, attempt: number) => CallbackRequest | null;
  isTaken: (parcel: Parcel, answer: { readonly status: number; readonly body: string }) => boolean;
}): WebhookSender {
  const { journal, now } = about;
  const waiting = new Map<number, Parcel>();
  const done = new Set(journal.read<DoneEntry>('parcel-done').map((entry) => entry.parcel));
  for (const entry of journal.read<ParcelEntry>('parcel')) {
    if (!done.has(entry.number)) waiting.set(entry.number, entry);
  }
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();

  const bring = async (parcel: Parcel): Promise<void> => {
    for (let attempt = 1; attempt <= ATTEMPTS && !stop.signal.aborted; attempt += 1) {
      const request = about.wrap(parcel, attempt);
      if (request === null) return;
      const answer = await call(request, { withinMs: about.answerWithinMs, signal: stop.signal });
      if (answer !== null && about.isTaken(parcel, answer)) return;
    }
  };
  const start = (number: number, parcel: Parcel): void => {
    waiting.delete(number);
    const trip: Promise<void> = bring(parcel).then(() => {
      underWay.delete(trip);
      if (stop.signal.aborted) return;
      const entry: DoneEntry = { kind: 'parcel-done', parcel: number, atMs: now().getTime() };
      journal.append(entry);
    });
    underWay.add(trip);
  };
  return {
    post(parcel) {
      const entry: ParcelEntry = { kind: 'parcel', ...parcel, atMs: now().getTime() };
      waiting.set(journal.append(entry), parcel);
    },
    async deliverDue() {
      for (;;) {
        const nowMs = now().getTime();
        const due = [...waiting]
          .filter(([, parcel]) => parcel.dueMs <= nowMs)
          .slice(0, Math.max(0, MOST_AT_ONCE - underWay.size));
        for (const [number, parcel] of due) start(number, parcel);
        if (underWay.size === 0) return;
        await Promise.race([...underWay]);
      }
    },
    async close() {
      stop.abort();
      await Promise.all([...underWay]);
    },
  };
}

/** The answer, or null where none came in time. */
export function call(
  request: CallbackRequest,
  limits: { withinMs: number; signal?: AbortSignal },
): Promise<{ status: number; body: string } | null> {
  return new Promise((resolve) => {
    const outgoing = http.request(request.url, {
      method: request.method,
      agent: false,
      timeout: limits.withinMs,
      ...(limits.signal === undefined ? {} : { signal: limits.signal }),
      headers:
        request.method === 'POST'
          ? { 'content-type': 'text/xml', 'content-length': String(Buffer.byteLength(request.body)) }
          : {},
    });
    // The whole answer has to be there in time, not its first byte.
    const timer = setTimeout(() => outgoing.destroy(new Error('no answer in time')), limits.withinMs);
    const finish = (answer: { status: number; body: string } | null): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    outgoing.on('error', () => finish(null));
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
      });
      response.on('error', () => finish(null));
      response.on('close', () =>
        finish(
          response.complete ? { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') } : null,
        ),
      );
    });
    outgoing.end(request.method === 'POST' ? request.body : undefined);
  });
}
