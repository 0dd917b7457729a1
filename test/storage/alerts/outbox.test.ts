import type { DomainEvent } from '../../../src/domain/alerts/alert';
import { accountSchema, type AccountRow } from '../../../src/storage/accounts/accountRow';
import { createAppendLedger } from '../../../src/storage/alerts/ledger';
import { ledgerSchema, type LedgerRow } from '../../../src/storage/alerts/ledgerRow';
import { createOutboxRelay, createOutboxSource, type RelaySteps } from '../../../src/storage/alerts/outboxRelay';
import { openTable } from '../../../src/storage/table';
import { accountOf, after, eventOf, followed, NOW, verdictOf } from '../samples';
import { hasher, useTestStore } from '../testStore';
import { leaveEvents } from './leaveEvents';

const { store, storage } = useTestStore();

async function expectCarriedOnce(expected: readonly (readonly DomainEvent[])[]): Promise<void> {
  const all = expected.flat();
  const ledger = await storage.ledger.after(0, 5_000);
  expect(ledger.map((entry) => entry.seq)).toEqual(all.map((_, index) => index + 1));
  expect(new Set(ledger.map((entry) => entry.eventId))).toEqual(new Set(all.map((event) => event.eventId)));
  expect(await storage.ledger.verify()).toEqual({ checked: all.length, brokenAtSeq: null });
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
      sources: steps.sources.map((source) => ({
        name: source.name,
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
    for (const name of ['accounts', 'ledger']) await (await store.raw()).collection(name).deleteMany({});
    const left = [await leaveEvents(storage, 1), { events: [eventOf('account:other')] }];
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

test('what is carried by whoever left it, killed at any step and relayed beside, is carried once', async () => {
  for (let deadline = 1, survived = false; !survived; deadline += 1) {
    for (const name of ['accounts', 'ledger']) await (await store.raw()).collection(name).deleteMany({});
    const events = ['one', 'other'].map((name) => eventOf(`account:${name}`));
    for (const [index, event] of events.entries())
      await storage.accounts.register(accountOf({ externalId: `left-${index}` }), null, ...([event, NOW] as const));
    const process = dying(await stepsOfAnotherProcess(), deadline);
    survived = await createOutboxRelay(process.steps)
      .carry('accounts', events)
      .then(
        () => true,
        (error: Error) => {
          expect(error.message).toBe('killed');
          return false;
        },
      );
    const left = await storage.outbox.relay(100);
    if (survived) expect(left).toBe(0);
    await expectCarriedOnce(events.map((event) => [event]));
    await storage.outbox.carry('accounts', events);
    await expectCarriedOnce(events.map((event) => [event]));
    if (survived) expect(deadline).toBe(process.chances() + 1);
  }
});

test('relays of several processes at once carry every event once, without holes', async () => {
  const processes = [storage, await store.open(), await store.open()];
  const left = await Promise.all(Array.from({ length: 20 }, (_, index) => leaveEvents(storage, index)));
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
  const left = await leaveEvents(storage, 1);
  const signIns = Array.from({ length: 20 }, (_, index) => eventOf(`person:${index}`));
  await Promise.all([
    ...signIns.map((event, index) => (index % 2 === 0 ? storage : other).ledger.append([event])),
    other.outbox.relay(100),
    storage.outbox.relay(100),
  ]);
  await storage.ledger.append(signIns);
  await expectCarriedOnce([left.events, ...signIns.map((event) => [event])]);
});

test('what does not fit into one run is carried by the next, in order', async () => {
  const left = [await leaveEvents(storage, 1), await leaveEvents(storage, 2)];
  expect(await storage.outbox.relay(2)).toBe(2);
  expect(await storage.outbox.relay(2)).toBe(2);
  expect(await storage.outbox.relay(5)).toBe(2);
  await expectCarriedOnce(left.map(({ events }) => events));
});

test('an event left while others are carried is not lost', async () => {
  const { account, events } = await leaveEvents(storage, 1);
  const steps = await stepsOfAnotherProcess();
  const late = eventOf(`account:${account.id}`, { to: 'late' });
  const relay = createOutboxRelay({
    ...steps,
    appendLedger: async (some) => {
      await storage.accounts.changeVerdict(account.id, after(1), verdictOf({ judgedAt: after(2) }), followed([late]));
      return steps.appendLedger(some);
    },
  });
  expect(await relay.relay(100)).toBe(3);
  expect(await storage.outbox.relay(100)).toBe(1);
  await expectCarriedOnce([[...events, late]]);
});
