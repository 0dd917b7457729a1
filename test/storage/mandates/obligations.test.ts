import type { AccountId, MandateId, UnitId } from '../../../src/domain/ids';
import { OBLIGATION_STATES, PROGRESS_GROUPS, type Obligation } from '../../../src/domain/mandates/mandate';
import { progressGroup } from '../../../src/domain/mandates/obligationTable';
import { obligationOf } from '../mandateSamples';
import { after, eventOf, NOW, published } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();

const eventFor = (obligation: Obligation) => eventOf(`obligation:${obligation.id}`);
const insert = (...obligations: readonly Obligation[]): Promise<number> =>
  storage.obligations.insertMissing(obligations, eventFor);
const page = { limit: 200, cursor: null };

describe('insertMissing', () => {
  test('by many at once adds one obligation per mandate and account', async () => {
    const mandateId = ids.id<MandateId>();
    const accountIds = Array.from({ length: 25 }, () => ids.id<AccountId>());
    const other = await store.open();
    const added = await Promise.all(
      [storage, other, storage, other].map((from) =>
        from.obligations.insertMissing(
          accountIds.map((accountId) => obligationOf({ mandateId, accountId })),
          eventFor,
        ),
      ),
    );
    expect(added.reduce((sum, one) => sum + one, 0)).toBe(25);
    const listed = await storage.obligations.list({ mandateId }, page, null);
    expect(new Set(listed.items.map((one) => one.accountId)).size).toBe(25);
    expect(listed.items).toHaveLength(25);
    expect(await storage.outbox.relay(1_000)).toBe(25);
  });

  test('adds what is missing and leaves the others untouched', async () => {
    const mandateId = ids.id<MandateId>();
    const there = obligationOf({ mandateId });
    await insert(there);
    const moved: Obligation = { ...there, state: 'manual', manualReason: 'no-api' };
    await storage.obligations.move(there, moved, []);
    expect(await insert({ ...there, id: ids.id() }, obligationOf({ mandateId }), obligationOf({ mandateId }))).toBe(2);
    expect(await storage.obligations.byId(there.id, null)).toEqual(moved);
  });

  test('takes more than fit into one command', async () => {
    const mandateId = ids.id<MandateId>();
    expect(await insert(...Array.from({ length: 450 }, () => obligationOf({ mandateId })))).toBe(450);
    expect((await storage.obligations.progress([mandateId], null)).get(mandateId)?.running).toBe(450);
  });
});

describe('move', () => {
  test('keeps the obligation exactly', async () => {
    const before = obligationOf();
    await insert(before);
    const next: Obligation = {
      ...before,
      state: 'fulfilled',
      submittedAt: after(1),
      fulfilledAt: after(2),
      onTime: true,
      evidence: {
        postId: ids.id(),
        url: 'https://weibo.example/1',
        title: '题',
        publishedAt: published(after(2)),
        countedAt: after(2),
        firstSeenAt: after(3),
        lookId: ids.id(),
        textHash: 'a'.repeat(64),
        basis: 'source-link',
        similarity: 0.93,
      },
    };
    expect(await storage.obligations.move(before, next, [eventFor(next)])).toBe(true);
    expect(await storage.obligations.byId(before.id, null)).toEqual(next);
  });

  test('by two who read the same obligation happens once; the loser writes nothing, not even its event', async () => {
    const before = obligationOf();
    await insert(before);
    await storage.outbox.relay(100);
    const answers = await Promise.all([
      storage.obligations.move(before, { ...before, state: 'publishing' }, [eventFor(before)]),
      storage.obligations.move(before, { ...before, state: 'manual', manualReason: 'no-api' }, [eventFor(before)]),
    ]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect((await storage.obligations.byId(before.id, null))?.state).toBe(answers[0] ? 'publishing' : 'manual');
    expect(await storage.outbox.relay(100)).toBe(1);
  });

  test('is refused after a change that left the state as it was', async () => {
    const before = obligationOf({ dueBy: after(-1) });
    await insert(before);
    expect(await storage.obligations.move(before, { ...before, overdueNoticedAt: NOW }, [])).toBe(true);
    expect(await storage.obligations.move(before, { ...before, state: 'publishing' }, [])).toBe(false);
  });
});

describe('the queues', () => {
  test('give ready obligations with the nearest deadline first', async () => {
    const [later, sooner] = [obligationOf({ dueBy: after(9_000) }), obligationOf({ dueBy: after(1_000) })];
    await insert(later, sooner, obligationOf({ state: 'manual' }));
    expect((await storage.obligations.ready(10)).map((one) => one.id)).toEqual([sooner.id, later.id]);
    expect(await storage.obligations.ready(1)).toHaveLength(1);
  });

  test('give overdue ones from the deadline instant on, until the passing is noticed', async () => {
    const due = obligationOf({ dueBy: NOW });
    await insert(
      due,
      obligationOf({ dueBy: after(1) }),
      obligationOf({ dueBy: after(-1), state: 'fulfilled', onTime: true, fulfilledAt: after(-5) }),
      obligationOf({ dueBy: after(-1), state: 'withdrawn' }),
    );
    expect((await storage.obligations.overdue(NOW, 10)).map((one) => one.id)).toEqual([due.id]);
    await storage.obligations.move(due, { ...due, overdueNoticedAt: NOW }, []);
    expect(await storage.obligations.overdue(NOW, 10)).toEqual([]);
  });

  test('give what is still owed by an account, and the accounts that owe', async () => {
    const accountId = ids.id<AccountId>();
    const states = OBLIGATION_STATES.map((state) => obligationOf({ accountId, state }));
    await insert(...states, obligationOf({ state: 'submitted' }));
    expect((await storage.obligations.openFor(accountId)).map((one) => one.state).sort()).toEqual([
      'awaiting-review',
      'manual',
      'publishing',
      'ready',
      'submitted',
    ]);
    expect(await storage.obligations.accountsWithOpen('submitted')).toHaveLength(2);
    expect(await storage.obligations.accountsWithOpen('ready')).toEqual([accountId]);
    const waiting = states[0] as Obligation;
    expect((await storage.obligations.awaitingReview(waiting.mandateId, 10)).map((one) => one.id)).toEqual([
      waiting.id,
    ]);
  });
});

describe('progress', () => {
  /**
   * Every state, each before its deadline was noticed, proven missed and only not seen; fulfilled on time, late and
   * without a word about it.
   */
  const everyCase = (mandateId: MandateId, unitPath: readonly UnitId[] = []): Obligation[] =>
    OBLIGATION_STATES.flatMap((state) =>
      [null, true, false].flatMap((overdueProven) =>
        (state === 'fulfilled' ? [true, false, null] : [null]).map((onTime) =>
          obligationOf({ mandateId, unitPath, state, overdueProven, onTime }),
        ),
      ),
    );

  test('counts as the domain counts, for every state and every way its deadline can have passed', async () => {
    const [mandateId, empty] = [ids.id<MandateId>(), ids.id<MandateId>()];
    const all = everyCase(mandateId);
    await insert(...all);
    const expected = Object.fromEntries(
      PROGRESS_GROUPS.map((group) => [group, all.filter((one) => progressGroup(one) === group).length]),
    );
    const counted = await storage.obligations.progress([mandateId, empty], null);
    expect(counted.get(mandateId)).toEqual(expected);
    expect(counted.get(empty)).toEqual(Object.fromEntries(PROGRESS_GROUPS.map((group) => [group, 0])));
    expect(Object.values(expected).every((count) => count > 0)).toBe(true);
  });

  test('lists in each group exactly what the domain puts there', async () => {
    const mandateId = ids.id<MandateId>();
    const all = everyCase(mandateId);
    await insert(...all);
    for (const group of PROGRESS_GROUPS) {
      const listed = await storage.obligations.list({ mandateId, group }, page, null);
      expect({ group, ids: listed.items.map((one) => one.id).sort() }).toEqual({
        group,
        ids: all
          .filter((one) => progressGroup(one) === group)
          .map((one) => one.id)
          .sort(),
      });
    }
    expect(
      (await storage.obligations.list({ mandateId, group: 'missed', states: ['manual'] }, page, null)).items.every(
        (one) => one.state === 'manual',
      ),
    ).toBe(true);
  });

  test('counts within the scope only', async () => {
    const [mandateId, unit] = [ids.id<MandateId>(), ids.id<UnitId>()];
    await insert(...everyCase(mandateId), obligationOf({ mandateId, unitPath: [ids.id(), unit], dueBy: after(1) }));
    expect((await storage.obligations.progress([mandateId], unit)).get(mandateId)).toEqual({
      done: 0,
      late: 0,
      running: 1,
      manual: 0,
      missed: 0,
      'not-applicable': 0,
    });
  });
});
