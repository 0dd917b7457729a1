import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { letterOf } from '../../storage/letters/letterSamples';
import { createDyingProcess, ProcessDied, type DyingProcess } from '../dyingProcess';
import { addChannel, failed } from '../notify/notifyWorld';
import { useNotify } from '../notify/useNotify';

const { world, side, office } = useNotify();

/** Far more calls than a life makes. */
const MOST_CALLS = 150;

/** Delivers as one process until it is killed at the call; whatever it held is free again afterwards. */
async function liveUntilKilled(atCall: number): Promise<DyingProcess> {
  const dying = createDyingProcess(world.storage, { atCall, takesEffect: true });
  side.onArrival = () => dying.checkpoint('arrival');
  const own = createServices({ ...world.deps, storage: dying.storage, notifiers: side.registry });
  try {
    for (let round = 0; round < 3; round += 1) {
      await own.notify.deliverDue({ owner: 'dying', max: 2, signal: new AbortController().signal });
      world.clock.pass(6 * SECOND_MS);
    }
  } catch (error) {
    if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
  }
  side.onArrival = () => undefined;
  world.clock.pass(3 * MINUTE_MS);
  return dying;
}

const UNCLEAR = 'unclear interrupted';
/** A notice that it may be missing, beside the letter or in its place. */
const TAKEN = ['sent null after 1', `${UNCLEAR} after 1`, `${UNCLEAR} after 2`];
const REFUSED = [
  'fell-back secret-refused after 0',
  'fell-back secret-refused after 1',
  // Its last call was cut off as well: the notice after it tells.
  'fell-back secret-refused after 2',
  `fell-back interrupted after 1`,
  `fell-back interrupted after 2`,
];

test.each([
  ['taken', null, TAKEN],
  // What may have arrived is handed on as well, as with everything that is told.
  ['refused', failed('reauthorise', 'secret-refused'), REFUSED],
] as const)(
  'killed at any call a letter that is %s is not lost, and one channel carries it once',
  async (how, said, ends) => {
    const { storage, clock } = world;
    const begunMs = clock.now().getTime();
    const wrong: string[] = [];
    const ended = new Set<string>();
    for (let call = 1, isDead = true; isDead && call < MOST_CALLS; call += 1) {
      // Each life at the same time of the day: at night a reminder would wait.
      clock.set(new Date(begunMs + call * DAY_MS));
      await office.work(1);
      side.arrived.splice(0);
      if (said !== null) side.script('wecom-app', said);
      const fallback = how === 'refused' ? (await addChannel(storage, { kind: 'feishu' })).id : null;
      const { id: channelId } = await addChannel(storage, { kind: 'wecom-app', fallbackId: fallback });
      const letter = letterOf({ channelId, queuedAt: clock.now(), waitsUntilAt: clock.now() });
      await storage.letters.insertMissing([letter]);
      await storage.desks.ring(letter.desk, clock.now());
      const process = await liveUntilKilled(call);
      isDead = process.isDead();
      await office.work(9, MINUTE_MS);
      const stored = await storage.letters.byId(letter.id);
      const end = `${stored?.state} ${stored?.reason} after ${side.arrived.length}`;
      ended.add(end);
      const kinds = side.arrived.map(({ kind }) => kind);
      const came = side.arrived.map(({ kind, message }) => `${kind} ${message.title}`);
      if (!ends.some((allowed) => allowed === end)) wrong.push(`${process.diedAt()}: ${end}`);
      if (new Set(came).size < came.length) wrong.push(`${process.diedAt()}: twice through one channel`);
      if (kinds.length === 0 || (fallback !== null && !kinds.includes('feishu')))
        wrong.push(`${process.diedAt()}: lost`);
    }
    expect(wrong).toEqual([]);
    expect([...ended].length).toBeGreaterThan(1);
  },
);
