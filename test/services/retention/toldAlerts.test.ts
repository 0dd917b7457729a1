import { DAY_MS } from '../../../src/domain/time/instant';
import { allAlerts, draftOf, tell } from '../../storage/samples';
import { messageOf, notificationOf } from '../../storage/notify/notifySamples';
import { addSilence } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { PAGE } from '../world';
import { steadyClock } from './sweptOffice';

const world = useWorld();
const DAYS = 731;

test('who was told goes as long after it as alerts that are over; what waits and a silence that goes on stay', async () => {
  const { storage, clock } = world;
  const at = clock.now();
  const long = new Date(at.getTime() + 9 * DAYS * DAY_MS);
  await tell(storage, 'a', { wanted: [draftOf({ cause: 'a:1', owner: 'a' })], at });
  const [alert] = await allAlerts(storage);
  if (alert === undefined) throw new Error('no alert');
  const settled = notificationOf(alert, { state: 'sent', settledAt: at });
  await storage.notifications.insertMissing([settled, notificationOf(alert)]);
  await storage.messages.insert(messageOf({ state: 'sent', settledAt: at }));
  const waiting = messageOf();
  await storage.messages.insert(waiting);
  await addSilence(storage, { endsAt: at });
  const lasting = await addSilence(storage, { endsAt: long });
  const removed = async (days: number) => {
    clock.pass(days * DAY_MS);
    await steadyClock(storage, clock.now());
    return world.services.upkeep.removeExpired({ max: 1_000 });
  };
  const each = (count: number) => ({ 'told-notifications': count, 'told-messages': count, 'ended-silences': count });
  expect(await removed(DAYS)).toMatchObject(each(0));
  expect(await removed(1)).toMatchObject(each(1));
  expect((await storage.notifications.ofAlert(alert.id, null)).map(({ state }) => state)).toEqual(['queued']);
  expect((await storage.messages.list({}, PAGE)).items.map(({ id }) => id)).toEqual([waiting.id]);
  expect((await storage.silences.list()).map(({ id }) => id)).toEqual([lasting.id]);
});
