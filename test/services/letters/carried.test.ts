import type { MessageId, UnitId } from '../../../src/domain/ids';
import type { Letter } from '../../../src/domain/letters/letter';
import { deskOf } from '../../../src/domain/notify/notification';
import { HOUR_MS, MINUTE_MS, type CivilDate } from '../../../src/domain/time/instant';
import { letterOf } from '../../storage/letters/letterSamples';
import { eventOf } from '../../storage/samples';
import { addChannel, addPerson, addRoute, alertAbout, failed } from '../notify/notifyWorld';
import { useNotify } from '../notify/useNotify';
import { ADMINISTRATOR } from '../messageWorld';
import { PAGE } from '../world';

const { world, side, services, office } = useNotify();

/** Puts letters where they are sent from. */
async function post(...letters: readonly Letter[]): Promise<void> {
  await world.storage.letters.insertMissing(letters);
  for (const { desk, waitsUntilAt } of letters) await world.storage.desks.ring(desk, waitsUntilAt);
}

const stateOf = async ({ id }: Pick<Letter, 'id'>): Promise<string> => {
  const letter = await world.storage.letters.byId(id);
  return `${letter?.state} ${letter?.reason}`;
};
const titles = (): readonly string[] => side.arrived.map(({ message }) => message.title);

describe('a letter', () => {
  test('is one message by itself, and neither is held up by what else is told nor holds that up', async () => {
    const channel = await addChannel(world.storage);
    await addRoute(world.storage, channel);
    const now = world.clock.now();
    const [first, second] = [letterOf({ channelId: channel.id, queuedAt: now }), letterOf({ channelId: channel.id })];
    await office.alerts(alertAbout('甲'), alertAbout('乙'));
    await post(first, second);
    await office.work(2);
    expect(titles()).toEqual(['催办', '催办', '2 条告警，其中紧急 2 条']);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['sent null', 'sent null']);
    const { items } = await world.storage.messages.list({}, PAGE);
    expect(items.map(({ letterId }) => letterId).sort()).toEqual([first.id, second.id, null].sort());
  });

  test('waits for its time', async () => {
    const { id: channelId } = await addChannel(world.storage);
    const at = new Date(world.clock.now().getTime() + HOUR_MS);
    const letter = letterOf({ channelId, waitsUntilAt: at });
    await post(letter);
    await world.storage.desks.ring(letter.desk, world.clock.now());
    await office.work(59, MINUTE_MS);
    expect(side.arrived).toEqual([]);
    await office.work(3, MINUTE_MS);
    expect(side.arrived.map((one) => one.at >= at)).toEqual([true]);
  });

  test('that was not taken for now is tried again, and says the same', async () => {
    const { id: channelId } = await addChannel(world.storage);
    const letter = letterOf({ channelId });
    side.script('dingtalk', failed('retry-later', 'service-busy'));
    await post(letter);
    await office.work(6);
    expect(titles()).toEqual(['催办']);
    expect(await stateOf(letter)).toBe('sent null');
  });

  test('that was written anew and is refused then goes to the fallback, once, and counts for no spacing there', async () => {
    const { storage } = world;
    const group = await addChannel(storage, { kind: 'feishu', name: '备用群' });
    const { id: channelId } = await addChannel(storage, { fallbackId: group.id });
    const letter = letterOf({ channelId });
    side.script('dingtalk', failed('retry-later', 'service-busy'), failed('fix-configuration', 'signature-refused'));
    await post(letter);
    await office.work(8);
    expect(side.arrived.map(({ kind, message }) => `${kind} ${message.title}`)).toEqual(['feishu 催办']);
    expect(await stateOf(letter)).toBe('fell-back signature-refused');
  });

  test('goes where the recipient can be reached by then', async () => {
    const { storage } = world;
    const { id: channelId } = await addChannel(storage, { kind: 'mail' });
    const personId = await addPerson(storage, {}, { mail: 'old@office.example' });
    side.script('mail', failed('retry-later', 'service-busy'));
    await post(letterOf({ channelId, personId }));
    await office.work(1);
    await storage.people.setAddresses(
      personId,
      { mail: 'new@office.example', mobile: null, wecomUserId: null, feishuOpenId: null },
      eventOf('person'),
    );
    await office.work(6);
    expect(side.arrived.map(({ to }) => to)).toEqual(['new@office.example']);
  });

  test('counts in what the channel takes', async () => {
    const { id: channelId } = await addChannel(world.storage);
    await post(...Array.from({ length: 25 }, () => letterOf({ channelId })));
    await office.work(3, 1_000);
    expect(side.arrived).toHaveLength(20);
  });
});

describe('a reminder', () => {
  test('that is handed on at night goes in the morning there as well', async () => {
    const { storage, clock } = world;
    clock.set(new Date('2026-09-18T23:30:00+08:00'));
    const morning = new Date('2026-09-19T07:00:00+08:00');
    const fallback = await addChannel(storage, { kind: 'feishu', name: '飞书' });
    const { id: channelId } = await addChannel(storage, { fallbackId: fallback.id, disabled: true });
    const letter = letterOf({ channelId, waitsUntilAt: morning });
    await post(letter);
    await storage.desks.ring(letter.desk, clock.now());
    await office.work(10, HOUR_MS);
    expect(side.arrived.map(({ kind, at }) => [kind, at >= morning])).toEqual([['feishu', true]]);
  });

  test('whose next try would be within the quiet hours waits for the morning, and holds up nothing critical', async () => {
    const { storage, clock } = world;
    clock.set(new Date('2026-09-18T21:59:50+08:00'));
    const channel = await addChannel(storage);
    await addRoute(storage, channel);
    const letter = letterOf({ channelId: channel.id });
    side.script('dingtalk', failed('retry-later', 'service-busy'));
    await post(letter);
    await office.work(4, MINUTE_MS);
    expect([titles(), await stateOf(letter)]).toEqual([[], 'queued null']);
    await office.alerts(alertAbout('甲'));
    await office.work(2, MINUTE_MS);
    expect(titles()).toHaveLength(1);
    expect(titles()).not.toContain('催办');
    await office.work(10, HOUR_MS);
    expect(side.arrived.at(-1)).toMatchObject({ message: { title: '催办' } });
    expect(side.arrived.at(-1)?.at.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-09-19T07:00:00+08:00'));
    expect(await stateOf(letter)).toBe('sent null');
  });
});

describe('a letter that cannot be delivered', () => {
  test.each([
    ['refused', failed('reauthorise', 'secret-refused'), 'secret-refused'],
    ['of unknown fate', failed('reconcile', 'answer-late'), 'answer-late'],
  ])('and is %s goes to the fallback channel', async (_what, delivery, reason) => {
    const { storage } = world;
    const fallback = await addChannel(storage, { kind: 'feishu', name: '飞书' });
    const { id: channelId } = await addChannel(storage, { fallbackId: fallback.id });
    side.script('dingtalk', delivery);
    const letter = letterOf({ channelId });
    await post(letter);
    await office.work(3);
    expect(await stateOf(letter)).toBe(`fell-back ${reason}`);
    expect(side.arrived.at(-1)).toMatchObject({ kind: 'feishu' });
  });

  test('goes to no fallback whose readers may not see it, but to the next', async () => {
    const { storage } = world;
    const last = await addChannel(storage, { kind: 'wecom-robot', name: '全局群' });
    const narrow = await addChannel(storage, { kind: 'feishu', unitId: 'c'.repeat(24) as UnitId, fallbackId: last.id });
    const { id: channelId } = await addChannel(storage, { fallbackId: narrow.id, disabled: true });
    const letter = letterOf({ channelId });
    await post(letter);
    await office.work(3);
    expect(side.arrived.map(({ kind }) => kind)).toEqual(['wecom-robot']);
    expect(await stateOf(letter)).toBe('fell-back channel-disabled');
  });

  test('since its channel is off, and no other has it, is a message that can be sent by hand once that is on', async () => {
    const { storage } = world;
    const channel = await addChannel(storage, { disabled: true });
    const letter = letterOf({ channelId: channel.id });
    await post(letter);
    await office.work(2);
    expect([await stateOf(letter), side.arrived]).toEqual(['refused channel-disabled', []]);
    const [refused] = (await services.notify.messages({}, PAGE, ADMINISTRATOR)).items;
    if (refused === undefined) throw new Error('no message');
    await storage.notifyChannels.change({ ...channel, disabled: false }, null, eventOf('channel'));
    const of = { id: refused.id as MessageId, attempts: refused.attempts, acceptsSecond: false };
    await services.notify.redeliver(of, ADMINISTRATOR);
    await office.work(2);
    expect(side.arrived).toHaveLength(1);
    expect(await stateOf(letter)).toBe('sent null');
  });

  test('to somebody who is shut out is refused', async () => {
    const { storage } = world;
    const fallback = await addChannel(storage, { kind: 'mail', name: '另一邮箱' });
    const { id: channelId } = await addChannel(storage, { kind: 'mail', fallbackId: fallback.id });
    const personId = await addPerson(storage);
    await storage.people.setDisabled(personId, true, eventOf('person'));
    const letter = letterOf({ channelId, personId });
    await post(letter);
    await office.work(3);
    expect(side.arrived).toEqual([]);
    expect(await stateOf(letter)).toBe('refused shut-out');
  });

  test('since its figures are not for those who read there by now is refused', async () => {
    const { id: channelId } = await addChannel(world.storage, { unitId: 'c'.repeat(24) as UnitId });
    const letter = letterOf({ channelId });
    await post(letter, letterOf({ channelId, desk: deskOf(channelId, null), unitPath: ['c'.repeat(24) as UnitId] }));
    await office.work(3);
    expect(side.arrived).toHaveLength(1);
    expect(await stateOf(letter)).toBe('refused out-of-scope');
  });

  test('and is to be tried again is not, once others read there', async () => {
    const { storage } = world;
    const channel = await addChannel(storage);
    side.script('dingtalk', failed('retry-later', 'service-busy'));
    const letter = letterOf({ channelId: channel.id });
    await post(letter);
    await office.work(1);
    const given = { ...channel, unitId: 'c'.repeat(24) as UnitId };
    await storage.notifyChannels.change(given, null, eventOf('channel'));
    await office.work(6);
    expect(side.arrived).toEqual([]);
    expect(await stateOf(letter)).toBe('refused out-of-scope');
    expect((await storage.messages.list({}, PAGE)).items).toEqual([]);
  });

  test.each([
    ['a digest is not sent, since it is not true any more', 'morning', 0],
    ['a reminder is sent', 'reminder', 1],
  ] as const)('for three hours: %s', async (_what, kind, sent) => {
    const { id: channelId } = await addChannel(world.storage);
    const letter = letterOf({ kind, channelId, queuedAt: world.clock.now() });
    await world.storage.letters.insertMissing([letter]);
    world.clock.pass(3 * HOUR_MS);
    await world.storage.desks.ring(letter.desk, world.clock.now());
    await office.work(3);
    expect(side.arrived).toHaveLength(sent);
    expect(await stateOf(letter)).toBe(sent === 0 ? 'over too-late' : 'sent null');
  });
});

describe('a digest whose channel takes nothing', () => {
  const BUSY = failed('retry-later', 'service-busy');
  const messages = async () => (await services.notify.messages({}, PAGE, ADMINISTRATOR)).items;
  const busyFor = async (tries: number): Promise<Letter> => {
    const { id: channelId } = await addChannel(world.storage);
    side.script('dingtalk', ...Array<typeof BUSY>(tries).fill(BUSY));
    const on = '2026-09-18' as CivilDate;
    const letter = letterOf({ kind: 'morning', channelId, on, queuedAt: world.clock.now() });
    await post(letter);
    return letter;
  };

  test('for three hours is given up with all its tries, and is sent again by hand on that day alone', async () => {
    const letter = await busyFor(6);
    for (let minutes = 0; minutes < 240; minutes += 5) await office.work(1, 5 * MINUTE_MS);
    expect(side.arrived).toEqual([]);
    expect(await stateOf(letter)).toBe('given-up service-busy');
    const [message] = await messages();
    expect([message?.state, message?.attempts]).toEqual(['given-up', 6]);
    const of = { id: message?.id as MessageId, attempts: 6, acceptsSecond: false };
    const before = await services.notify.message(of.id, ADMINISTRATOR);
    expect([before.obstacle, before.tries.map(({ code }) => code)]).toEqual([null, Array(6).fill('service-busy')]);
    const now = world.clock.now();
    world.clock.set(new Date('2026-09-18T23:59:59+08:00'));
    expect((await services.notify.message(of.id, ADMINISTRATOR)).obstacle).toBeNull();
    world.clock.set(new Date('2026-09-19T00:00:00+08:00'));
    expect((await services.notify.message(of.id, ADMINISTRATOR)).obstacle).toBe('too-late');
    world.clock.set(now);
    await services.notify.redeliver(of, ADMINISTRATOR);
    await office.work(2);
    expect(titles()).toEqual([expect.stringMatching(/补发/)]);
    expect(await stateOf(letter)).toBe('sent null');
  });

  test('keeps its tries while something critical goes before it', async () => {
    const letter = await busyFor(3);
    await office.work(4, MINUTE_MS);
    const channelId = letter.channelId;
    await addRoute(world.storage, { id: channelId });
    await office.alerts(alertAbout('甲'));
    await office.work(3);
    expect(titles()).toEqual([expect.stringContaining('甲')]);
    expect((await messages()).find(({ state }) => state === 'ready')?.attempts).toBe(3);
    await office.work(4, 5 * MINUTE_MS);
    expect(titles()).toHaveLength(2);
    expect((await messages()).find(({ alertIds }) => alertIds.length === 0)).toMatchObject({
      state: 'sent',
      attempts: 4,
    });
  });
});

test('a letter that was stored by somebody who was killed before the ring is found and sent', async () => {
  const { id: channelId } = await addChannel(world.storage);
  const letter = letterOf({ channelId, waitsUntilAt: world.clock.now() });
  await world.storage.letters.insertMissing([letter]);
  const look = async (afterMs: number): Promise<void> => {
    world.clock.pass(afterMs);
    await services.letters.makeDigests(new AbortController().signal);
    await office.work(1, 0);
  };
  await look(5 * MINUTE_MS);
  expect(await stateOf(letter)).toBe('queued null');
  expect(await services.letters.counts()).toEqual({ queued: 1 });
  await look(1);
  expect(await services.letters.counts()).toEqual({});
  expect(await stateOf(letter)).toBe('sent null');
});
