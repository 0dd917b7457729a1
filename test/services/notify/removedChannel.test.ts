import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { letterOf } from '../../storage/letters/letterSamples';
import { eventOf } from '../../storage/samples';
import { ADMINISTRATOR } from '../messageWorld';
import { addChannel, addRoute, alertAbout } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();

/** An alert that waits for the morning in a channel that nothing leads to any more, with a reminder beside it. */
async function waitingAt(channel: Awaited<ReturnType<typeof addChannel>>): Promise<void> {
  const { storage, clock } = world;
  clock.set(new Date('2026-09-18T23:00:00+08:00'));
  const route = await addRoute(storage, channel, { waits: 'quiet-hours' });
  await office.alerts(alertAbout('甲', { severity: 'warning' }));
  await services.notify.announce(10);
  await storage.notifyRoutes.remove(route.id, route.version, eventOf('route'));
  const waitsUntilAt = new Date('2026-09-19T07:00:00+08:00');
  const letter = letterOf({ channelId: channel.id, queuedAt: clock.now(), waitsUntilAt });
  await storage.letters.insertMissing([letter]);
  await storage.desks.ring(letter.desk, waitsUntilAt);
}
const remove = ({
  id,
  version,
}: {
  readonly id: Parameters<typeof services.notify.removeChannel>[0]['id'];
  readonly version: number;
}) => services.notify.removeChannel({ id, version }, ADMINISTRATOR);
const states = async (): Promise<readonly string[]> =>
  (await office.notifications()).map(({ state, reason }) => `${state} ${reason}`).sort();

test('a channel where something waits is not removed without a fallback: it says how much, and what helps', async () => {
  const channel = await addChannel(world.storage);
  await waitingAt(channel);
  await expect(remove(channel)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('还有 2 条') as string,
    remedy: expect.stringContaining('备用渠道') as string,
  });
  world.clock.pass(8 * HOUR_MS + MINUTE_MS);
  await office.work(3);
  expect(side.arrived).toHaveLength(2);
  await remove(channel);
});

test('what waits in a removed channel goes by its fallback once it is due, also by that of a removed one', async () => {
  const { storage } = world;
  const last = await addChannel(storage, { name: '邮件', kind: 'mail' });
  const next = await addChannel(storage, { name: '飞书群', kind: 'feishu', fallbackId: last.id });
  const channel = await addChannel(storage, { fallbackId: next.id });
  await waitingAt(channel);
  await remove(channel);
  await remove(next);
  await office.work(2);
  expect(side.arrived).toEqual([]);
  world.clock.pass(8 * HOUR_MS);
  await office.work(6);
  expect(side.arrived.map(({ kind }) => kind)).toEqual(['mail', 'mail']);
  expect(await states()).toEqual(['fell-back channel-gone', 'sent null']);
  // Nothing stands in the way of removing what has nothing left to send.
  await remove(last);
});
