import { MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { eventOf } from '../../storage/samples';
import { createDyingProcess, ProcessDied, type DyingProcess } from '../dyingProcess';
import { PAGE } from '../world';
import { addChannel, addPerson, addRoute, alertAbout } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, office } = useNotify();

const UNCLEAR = 'unclear interrupted';
/** Far more calls than a life makes. */
const MOST_CALLS = 300;

/** Works as one process until it is killed at the call; whatever it held is free again afterwards. */
async function liveUntilKilled(atCall: number): Promise<DyingProcess> {
  const dying = createDyingProcess(world.storage, { atCall, takesEffect: true });
  side.onArrival = () => dying.checkpoint('arrival');
  const own = createServices({ ...world.deps, storage: dying.storage, notifiers: side.registry });
  const run = { owner: 'dying', max: 1, signal: new AbortController().signal };
  try {
    for (let round = 0; round < 4; round += 1) {
      await own.notify.announce(500);
      await own.notify.deliverDue(run);
      world.clock.pass(6 * SECOND_MS);
    }
  } catch (error) {
    if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
  }
  side.onArrival = () => undefined;
  world.clock.pass(3 * MINUTE_MS);
  return dying;
}

/** A new thing to tell through a new channel of the kind; nothing of the life before is left. */
async function somethingToTell(kind: 'wecom-app' | 'mail' | 'webhook', life: number): Promise<void> {
  const { storage } = world;
  // Desks of the life before that are looked at once more would make other calls than this life's.
  world.clock.pass(3 * MINUTE_MS);
  await office.work(1);
  for (const { id, version } of await storage.notifyRoutes.list())
    await storage.notifyRoutes.remove(id, version, eventOf('route'));
  const person = await addPerson(
    storage,
    {},
    { mail: 'one@office.example', wecomUserId: 'one', mobile: '13800000000' },
  );
  const audience = { kind: 'people', personIds: [person] } as const;
  await addRoute(storage, await addChannel(storage, { kind }), { audience });
  await office.alerts(alertAbout(`甲${life}`), alertAbout(`乙${life}`));
  side.arrived.splice(0);
}

/** What has become of the two notifications of this life. */
async function shown(): Promise<string> {
  const { items } = await world.storage.alerts.list({ state: 'unresolved' }, PAGE, null);
  const all = await Promise.all(items.map(({ id }) => world.storage.notifications.ofAlert(id, null)));
  const states = all.flat().map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`));
  return states.sort().join();
}

/** Until then one channel is like the other. */
const CALLS_BEFORE_MESSAGE = 33;

test.each([
  // The other side could not tell a repetition: what may have arrived is shown as unclear and is not sent again, and a
  // notice says that it may be missing.
  [
    'wecom-app',
    1,
    ['sent,sent after 1', `sent,sent,${UNCLEAR},${UNCLEAR} after 1`, `sent,sent,${UNCLEAR},${UNCLEAR} after 2`],
  ],
  // It can: sent again under the same id.
  ['mail', CALLS_BEFORE_MESSAGE, ['sent,sent after 1', 'sent,sent after 2']],
  ['webhook', CALLS_BEFORE_MESSAGE, ['sent,sent after 1', 'sent,sent after 2']],
] as const)('killed at any call nothing is lost and nobody gets it twice by %s', async (kind, first, ends) => {
  const wrong: string[] = [];
  const ended = new Set<string>();
  // Killed right after a call took effect is killed right before the next.
  for (let call = first, isDead = true; isDead && call < MOST_CALLS; call += 1) {
    await somethingToTell(kind, call);
    const process = await liveUntilKilled(call);
    isDead = process.isDead();
    await office.work(7, MINUTE_MS);
    const end = `${await shown()} after ${side.arrived.length}`;
    ended.add(end);
    if (!ends.some((allowed) => allowed === end)) wrong.push(`${process.diedAt()}: ${end}`);
    const said = new Map(side.arrived.map(({ deliveryId, message }) => [deliveryId, message]));
    if (new Set([...said.values()].map(({ title }) => title)).size < said.size)
      wrong.push(`${process.diedAt()}: the same under two ids`);
    const texts = side.arrived.flatMap(({ message }) => message.lines.map(({ text }) => text)).join();
    for (const about of [`甲${call}`, `乙${call}`])
      if (!texts.includes(about)) wrong.push(`${process.diedAt()}: nothing of ${about}`);
  }
  expect(wrong).toEqual([]);
  expect([...ended].sort()).toEqual([...ends].sort());
});
