import type { DomainEvent } from '../../../src/domain/alerts/alert';
import type { Account } from '../../../src/domain/accounts/account';
import { accountSchema, type AccountRow } from '../../../src/storage/accounts/accountRow';
import { alertSchema, type AlertRow } from '../../../src/storage/alerts/alertRow';
import { createAppendAlerts } from '../../../src/storage/alerts/alerts';
import { createAppendLedger } from '../../../src/storage/alerts/ledger';
import { ledgerSchema, type LedgerRow } from '../../../src/storage/alerts/ledgerRow';
import { createOutboxRelay, createOutboxSource, type RelaySteps } from '../../../src/storage/alerts/outboxRelay';
import { openTable } from '../../../src/storage/table';
import { accountOf, after, allAlerts, eventOf, NOW, verdictOf } from '../samples';
import { hasher, ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();

/** Registers an account and judges it twice, so that three events wait in one document. */
async function leaveEvents(n: number): Promise<{ account: Account; events: readonly DomainEvent[] }> {
  const account = accountOf();
  const events = [
    eventOf(`account:${account.id}`, { at: after(n) }),
    eventOf(`account:${account.id}`, { alert: { kind: 'account-warned' }, to: 'warned' }),
    eventOf(`account:${account.id}`, { alert: { kind: 'account-silent' }, to: 'silent' }),
  ];
  await storage.accounts.register(account, null, events[0] as DomainEvent, NOW);
  await storage.accounts.changeVerdict(account.id, null, verdictOf(), events.slice(1, 2));
  await storage.accounts.changeVerdict(account.id, NOW, verdictOf({ judgedAt: after(1) }), events.slice(2));
  return { account, events };
}

async function expectCarriedOnce(expected: readonly (readonly DomainEvent[])[]): Promise<void> {
  const all = expected.flat();
  const ledger = await storage.ledger.after(0, 5_000);
  expect(ledger.map((entry) => entry.seq)).toEqual(all.map((_, index) => index + 1));
  expect(new Set(ledger.map((entry) => entry.eventId))).toEqual(new Set(all.map((event) => event.eventId)));
  expect(await storage.ledger.verify()).toEqual({ checked: all.length, brokenAtSeq: null });
  const alerts = await allAlerts(storage);
  const alerting = all.filter((event) => event.alert !== null);
  expect(alerts.map((alert) => alert.seq)).toEqual(alerting.map((_, index) => index + 1));
  expect(new Set(alerts.map((alert) => alert.eventId))).toEqual(new Set(alerting.map((event) => event.eventId)));
  for (const own of expected) {
    const order = ledger
      .filter((entry) => own.some((event) => event.eventId === entry.eventId))
      .map((entry) => entry.eventId);
    expect(order).toEqual(own.map((event) => event.eventId));
  }
}

/** The relay of another process over the current database, of which each step can be made to fail. */
async function stepsOfAnotherProcess(): Promise<RelaySteps> {
  const connection = await store.raw();
  return {
    sources: [createOutboxSource(openTable<AccountRow>(connection, 'accounts', accountSchema))],
    appendLedger: createAppendLedger(openTable<LedgerRow>(connection, 'ledger', ledgerSchema), hasher),
    appendAlerts: createAppendAlerts(openTable<AlertRow>(connection, 'alerts', alertSchema), ids),
    hint: () => undefined,
  };
}

/**
 * The same steps in a process that is killed at its `deadline`-th chance, of which there is one before and after every
 * write.
 */
function dying(steps: RelaySteps, deadline: number): { readonly steps: RelaySteps; readonly chances: () => number } {
  let chances = 0;
  const chance = (): void => {
    chances += 1;
    if (chances === deadline) throw new Error('killed');
  };
  const oneByOne =
    (append: (events: readonly DomainEvent[]) => Promise<number>) =>
    async (events: readonly DomainEvent[]): Promise<number> => {
      let appended = 0;
      for (const event of events) {
        chance();
        appended += await append([event]);
      }
      chance();
      return appended;
    };
  return {
    chances: () => chances,
    steps: {
      ...steps,
      appendLedger: oneByOne(steps.appendLedger),
      appendAlerts: oneByOne(steps.appendAlerts),
      sources: steps.sources.map((source) => ({
        pending: source.pending,
        clear: async (eventIds) => {
          for (const id of eventIds) {
            chance();
            await source.clear([id]);
          }
          chance();
        },
      })),
    },
  };
}

test('a relay killed between any two steps loses nothing and repeats nothing', async () => {
  for (let deadline = 1, survived = false; !survived; deadline += 1) {
    for (const name of ['accounts', 'ledger', 'alerts']) await (await store.raw()).collection(name).deleteMany({});
    const left = [await leaveEvents(1), { events: [eventOf('account:other', { alert: {} })] }];
    await storage.accounts.register(accountOf(), null, ...([left[1]?.events[0] as DomainEvent, NOW] as const));
    const process = dying(await stepsOfAnotherProcess(), deadline);
    survived = await createOutboxRelay(process.steps)
      .relay(100)
      .then(
        () => true,
        (error: Error) => {
          expect(error.message).toBe('killed');
          return false;
        },
      );
    await storage.outbox.relay(100);
    await expectCarriedOnce(left.map(({ events }) => events));
    expect(await storage.outbox.relay(100)).toBe(0);
    if (survived) expect(deadline).toBe(process.chances() + 1);
  }
});

test('relays of several processes at once carry every event once, without holes in either sequence', async () => {
  const processes = [storage, await store.open(), await store.open()];
  const left = await Promise.all(Array.from({ length: 20 }, (_, index) => leaveEvents(index)));
  await Promise.all(
    processes.map(async (process) => {
      while ((await process.outbox.relay(7)) > 0) {
        /* until nothing is left */
      }
    }),
  );
  await expectCarriedOnce(left.map(({ events }) => events));
});

test('direct appends beside relays fall into the same sequence', async () => {
  const other = await store.open();
  const left = await leaveEvents(1);
  const signIns = Array.from({ length: 20 }, (_, index) =>
    eventOf(`person:${index}`, { alert: index % 2 === 0 ? {} : null }),
  );
  await Promise.all([
    ...signIns.map((event, index) => (index % 2 === 0 ? storage : other).ledger.append([event])),
    other.outbox.relay(100),
    storage.outbox.relay(100),
  ]);
  await storage.ledger.append(signIns);
  await expectCarriedOnce([left.events, ...signIns.map((event) => [event])]);
});

test('what does not fit into one run is carried by the next, in order', async () => {
  const left = [await leaveEvents(1), await leaveEvents(2)];
  expect(await storage.outbox.relay(2)).toBe(2);
  expect(await storage.outbox.relay(2)).toBe(2);
  expect(await storage.outbox.relay(5)).toBe(2);
  await expectCarriedOnce(left.map(({ events }) => events));
});

test('an event left while others are carried is not lost', async () => {
  const { account, events } = await leaveEvents(1);
  const steps = await stepsOfAnotherProcess();
  const late = eventOf(`account:${account.id}`, { to: 'late' });
  const relay = createOutboxRelay({
    ...steps,
    appendAlerts: async (some) => {
      await storage.accounts.changeVerdict(account.id, after(1), verdictOf({ judgedAt: after(2) }), [late]);
      return steps.appendAlerts(some);
    },
  });
  expect(await relay.relay(100)).toBe(3);
  expect(await storage.outbox.relay(100)).toBe(1);
  await expectCarriedOnce([[...events, late]]);
});

describe('the ledger', () => {
  test('keeps entries exactly and finds them by subject, newest first', async () => {
    const { account, events } = await leaveEvents(1);
    await storage.outbox.relay(100);
    const entries = await storage.ledger.after(0, 10);
    expect(entries[1]).toEqual({
      seq: 2,
      eventId: events[1]?.eventId,
      ...events[1]?.ledger,
      prevHash: entries[0]?.hash,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(
      (await storage.ledger.ofSubject(`account:${account.id}`, { limit: 2, cursor: null })).items.map(
        (entry) => entry.seq,
      ),
    ).toEqual([3, 2]);
  });

  test('shows where it was tampered with: a changed word, a removed entry, a swapped hash', async () => {
    await Promise.all([leaveEvents(1), leaveEvents(2)]);
    await storage.outbox.relay(100);
    const ledger = (await store.raw()).collection<{ _id: number; reason: string; hash: string; prevHash: string }>(
      'ledger',
    );
    const original = await ledger.findOne({ _id: 4 });
    await ledger.updateOne({ _id: 4 }, { $set: { reason: 'something else' } });
    expect(await storage.ledger.verify()).toEqual({ checked: 3, brokenAtSeq: 4 });
    await ledger.updateOne({ _id: 4 }, { $set: { reason: original?.reason ?? '', hash: '1'.repeat(64) } });
    expect((await storage.ledger.verify()).brokenAtSeq).toBe(4);
    await ledger.updateOne({ _id: 4 }, { $set: { hash: original?.hash ?? '' } });
    expect((await storage.ledger.verify()).brokenAtSeq).toBeNull();
    await ledger.updateOne({ _id: 3 }, { $set: { prevHash: '1'.repeat(64) } });
    expect((await storage.ledger.verify()).brokenAtSeq).toBe(3);
    await ledger.deleteOne({ _id: 2 });
    expect((await storage.ledger.verify()).brokenAtSeq).toBe(2);
  });
});

describe('alerts', () => {
  test('give a hint in this process when new ones are there, and none when there are not', async () => {
    let hints = 0;
    const unsubscribe = storage.alerts.onHint(() => {
      hints += 1;
    });
    await storage.ledger.append([eventOf('quiet')]);
    expect(hints).toBe(0);
    await leaveEvents(1);
    await storage.outbox.relay(100);
    expect(hints).toBe(1);
    unsubscribe();
    await leaveEvents(2);
    await storage.outbox.relay(100);
    expect(hints).toBe(1);
    expect(await storage.alerts.lastSeq()).toBe(4);
  });

  test('resume from any number', async () => {
    await Promise.all([leaveEvents(1), leaveEvents(2)]);
    await storage.outbox.relay(100);
    expect((await storage.alerts.since(1, 2, null)).map((alert) => alert.seq)).toEqual([2, 3]);
    expect(await storage.alerts.since(4, 2, null)).toEqual([]);
  });

  test('are acknowledged by one of many, and only by those who see them', async () => {
    const unit = ids.id<never>();
    await storage.ledger.append([eventOf('a', { alert: { unitId: unit, unitPath: [unit] } })]);
    const [alert] = await allAlerts(storage);
    if (alert === undefined) throw new Error('the alert is missing');
    const by = (name: string) => ({ personId: ids.id<never>(), name, at: after(5) });
    expect(await storage.alerts.acknowledge(alert.id, by('外人'), ids.id<never>(), eventOf('alert'))).toBe('not-found');
    const answers = await Promise.all(
      ['甲', '乙', '丙'].map((name) =>
        storage.alerts.acknowledge(alert.id, by(name), unit, eventOf('alert', { to: name })),
      ),
    );
    expect(answers.sort()).toEqual(['acknowledged', 'already', 'already']);
    expect(await storage.outbox.relay(10)).toBe(1);
    expect(await storage.alerts.countUnacknowledged(null)).toEqual({});
    expect((await storage.alerts.list({ acknowledged: true }, { limit: 5, cursor: null }, null)).items).toHaveLength(1);
    expect((await storage.alerts.list({ acknowledged: false }, { limit: 5, cursor: null }, null)).items).toEqual([]);
  });
});
