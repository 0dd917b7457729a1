import { NO_TRIALS } from '../../../src/domain/notify/canary';
import { createCipher } from '../../../src/app/secrets';
import type { NotifyChannelId } from '../../../src/domain/ids';
import type { NotifyPlaceId } from '../../../src/ports/notifyStorage';
import type { NotifyChannel } from '../../../src/domain/notify/channel';
import { NOTIFY_LIMITS } from '../../../src/domain/notify/limits';
import { MINUTE_MS, SECOND_MS, type CivilDate } from '../../../src/domain/time/instant';
import { after, allAlerts, draftOf, eventOf, NOW, tell } from '../samples';
import { ids, useTestStore } from '../testStore';
import { messageOf, notificationOf } from './notifySamples';

const cipher = createCipher('the key of the office');
const { store, storage } = useTestStore({ storage: { cipher } });

const channelOf = (given: Partial<NotifyChannel> = {}): NotifyChannel => ({
  id: ids.id<NotifyChannelId>(),
  name: '值班群',
  kind: 'feishu',
  unitId: null,
  language: 'zh',
  settings: { host: 'robot.example' },
  fallbackId: null,
  disabled: false,
  lastTest: null,
  canary: null,
  trials: NO_TRIALS,
  version: 1,
  ...given,
});

describe('a channel', () => {
  test('keeps its secrets sealed and apart, and they are sealed anew with another key', async () => {
    const channel = channelOf();
    await storage.notifyChannels.insert(channel, { token: 'top secret' }, eventOf('channel'));
    const raw = await (await store.raw()).collection('notify-channels').findOne({});
    expect(JSON.stringify(raw)).not.toContain('top secret');
    expect(JSON.stringify(await storage.notifyChannels.list())).not.toContain('top secret');
    const other = await store.open({ cipher: createCipher('another key', ['the key of the office']) });
    await expect(other.credentials.reseal(() => undefined)).resolves.toEqual({ resealed: 1, unreadable: 0 });
    await expect(other.notifyChannels.secrets(channel.id)).resolves.toEqual({ token: 'top secret' });
    await expect(storage.notifyChannels.secrets(channel.id)).rejects.toThrow(/cannot be opened/);
    await expect(storage.notifyChannels.canOpen(channel.id)).resolves.toBe(false);
    await expect(other.notifyChannels.canOpen(channel.id)).resolves.toBe(true);
  });

  test('is changed by one of two who read it, and is gone with its secrets when it is removed', async () => {
    const channel = channelOf();
    await storage.notifyChannels.insert(channel, { token: 'one' }, eventOf('channel'));
    const changed = { ...channel, name: '新名称' };
    await expect(storage.notifyChannels.change(changed, null, eventOf('channel'))).resolves.toBe(true);
    await expect(storage.notifyChannels.change(changed, { token: 'two' }, eventOf('channel'))).resolves.toBe(false);
    await expect(storage.notifyChannels.secrets(channel.id)).resolves.toEqual({ token: 'one' });
    await expect(storage.notifyChannels.remove(channel.id, 1, eventOf('channel'))).resolves.toBe(false);
    await expect(storage.notifyChannels.remove(channel.id, 2, eventOf('channel'))).resolves.toBe(true);
    await expect(storage.notifyChannels.byId(channel.id)).resolves.toBeNull();
    const raw = await (await store.raw()).collection('notify-channels').findOne({});
    expect(raw?.['content']).toBeNull();
    expect(raw?.['outbox']).toHaveLength(3);
  });

  test('keeps what a trial has said since it was read, when it is changed, and takes one word of each version', async () => {
    const channel = channelOf();
    await storage.notifyChannels.insert(channel, {}, eventOf('channel'));
    const good = { ...NO_TRIALS, lastGoodAt: NOW };
    await expect(storage.notifyChannels.recordTrials(channel, good, null)).resolves.toBe(true);
    await expect(storage.notifyChannels.recordTrials(channel, NO_TRIALS, null)).resolves.toBe(false);
    await storage.notifyChannels.change({ ...channel, name: '新名称' }, null, eventOf('channel'));
    await expect(storage.notifyChannels.byId(channel.id)).resolves.toMatchObject({
      name: '新名称',
      trials: { lastGoodAt: NOW, version: 1 },
    });
    // Of the channel as it was nobody says anything more.
    const trials = { ...good, version: 1 };
    await expect(storage.notifyChannels.recordTrials(channel, trials, null)).resolves.toBe(false);
    await expect(storage.notifyChannels.recordTrials({ ...channel, version: 2 }, trials, null)).resolves.toBe(true);
  });

  test('set anew it forgets what trials have said, whoever notes one meanwhile, and takes no word of before', async () => {
    const channel = channelOf();
    const { notifyChannels } = storage;
    await notifyChannels.insert(channel, {}, eventOf('channel'));
    const run = { on: '2026-09-18' as CivilDate, state: 'waiting' as const, tries: 1, nextAt: NOW };
    const failing = { ...NO_TRIALS, run, isFailing: true, failingSinceAt: NOW, lastGoodAt: NOW };
    await notifyChannels.recordTrials(channel, failing, null);
    await expect(notifyChannels.changeAnew(channel, null, eventOf('channel'))).resolves.toBe(true);
    await expect(notifyChannels.changeAnew(channel, null, eventOf('channel'))).resolves.toBe(false);
    const after = await notifyChannels.byId(channel.id);
    expect(after?.trials).toEqual({ ...NO_TRIALS, run: { ...run, state: 'done' }, version: 2 });
    const word = { ...failing, version: 1 };
    await expect(notifyChannels.recordTrials({ ...channel, version: 2 }, word, null)).resolves.toBe(false);
    const untried = channelOf();
    await notifyChannels.insert(untried, {}, eventOf('channel'));
    await notifyChannels.changeAnew(untried, null, eventOf('channel'));
    await expect(notifyChannels.byId(untried.id)).resolves.toMatchObject({ version: 2, trials: NO_TRIALS });
  });

  test('that was failing before rows said since when is so since its last failure', async () => {
    const channel = channelOf();
    await storage.notifyChannels.insert(channel, {}, eventOf('channel'));
    const lastFailed = { at: NOW, code: 'ip-refused' };
    const trials = { run: null, isFailing: true, lastGoodAt: null, lastFailed, version: 1 };
    await (await store.raw()).collection('notify-channels').updateOne({ _id: channel.id }, { $set: { trials } });
    expect((await storage.notifyChannels.byId(channel.id))?.trials.failingSinceAt).toEqual(NOW);
  });

  test('gives no more places in any second and minute than it has, whoever asks', async () => {
    const id = ids.id<NotifyPlaceId>();
    const other = await store.open();
    const limit = { ...NOTIFY_LIMITS.feishu, perMinute: 6 };
    const at = (ms: number) =>
      Promise.all([storage, other, storage, other].map((one) => one.notifyChannels.takePlace(id, limit, after(ms))));
    const taken = async (ms: number): Promise<number> => (await at(ms)).filter((free) => free === null).length;
    expect(await taken(0)).toBe(4);
    expect(await taken(999)).toBe(1);
    expect(await taken(SECOND_MS)).toBe(1);
    expect(await storage.notifyChannels.takePlace(id, limit, after(MINUTE_MS - 1))).toEqual(after(MINUTE_MS));
    expect(await storage.notifyChannels.takePlace(id, limit, after(MINUTE_MS))).toBeNull();
    const before = await storage.notifyChannels.takePlace(id, { ...limit, perMinute: 1 }, after(-99 * MINUTE_MS));
    expect(before).toBeNull();
    await storage.notifyChannels.takePlace(id, limit, after(MINUTE_MS));
    await other.notifyChannels.pause(id, after(9 * MINUTE_MS));
    await other.notifyChannels.pause(id, after(3 * MINUTE_MS));
    expect(await storage.notifyChannels.takePlace(id, limit, after(9 * MINUTE_MS - 1))).toEqual(after(9 * MINUTE_MS));
    expect(await storage.notifyChannels.takePlace(id, limit, after(9 * MINUTE_MS))).toBeNull();
  });
});

describe('a message', () => {
  test('begins once, and is settled only by whoever began it', async () => {
    const message = messageOf();
    await expect(storage.messages.insert(message)).resolves.toBe('inserted');
    await expect(storage.messages.insert({ ...message, content: 'other' })).resolves.toBe('duplicate');
    const begin = () => storage.messages.begin(message.id, { attempts: 1, at: NOW });
    expect((await Promise.all([begin(), begin(), begin()])).filter(Boolean)).toHaveLength(1);
    const to = {
      state: 'sent',
      reason: null,
      nextAt: NOW,
      settledAt: NOW,
      receipt: 'r',
      mayHaveArrived: true,
      tries: [{ at: NOW, endedAt: NOW, code: null, byName: null }],
    } as const;
    const { id } = message;
    await expect(storage.messages.settle({ id, attempts: 1, begunAt: after(1) }, to)).resolves.toBe(false);
    await expect(storage.messages.settle({ id, attempts: 2, begunAt: NOW }, to)).resolves.toBe(false);
    await expect(storage.messages.settle({ id, attempts: 1, begunAt: NOW }, to)).resolves.toBe(true);
    await expect(storage.messages.settle({ id, attempts: 1, begunAt: NOW }, to)).resolves.toBe(false);
    await expect(storage.messages.byId(id)).resolves.toMatchObject({ state: 'sent', receipt: 'r', content: '{}' });
  });
});

test('what is due is found however much waits for a time to come', async () => {
  await tell(storage, 'a', { wanted: [draftOf({ cause: 'a:1', owner: 'a' })], at: NOW });
  const [alert] = await allAlerts(storage);
  if (alert === undefined) throw new Error('no alert');
  const desk = `${'b'.repeat(24)}:group`;
  const rows = [3, 9, 0].map((minutes, index) =>
    notificationOf(alert, { desk, seq: index + 1, waitsUntilAt: after(minutes * MINUTE_MS) }),
  );
  await storage.notifications.insertMissing(rows);
  const found = await storage.notifications.waiting(desk, { now: NOW, limit: 2 });
  expect(found.map(({ id }) => id)).toEqual([rows[2]?.id, rows[0]?.id]);
});

describe('a desk', () => {
  const key = `${'a'.repeat(24)}:group`;
  const claim = (ms: number, token: string) =>
    storage.desks.claim({ now: after(ms), owner: 'test', leaseMs: MINUTE_MS, token });

  test('is held by one at a time, and is due again when whoever held it is gone', async () => {
    await storage.desks.ring(key, NOW);
    expect(await claim(-1, 'early')).toBeNull();
    expect(await claim(0, 'first')).toMatchObject({ key, personId: null, messageId: null });
    expect(await claim(MINUTE_MS - 1, 'second')).toBeNull();
    expect(await claim(MINUTE_MS, 'second')).not.toBeNull();
    const to = { messageId: null, sent: [], dueAt: null };
    await expect(storage.desks.settle(key, 'first', to)).resolves.toBe(false);
    await expect(storage.desks.settle(key, 'second', to)).resolves.toBe(true);
  });

  test('that was rung while it was held stays due, whatever is settled', async () => {
    await storage.desks.ring(key, NOW);
    await claim(0, 'first');
    await storage.desks.ring(key, after(5));
    await storage.desks.settle(key, 'first', { messageId: null, sent: [], dueAt: null });
    expect(await claim(4, 'second')).toBeNull();
    expect(await claim(5, 'second')).not.toBeNull();
  });

  test('where nothing waits is looked at no more until it is rung', async () => {
    await storage.desks.ring(key, NOW);
    await claim(0, 'first');
    await storage.desks.settle(key, 'first', { messageId: null, sent: [], dueAt: null });
    expect(await claim(99 * MINUTE_MS, 'second')).toBeNull();
    await storage.desks.ring(key, after(100 * MINUTE_MS));
    expect(await claim(100 * MINUTE_MS, 'second')).not.toBeNull();
  });
});

test('a number moves on only from where it was', async () => {
  const { settings } = storage;
  await expect(settings.replace('told-to', '1', '2')).resolves.toBe(false);
  await expect(settings.replace('told-to', null, '1')).resolves.toBe(true);
  await expect(settings.replace('told-to', null, '9')).resolves.toBe(false);
  await expect(settings.replace('told-to', '1', '2')).resolves.toBe(true);
  await expect(settings.replace('told-to', '1', '3')).resolves.toBe(false);
  await expect(settings.get('told-to')).resolves.toBe('2');
});
