import { deskOf } from '../../../src/domain/notify/notification';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { notificationOf } from '../../storage/notify/notifySamples';
import { addChannel, addSilence, alertAbout, ANY } from './notifyWorld';
import { useNotify } from './useNotify';
import { PAGE } from '../world';

const { world, side, office } = useNotify();

/** More than is looked at in one go. */
const LOOKED_AT = 2_000;

/** So many wait at one desk, and are first about what is over by now; the last is about what is still so. */
async function waitAt(channelId: Awaited<ReturnType<typeof addChannel>>['id']): Promise<void> {
  const { storage, clock } = world;
  await office.alerts(alertAbout('已解除'));
  await office.end('updated');
  await office.alerts(alertAbout('仍未解除'));
  const { items } = await storage.alerts.list({}, PAGE, null);
  const [open, over] = items;
  if (open?.resolved !== null || over === undefined) throw new Error('one is open, one is over');
  const now = clock.now();
  const given = { channelId, queuedAt: now, waitsUntilAt: now };
  const many = Array.from({ length: LOOKED_AT }, () => notificationOf(over, { ...given, seq: over.seq - 1 }));
  for (let from = 0; from < many.length; from += 500)
    await storage.notifications.insertMissing(many.slice(from, from + 500));
  await storage.notifications.insertMissing([notificationOf(open, given)]);
  await storage.desks.ring(deskOf(channelId, null), now);
}

test('what stands behind two thousand that need not be told any more is told', async () => {
  const { id } = await addChannel(world.storage);
  await waitAt(id);
  await office.work(4);
  expect(side.arrived).toHaveLength(1);
});

test('what stands behind two thousand that need not be told any more is turned away where nothing can go', async () => {
  const { id } = await addChannel(world.storage, { disabled: true });
  await waitAt(id);
  await office.work(4);
  const counts = await world.storage.notifications.countByState(['queued', 'over', 'refused']);
  expect(counts).toEqual({ over: LOOKED_AT, refused: 1 });
});

test('a silence that hides what is looked at does not hold up what stands behind it', async () => {
  const { storage, clock } = world;
  const { id } = await addChannel(storage);
  await office.alerts(alertAbout('静默', { kind: 'source-incident' }), alertAbout('告知', { kind: 'account-silent' }));
  const { items } = await storage.alerts.list({}, PAGE, null);
  const [hidden, told] = ['source-incident', 'account-silent'].map((kind) => items.find((one) => one.kind === kind));
  if (hidden === undefined || told === undefined) throw new Error('there are two');
  const now = clock.now();
  await addSilence(storage, {
    match: { ...ANY, kinds: ['source-incident'] },
    startsAt: now,
    endsAt: new Date(now.getTime() + HOUR_MS),
  });
  const given = { channelId: id, queuedAt: now, waitsUntilAt: now };
  const many = Array.from({ length: LOOKED_AT }, () => notificationOf(hidden, { ...given, seq: 0 }));
  for (let from = 0; from < many.length; from += 500)
    await storage.notifications.insertMissing(many.slice(from, from + 500));
  await storage.notifications.insertMissing([notificationOf(told, given)]);
  await storage.desks.ring(deskOf(id, null), now);
  await office.work(4);
  expect(side.arrived).toHaveLength(1);
});
