import { request as httpRequest, type IncomingMessage } from 'node:http';
import { ACCOUNTS } from './officePeople';
import { problemOf, serve, type Served } from './serve';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

describe('bodies that are too large', () => {
  const address = (): URL => new URL(`/api/v1/cases/${ACCOUNTS.ofA}/events`, served.url);
  const headers = { authorization: 'Bearer token-administrator', 'content-type': 'application/json' };
  const codeOf = async (answer: IncomingMessage): Promise<unknown> => {
    let text = '';
    for await (const chunk of answer) text += String(chunk);
    return (JSON.parse(text) as { code: unknown }).code;
  };

  test('ten announced megabytes are refused before a single byte of them is read', async () => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const call = httpRequest(
        address(),
        { method: 'POST', headers: { ...headers, 'content-length': 10_000_000 } },
        resolve,
      );
      call.once('error', reject);
      call.flushHeaders();
    });
    expect([answer.statusCode, await codeOf(answer)]).toEqual([413, 'body-too-large']);
    answer.socket.destroy();
  });

  test('ten unannounced megabytes are refused at the first byte too many', async () => {
    let sentBytes = 0;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const call = httpRequest(address(), { method: 'POST', headers }, (response) => {
        answered = true;
        resolve(response);
      });
      let answered = false;
      call.once('error', reject);
      const write = (): void => {
        if (answered || sentBytes >= 10_000_000) return;
        sentBytes += 65_536;
        call.write(Buffer.alloc(65_536, 32), () => setImmediate(write));
      };
      write();
    });
    expect([answer.statusCode, await codeOf(answer)]).toEqual([413, 'body-too-large']);
    expect(sentBytes).toBeLessThan(2_000_000);
    answer.socket.destroy();
  });

  test('a whole ten-megabyte upload gets its answer and the server goes on', async () => {
    const response = await served.ask('administrator', address().pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(10_000_000),
    });
    expect((await problemOf(response)).code).toBe('body-too-large');
    expect((await served.ask('administrator', '/api/v1/me')).status).toBe(200);
  });

  test('the largest body that is allowed is read', async () => {
    const body = JSON.stringify({ event: 'remind', note: '' }).padEnd(256 * 1024, ' ');
    expect((await served.ask('administrator', address().pathname, { method: 'POST', headers, body })).status).toBe(200);
    expect(
      (await served.ask('administrator', address().pathname, { method: 'POST', headers, body: `${body} ` })).status,
    ).toBe(413);
  });
});
