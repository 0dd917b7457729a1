import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Stands before the simulated Weibo and counts what it is asked to publish. The platform refuses repetitions. */
export interface ShareCounter {
  readonly url: string;
  /** How often each account was asked to publish each text. */
  readonly shares: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function openShareCounter(weiboBase: string): Promise<ShareCounter> {
  const shares = new Map<string, number>();
  const carry = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const body = await text(request);
    if (request.url?.startsWith('/2/statuses/share.json') === true) {
      const form = new URLSearchParams(body);
      const share = `${form.get('access_token') ?? ''} ${form.get('status') ?? ''}`;
      shares.set(share, (shares.get(share) ?? 0) + 1);
    }
    const { method = 'GET', headers } = request;
    const answer = await fetch(`${weiboBase}${request.url ?? ''}`, {
      method,
      redirect: 'manual',
      headers: { 'content-type': headers['content-type'] ?? 'text/plain' },
      ...(method === 'POST' ? { body } : {}),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = http.createServer((request, response) => {
    carry(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shares,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
