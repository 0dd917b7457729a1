import type { Storage } from '../../../src/ports/storage';
import { after, eventOf, NOW, personOf } from '../samples';
import { hasher, ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();

describe('people', () => {
  test('are one per username and keep their id', async () => {
    const people = await Promise.all(
      Array.from({ length: 6 }, () => storage.people.upsert(personOf({ username: 'admin' }))),
    );
    expect(new Set(people.map((person) => person.id)).size).toBe(1);
    expect(await storage.people.count()).toBe(1);
    const changed = await storage.people.upsert(personOf({ username: 'admin', name: '新名', role: 'administrator' }));
    expect(await storage.people.byUsername('admin')).toEqual(changed);
    expect(await storage.people.byId(people[0]?.id ?? changed.id)).toEqual(changed);
    expect(await storage.people.byUsername('nobody')).toBeNull();
  });

  test('are locked at the failure that reaches the limit, with no failure lost among many at once', async () => {
    const person = await storage.people.upsert(personOf());
    const [other, until] = [await store.open(), after(900_000)];
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        (index % 2 === 0 ? storage : other).people.recordFailedSignIn(person.id, 5, until),
      ),
    );
    expect(answers.map((answer) => answer.failedSignIns).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(
      answers
        .filter((answer) => answer.lockedUntilAt !== null)
        .map((answer) => answer.failedSignIns)
        .sort(),
    ).toEqual([5, 6]);
    await storage.people.clearFailures(person.id);
    expect(await storage.people.byId(person.id)).toEqual(person);
  });
});

describe('sessions', () => {
  const session = (
    token: string,
    personId: ReturnType<typeof personOf>['id'],
    kind: 'session' | 'token' | 'link' = 'session',
  ) => ({ tokenHash: hasher.sha256(token), personId, kind, epoch: 0, expiresAt: after(1_000), createdAt: NOW });

  test('say who asks until the instant they expire, each by its own kind', async () => {
    const person = await storage.people.upsert(personOf({ unitId: ids.id<never>() }));
    await storage.sessions.create(session('a', person.id));
    const principal = {
      personId: person.id,
      name: person.name,
      role: person.role,
      unitId: person.unitId,
      via: 'session',
    };
    expect(await storage.sessions.principal(hasher.sha256('a'), after(999))).toEqual(principal);
    expect(await storage.sessions.principal(hasher.sha256('a'), after(1_000))).toBeNull();
    expect(await storage.sessions.principal(hasher.sha256('b'), NOW)).toBeNull();
    await storage.sessions.revoke(hasher.sha256('a'));
    expect(await storage.sessions.principal(hasher.sha256('a'), NOW)).toBeNull();
  });

  test('of a disabled person open nothing', async () => {
    const person = await storage.people.upsert(personOf());
    await storage.sessions.create(session('a', person.id));
    await storage.people.upsert({ ...person, disabled: true });
    expect(await storage.sessions.principal(hasher.sha256('a'), NOW)).toBeNull();
  });

  test('asked after together, again and again, say what another process has changed, at once', async () => {
    const tokens = ['first', 'stays', 'moves', 'ends', 'disabled'].map((token) => hasher.sha256(token));
    const [, , moves, , disabled] = await Promise.all(
      ['first', 'stays', 'moves', 'ends', 'disabled'].map(async (token) => {
        const person = await storage.people.upsert(personOf({ name: token }));
        await storage.sessions.create(session(token, person.id));
        return person;
      }),
    );
    if (moves === undefined || disabled === undefined) throw new Error('somebody is missing');
    const asking = async (): Promise<readonly unknown[]> => {
      const found = await Promise.all(tokens.map((token) => storage.sessions.principal(token, NOW)));
      return found.map((principal) => principal && [principal.name, principal.unitId]);
    };
    const before = [
      ['first', null],
      ['stays', null],
      ['moves', null],
      ['ends', null],
      ['disabled', null],
    ];
    for (let times = 0; times < 2; times += 1) expect(await asking()).toEqual(before);
    const other = await store.open();
    const unitId = ids.id<never>();
    await other.people.upsert({ ...moves, unitId });
    await other.sessions.revoke(hasher.sha256('ends'));
    await other.people.upsert({ ...disabled, disabled: true });
    const after = [['first', null], ['stays', null], ['moves', unitId], null, null];
    for (let times = 0; times < 2; times += 1) expect(await asking()).toEqual(after);
  });

  test('opened before they were ended open nothing, nor do links; tokens of machines go on', async () => {
    const person = await storage.people.upsert(personOf());
    const open = async (epoch: number): Promise<void> => {
      await storage.sessions.create({ ...session(`session-${epoch}`, person.id), epoch });
      await storage.sessions.create({ ...session(`link-${epoch}`, person.id, 'link'), epoch });
    };
    const opens = async (epoch: number): Promise<[boolean, boolean]> => [
      (await storage.sessions.principal(hasher.sha256(`session-${epoch}`), NOW)) !== null,
      (await storage.sessions.consumeLink(hasher.sha256(`link-${epoch}`), NOW)) !== null,
    ];
    await storage.sessions.create(session('machine', person.id, 'token'));
    await open(person.sessionEpoch);
    const ended = await storage.people.upsert(person, { endsSessions: true, events: [] });
    expect(ended.sessionEpoch).toBe(person.sessionEpoch + 1);
    expect(await opens(person.sessionEpoch)).toEqual([false, false]);
    await open(ended.sessionEpoch);
    const renamed = await storage.people.upsert({ ...ended, name: '改名' });
    expect(renamed.sessionEpoch).toBe(ended.sessionEpoch);
    expect(await opens(ended.sessionEpoch)).toEqual([true, true]);
    expect(await storage.sessions.principal(hasher.sha256('machine'), NOW)).not.toBeNull();
  });

  test('are ended by disabling, by one of two who do it, and enabling does not bring them back', async () => {
    const person = await storage.people.upsert(personOf());
    await storage.sessions.create(session('a', person.id));
    const event = () => eventOf(`person:${person.id}`);
    const done = await Promise.all([1, 2].map(() => storage.people.setDisabled(person.id, true, event())));
    expect(done.sort()).toEqual([false, true]);
    expect(await storage.people.setDisabled(person.id, false, event())).toBe(true);
    expect(await storage.people.setDisabled(person.id, false, event())).toBe(false);
    expect(await storage.sessions.principal(hasher.sha256('a'), NOW)).toBeNull();
    expect(await storage.outbox.relay(100)).toBe(2);
    expect((await storage.ledger.ofSubject(`person:${person.id}`, { limit: 9, cursor: null })).items).toHaveLength(2);
  });

  test('by link open once, for one of many who click at once, and not after the link expired', async () => {
    const person = await storage.people.upsert(personOf());
    await storage.sessions.create(session('link', person.id, 'link'));
    await storage.sessions.create(session('late', person.id, 'link'));
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => storage.sessions.consumeLink(hasher.sha256('link'), NOW)),
    );
    expect(answers.filter((answer) => answer?.personId === person.id)).toHaveLength(1);
    expect(answers.filter((answer) => answer === null)).toHaveLength(4);
    expect(await storage.sessions.consumeLink(hasher.sha256('late'), after(1_000))).toBeNull();
    expect(await storage.sessions.principal(hasher.sha256('late'), NOW)).toBeNull();
  });

  test('never share a token', async () => {
    const person = await storage.people.upsert(personOf());
    await storage.sessions.create(session('a', person.id));
    await expect(storage.sessions.create(session('a', person.id))).rejects.toThrow(/in use/);
  });
});

describe('tick runs', () => {
  test('are recorded by one of many for each planned instant', async () => {
    const [one, other] = [await store.open(), await store.open()];
    const record = (from: Storage, plannedAt: Date): Promise<boolean> =>
      from.tickRuns.recordRun('judge', plannedAt, ...([after(5), false] as const));
    const answers = await Promise.all([one, other, one, other, one].map((from) => record(from, NOW)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await record(one, after(60_000))).toBe(true);
  });

  test('tell the newest run of each task', async () => {
    const { tickRuns } = await store.open();
    await tickRuns.recordRun('judge', NOW, after(1), false);
    await tickRuns.finishRun('judge', NOW, after(2), { judged: 3, note: 'ok' });
    await tickRuns.recordRun('judge', after(60_000), after(60_001), true);
    await tickRuns.recordRun('intake', NOW, after(1), false);
    await tickRuns.finishRun('intake', NOW, after(9), {});
    expect(await tickRuns.last('judge')).toEqual({
      plannedAt: after(60_000),
      startedAt: after(60_001),
      endedAt: null,
    });
    expect(await tickRuns.last('never')).toBeNull();
    const other = await store.open();
    expect(await other.tickRuns.latest()).toEqual([
      { task: 'intake', plannedAt: NOW, startedAt: after(1), endedAt: after(9), catchUp: false, result: {} },
      { task: 'judge', plannedAt: after(60_000), startedAt: after(60_001), endedAt: null, catchUp: true, result: null },
    ]);
  });
});

describe('settings', () => {
  test('outlive the process', async () => {
    expect(await storage.settings.get('demo.anchor')).toBeNull();
    await storage.settings.set('demo.anchor', '2026-09-18');
    await storage.settings.set('demo.anchor', '2026-09-19');
    expect(await (await store.open()).settings.get('demo.anchor')).toBe('2026-09-19');
  });
});

describe('the connection', () => {
  test('answers a ping, and after closing says that it does not', async () => {
    await storage.ping(2_000);
    await storage.close();
    await expect(storage.ping(500)).rejects.toThrow();
  });
});
