import { MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { alertAbout, failed } from '../notify/notifyWorld';
import { useWebhooks } from './webhookWorld';

const office = useWebhooks();

/** Far more calls than a life makes. */
const MOST_CALLS = 100;

test('killed at any call nothing is left out, and what comes again comes under its id with the same numbers', async () => {
  const { world, receiver } = office;
  await office.subscribe();
  const wrong: string[] = [];
  const wanted = [];
  let first = 1;
  for (let call = 1, isDead = true; isDead && call < MOST_CALLS; call += 1) {
    receiver.posted.splice(0);
    // The first try of each life fails, so that lives end while something is under way as well.
    receiver.script(failed('reconcile', 'answer-late'));
    wanted.push(alertAbout(`甲${call}`), alertAbout(`乙${call}`));
    await office.alerts(...wanted);
    const dying = createDyingProcess(world.storage, { atCall: call, takesEffect: true });
    receiver.onArrival = () => dying.checkpoint('arrival');
    const own = office.process({ storage: dying.storage });
    try {
      for (let round = 0; round < 2; round += 1) {
        await own.webhooks.deliverDue({ owner: 'dying', max: 1, signal: new AbortController().signal });
        world.clock.pass(10 * SECOND_MS);
      }
    } catch (error) {
      if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
    }
    isDead = dying.isDead();
    receiver.onArrival = () => undefined;
    receiver.script();
    // The lease is over, and so is the longest pause.
    world.clock.pass(5 * MINUTE_MS);
    await office.deliver();
    const last = await world.storage.alerts.lastSeq();
    const byId = new Map(receiver.posted.map(({ deliveryId }, at) => [deliveryId, office.arrived()[at]?.join() ?? '']));
    const all = receiver.posted.map(({ deliveryId }, at) => [deliveryId, office.arrived()[at]?.join() ?? ''] as const);
    if (all.some(([id, numbers]) => byId.get(id) !== numbers))
      wrong.push(`${dying.diedAt()}: an id with other numbers`);
    const expected = Array.from({ length: last - first + 1 }, (_, at) => first + at).join();
    if ([...byId.values()].join() !== expected) wrong.push(`${dying.diedAt()}: ${[...byId.values()].join(' | ')}`);
    first = last + 1;
  }
  expect(wrong).toEqual([]);
  expect(first).toBeGreaterThan(20);
});

test('two processes never call one receiver at once, and what a process frees after its lease is over changes nothing', async () => {
  const { world, receiver } = office;
  await office.subscribe();
  await office.alerts(alertAbout('甲'));
  const other = office.process({});
  let during: Promise<void> = Promise.resolve();
  let calls = 0;
  receiver.onArrival = () => {
    calls += 1;
    if (calls === 1) during = office.deliver(other);
  };
  await office.deliver();
  await during;
  expect(office.arrived()).toEqual([[1]]);
  // Held up for longer than its lease lasts, it finds that somebody else has gone on.
  await office.alerts(alertAbout('甲'), alertAbout('乙'));
  receiver.script(failed('reconcile', 'answer-late'));
  receiver.onArrival = () => {
    receiver.onArrival = () => undefined;
    world.clock.pass(30 * MINUTE_MS);
    during = office.deliver(other);
  };
  await office.deliver();
  await during;
  await office.deliver();
  const [, one, two] = receiver.posted;
  expect(office.arrived()).toEqual([[1], [2], [2]]);
  expect(one?.deliveryId).toBe(two?.deliveryId);
});
