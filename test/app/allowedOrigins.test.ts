import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allowedOrigins } from '../../src/app/allowedOrigins';
import { createOutboundHttp } from '../../src/connectors/outbound/outboundHttp';

let receiver: Server;
let origin = '';
beforeAll(async () => {
  receiver = createServer((_request, response) => void response.end('taken'));
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => receiver.close(resolve)));

const SANDBOX = {
  ...{ weiboBase: 'http://127.0.0.1:1', wechatBase: 'http://127.0.0.1:2', portalBase: 'http://127.0.0.1:3' },
  ...{ govcnBase: 'http://127.0.0.1:4', botsBase: 'http://127.0.0.1:5', mailBase: 'smtp://127.0.0.1:6' },
};
const config = (allowedPrivateOrigins: string[]) =>
  ({ outbound: { timeoutSeconds: 5, maxMegabytes: 1, perHost: 4, allowedPrivateOrigins } }) as never;

async function sent(allowed: readonly string[]): Promise<string> {
  const http = createOutboundHttp({ timeoutMs: 5_000, maxBytes: 1_000, perHost: 4 }, allowed, {
    clock: { now: () => new Date() },
    circle: null,
  });
  const answer = await http.send({
    method: 'POST',
    url: `${origin}/sms`,
    body: '{}',
    signal: new AbortController().signal,
  });
  http.close();
  return answer.kind === 'fault' ? answer.fault.code : String(answer.response.status);
}

test('a receiver of the office is reached beside simulated platforms where the office has allowed it', async () => {
  expect(await sent(allowedOrigins(config([origin]), SANDBOX))).toBe('200');
  expect(await sent(allowedOrigins(config([]), SANDBOX))).toBe('private-address');
});

test('simulated platforms are reached in a demo alone', () => {
  expect(allowedOrigins(config(['https://a.inner']), SANDBOX)).toEqual([...Object.values(SANDBOX), 'https://a.inner']);
  expect(allowedOrigins(config(['https://a.inner']), null)).toEqual(['https://a.inner']);
});
