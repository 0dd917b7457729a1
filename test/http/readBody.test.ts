import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { readBytes } from '../../src/http/edge/readBody';

test('a body whose sender was gone before it was read is refused, and nobody waits for it for ever', async () => {
  const ended: string[] = [];
  const server = http.createServer((request) => {
    // As while it is still asked who calls: the sender leaves meanwhile.
    request.on('error', () => undefined);
    request.once('close', () => {
      setImmediate(() => {
        readBytes(request, 1_000).then(
          () => ended.push('read'),
          (error: { code?: string }) => ended.push(error.code ?? 'error'),
        );
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc');
  await new Promise((resolve) => server.once('request', resolve));
  socket.destroy();
  while (ended.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(ended).toEqual(['malformed-json']);
  await new Promise((resolve) => server.close(resolve));
});
