import { DAY_MS } from '../../../src/domain/time/instant';
import { allAlerts, draftOf, tell } from '../../storage/samples';
import { useWorldAndStore } from '../useWorld';
import { PAGE } from '../world';
import { steadyClock } from './sweptOffice';

const { world, store } = useWorldAndStore();
const DAYS = 731;

const remove = async (): Promise<number | undefined> => {
  await steadyClock(world.storage, world.clock.now());
  return (await world.services.upkeep.removeExpired({ max: 1_000 }))['ended-alerts'];
};
/** Makes exactly these the alerts of an owner now, one instant later than what was told before. */
const now = async (owner: string, ...causes: readonly string[]): Promise<void> => {
  world.clock.pass(1);
  const wanted = causes.map((cause) => draftOf({ cause, owner }));
  await tell(world.storage, owner, { wanted, at: world.clock.now() });
};
const lines = async (): Promise<readonly string[]> =>
  (await allAlerts(world.storage)).map(({ seq, cause, change }) => `${seq} ${cause} ${change}`);
const shown = async (): Promise<readonly string[]> =>
  (await world.storage.alerts.list({}, PAGE, null)).items.map(({ cause }) => cause).sort();

/** Two that are over, one that goes on from then, and the newest of all, which is over too. */
async function oldAlerts(): Promise<void> {
  await now('a', 'a:1', 'a:2');
  await now('b', 'b:lasts');
  await now('a', 'a:2');
  await now('a');
  await now('c', 'c:newest');
  await now('c');
}

test('what is over so long goes with what led to it; that it ended stays in the log; numbers go on', async () => {
  await oldAlerts();
  // A day is kept whole: it goes when the day after it has been kept for so long.
  world.clock.pass(DAYS * DAY_MS);
  expect(await remove()).toBe(0);
  world.clock.pass(DAY_MS);
  expect(await remove()).toBe(2);
  expect(await shown()).toEqual(['b:lasts', 'c:newest']);
  expect(await lines()).toEqual([
    '3 b:lasts opened',
    '4 a:1 resolved',
    '5 a:2 resolved',
    '6 c:newest opened',
    '7 c:newest resolved',
  ]);
  await now('d', 'd:1');
  expect((await lines()).at(-1)).toBe('8 d:1 opened');
  world.clock.pass(DAY_MS);
  // It is not the newest any more.
  expect(await remove()).toBe(1);
  expect(await shown()).toEqual(['b:lasts', 'd:1']);
  await world.storage.outbox.relay(100);
  const told = (await world.storage.ledger.after(0, 100)).filter(({ subject }) => subject === 'retention:ended-alerts');
  expect(told.map(({ data }) => data['removed'])).toEqual([2, 1]);
});

test('killed after some lines went and before their alert did, the next run does the rest', async () => {
  await oldAlerts();
  world.clock.pass((DAYS + 1) * DAY_MS);
  await (await store.raw()).collection<{ _id: number }>('alert-changes').deleteMany({ _id: { $in: [1, 2] } });
  expect(await remove()).toBe(2);
  expect(await lines()).toHaveLength(5);
  expect(await shown()).toEqual(['b:lasts', 'c:newest']);
});
