import type { Account } from '../../src/domain/accounts/account';
import type { UnitId } from '../../src/domain/ids';
import { Refusal } from '../../src/domain/errors';
import type { Page, PageRequest } from '../../src/ports/storage';
import {
  accountOf,
  after,
  caseOf,
  eventOf,
  findingOf,
  jobOf,
  lookOf,
  mandateOf,
  newPostOf,
  NOW,
  obligationOf,
  policyOf,
  register,
  unitOf,
  verdictOf,
} from './samples';
import { ids, useTestStore } from './testStore';

const { storage } = useTestStore();

const first = { limit: 50, cursor: null };

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

/** Accounts, posts, looks, findings, cases, obligations, jobs and alerts of two units side by side. */
async function fillTwoUnits(): Promise<{
  readonly inside: Account;
  readonly outside: Account;
  readonly unit: UnitId;
  readonly county: UnitId;
}> {
  const county = await storage.units.upsert(unitOf('county'));
  const [own, other] = [
    await storage.units.upsert(unitOf('own', [county])),
    await storage.units.upsert(unitOf('other', [county])),
  ];
  const fill = async (unit: typeof own): Promise<Account> => {
    const account = await register(storage, { unitId: unit.id, unitPath: unit.path });
    await storage.posts.record(account, [newPostOf('1')], NOW);
    await storage.looks.insert(lookOf(account.id));
    await storage.findings.open(findingOf(account.id), eventOf('finding'));
    await storage.cases.open(caseOf(account), eventOf('case'));
    await storage.obligations.insertMissing(
      [obligationOf({ accountId: account.id, unitId: unit.id, unitPath: unit.path })],
      () => eventOf('obligation'),
    );
    await storage.publishJobs.insert(jobOf({ accountId: account.id }), eventOf('job'));
    await storage.ledger.append([
      eventOf('alert', {
        alert: { unitId: unit.id, unitPath: unit.path, subject: { label: '账号', accountId: account.id } },
      }),
    ]);
    return account;
  };
  const result = { inside: await fill(own), outside: await fill(other), unit: own.id, county: county.id };
  await storage.ledger.append([eventOf('alert', { alert: { kind: 'policy-seen', subject: { label: '政策' } } })]);
  await storage.outbox.relay(100);
  return result;
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
    await storage.ledger.append(Array.from({ length: 7 }, () => eventOf('person:1', { alert: {} })));
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
      await storage.accounts.changeVerdict(account.id, null, verdictOf({ breachAt }), []);
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

describe('scope', () => {
  test('lets nothing of other units through in any list or lookup', async () => {
    const { inside, outside, unit } = await fillTwoUnits();
    expect(await storage.accounts.byId(outside.id, unit)).toBeNull();
    expect((await storage.accounts.list({}, first, unit)).items.map(({ account }) => account.id)).toEqual([inside.id]);
    const shutdownCase = await storage.cases.openFor(outside.id);
    expect(await storage.cases.byId(shutdownCase?.id ?? ids.id(), unit)).toBeNull();
    expect((await storage.cases.list({}, first, unit)).items.map((one) => one.accountId)).toEqual([inside.id]);
    expect(await storage.cases.countByState(unit)).toEqual({ noticed: 1 });
    const [owed] = await storage.obligations.openFor(outside.id);
    expect(await storage.obligations.byId(owed?.id ?? ids.id(), unit)).toBeNull();
    expect((await storage.obligations.list({}, first, unit)).items.map((one) => one.accountId)).toEqual([inside.id]);
    expect((await storage.publishJobs.list({}, first, unit)).items.map((one) => one.accountId)).toEqual([inside.id]);
    expect((await storage.alerts.since(0, 50, unit)).map((alert) => alert.subject.accountId)).toEqual([inside.id]);
    expect((await storage.alerts.list({}, first, unit)).items).toHaveLength(1);
    expect(await storage.alerts.countUnacknowledged(unit)).toEqual({ warning: 1 });
    expect(await storage.posts.countSince(after(-1), unit)).toBe(1);
    expect(await storage.findings.countAccounts('silent', unit)).toBe(1);
    expect(await storage.accounts.countByVerdict(unit)).toEqual([{ platform: 'weibo', verdict: null, count: 1 }]);
  });

  test('cannot be widened by asking for another unit', async () => {
    const { outside, unit } = await fillTwoUnits();
    expect((await storage.accounts.list({ unitId: outside.unitId }, first, unit)).items).toEqual([]);
    expect((await storage.cases.list({ unitId: outside.unitId }, first, unit)).items).toEqual([]);
    expect((await storage.cases.list({ accountId: outside.id }, first, unit)).items).toEqual([]);
    expect((await storage.obligations.list({ accountId: outside.id }, first, unit)).items).toEqual([]);
    expect((await storage.alerts.list({ accountId: outside.id }, first, unit)).items).toEqual([]);
  });

  test('of the unit above covers everything below it, and no scope covers everything', async () => {
    const { county } = await fillTwoUnits();
    expect((await storage.accounts.list({}, first, county)).items).toHaveLength(2);
    expect((await storage.alerts.list({}, first, county)).items).toHaveLength(2);
    expect((await storage.alerts.list({}, first, null)).items).toHaveLength(3);
  });

  test('that is no unit id is refused, never taken for none', async () => {
    for (const scope of ['', undefined, { $ne: null }, 'x'])
      await expect(storage.accounts.list({}, first, scope as never)).rejects.toMatchObject({ code: 'invalid-id' });
  });
});

describe('operators smuggled in', () => {
  const everything = { $gt: '' } as never;

  test('as ids are refused before they reach the store', async () => {
    await fillTwoUnits();
    const calls: readonly (() => Promise<unknown>)[] = [
      () => storage.accounts.byId(everything, null),
      () => storage.accounts.byIds([everything]),
      () => storage.accounts.credential(everything),
      () => storage.accounts.list({ unitId: everything }, first, null),
      () => storage.accounts.expediteLooks([everything], NOW),
      () => storage.posts.list(everything, first),
      () => storage.posts.newest(everything),
      () => storage.looks.list(everything, first),
      () => storage.findings.openFor(everything),
      () => storage.findings.close(everything, NOW, '', eventOf('x')),
      () => storage.cases.byId(everything, null),
      () => storage.cases.list({ accountId: everything }, first, null),
      () => storage.policies.byId(everything),
      () => storage.policies.listedBySource(everything),
      () => storage.mandates.byId(everything),
      () => storage.obligations.byId(everything, null),
      () => storage.obligations.list({ mandateId: everything }, first, null),
      () => storage.obligations.progress([everything], null),
      () => storage.publishJobs.byId(everything),
      () => storage.publishJobs.cancel(everything, eventOf('x')),
      () => storage.alerts.acknowledge(everything, { personId: ids.id(), name: '', at: NOW }, null, eventOf('x')),
      () => storage.people.byId(everything),
      () => storage.units.byId(everything, null),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ name: 'Refusal', code: 'invalid-id' });
  });

  test('as texts and choices are refused', async () => {
    const calls: readonly (() => Promise<unknown>)[] = [
      () => storage.people.byUsername(everything),
      () => storage.sessions.principal(everything, 'session', NOW),
      () => storage.sessions.consumeLink(everything, NOW),
      () => storage.settings.get(everything),
      () => storage.ledger.ofSubject(everything, first),
      () => storage.accounts.list({ platform: everything }, first, null),
      () => storage.accounts.list({ verdict: everything }, first, null),
      () => storage.accounts.list({ outcome: everything }, first, null),
      () => storage.accounts.list({ q: everything }, first, null),
      () => storage.policies.list({ authority: everything }, first),
      () => storage.policies.byIdentityKeys([everything]),
      () => storage.alerts.list({ kind: everything }, first, null),
      () => storage.alerts.list({ severity: everything }, first, null),
      () => storage.cases.list({ states: [everything] }, first, null),
      () => storage.obligations.list({ group: everything }, first, null),
      () => storage.publishJobs.list({ state: everything }, first),
      () => storage.publishJobs.markCall(ids.id(), everything),
      () => storage.accounts.settleLook(ids.id(), everything, {} as never),
      () => storage.accounts.list({ q: 'x'.repeat(101) }, first, null),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ name: 'Refusal', code: 'invalid-input' });
  });

  test('where only the schema stands in the way still match nothing', async () => {
    const account = await register(storage);
    await expect(
      storage.accounts.changeStatus(account.id, everything, 'cancelled', eventOf('account')),
    ).rejects.toThrow();
    await expect(storage.findings.openFor(account.id, everything)).rejects.toThrow();
    expect((await storage.accounts.byId(account.id, null))?.account.status).toBe('active');
  });

  test('in a search are characters like any other', async () => {
    for (const name of ['平安.深圳', '平安A深圳', '(平安)']) await register(storage, { name });
    const found = async (q: string): Promise<string[]> =>
      (await storage.accounts.list({ q }, first, null)).items.map(({ account }) => account.name);
    expect(await found('安.深')).toEqual(['平安.深圳']);
    expect(await found('安a深')).toEqual(['平安A深圳']);
    expect(await found('(')).toEqual(['(平安)']);
    expect(await found('.*')).toEqual([]);
    expect(await found('\\')).toEqual([]);
  });

  test('as keys of free records are refused', async () => {
    for (const key of ['$where', 'a.b']) {
      const account = accountOf({ settings: { [key]: 'x' } });
      await expect(storage.accounts.register(account, null, eventOf('account'), NOW)).rejects.toThrow();
    }
    await expect(storage.publishJobs.saveProgress(ids.id(), 'token', { 'a.b': 'x' })).rejects.toThrow();
  });

  test('as fields the schema does not know are refused', async () => {
    await expect(
      storage.accounts.register(
        { ...accountOf(), $set: { status: 'cancelled' } } as never,
        null,
        eventOf('account'),
        NOW,
      ),
    ).rejects.toThrow();
    await expect(
      storage.accounts.register({ ...accountOf(), isAdmin: true } as never, null, eventOf('account'), NOW),
    ).rejects.toThrow();
  });
});
