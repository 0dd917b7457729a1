import type { AlertListView, AlertView } from '../../src/api/alerts';
import type { ListView } from '../../src/api/wire';
import { UNIT_A, UNIT_B, type PersonName } from './officePeople';
import { problemOf, serve, type Served } from './serve';

let served: Served;
beforeAll(async () => {
  served = await serve();
  for (let count = 0; count < 7; count += 1) served.office.addAlert(count % 2 === 0 ? UNIT_A : UNIT_B);
});
afterAll(() => served.close());

const page = async (query: string, name: PersonName = 'administrator'): Promise<ListView<AlertView>> =>
  (await (await served.ask(name, `/api/v1/alerts?limit=3${query}`)).json()) as ListView<AlertView>;
const numbersOf = ({ items }: ListView<AlertView>): number[] => items.map(({ seq }) => seq);

describe('alerts read by their number', () => {
  test.each([
    ['since', (next: string | null) => `&since=${next}`],
    ['cursor', (next: string | null) => `&cursor=${next}`],
    ['cursor, the first since kept as it was', (next: string | null) => `&since=0&cursor=${next}`],
  ])('go on where nextCursor is handed back as %s', async (_how, following) => {
    let current = await page('&since=0');
    const read = numbersOf(current);
    while (current.nextCursor !== null) {
      current = await page(following(current.nextCursor));
      read.push(...numbersOf(current));
    }
    expect(read).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('are at their end after the last number, and refused beyond it', async () => {
    expect(await page('&since=7')).toMatchObject({ items: [], nextCursor: null });
    for (const query of ['since=8', 'cursor=8', 'since=1000000']) {
      const response = await served.ask('administrator', `/api/v1/alerts?${query}`);
      const { status, code, field, remedy } = await problemOf(response);
      expect([query, status, code, field]).toEqual([query, 409, 'history-changed', 'since']);
      expect(remedy).toContain('不带 since');
    }
  });

  test('say which history their numbers belong to, and are refused with one of another', async () => {
    const { history } = (await page('&since=0')) as AlertListView;
    expect(history).toBe('history-1');
    expect(numbersOf(await page(`&since=5&history=${history}`))).toEqual([6, 7]);
    const problem = await problemOf(await served.ask('administrator', '/api/v1/alerts?since=5&history=other'));
    expect([problem.status, problem.code, problem.field]).toEqual([409, 'history-changed', 'history']);
  });

  test("are at their end where only other units' alerts are left", async () => {
    expect(numbersOf(await page('&since=6', 'outsider'))).toEqual([]);
  });

  test.each([['since=4&cursor=3'], ['since=4&cursor=3&history=history-1']])(
    'are refused where the cursor is before the first since: %s',
    async (query) => {
      const problem = await problemOf(await served.ask('administrator', `/api/v1/alerts?${query}`));
      expect([problem.status, problem.code, problem.field]).toEqual([400, 'invalid-input', 'since']);
    },
  );

  test.each(['since=1&severity=critical', 'cursor=1&severity=critical', 'since=1&cursor=WyJhIiwxXQ'])(
    'are not mixed with the other list: %s',
    async (query) => {
      const problem = await problemOf(await served.ask('administrator', `/api/v1/alerts?${query}`));
      expect([problem.code, problem.field]).toEqual(['invalid-input', 'since']);
    },
  );
});
