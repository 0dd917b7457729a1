import { NOTIFICATION_STATES, type NotificationState } from '../../../src/domain/notify/notification';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { eventOf } from '../../storage/samples';
import { addChannel, addPerson, addRoute, alertAbout, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, office } = useNotify();

const shown = async (): Promise<readonly string[]> =>
  (await office.notifications()).map(({ state, reason }) => `${state} ${reason}`).sort();

describe('a flood', () => {
  test('of a thousand accounts for one cause is three messages a person within the hour, and all of it is told', async () => {
    const { storage, clock } = world;
    const people = [
      await addPerson(storage, {}, { mail: 'one@office.example' }),
      await addPerson(storage, {}, { mail: 'two@office.example' }),
    ];
    await addRoute(storage, await addChannel(storage, { kind: 'mail' }), {
      audience: { kind: 'people', personIds: people },
    });
    const all = Array.from({ length: 1_000 }, (_, index) => alertAbout(`账号${index}`));
    const begun = clock.now().getTime();
    for (let count = 0; count < all.length; count += 250) {
      await office.alerts(...all.slice(0, count + 250));
      await office.work(8);
    }
    await office.work(60, MINUTE_MS);
    const messages = side.arrived.filter(({ at }) => at.getTime() - begun < HOUR_MS);
    const of = (to: string): readonly (typeof messages)[number][] => messages.filter((one) => one.to === to);
    expect(of('one@office.example').length).toBeLessThanOrEqual(3);
    expect(of('two@office.example').length).toBeLessThanOrEqual(3);
    const told = of('one@office.example').flatMap(
      ({ message }) => (message.data as { readonly alerts: readonly { readonly id: string }[] }).alerts,
    );
    const counts = of('one@office.example').map(({ message }) => (message.data as { readonly count: number }).count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1_000);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect(await storage.notifications.countByState(NOTIFICATION_STATES)).toEqual({ sent: 2_000 });
  });

  test('holds up nothing of another cause', async () => {
    await addRoute(world.storage, await addChannel(world.storage));
    const flood = Array.from({ length: 20 }, (_, index) => alertAbout(`账号${index}`));
    await office.alerts(...flood.slice(0, 10));
    await office.work(3);
    await office.alerts(...flood);
    await office.work(2);
    await office.alerts(...flood, alertAbout('整改', { kind: 'case-overdue' }));
    await office.work(2);
    expect(side.arrived.map(({ message }) => message.title)).toEqual([
      '10 条告警，其中紧急 10 条',
      '11 条告警，其中紧急 11 条',
    ]);
  });

  test('keeps to what the channel takes, whatever sends through it', async () => {
    const { storage, deps } = world;
    const channel = await addChannel(storage, { kind: 'wecom-app' });
    const personIds: Awaited<ReturnType<typeof addPerson>>[] = [];
    for (let index = 0; index < 45; index += 1)
      personIds.push(await addPerson(storage, {}, { wecomUserId: `user${index}` }));
    await addRoute(storage, channel, { audience: { kind: 'people', personIds } });
    const other = createServices({ ...deps, notifiers: side.registry });
    await office.alerts(alertAbout('甲'));
    for (let second = 0; second < 20; second += 1) {
      await office.work(1, 5 * SECOND_MS);
      await other.notify.deliverDue({ owner: 'other', max: 100, signal: new AbortController().signal });
    }
    const [first] = side.arrived;
    const ofMinute = side.arrived.filter(({ at }) => at.getTime() - (first?.at.getTime() ?? 0) < MINUTE_MS);
    expect(ofMinute).toHaveLength(30);
    expect(new Set(side.arrived.map(({ to }) => to)).size).toBe(45);
    expect(side.arrived).toHaveLength(45);
  });
});

describe('a message that was not taken', () => {
  const TABLE: readonly (readonly [
    what: string,
    deliveries: Parameters<typeof side.script>[1][],
    calls: number,
    states: readonly string[],
  ])[] = [
    ['for now is tried again', [failed('retry-later', 'service-busy'), null], 1, ['sent null']],
    [
      'because somebody must mend something is refused, and why is shown',
      [failed('reauthorise', 'secret-refused')],
      0,
      ['refused secret-refused'],
    ],
    [
      'because nobody is there is given up',
      [failed('give-up', 'recipient-unknown')],
      0,
      ['given-up recipient-unknown'],
    ],
    [
      'or was, nobody knows, is not sent again: a notice tells that it may be missing',
      [failed('reconcile', 'answer-late')],
      2,
      ['sent null', 'unclear answer-late'],
    ],
    [
      'or was, nobody knows, and of the notice neither, is told of no more',
      Array.from({ length: 20 }, () => failed('reconcile', 'answer-late')),
      2,
      ['unclear answer-late', 'unclear answer-late'],
    ],
    [
      'however often is given up after some hours',
      Array.from({ length: 20 }, () => failed('retry-later', 'service-busy')),
      0,
      ['given-up service-busy'],
    ],
  ];
  test.each(TABLE)('%s', async (_what, deliveries, calls, states) => {
    await addRoute(world.storage, await addChannel(world.storage));
    side.script('dingtalk', ...deliveries);
    await office.alerts(alertAbout('甲'));
    await office.work(60, 5 * MINUTE_MS);
    expect(side.arrived).toHaveLength(calls);
    expect(await shown()).toEqual(states);
  });

  test('yet of an alert that presses more meanwhile is told once, as it is by then', async () => {
    await addRoute(world.storage, await addChannel(world.storage));
    await office.alerts(alertAbout('甲', { severity: 'notice' }));
    await office.alerts(alertAbout('甲', { severity: 'critical' }));
    await office.work(3);
    expect(side.arrived.map(({ message }) => message.lines.map(({ text }) => text.slice(0, 4)))).toEqual([
      ['［紧急］'],
    ]);
    expect(await shown()).toEqual(['over told-by-later', 'sent null']);
  });

  test('or was, nobody knows, stands as a line of the next message to the same recipient', async () => {
    await addRoute(world.storage, await addChannel(world.storage));
    side.script('dingtalk', failed('reconcile', 'answer-late'));
    await office.alerts(alertAbout('甲'));
    await office.work(2);
    await office.alerts(alertAbout('甲'), alertAbout('乙', { kind: 'case-overdue', severity: 'critical' }));
    await office.work(3);
    const [, next, ...more] = side.arrived.map(({ message }) => message.lines.map(({ text }) => text));
    expect(more).toEqual([]);
    expect(next).toEqual([expect.stringContaining('乙'), expect.stringMatching(/^上一条消息是否送达不明：.*甲/)]);
  });

  test('or was, nobody knows, is handed to the fallback, which says that it may be a repetition', async () => {
    const { id: fallbackId } = await addChannel(world.storage, { kind: 'feishu' });
    await addRoute(world.storage, await addChannel(world.storage, { fallbackId }));
    side.script('dingtalk', failed('reconcile', 'answer-late'));
    await office.alerts(alertAbout('甲'));
    await office.work(8, MINUTE_MS);
    expect(side.arrived.map(({ kind, message }) => [kind, message.title.startsWith('（可能重复）')])).toEqual([
      ['dingtalk', false],
      ['feishu', true],
    ]);
  });

  test('and may have arrived before it was refused is told as 可能重复 where it is handed on', async () => {
    const { id: fallbackId } = await addChannel(world.storage, { kind: 'feishu' });
    await addRoute(world.storage, await addChannel(world.storage, { kind: 'webhook', fallbackId }));
    side.script('webhook', failed('reconcile', 'answer-late'), failed('reauthorise', 'secret-refused'));
    await office.alerts(alertAbout('甲'));
    await office.work(8, MINUTE_MS);
    expect(side.arrived.map(({ kind, message }) => [kind, message.title.startsWith('（可能重复）')])).toEqual([
      ['webhook', false],
      ['feishu', true],
    ]);
  });

  test('or was, nobody knows, is sent again under the same id where the receiver can tell', async () => {
    await addRoute(world.storage, await addChannel(world.storage, { kind: 'webhook' }));
    side.script('webhook', failed('reconcile', 'answer-late'), null);
    await office.alerts(alertAbout('甲'));
    await office.work(20, MINUTE_MS);
    expect(side.arrived).toHaveLength(2);
    expect(new Set(side.arrived.map(({ deliveryId }) => deliveryId)).size).toBe(1);
    expect(await shown()).toEqual(['sent null']);
  });

  test('waits as long as the other side says, and so does everything else of the channel', async () => {
    const { storage, clock } = world;
    const channel = await addChannel(storage, { kind: 'wecom-app' });
    await addRoute(storage, channel);
    const until = new Date(clock.now().getTime() + 10 * MINUTE_MS);
    side.script('wecom-app', failed('retry-later', 'too-fast', until));
    await office.alerts(alertAbout('甲'));
    await office.work(4);
    const person = await addPerson(storage, {}, { wecomUserId: 'zhang' });
    await addRoute(storage, channel, { position: 2, audience: { kind: 'people', personIds: [person] } });
    await office.alerts(alertAbout('甲'), alertAbout('整改', { kind: 'case-overdue' }));
    await office.work(60);
    expect(side.arrived.map(({ at, message }) => [at >= until, message.lines.length]).sort()).toEqual([
      [true, 1],
      [true, 2],
    ]);
  });

  test('goes to the fallback channel after two further tries, and never in a circle', async () => {
    const { storage } = world;
    const first = await addChannel(storage, { kind: 'dingtalk', name: '钉钉' });
    const second = await addChannel(storage, { kind: 'feishu', name: '飞书', fallbackId: first.id });
    const [channel] = (await storage.notifyChannels.list()).filter(({ id }) => id === first.id);
    if (channel === undefined) throw new Error('no channel');
    await storage.notifyChannels.change({ ...channel, fallbackId: second.id }, null, eventOf('channel'));
    await addRoute(storage, first);
    const busy = Array.from({ length: 9 }, () => failed('retry-later', 'service-busy'));
    side.script('dingtalk', ...busy);
    side.script('feishu', failed('fix-configuration', 'channel-stopped'));
    const began = world.clock.now().getTime();
    await office.alerts(alertAbout('甲'));
    await office.work(40);
    expect(side.arrived).toEqual([]);
    expect(await shown()).toEqual(['fell-back service-busy', 'refused channel-stopped']);
    const settled = (await office.notifications()).map(({ settledAt }) => (settledAt?.getTime() ?? 0) - began);
    expect(Math.max(...settled)).toBeLessThan(5 * MINUTE_MS);
  });
});

describe('what is taken away meanwhile', () => {
  const ENDS: readonly (readonly [string, NotificationState, string])[] = [
    ['a channel', 'refused', 'channel-gone'],
    ['a person', 'refused', 'shut-out'],
  ];
  test.each(ENDS)('%s is told of no more', async (what, state, reason) => {
    const { storage } = world;
    const channel = await addChannel(storage, { kind: 'mail' });
    const person = await addPerson(storage);
    await addRoute(storage, channel, { audience: { kind: 'people', personIds: [person] } });
    await office.alerts(alertAbout('甲', { severity: 'notice' }));
    await office.work(2);
    if (what === 'a person') await storage.people.setDisabled(person, true, eventOf('person'));
    else await storage.notifyChannels.remove(channel.id, 1, eventOf('channel'));
    await office.work(30);
    expect(side.arrived).toEqual([]);
    expect(await shown()).toEqual([`${state} ${reason}`]);
  });
});
