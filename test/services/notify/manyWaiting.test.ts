import { deskOf } from '../../../src/domain/notify/notification';
import type { AccountId } from '../../../src/domain/ids';
import { HOUR_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { createServices, type Services } from '../../../src/services/index';
import { eventOf } from '../../storage/samples';
import { notificationOf } from '../../storage/notify/notifySamples';
import { addChannel, addRoute, addSilence, alertAbout, ANY, failed } from './notifyWorld';
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

/** A process whose questions about one account, one policy or the line before another are counted. */
function counted(): { readonly services: Services; readonly asked: () => number } {
  const { storage } = world;
  let asked = 0;
  const count =
    <A extends readonly unknown[], R>(ask: (...given: A) => R) =>
    (...given: A): R => {
      asked += 1;
      return ask(...given);
    };
  const own = {
    ...storage,
    accounts: { ...storage.accounts, byId: count(storage.accounts.byId) },
    policies: { ...storage.policies, byId: count(storage.policies.byId) },
    alerts: { ...storage.alerts, before: count(storage.alerts.before) },
  };
  return {
    services: createServices({ ...world.deps, storage: own, notifiers: side.registry }),
    asked: () => asked,
  };
}
const aboutAccount = (at: number) =>
  alertAbout(String(at), { subject: { accountId: at.toString(16).padStart(24, '0') as AccountId, label: String(at) } });

test('a flood is announced, falls back and is handed on from a closed desk without a read a line', async () => {
  const { storage } = world;
  const fallback = await addChannel(storage, { kind: 'mail', name: '邮件' });
  const robot = await addChannel(storage, { fallbackId: fallback.id });
  await addRoute(storage, robot, { match: { ...ANY, authority: null, platform: null } });
  await office.alerts(...Array.from({ length: 60 }, (_, at) => aboutAccount(at + 1)));
  const { services, asked } = counted();
  const run = { owner: 'test', max: 100, signal: new AbortController().signal };
  await services.notify.announce(500);
  side.script('dingtalk', failed('give-up', 'answer-unreadable'));
  world.clock.pass(15 * SECOND_MS);
  await services.notify.deliverDue(run);
  // What comes then waits at a desk that is closed, and goes another way.
  await office.alerts(...Array.from({ length: 90 }, (_, at) => aboutAccount(at + 1)));
  await services.notify.announce(500);
  const channel = await storage.notifyChannels.byId(robot.id);
  if (channel === null) throw new Error('no channel');
  await storage.notifyChannels.change({ ...channel, disabled: true }, null, eventOf('channel'));
  world.clock.pass(HOUR_MS);
  await services.notify.deliverDue(run);
  const told = await office.notifications();
  expect(told.filter(({ state }) => state === 'fell-back')).toHaveLength(90);
  expect(told.filter(({ channelId }) => channelId === fallback.id)).toHaveLength(90);
  expect(asked()).toBe(0);
});
