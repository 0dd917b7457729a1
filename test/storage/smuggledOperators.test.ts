import { accountOf, eventOf, NOW, register } from './samples';
import { ids, useTestStore } from './testStore';
import { fillTwoUnits } from './twoUnits';

const { storage } = useTestStore();

const first = { limit: 50, cursor: null };

describe('operators smuggled in', () => {
  const everything = { $gt: '' } as never;

  test('as ids are refused before they reach the store', async () => {
    await fillTwoUnits(storage);
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
      () => storage.sessions.principal(everything, NOW),
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
      () => storage.alerts.list({ state: everything }, first, null),
      () => storage.cases.list({ states: [everything] }, first, null),
      () => storage.obligations.list({ group: everything }, first, null),
      () => storage.publishJobs.list({ state: everything }, first, null),
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
