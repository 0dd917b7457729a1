import { MINUTE_MS } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { eventOf } from '../../storage/samples';
import { createDyingProcess, ProcessDied, type DyingProcess } from '../dyingProcess';
import { addChannel, addPerson, alertAbout } from '../notify/notifyWorld';
import { addLadder, rungTo, useLadders } from './ladderWorld';

const { world, side, office } = useLadders();

/** Far more calls than a life makes. */
const MOST_CALLS = 200;

/** Follows the log and climbs as one process until it is killed at the call; what it held is free afterwards. */
async function liveUntilKilled(atCall: number): Promise<DyingProcess> {
  const dying = createDyingProcess(world.storage, { atCall, takesEffect: true });
  const own = createServices({ ...world.deps, storage: dying.storage, notifiers: side.registry });
  const run = { owner: 'dying', max: 2, signal: new AbortController().signal };
  try {
    await own.oncall.beginClimbs(500);
    world.clock.pass(30 * MINUTE_MS);
    await own.oncall.climbDue(run);
  } catch (error) {
    if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
  }
  world.clock.pass(3 * MINUTE_MS);
  return dying;
}

test('killed at any call, and begun again by another, each rung is told once and is one line of the ledger', async () => {
  const { storage } = world;
  const mail = await addChannel(storage, { kind: 'mail' });
  const nowhere = await addPerson(storage, {}, {});
  const wrong: string[] = [];
  // Killed right after a call took effect is killed right before the next.
  for (let call = 1, isDead = true; isDead && call < MOST_CALLS; call += 1) {
    for (const { id, version } of await storage.ladders.list())
      await storage.ladders.remove(id, version, eventOf('ladder'));
    const someone = await addPerson(storage, { username: `u${call}` }, { mail: `p${call}@o.cn` });
    const rungs = [
      rungTo(mail, 10, { kind: 'people', personIds: [nowhere] }),
      rungTo(mail, 30, { kind: 'people', personIds: [someone] }),
    ];
    await addLadder(storage, rungs, { isNight: true });
    await office.alerts(alertAbout(`甲${call}`));
    const process = await liveUntilKilled(call);
    isDead = process.isDead();
    for (const minutes of [0, 31, 1, 1]) {
      world.clock.pass(minutes * MINUTE_MS);
      await office.round();
    }
    const steps = (await office.escalations())
      .filter(({ state }) => state === 'at-top')
      .flatMap(({ history }) => history.map(({ rung, told, reason }) => `${rung} ${told} ${reason}`));
    const arrived = side.arrived.filter(({ to }) => to === `p${call}@o.cn`).length;
    const lines = await office.ledger();
    const end = `${steps.join()}; ${arrived} arrived; ${lines.join()}`;
    if (end !== '0 0 no-address,1 1 null; 1 arrived; - → rung-1: no-address,rung-1 → rung-2: told')
      wrong.push(`${process.diedAt()}: ${end}`);
    await office.alerts();
    await office.round();
  }
  expect(wrong).toEqual([]);
});
