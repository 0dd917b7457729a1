import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSendValue } from '../../src/http/edge/sendValue';

interface Received {
  readonly text: string;
  readonly length: string | undefined;
  readonly type: string | undefined;
}

/** What arrives where `value` is sent, over a real connection. */
async function received(send: ReturnType<typeof createSendValue>, value: unknown, method = 'GET'): Promise<Received> {
  const server = http.createServer((request, response) => send(value, { request, response }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { method });
    const { headers } = response;
    const told = [headers.get('content-length') ?? undefined, headers.get('content-type') ?? undefined] as const;
    return { text: await response.text(), length: told[0], type: told[1] };
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const kept = (row: object): object => Object.freeze(row);
const ROWS = [
  { id: 'a', name: '甘州发布 "一"', at: new Date(0), none: undefined, nothing: null },
  { id: 'b', name: '𠮷野' },
];

describe('a value that is sent', () => {
  test.each<[string, unknown]>([
    ['a page of rows that are kept', { items: ROWS.map(kept), nextCursor: null, asOf: '2026-09-18' }],
    ['one with a field before its rows', { history: '历', items: ROWS.map(kept), nextCursor: 'x' }],
    ['one with a field that is not there', { items: ROWS.map(kept), nextCursor: undefined }],
    ['rows alone', { items: [kept({ id: 'a' })] }],
    ['an empty page', { items: [], nextCursor: null }],
    ['rows of which one may change', { items: [kept({ id: 'a' }), { id: 'b' }], nextCursor: null }],
    ['rows that are texts', { items: ['a', 'b'] }],
    ['items that are no list', { items: { a: 1 } }],
    ['a list that is all there is', [kept({ id: 'a' })]],
    ['null', null],
    ['a value that is kept as a whole', kept({ asOf: '甲', alerts: [{ id: 'a' }] })],
  ])('arrives as JSON.stringify writes it, with its length in bytes: %s', async (_what, value) => {
    const send = createSendValue();
    const expected = JSON.stringify(value);
    for (let again = 0; again < 2; again += 1)
      expect(await received(send, value)).toEqual({
        text: expected,
        length: String(Buffer.byteLength(expected)),
        type: 'application/json; charset=utf-8',
      });
  });

  test('is made into JSON once for a row that is kept, and every time for one that may change', async () => {
    const send = createSendValue();
    let made = 0;
    const row = { toJSON: () => ({ made: (made += 1) }) };
    const page = { items: [row] };
    expect([await received(send, page), await received(send, page)].map(({ text }) => text)).toEqual([
      '{"items":[{"made":1}]}',
      '{"items":[{"made":2}]}',
    ]);
    Object.freeze(row);
    expect([await received(send, page), await received(send, page)].map(({ text }) => text)).toEqual([
      '{"items":[{"made":3}]}',
      '{"items":[{"made":3}]}',
    ]);
  });

  test('is made into JSON once where all of it is kept', async () => {
    const send = createSendValue();
    let made = 0;
    const value = Object.freeze({ toJSON: () => ({ made: (made += 1) }) });
    expect([await received(send, value), await received(send, value)].map(({ text }) => text)).toEqual([
      '{"made":1}',
      '{"made":1}',
    ]);
  });

  test('is only told of where nothing but its head was asked for', async () => {
    const { text, length } = await received(createSendValue(), { items: [kept({ id: 'a' })] }, 'HEAD');
    expect([text, length]).toEqual(['', '22']);
  });
});
