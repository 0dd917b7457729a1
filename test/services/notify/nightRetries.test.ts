import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { deskOf } from '../../../src/domain/notify/notification';
import { letterOf } from '../../storage/letters/letterSamples';
import { addChannel, addRoute, alertAbout, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, office } = useNotify();
const LATE = new Date('2026-09-18T21:57:00+08:00');
const MORNING = new Date('2026-09-19T07:00:00+08:00');

/** A receiver that tells repetitions apart and did not say what became of its first call, shortly before the night. */
async function inDoubt(severity: 'warning' | 'critical'): Promise<Awaited<ReturnType<typeof addChannel>>> {
  world.clock.set(LATE);
  const channel = await addChannel(world.storage, { kind: 'webhook' });
  await addRoute(world.storage, channel, { waits: 'quiet-hours' });
  side.script('webhook', failed('reconcile', 'answer-late'), failed('reconcile', 'answer-late'));
  await office.alerts(alertAbout('甲', { severity }));
  await office.work(10, 15 * 1_000);
  expect(side.arrived).toHaveLength(2);
  return channel;
}
const calls = () => side.arrived.map(({ deliveryId }) => deliveryId);

test('what may have arrived and may wait is tried again in the morning, as the same, not at night', async () => {
  await inDoubt('warning');
  await office.work(30, 15 * MINUTE_MS);
  expect(calls()).toHaveLength(2);
  world.clock.set(new Date(MORNING.getTime() - MINUTE_MS));
  await office.work(1, MINUTE_MS);
  expect(calls()).toHaveLength(2);
  await office.work(2, MINUTE_MS);
  expect(calls()).toHaveLength(3);
  expect(new Set(calls()).size).toBe(1);
  await office.work(8, HOUR_MS);
  expect(calls()).toHaveLength(3);
});

test('what waits for others to go with it until the night has begun is told in the morning', async () => {
  world.clock.set(new Date('2026-09-18T21:59:30+08:00'));
  await addRoute(world.storage, await addChannel(world.storage), { waits: 'quiet-hours' });
  await office.alerts(alertAbout('甲', { severity: 'warning' }));
  await office.work(10, MINUTE_MS);
  expect(side.arrived).toEqual([]);
  world.clock.set(new Date(MORNING.getTime() - MINUTE_MS));
  await office.work(3, MINUTE_MS);
  expect(side.arrived.map(({ at }) => at >= MORNING)).toEqual([true]);
});

test('one that is critical is tried again at any hour', async () => {
  await inDoubt('critical');
  await office.work(12, MINUTE_MS);
  expect(calls()).toHaveLength(3);
  expect(new Set(calls()).size).toBe(1);
});

test('what is critical does not wait for the morning behind one that does, and neither is told twice', async () => {
  await inDoubt('warning');
  await office.work(20, MINUTE_MS);
  expect(calls()).toHaveLength(2);
  await office.alerts(alertAbout('甲', { severity: 'warning' }), alertAbout('乙', { severity: 'critical' }));
  await office.work(4, 15 * 1_000);
  expect(calls()).toHaveLength(3);
  expect(side.arrived[2]?.message.lines.map(({ text }) => text).join()).toContain('乙');
  world.clock.set(MORNING);
  await office.work(4, MINUTE_MS);
  expect(calls()).toHaveLength(4);
  expect(calls()[3]).toBe(calls()[0]);
  await office.work(8, HOUR_MS);
  expect(calls()).toHaveLength(4);
});

test('what is critical does not wait for the next try of a message that may have arrived', async () => {
  world.clock.set(new Date('2026-09-18T10:00:00+08:00'));
  await addRoute(world.storage, await addChannel(world.storage, { kind: 'webhook' }));
  side.script('webhook', ...Array.from({ length: 4 }, () => failed('reconcile', 'answer-late')));
  await office.alerts(alertAbout('甲', { severity: 'warning' }));
  // After the fourth call the next try is half an hour away.
  await office.work(20, MINUTE_MS);
  expect(calls()).toHaveLength(4);
  await office.alerts(alertAbout('甲', { severity: 'warning' }), alertAbout('乙', { severity: 'critical' }));
  await office.work(4, 15 * 1_000);
  expect(calls()).toHaveLength(5);
  expect(calls()[4]).not.toBe(calls()[0]);
  await office.work(6, 15 * MINUTE_MS);
  expect(calls()).toHaveLength(6);
  expect(calls()[5]).toBe(calls()[0]);
});

test('a reminder that may have arrived waits for the morning as well, a digest does not', async () => {
  const { storage, clock } = world;
  clock.set(LATE);
  for (const kind of ['reminder', 'evening'] as const) {
    const channel = await addChannel(storage, { kind: 'webhook' });
    const letter = letterOf({ kind, channelId: channel.id, queuedAt: clock.now(), waitsUntilAt: clock.now() });
    await storage.letters.insertMissing([letter]);
    await storage.desks.ring(deskOf(channel.id, null), clock.now());
  }
  side.script('webhook', ...Array.from({ length: 4 }, () => failed('reconcile', 'answer-late')));
  await office.work(20, MINUTE_MS);
  const ofNight = new Map<string, number>();
  for (const id of calls()) ofNight.set(id, (ofNight.get(id) ?? 0) + 1);
  expect([...ofNight.values()].sort()).toEqual([2, 3]);
  clock.set(MORNING);
  await office.work(3, MINUTE_MS);
  expect(calls()).toHaveLength(6);
});
