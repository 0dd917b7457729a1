import type { AccountId, UnitId } from '../../../src/domain/ids';
import { after, eventOf, factsOf, followed, lookedAt, lookOf, NOW, register, verdictOf } from '../samples';
import { ids, useTestStore } from '../testStore';

const { storage } = useTestStore();

const stored = async (id: AccountId) => (await storage.accounts.byIds([id]))[0];

describe('changeVerdict', () => {
  test('by two who read the same verdict changes it once and leaves one event', async () => {
    const account = await register(storage);
    const facts = await lookedAt(storage, account.id);
    await storage.outbox.relay(100);
    const answers = await Promise.all(
      ['warned', 'silent'].map((kind) =>
        storage.accounts.changeVerdict(
          account.id,
          null,
          verdictOf({ facts, kind: kind as 'warned' }),
          followed([eventOf('verdict')]),
        ),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await storage.outbox.relay(100)).toBe(1);
    expect((await storage.ledger.ofSubject('verdict', { limit: 10, cursor: null })).items).toHaveLength(1);
  });

  test('keeps the verdict exactly and moves the sweep to its next instant', async () => {
    const account = await register(storage);
    const facts = await lookedAt(storage, account.id);
    expect((await storage.accounts.dueForJudging(NOW, 10)).map((record) => record.account.id)).toEqual([account.id]);
    const verdict = verdictOf({ facts, kind: 'warned', reason: 'silence-approaching', judgeAfter: after(5_000) });
    expect(await storage.accounts.changeVerdict(account.id, null, verdict, followed())).toBe(true);
    expect((await stored(account.id))?.verdict).toEqual(verdict);
    expect(await storage.accounts.dueForJudging(after(4_999), 10)).toEqual([]);
    expect(await storage.accounts.dueForJudging(after(5_000), 10)).toHaveLength(1);
    expect(await storage.accounts.changeVerdict(account.id, null, verdict, followed())).toBe(false);
    expect(
      await storage.accounts.changeVerdict(
        account.id,
        verdict.judgedAt,
        verdictOf({ facts, judgedAt: after(1), judgeAfter: null }),
        followed(),
      ),
    ).toBe(true);
    expect(await storage.accounts.dueForJudging(after(1e9), 10)).toEqual([]);
  });

  test('refuses a verdict from facts that a newer look has replaced, so that the account stays due', async () => {
    const account = await register(storage);
    const old = await lookedAt(storage, account.id);
    await lookedAt(storage, account.id);
    expect(await storage.accounts.changeVerdict(account.id, null, verdictOf({ facts: old }), followed())).toBe(false);
    expect(await storage.accounts.dueForJudging(NOW, 10)).toHaveLength(1);
  });
});

/** Some accounts that were looked at, one after the other. */
async function seen(count: number) {
  const accounts = [];
  for (let n = 0; n < count; n += 1) {
    // Due before those that were looked at already.
    const { id } = await register(storage, {}, after(-1 - n));
    accounts.push({ id, facts: await lookedAt(storage, id) });
  }
  return accounts;
}

describe('accounts that are judged at once', () => {
  test('are each told whether their verdict stands, with one that lost among them', async () => {
    const judged = (await seen(4)).map(({ id, facts }) => ({ id, verdict: verdictOf({ facts }) }));
    await storage.outbox.relay(100);
    const lost = judged[2]?.id;
    const changed = await Promise.all(
      judged.map(({ id, verdict }) =>
        storage.accounts.changeVerdict(id, id === lost ? after(-1) : null, verdict, followed([eventOf(`a:${id}`)])),
      ),
    );
    expect(changed).toEqual([true, true, false, true]);
    for (const { id, verdict } of judged)
      expect((await stored(id))?.verdict ?? null).toEqual(id === lost ? null : verdict);
    expect(await storage.outbox.relay(100)).toBe(3);
  });

  test('are due until findings and case agree; one judged since is told apart', async () => {
    const judged = (await seen(3)).map(({ id, facts }) => ({
      id,
      verdict: verdictOf({ facts, judgeAfter: after(5_000) }),
    }));
    for (const { id, verdict } of judged)
      await storage.accounts.changeVerdict(id, null, verdict, { events: [], isFollowed: false });
    expect(await storage.accounts.dueForJudging(NOW, 10)).toHaveLength(3);
    const answers = await Promise.all(
      judged.map(({ id, verdict }, n) =>
        storage.accounts.verdictFollowed(id, n === 1 ? { ...verdict, judgedAt: after(1) } : verdict),
      ),
    );
    expect(answers).toEqual([true, false, true]);
    expect((await storage.accounts.dueForJudging(NOW, 10)).map(({ account }) => account.id)).toEqual([judged[1]?.id]);
  });

  test('and were never looked at are due no more, unless they were cancelled', async () => {
    const [one, gone] = [await register(storage), await register(storage, { status: 'cancelled' })];
    await Promise.all([one, gone].map(({ id }) => storage.accounts.awaitFirstLook(id)));
    expect((await storage.accounts.dueForJudging(NOW, 10)).map(({ account }) => account.id)).toEqual([gone.id]);
  });
});

test('judging everybody again makes due who was judged, whatever they wait for; who is due stays so', async () => {
  const judged = await seen(3);
  const waits = [after(1e9), null, after(-5)];
  for (const [n, { id, facts }] of judged.entries())
    await storage.accounts.changeVerdict(id, null, verdictOf({ facts, judgeAfter: waits[n] ?? null }), followed());
  await storage.accounts.awaitFirstLook((await register(storage)).id);
  expect(await storage.accounts.judgeAgain(NOW)).toBe(2);
  const due = await storage.accounts.dueForJudging(NOW, 10);
  expect(due.map(({ account, judgeAfter }) => [account.id, judgeAfter])).toEqual([
    [judged[2]?.id, after(-5)],
    [judged[0]?.id, NOW],
    [judged[1]?.id, NOW],
  ]);
});

describe('sight and counts', () => {
  test('count by platform, verdict and outcome within the scope', async () => {
    const [left, right] = [ids.id<UnitId>(), ids.id<UnitId>()];
    const seen = await register(storage, { unitPath: [left] });
    await lookedAt(storage, seen.id);
    await register(storage, { unitPath: [left] }, after(1e9));
    await register(storage, { unitPath: [right], platform: 'portal' }, after(1e9));
    await storage.accounts.changeVerdict(
      seen.id,
      null,
      verdictOf({ facts: (await stored(seen.id))?.facts ?? factsOf() }),
      followed(),
    );
    expect(await storage.accounts.countByVerdict(left)).toEqual(
      expect.arrayContaining([
        { platform: 'weibo', verdict: 'fine', count: 1 },
        { platform: 'weibo', verdict: null, count: 1 },
      ]),
    );
    expect(await storage.accounts.countByVerdict(right)).toEqual([{ platform: 'portal', verdict: null, count: 1 }]);
    expect(await storage.accounts.sightByPlatform(left, after(-3_600_000), after(-86_400_000))).toEqual([
      {
        platform: 'weibo',
        accounts: 2,
        seenLastHour: 1,
        seenLastDay: 1,
        lastSightAt: NOW,
        outcomes: { items: 1, 'never-looked': 1 },
      },
    ]);
  });

  test('are of a unit with all accounts below it what they are of the whole office', async () => {
    const all = ids.id<UnitId>();
    await lookedAt(storage, (await register(storage, { unitPath: [all] })).id);
    for (const platform of ['weibo', 'wechat', 'portal', 'portal'] as const)
      await register(storage, { unitPath: [all], platform }, after(1e9));
    for (const [hourAgo, dayAgo] of [
      [NOW, after(-1)],
      [after(1), NOW],
      [after(2), after(1)],
    ] as const) {
      const ofOffice = await storage.accounts.sightByPlatform(null, hourAgo, dayAgo);
      expect(ofOffice).toHaveLength(3);
      expect(await storage.accounts.sightByPlatform(all, hourAgo, dayAgo)).toEqual(ofOffice);
    }
    const verdicts = await storage.accounts.countByVerdict(null);
    const ofUnit = await storage.accounts.countByVerdict(all);
    expect(ofUnit).toHaveLength(verdicts.length);
    expect(ofUnit).toEqual(expect.arrayContaining([...verdicts]));
  });

  test('of look outcomes count each account once', async () => {
    const [one, other] = [await register(storage), await register(storage)];
    for (const look of [
      lookOf(one.id, { outcome: 'refused', detail: 'http-412' }),
      lookOf(one.id, { outcome: 'refused', detail: 'http-412' }),
      lookOf(other.id, { outcome: 'refused', detail: 'http-412' }),
    ])
      await storage.looks.insert(look);
    await storage.looks.insert(lookOf(one.id, { outcome: 'refused', detail: 'http-412', endedAt: after(-1) }));
    expect(await storage.looks.outcomesSince(NOW)).toEqual([
      { platform: 'weibo', outcome: 'refused', detail: 'http-412', accounts: 2 },
    ]);
  });
});

/** Claims and settles a look at the account, which has to be the one that is due; answers the new facts. */
