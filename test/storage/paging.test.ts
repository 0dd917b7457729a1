import { Refusal } from '../../src/domain/errors';
import type { Page, PageRequest } from '../../src/ports/storage';
import { mandateOf, policyOf } from './mandateSamples';
import { after, eventOf, followed, newPostOf, NOW, register, verdictOf, draftOf, tell } from './samples';
import { useTestStore } from './testStore';

const { storage } = useTestStore();

async function readAll<T>(
  read: (page: PageRequest) => Promise<Page<T>>,
  limit = 3,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await read({ limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor;
    await between();
  } while (cursor !== null);
  return items;
}

describe('paging', () => {
  test('shows every row once while others come and go', async () => {
    const accounts = await Promise.all(
      Array.from({ length: 11 }, (_, index) => register(storage, { name: `名 ${index % 4}` })),
    );
    let added = 0;
    const listed = await readAll(
      (page) => storage.accounts.list({}, page, null),
      3,
      async () => {
        added += 1;
        await register(storage, { name: `名 ${added % 2 === 0 ? '' : '9'}` });
      },
    );
    const seen = listed
      .filter(({ account }) => accounts.some((one) => one.id === account.id))
      .map(({ account }) => account.id);
    expect(seen).toHaveLength(11);
    expect(new Set(seen).size).toBe(11);
    expect(listed.map(({ account }) => account.name)).toEqual(listed.map(({ account }) => account.name).sort());
  });

  test('breaks ties by id in both directions', async () => {
    const account = await register(storage);
    await storage.posts.record(
      account,
      Array.from({ length: 10 }, (_, index) => newPostOf(`p${index}`, after(index % 2))),
      NOW,
    );
    const posts = await readAll((page) => storage.posts.list(account.id, page));
    expect(new Set(posts.map((post) => post.id)).size).toBe(10);
    expect(posts.map((post) => post.countedAt.getTime())).toEqual(
      [...posts.map((post) => post.countedAt.getTime())].sort((a, b) => b - a),
    );
  });

  test('goes through ledger, alerts and all other lists to the end', async () => {
    await storage.ledger.append(Array.from({ length: 7 }, () => eventOf('person:1')));
    await tell(storage, 'test', { wanted: Array.from({ length: 7 }, () => draftOf()) });
    expect((await readAll((page) => storage.ledger.ofSubject('person:1', page), 2)).map((entry) => entry.seq)).toEqual([
      7, 6, 5, 4, 3, 2, 1,
    ]);
    expect(
      (await readAll((page) => storage.alerts.list({ kind: 'account-silent' }, page, null), 2)).map(
        (alert) => alert.seq,
      ),
    ).toEqual([7, 6, 5, 4, 3, 2, 1]);
    for (let n = 0; n < 5; n += 1) {
      await storage.policies.insert(policyOf({ firstSeenAt: after(n) }), eventOf('policy'));
      await storage.mandates.insert(mandateOf({ issuedAt: after(n) }), eventOf('mandate'));
    }
    expect(await readAll((page) => storage.policies.list({}, page), 2)).toHaveLength(5);
    expect((await readAll((page) => storage.mandates.list(page), 2)).map((one) => one.issuedAt.getTime())).toEqual(
      [4, 3, 2, 1, 0].map((n) => after(n).getTime()),
    );
  });

  test('gives accounts about to cross a limit from the nearest on, the first instant in and the last out', async () => {
    const judged = async (breachAt: Date): Promise<string> => {
      const account = await register(storage);
      await storage.accounts.changeVerdict(account.id, null, verdictOf({ breachAt }), followed());
      return account.id;
    };
    const [later, soon] = [await judged(after(9_000)), await judged(after(1_000))];
    await judged(after(10_000));
    await judged(after(999));
    const listed = await readAll(
      (page) => storage.accounts.list({ breachBetween: { from: after(1_000), before: after(10_000) } }, page, null),
      1,
    );
    expect(listed.map(({ account }) => account.id)).toEqual([soon, later]);
  });

  test('never gives more than 200 rows', async () => {
    const account = await register(storage);
    await storage.posts.record(
      account,
      Array.from({ length: 230 }, (_, index) => newPostOf(`p${index}`)),
      NOW,
    );
    const page = await storage.posts.list(account.id, { limit: 1_000_000, cursor: null });
    expect(page.items).toHaveLength(200);
    expect((await storage.posts.list(account.id, { limit: 200, cursor: page.nextCursor })).items).toHaveLength(30);
  });

  test.each([
    ['no base64', '{"a":1}'],
    ['no JSON', Buffer.from('nonsense').toString('base64url')],
    ['an object', Buffer.from('{"$gt":""}').toString('base64url')],
    ['operators for values', Buffer.from('[{"$gt":0},{"$gt":""}]').toString('base64url')],
    ['a wrong kind of value', Buffer.from(`["x","${'0'.repeat(24)}"]`).toString('base64url')],
    ['a date out of range', Buffer.from(`[8999999999999999,"${'0'.repeat(24)}"]`).toString('base64url')],
    ['an id that is none', Buffer.from('[1,"x"]').toString('base64url')],
    ['one of a list of numbers', Buffer.from('[1,1]').toString('base64url')],
    ['three values', Buffer.from('[1,2,3]').toString('base64url')],
    ['nothing', ''],
    ['a megabyte', 'A'.repeat(1_000_000)],
  ])('refuses a cursor that is %s', async (_what, cursor) => {
    const refusal = await storage.cases.list({}, { limit: 5, cursor }, null).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'invalid-input', field: 'cursor' });
  });

  test.each([0, -1, 1.5, Number.NaN])('refuses %p rows', async (limit) => {
    await expect(storage.mandates.list({ limit, cursor: null })).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'limit',
    });
  });
});
