import type { MessageId, SilenceId } from '../../../src/domain/ids';
import { NO_ADDRESSES } from '../../../src/domain/notify/channel';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { eventOf } from '../../storage/samples';
import { createDyingProcess } from '../dyingProcess';
import { ADMINISTRATOR } from '../messageWorld';
import { addChannel, addPerson, addRoute, addSilence, alertAbout, ANY, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();

const shown = async (): Promise<readonly string[]> =>
  (await office.notifications()).map(({ state, reason }) => `${state} ${reason}`).sort();
const messages = async () => (await services.notify.messages({}, { limit: 50, cursor: null }, ADMINISTRATOR)).items;
const inMs = (ms: number): Date => new Date(world.clock.now().getTime() + ms);
const one = { kind: 'people' } as const;

describe('a message that was not taken is looked at again before the next try', () => {
  const busy = failed('retry-later', 'service-busy');

  test.each([
    ['is over', (): Promise<unknown> => office.alerts(), 'over over'],
    ['is hidden', (): Promise<unknown> => addSilence(world.storage, { endsAt: inMs(5 * HOUR_MS) }), 'silenced'],
  ] as const)('what %s by now is not told', async (_what, happen, end) => {
    await addRoute(world.storage, await addChannel(world.storage));
    side.script('dingtalk', busy);
    await office.alerts(alertAbout('甲'));
    await office.work(3);
    expect((await messages()).map(({ state, attempts }) => [state, attempts])).toEqual([['ready', 1]]);
    await happen();
    await office.work(10, MINUTE_MS);
    expect(side.arrived).toEqual([]);
    expect((await shown()).map((text) => text.startsWith(end))).toEqual([true]);
    expect(await messages()).toEqual([]);
  });

  test('what came meanwhile goes with it, to the address of now, and the tries go on being counted', async () => {
    const { storage } = world;
    const person = await addPerson(storage, {}, { mail: 'old@office.example' });
    await addRoute(storage, await addChannel(storage, { kind: 'mail' }), { audience: { ...one, personIds: [person] } });
    side.script('mail', busy);
    await office.alerts(alertAbout('甲'));
    await office.work(3);
    await storage.people.setAddresses(person, { ...NO_ADDRESSES, mail: 'new@office.example' }, eventOf('person'));
    await office.alerts(alertAbout('甲'), alertAbout('乙'));
    await office.work(10, MINUTE_MS);
    expect(side.arrived.map(({ to, message }) => [to, message.lines.length])).toEqual([['new@office.example', 2]]);
    expect((await messages()).map(({ state, attempts, count }) => [state, attempts, count])).toEqual([['sent', 2, 2]]);
  });

  test('but one that may have arrived says the same again, whatever has come or gone', async () => {
    await addRoute(world.storage, await addChannel(world.storage, { kind: 'webhook' }));
    side.script('webhook', failed('reconcile', 'answer-late'), busy, null);
    await office.alerts(alertAbout('甲'));
    await office.work(3);
    await office.alerts(alertAbout('乙'));
    await office.work(12, MINUTE_MS);
    // What is critical goes between the two: the one in doubt gives way at its desk.
    const [first, next, again] = side.arrived;
    expect(again?.message).toEqual(first?.message);
    expect(again?.deliveryId).toBe(first?.deliveryId);
    expect(next?.deliveryId).not.toBe(first?.deliveryId);
  });
});

describe('the id of a message', () => {
  test('is made of what it tells: what was never sent of a killed process is told with what came meanwhile, once', async () => {
    const { storage, deps, clock } = world;
    await addRoute(storage, await addChannel(storage));
    await office.alerts(alertAbout('甲'));
    await services.notify.announce(100);
    clock.pass(MINUTE_MS);
    const dying = createDyingProcess(storage, { atCall: (name) => name === 'messages.insert', takesEffect: true });
    const own = createServices({ ...deps, storage: dying.storage, notifiers: side.registry });
    const run = { owner: 'dying', max: 1, signal: new AbortController().signal };
    await own.notify.deliverDue(run).catch(() => undefined);
    expect(dying.diedAt()).toBe('messages.insert');
    await office.alerts(alertAbout('甲'), alertAbout('乙'));
    await office.work(6, MINUTE_MS);
    expect(side.arrived.map(({ message }) => message.lines.length)).toEqual([2]);
    expect((await messages()).map(({ state, count }) => [state, count])).toEqual([['sent', 2]]);
  });

  test('is another one in another history', async () => {
    const { storage } = world;
    const channel = await addChannel(storage);
    await addRoute(storage, channel);
    side.script('dingtalk', failed('retry-later', 'service-busy'));
    await office.alerts(alertAbout('甲'));
    await office.work(3);
    const [before] = await messages();
    const id = before?.id as MessageId;
    await storage.notifications.putBack(id);
    await storage.messages.withdraw({ id, attempts: 1 });
    await storage.alerts.beginHistory();
    await office.work(6, MINUTE_MS);
    const [after] = await messages();
    expect(after?.state).toBe('sent');
    expect(after?.id).not.toBe(before?.id);
  });
});

describe('a silence is asked for when something is sent', () => {
  test('one begun after the alert hides what still waits; ended, that is told', async () => {
    const { storage } = world;
    await addRoute(storage, await addChannel(storage));
    await office.alerts(alertAbout('甲', { severity: 'notice' }));
    await services.notify.announce(100);
    const { id } = await services.notify.silence({ match: ANY, reason: '维护', endsAt: inMs(HOUR_MS) }, ADMINISTRATOR);
    await office.work(10, MINUTE_MS);
    expect(side.arrived).toEqual([]);
    const [silence] = await services.notify.silences(ADMINISTRATOR);
    expect(silence?.holds).toBe(1);
    await services.notify.endSilence({ id: id as SilenceId, version: 1 }, ADMINISTRATOR);
    await office.work(1);
    expect(side.arrived).toHaveLength(1);
  });

  test('whoever is killed right after it was ended hides nothing for longer', async () => {
    const { storage, deps } = world;
    await addRoute(storage, await addChannel(storage));
    const { id } = await services.notify.silence({ match: ANY, reason: '维护', endsAt: inMs(HOUR_MS) }, ADMINISTRATOR);
    await office.alerts(alertAbout('甲'));
    await office.work(3);
    const dying = createDyingProcess(storage, { atCall: (name) => name === 'silences.change', takesEffect: true });
    const own = createServices({ ...deps, storage: dying.storage, notifiers: side.registry });
    await expect(own.notify.endSilence({ id: id as SilenceId, version: 1 }, ADMINISTRATOR)).rejects.toThrow('killed');
    await office.work(3, MINUTE_MS);
    expect(side.arrived).toHaveLength(1);
  });

  test.each([
    ['a notice that a message may be missing', null, '是否送达不明'],
    ['what the fallback may repeat', 'feishu', '可能重复'],
  ] as const)('%s is told as that when it ends', async (_what, fallback, said) => {
    const { storage } = world;
    const fallbackId = fallback === null ? null : (await addChannel(storage, { kind: fallback })).id;
    await addRoute(storage, await addChannel(storage, { fallbackId }));
    side.script('dingtalk', failed('reconcile', 'answer-late'));
    await office.alerts(alertAbout('甲', { severity: 'warning' }));
    await office.work(5);
    const before = side.arrived.length;
    await services.notify.silence({ match: ANY, reason: '维护', endsAt: inMs(HOUR_MS) }, ADMINISTRATOR);
    await office.work(20, MINUTE_MS);
    expect(side.arrived.slice(before)).toEqual([]);
    expect((await office.notifications()).map(({ state }) => state)).toContain('silenced');
    await office.work(60, MINUTE_MS);
    expect(side.arrived.slice(before).map(({ message }) => message.title)).toEqual([expect.stringContaining(said)]);
  });

  test('one that ends between the decision and its storing hides nothing', async () => {
    const { storage } = world;
    await addRoute(storage, await addChannel(storage));
    const silence = await addSilence(storage, { endsAt: inMs(HOUR_MS) });
    await office.alerts(alertAbout('甲'));
    await services.notify.announce(100);
    await storage.silences.change({ ...silence, endsAt: world.clock.now() }, eventOf('silence'));
    await office.work(2, MINUTE_MS);
    expect(side.arrived).toHaveLength(1);
  });

  test('the newest are found however many there have been', async () => {
    const { storage } = world;
    const past = Array.from({ length: 1_000 }, (_, index) => addSilence(storage, { endsAt: new Date(index + 1) }));
    await Promise.all(past);
    const { id } = await addSilence(storage, { endsAt: inMs(HOUR_MS) });
    expect((await storage.silences.list())[0]?.id).toBe(id);
  });
});

describe('while a message waits for its next try', () => {
  const busy = failed('retry-later', 'service-busy');
  const urgent = alertAbout('丙', { severity: 'critical', kind: 'case-overdue' });

  /**
   * Until the newest message was tried so often: the sixth try is an hour after the fifth, the seventh two after it.
   */
  async function tried(times: number): Promise<void> {
    for (let round = 0; round < 500 && (await messages())[0]?.attempts !== times; round += 1)
      await office.work(1, 30 * SECOND_MS);
  }
  beforeEach(async () => {
    await addRoute(world.storage, await addChannel(world.storage));
    side.script('dingtalk', ...Array.from({ length: 20 }, () => busy));
  });

  test('what joins it is tried as often as if it were alone', async () => {
    await office.alerts(alertAbout('甲'));
    await tried(6);
    await office.alerts(alertAbout('甲'), alertAbout('乙'));
    await tried(7);
    side.script('dingtalk');
    await office.work(4, 30 * SECOND_MS);
    expect((await office.notifications()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  test('what is critical does not wait for it, and what is not does', async () => {
    await office.alerts(alertAbout('甲'));
    await tried(5);
    side.script('dingtalk');
    await office.alerts(alertAbout('甲'), alertAbout('乙', { severity: 'notice' }));
    await office.work(12, MINUTE_MS);
    expect(side.arrived).toEqual([]);
    await office.alerts(alertAbout('甲'), alertAbout('乙', { severity: 'notice' }), urgent);
    await office.work(3, 15 * SECOND_MS);
    expect((await office.notifications()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  });

  test('what somebody asked for again does not wait for it either', async () => {
    side.script('dingtalk', failed('reauthorise', 'secret-refused'), ...Array.from({ length: 20 }, () => busy));
    await office.alerts(alertAbout('甲'));
    await office.work(2, 6 * MINUTE_MS);
    const [refused] = await messages();
    if (refused === undefined) throw new Error('no message');
    await office.alerts(alertAbout('甲'), alertAbout('乙', { kind: 'case-overdue' }));
    await office.work(1, 6 * MINUTE_MS);
    await tried(4);
    side.script('dingtalk');
    const { id, attempts } = refused;
    await services.notify.redeliver({ id: id as MessageId, attempts, acceptsSecond: false }, ADMINISTRATOR);
    await office.work(1, 0);
    expect(side.arrived[0]?.message.title).toContain('补发');
  });
});
