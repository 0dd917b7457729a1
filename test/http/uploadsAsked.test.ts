import { request as httpRequest, type IncomingMessage } from 'node:http';
import { ROUTES } from '../../src/http/routes';
import { serve, type Served } from './serve';
import { tokenOf } from './officePeople';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

/** Everything that takes more than a form: tables in the body of a route, and files. */
const UPLOADS = [
  ...ROUTES.filter(({ mostBodyBytes }) => mostBodyBytes !== undefined).map(({ method, path }) => [
    method.toUpperCase(),
    path,
  ]),
  ['POST', '/files?name=a.jpg'],
] as const;

/** What is answered to an upload of which the announcement alone is sent, and not one byte. */
async function announced(
  [method, path]: readonly [string, string],
  headers: Readonly<Record<string, string>>,
): Promise<readonly [number | undefined, unknown]> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = httpRequest(new URL(`/api/v1${path}`, served.url), {
      method,
      headers: { 'content-type': 'application/json', 'content-length': 1_000_000, ...headers },
    });
    call.once('response', resolve).once('error', reject);
    call.flushHeaders();
  });
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  answer.socket.destroy();
  return [answer.statusCode, (JSON.parse(text) as { readonly code: unknown }).code];
}

test('there are uploads: of the register, of official lists, of messages and of files', () => {
  expect(UPLOADS.map(([, path]) => path)).toEqual(
    expect.arrayContaining(['/imports', '/official-lists', '/interactions/sheet', '/files?name=a.jpg']),
  );
});

test.each(UPLOADS.map(([method, path]) => [method ?? '', path ?? ''] as const))(
  '%s %s: the right is asked before a byte is read, of nobody, of a role without it, and of another website',
  async (...upload) => {
    expect(await announced(upload, {})).toEqual([401, 'not-signed-in']);
    expect(await announced(upload, { authorization: 'Bearer nobody-s' })).toEqual([401, 'not-signed-in']);
    expect(await announced(upload, { authorization: `Bearer ${tokenOf('viewer')}` })).toEqual([403, 'forbidden']);
    expect(await announced(upload, { origin: 'https://evil.example' })).toEqual([403, 'forbidden']);
    expect(served.office.asked).toEqual([]);
  },
);
