import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** Where every call ends: kept by recipient. `onCall` comes before the reply. */
export async function startOtherSide(): Promise<{
  readonly url: string;
  readonly calls: Map<string, string[]>;
  /** What it says to the call; nothing: it takes it. */
  onCall: (count: number, to: string) => number | void;
  close(): Promise<void>;
}> {
  const calls = new Map<string, string[]>();
  let count = 0;
  const side = {
    url: '',
    calls,
    onCall: (_count: number, _to: string): number | void => undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = http.createServer((request, response) => {
    const [, to = '', deliveryId = ''] = (request.url ?? '').split('/');
    calls.set(to, [...(calls.get(to) ?? []), deliveryId]);
    count += 1;
    response.writeHead(side.onCall(count, to) ?? 200).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  side.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return side;
}

/** A process that tells people, its clock ahead by so much. */
export function tell(
  { uri, url, kind }: { readonly uri: string; readonly url: string; readonly kind: 'wecom-app' | 'webhook' },
  aheadMs: number,
): ChildProcess {
  const program = path.join(__dirname, 'runTelling.ts');
  return spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), program, uri, url, String(aheadMs), kind], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
