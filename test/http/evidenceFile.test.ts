import { ACCOUNTS, UNKNOWN_ID } from './officePeople';
import { problemOf, serve, type Served } from './serve';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());
const file = (id: string): string => `/api/v1/mandates/${id}/evidence/export`;

describe('the evidence of a mandate as one file', () => {
  test('is a download of JSON Lines from header to footer', async () => {
    const response = await served.ask('administrator', file(ACCOUNTS.ofA));
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
    ]).toEqual([200, 'application/x-ndjson; charset=utf-8', `attachment; filename="evidence-${ACCOUNTS.ofA}.jsonl"`]);
    const lines = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect([lines[0], lines.at(-1), lines.length]).toEqual(['header', 'footer', 202]);
  });

  test.each([
    ['nobody', null, ACCOUNTS.ofA, 401, 'not-signed-in'],
    ['somebody of another unit', 'outsider', ACCOUNTS.ofA, 404, 'not-found'],
    ['an unknown mandate', 'administrator', UNKNOWN_ID, 404, 'not-found'],
    ['an id of the wrong form', 'administrator', 'evil', 400, 'invalid-id'],
  ] as const)('is refused to %s in a sentence, not in half a file', async (_who, as, id, status, code) => {
    const response = await served.ask(as, file(id));
    expect([response.status, (await problemOf(response)).code, response.headers.get('content-disposition')]).toEqual([
      status,
      code,
      null,
    ]);
  });

  test('breaks off without a footer when the store fails in the middle', async () => {
    served.office.asked.push('evidence fails');
    const read = served.ask('administrator', file(ACCOUNTS.ofA)).then((response) => response.text());
    await expect(read).rejects.toThrow();
    expect((await served.ask('administrator', '/api/v1/me')).status).toBe(200);
  });
});
