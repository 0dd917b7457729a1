import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { NOTIFY_KINDS } from '../../../src/domain/notify/notifyChannel';
import { ENDED_STATES } from '../../../src/domain/notify/notification';
import { principal } from '../world';
import { addChannel, addRoute, alertAbout, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();

/** What is not zero, as `kind state count`. */
const shown = async (): Promise<readonly string[]> =>
  (await services.notify.endedCounts())
    .filter(({ count }) => count > 0)
    .map(({ kind, state, count }) => `${kind} ${state} ${count}`)
    .sort();

test.each([
  ['taken', null, ['dingtalk sent 1']],
  ['refused', failed('reauthorise', 'secret-refused'), ['dingtalk refused 1']],
  ['given up', failed('give-up', 'recipient-unknown'), ['dingtalk given-up 1']],
  // And the notice that it may be missing, which was taken.
  ['of unknown fate', failed('reconcile', 'answer-late'), ['dingtalk sent 1', 'dingtalk unclear 1']],
])('what was %s is counted by the kind of its channel', async (_how, delivery, counts) => {
  await addRoute(world.storage, await addChannel(world.storage));
  side.script('dingtalk', delivery);
  await office.alerts(alertAbout('甲'));
  await office.work(6, 2 * MINUTE_MS);
  expect(await shown()).toEqual(counts);
});

test('what fell back is counted where it came from, and what carried it where it went', async () => {
  const { id: fallbackId } = await addChannel(world.storage, { kind: 'feishu', name: '备用' });
  await addRoute(world.storage, await addChannel(world.storage, { fallbackId }));
  side.script('dingtalk', failed('reauthorise', 'secret-refused'));
  await office.alerts(alertAbout('甲'));
  await office.work(4);
  expect(await shown()).toEqual(['dingtalk fell-back 1', 'feishu sent 1']);
});

test('what ended more than a day ago is counted no more, and of a removed channel no kind is known', async () => {
  const { storage, clock } = world;
  const channel = await addChannel(storage);
  const route = await addRoute(storage, channel);
  await office.alerts(alertAbout('甲'));
  await office.work(2);
  clock.pass(HOUR_MS);
  const admin = principal('administrator', '1');
  await services.notify.removeRoute({ id: route.id, version: 1 }, admin);
  await services.notify.removeChannel({ id: channel.id, version: 1 }, admin);
  expect(await shown()).toEqual(['null sent 1']);
  clock.pass(DAY_MS);
  expect(await shown()).toEqual([]);
});

test('kinds that have a channel are there with zeros, and labels are of closed lists', async () => {
  await addChannel(world.storage, { kind: 'mail' });
  const counts = await services.notify.endedCounts();
  expect(counts.map(({ kind, state, count }) => [kind, state, count])).toEqual(
    ENDED_STATES.map((state) => ['mail', state, 0]),
  );
  expect(counts.length).toBeLessThanOrEqual((NOTIFY_KINDS.length + 1) * ENDED_STATES.length);
});
