import http, { type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { until } from './listener';

/** One event as a client of server-sent events reads it. */
export interface ReadEvent {
  readonly id: string | null;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

export interface EventListener {
  readonly response: IncomingMessage;
  readonly events: ReadEvent[];
  /** The body of a refusal. */
  problem(): { readonly code?: string };
  /** Resolves when the server has ended it or it was closed. */
  readonly ended: Promise<void>;
  close(): void;
  /** The numbers of the alerts, in order. */
  numbers(): number[];
  /** What a browser hands back when it connects again. */
  lastEventId(): string | null;
}

/**
 * Reads an event stream as the HTML standard says, as far as this server uses it. With Node's own client: `fetch` opens
 * another connection ahead when one is broken off, which a server that stops would wait for.
 */
export async function openEvents(url: string, headers: Record<string, string>): Promise<EventListener> {
  const request = http.get(url, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const events: ReadEvent[] = [];
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    if (response.statusCode !== 200) return;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const read = eventOf(text.slice(0, end));
      text = text.slice(end + 2);
      if (read !== null) events.push(read);
    }
  });
  response.once('error', () => undefined);
  request.on('error', () => undefined);
  return {
    response,
    events,
    problem: () => JSON.parse(text) as { readonly code?: string },
    ended: new Promise((resolve) => response.once('close', resolve)),
    close: () => void request.destroy(),
    numbers: () => events.filter(({ event }) => event === 'alert').map(({ data }) => Number(data['seq'])),
    lastEventId: () => events.findLast(({ id }) => id !== null)?.id ?? null,
  };
}

/** Null for a block without data, such as the one that says when to connect again. */
function eventOf(block: string): ReadEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(': ') + 2)]),
  );
  const data = fields.get('data');
  if (data === undefined) return null;
  return {
    id: fields.get('id') ?? null,
    event: fields.get('event') ?? 'message',
    data: JSON.parse(data) as Record<string, unknown>,
  };
}

/** Until everything up to now was sent, or the server has ended it. */
export function settledEvents(listener: EventListener): Promise<void> {
  return until(
    'a heartbeat',
    () => listener.response.closed || listener.events.some(({ event }) => event === 'heartbeat'),
  );
}
