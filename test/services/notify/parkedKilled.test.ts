import { MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { createServices, type Services } from '../../../src/services/index';
import { eventOf } from '../../storage/samples';
import { createDyingProcess, ProcessDied, type DyingProcess } from '../dyingProcess';
import { ADMINISTRATOR } from '../messageWorld';
import { PAGE } from '../world';
import { addChannel, addPerson, addRoute, alertAbout, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();

/** Far more calls than a life makes. */
const MOST_CALLS = 200;
/** The survivor may leave nothing for the other to be killed at; so often in a row, and there is nothing left. */
const UNHARMED = 3;

/** One process alone or both of them look at what is due, until the first is killed at the call. */
async function liveTogether(atCall: number, survivor: Services | null): Promise<DyingProcess> {
  const { storage, deps, clock } = world;
  const dying = createDyingProcess(storage, { atCall, takesEffect: true });
  side.onArrival = () => undefined;
  const own = createServices({ ...deps, storage: dying.storage, notifiers: side.registry });
  const run = (owner: string) => ({ owner, max: 2, signal: new AbortController().signal });
  const first = async (): Promise<void> => {
    if (dying.isDead()) return;
    await own.notify.announce(500);
    await own.notify.deliverDue(run('dying'));
  };
  const unlessKilled = (error: unknown): void => {
    if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
  };
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([first().catch(unlessKilled), survivor?.notify.deliverDue(run('survivor'))]);
    clock.pass(15 * SECOND_MS);
  }
  clock.pass(3 * MINUTE_MS);
  return dying;
}

/** Works until what gathers others has gone, and stops before its next try. */
async function untilCalled(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    if (await isSo()) return;
    await office.work(1, 5 * SECOND_MS);
  }
  throw new Error('nothing was called');
}

/** A message that makes way at its desk, and something critical that comes meanwhile. */
const PARKED = {
  'that may have arrived': async (life: number) => {
    side.script('webhook', failed('reconcile', 'answer-late'));
    await office.alerts(alertAbout(`旧${life}`, { severity: 'warning' }));
    await untilCalled(() => side.arrived.length > 0);
    await office.alerts(alertAbout(`旧${life}`, { severity: 'warning' }), alertAbout(`急${life}`));
  },
  'that somebody asked for again': async (life: number) => {
    const refused = failed('fix-configuration', 'address-unknown');
    side.script('webhook', refused, failed('retry-later', 'service-busy'));
    await office.alerts(alertAbout(`旧${life}`, { severity: 'warning' }));
    const refusedNow = async () => (await world.storage.messages.list({ state: 'refused' }, PAGE)).items[0];
    await untilCalled(async () => (await refusedNow()) !== undefined);
    const message = await refusedNow();
    if (message === undefined) throw new Error('nothing was refused');
    const { id, attempts } = message;
    await services.notify.redeliver({ id, attempts, acceptsSecond: false }, ADMINISTRATOR);
    await untilCalled(async () => ((await world.storage.messages.byId(id))?.attempts ?? 0) > attempts);
    await office.alerts(alertAbout(`旧${life}`, { severity: 'warning' }), alertAbout(`急${life}`));
  },
} as const;

describe.each(Object.entries(PARKED))('a message %s and makes way for what is critical', (_what, park) => {
  test.each([
    ['by one process', false],
    ['while another works beside it', true],
  ])('killed at any call, %s, is told once under one name, and so is that', async (_how, isBeside) => {
    const { storage } = world;
    const wrong: string[] = [];
    for (let call = 1, unharmed = 0; unharmed < UNHARMED && call < MOST_CALLS; call += 1) {
      for (const { id, version } of await storage.notifyRoutes.list())
        await storage.notifyRoutes.remove(id, version, eventOf('route'));
      const person = await addPerson(
        storage,
        { username: `u${call}` },
        { mobile: `138${String(call).padStart(8, '0')}` },
      );
      const audience = { kind: 'people', personIds: [person] } as const;
      await addRoute(storage, await addChannel(storage, { kind: 'webhook' }), { audience });
      await park(call);
      const process = await liveTogether(call, isBeside ? services : null);
      unharmed = process.isDead() ? 0 : unharmed + 1;
      await office.work(8, MINUTE_MS);
      const said = new Map<string, Set<string>>();
      for (const { deliveryId, message } of side.arrived.splice(0)) {
        const text = message.lines.map((line) => line.text).join();
        for (const about of [`旧${call}`, `急${call}`])
          if (text.includes(about)) said.set(about, (said.get(about) ?? new Set()).add(deliveryId));
      }
      const names = [`旧${call}`, `急${call}`].map((about) => said.get(about)?.size ?? 0);
      const states = (await office.notifications())
        .filter(({ alert }) => alert.subject.label?.endsWith(String(call)))
        .map(({ state }) => state);
      const end = `${names.join()} ${states.sort().join()}`;
      if (end !== '1,1 sent,sent') wrong.push(`${process.diedAt()}: ${end}`);
      // Nothing of this life is left for the next.
      await office.alerts();
      await office.work(2, SECOND_MS);
    }
    expect(wrong).toEqual([]);
  });
});
