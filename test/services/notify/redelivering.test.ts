import type { MessageId, UnitId } from '../../../src/domain/ids';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { NO_ADDRESSES } from '../../../src/domain/notify/channel';
import { createServices } from '../../../src/services/index';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { eventOf } from '../../storage/samples';
import { PAGE, principal } from '../world';
import { addChannel, addPerson, addRoute, addSilence, alertAbout, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();
const admin = principal('administrator', '1');

const REFUSED = failed('reauthorise', 'secret-refused');
const UNCLEAR = failed('reconcile', 'answer-late');

/** The messages there are, the newest first. */
const messages = async () => (await services.notify.messages({}, PAGE, admin)).items;
const newest = async () => {
  const [message] = await messages();
  if (message === undefined) throw new Error('no message');
  return { ...message, id: message.id as MessageId };
};
const again = async (acceptsSecond = false) => {
  const { id, attempts } = await newest();
  return services.notify.redeliver({ id, attempts, acceptsSecond }, admin);
};
const record = async () => services.notify.message((await newest()).id, admin);
const states = async () => (await office.notifications()).map(({ state, reason }) => `${state} ${reason}`).sort();
const titles = () => side.arrived.map(({ message }) => message.title);

/** One alert, told through a channel that says this to the first call. */
async function told(delivery: ReturnType<typeof failed>, given: Parameters<typeof addChannel>[1] = {}) {
  const channel = await addChannel(world.storage, given);
  const route = await addRoute(world.storage, channel, { tellsResolved: true });
  side.script(channel.kind, delivery);
  await office.alerts(alertAbout('甲'));
  await office.work(2);
  return { channel, route };
}

describe('a message that was not delivered', () => {
  test.each([
    ['refused', REFUSED, 'secret-refused'],
    ['given up', failed('give-up', 'recipient-unknown'), 'recipient-unknown'],
  ])('and was %s is sent again by hand, once, and says that it comes late', async (_how, delivery, code) => {
    await told(delivery);
    expect((await record()).obstacle).toBeNull();
    world.clock.pass(HOUR_MS);
    const asked = await again();
    expect([asked.message.state, asked.obstacle]).toEqual(['ready', 'not-failed']);
    await office.work(4);
    expect(titles()).toEqual([expect.stringMatching(/^（补发 \d\d-\d\d \d\d:\d\d 的消息）不发声：甲/)]);
    expect(await states()).toEqual(['sent null']);
    const { message, tries, obstacle } = await record();
    expect([message.state, message.attempts, obstacle]).toEqual(['sent', 2, 'not-failed']);
    expect(tries.map((one) => [one.code, one.byName])).toEqual([
      [code, null],
      [null, admin.name],
    ]);
    expect(await messages()).toHaveLength(1);
  });

  test('is told in the ledger with who asked', async () => {
    await told(REFUSED);
    await again();
    await world.storage.outbox.relay(100);
    const lines = (await world.storage.ledger.after(0, 200)).filter(({ subject }) =>
      subject.startsWith('notify-message'),
    );
    expect(lines.map(({ to, reason }) => [to, reason])).toEqual([['redelivered', '值班群']]);
    expect(JSON.stringify(lines[0]?.actor)).toContain(admin.personId);
  });

  test('asked for twice, or by two at once, is sent once', async () => {
    await told(REFUSED);
    const { id, attempts } = await newest();
    const ask = () => services.notify.redeliver({ id, attempts, acceptsSecond: true }, admin);
    const said = await Promise.allSettled([ask(), ask(), ask()]);
    expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(ask()).rejects.toMatchObject({ code: 'conflict' });
    await office.work(4);
    expect(side.arrived).toHaveLength(1);
    // Of a later one as well: it has been tried since it was read.
    await expect(ask()).rejects.toMatchObject({ code: 'conflict' });
  });

  test('and may have arrived is sent again only by whoever accepts a second copy, and says that it may be one', async () => {
    await told(UNCLEAR);
    expect((await record()).mayHaveArrived).toBe(true);
    await expect(again()).rejects.toMatchObject({ code: 'invalid-input', field: 'acceptsSecond' });
    await office.work(2);
    const before = side.arrived.length;
    await again(true);
    await office.work(2);
    expect(titles().slice(before)).toEqual([expect.stringMatching(/^（可能重复）（补发 .*）不发声：甲/)]);
    expect(side.arrived.map(({ deliveryId }) => deliveryId)).toEqual(Array(2).fill((await newest()).id));
  });

  test('and is not delivered again is refused again, with each try, and may be asked for anew', async () => {
    await told(REFUSED);
    side.script('dingtalk', REFUSED);
    await again();
    await office.work(2);
    expect((await record()).obstacle).toBeNull();
    await again();
    await office.work(2);
    expect((await record()).tries.map(({ code }) => code)).toEqual(['secret-refused', 'secret-refused', null]);
    expect(titles()).toEqual([expect.stringMatching(/^（补发 [^（]*）不发声：甲/)]);
  });

  test('is tried as often as a new one once it was asked for again', async () => {
    await told(failed('retry-later', 'service-busy'));
    side.script('dingtalk', ...Array.from({ length: 20 }, () => failed('retry-later', 'service-busy')));
    await office.work(60, 5 * MINUTE_MS);
    const { message } = await record();
    expect(message.state).toBe('given-up');
    side.script('dingtalk', failed('retry-later', 'service-busy'), null);
    await again();
    await office.work(6, MINUTE_MS);
    expect((await record()).message).toMatchObject({ state: 'sent', attempts: message.attempts + 2 });
  });

  test('and is not taken yet does not hold up what is critical, and is sent after it', async () => {
    await told(REFUSED);
    const busy = failed('retry-later', 'service-busy');
    side.script('dingtalk', busy, busy, busy);
    await again();
    // After the third call the next try is ten minutes away.
    await office.work(4, MINUTE_MS);
    await office.alerts(alertAbout('甲'), alertAbout('乙', { kind: 'source-incident', severity: 'critical' }));
    await office.work(3);
    expect(titles()).toEqual([expect.stringContaining('采集事件')]);
    await office.work(4, 5 * MINUTE_MS);
    expect(titles()).toEqual([expect.stringContaining('采集事件'), expect.stringMatching(/补发/)]);
  });

  test('that was delivered by hand is said to be over when it is', async () => {
    await told(REFUSED);
    await again();
    await office.work(3);
    await office.alerts();
    await office.work(6, MINUTE_MS);
    expect(titles()).toHaveLength(2);
    expect(titles()[1]).toContain('已解除');
  });
});

test('of a message that the fallback channel has in part the rest is sent again', async () => {
  const { storage, officeId, unitA, unitB } = world;
  const { id: fallbackId } = await addChannel(storage, { kind: 'feishu', name: '甲局群', unitId: unitA });
  await addRoute(storage, await addChannel(storage, { fallbackId }));
  side.script('dingtalk', REFUSED);
  const of = (label: string, unitId: UnitId) => alertAbout(label, { unitId, unitPath: [officeId, unitId] });
  await office.alerts(of('甲', unitA), of('乙', unitB));
  await office.work(4);
  expect(await states()).toEqual(['fell-back secret-refused', 'refused secret-refused', 'sent null']);
  const failedOne = (await messages()).find(({ state }) => state === 'refused');
  side.arrived.splice(0);
  await services.notify.redeliver(
    { id: failedOne?.id as MessageId, attempts: failedOne?.attempts ?? 0, acceptsSecond: false },
    admin,
  );
  await office.work(4);
  const said = side.arrived.map(({ kind, message }) => `${kind} ${message.lines.map(({ text }) => text).join()}`);
  expect(said).toEqual([expect.stringMatching(/^dingtalk [^甲]*乙[^甲]*$/u)]);
  expect(await states()).toEqual(['fell-back secret-refused', 'sent null', 'sent null']);
});

test('what is over by now is left out of a message that is sent again, and stands as over', async () => {
  const { storage } = world;
  await addRoute(storage, await addChannel(storage), { tellsResolved: true });
  side.script('dingtalk', REFUSED);
  await office.alerts(alertAbout('甲'), alertAbout('乙'), alertAbout('丙'));
  await office.work(2);
  await office.alerts(alertAbout('乙'));
  await office.work(2);
  await again();
  await office.work(4);
  expect(titles()).toEqual([expect.stringMatching(/^（补发 .*）不发声：乙/)]);
  expect(side.arrived[0]?.message.lines.map(({ text }) => text).join()).not.toMatch(/甲|丙/u);
  expect(await states()).toEqual(['over over', 'over over', 'sent null']);
  expect((await record()).message.count).toBe(1);
  await office.alerts();
  await office.work(8, MINUTE_MS);
  expect(titles().slice(1)).toEqual([expect.stringMatching(/^已解除.*乙/u)]);
});

describe('it is not sent again', () => {
  const refusal = async (part: string, acceptsSecond = false) => {
    await expect(again(acceptsSecond)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(part) as string,
    });
  };

  test('where it was taken', async () => {
    await told(REFUSED);
    await again();
    await office.work(3);
    await refusal('已送达或正在发送');
  });

  test('where the fallback channel has it', async () => {
    const { id: fallbackId } = await addChannel(world.storage, { kind: 'feishu', name: '备用' });
    await told(REFUSED, { fallbackId });
    await office.work(3);
    const failedOne = (await messages()).find(({ state }) => state === 'refused');
    const id = failedOne?.id as MessageId;
    expect((await services.notify.message(id, admin)).obstacle).toBe('handed-on');
    const ask = services.notify.redeliver({ id, attempts: 1, acceptsSecond: true }, admin);
    await expect(ask).rejects.toMatchObject({ code: 'conflict' });
  });

  test('where all that it told of is over', async () => {
    await told(REFUSED);
    await office.alerts();
    await refusal('都已解除');
    await office.work(3);
    expect(side.arrived).toEqual([]);
  });

  test('where it came to be over after somebody asked', async () => {
    await told(REFUSED);
    await again();
    await office.alerts();
    await office.work(4);
    expect(side.arrived).toEqual([]);
    expect((await record()).message).toMatchObject({ state: 'refused', reason: 'over' });
  });

  test('where its channel is off or gone, or whoever would read it may not see it', async () => {
    const { channel, route } = await told(REFUSED);
    const own = { ...channel, settings: {}, canary: null };
    const { kind: _kind, id, ...draft } = own;
    const values = { url: 'https://robot.example' };
    await services.notify.changeChannel({ id, version: 1 }, { ...draft, values, disabled: true }, admin);
    await refusal('渠道已停用');
    await services.notify.changeChannel({ id, version: 2 }, { ...draft, values, unitId: world.unitA as UnitId }, admin);
    await refusal('无权查看');
    await services.notify.removeRoute({ id: route.id, version: 1 }, admin);
    await services.notify.removeChannel({ id, version: 3 }, admin);
    await refusal('渠道已删除');
  });

  test('where the person is shut out', async () => {
    const { storage } = world;
    const person = await addPerson(storage, {}, { mail: 'one@office.example' });
    const channel = await addChannel(storage, { kind: 'mail' });
    await addRoute(storage, channel, { audience: { kind: 'people', personIds: [person] } });
    side.script('mail', REFUSED);
    await office.alerts(alertAbout('甲'));
    await office.work(2);
    const found = await storage.people.byId(person);
    if (found === null) throw new Error('no person');
    const people = { ...storage.people, byId: async () => ({ ...found, disabled: true }) };
    const own = createServices({ ...world.deps, storage: { ...storage, people }, notifiers: side.registry });
    expect((await own.notify.message((await newest()).id, admin)).obstacle).toBe('shut-out');
  });

  test('by somebody of a unit alone, nor are its tries shown to them', async () => {
    await told(REFUSED);
    const { id } = await newest();
    for (const as of [principal('administrator', '2', world.unitA), principal('viewer', '3')]) {
      await expect(services.notify.message(id, as)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(services.notify.redeliver({ id, attempts: 1, acceptsSecond: true }, as)).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
  });
});

describe('what was refused before there was anything to send', () => {
  const mend = async (id: Awaited<ReturnType<typeof addPerson>>, mail: string | null) => {
    await world.storage.people.setAddresses(id, { ...NO_ADDRESSES, mail }, eventOf('person'));
  };
  const addMailRoute = async (given: Parameters<typeof addRoute>[2] = {}) => {
    const id = await addPerson(world.storage, { username: 'wang', name: '王五' }, {});
    const audience = { kind: 'people', personIds: [id] } as const;
    await addRoute(world.storage, await addChannel(world.storage, { kind: 'mail' }), { audience, ...given });
    return id;
  };

  test('since there was no address is one message, and is sent by hand once there is one', async () => {
    const id = await addMailRoute();
    await office.alerts(alertAbout('甲'), alertAbout('乙'));
    await office.work(2);
    expect(await states()).toEqual(['refused no-address', 'refused no-address']);
    const [message, ...others] = await messages();
    expect(others).toEqual([]);
    expect(message).toMatchObject({ state: 'refused', reason: 'no-address', count: 2, recipient: '王五' });
    await expect(again()).rejects.toMatchObject({ message: expect.stringContaining('没有此渠道的地址') as string });
    await mend(id, 'wang@office.example');
    expect((await record()).obstacle).toBeNull();
    await again();
    await office.work(3);
    expect(side.arrived.map(({ to, message: { title } }) => [to, title])).toEqual([
      ['wang@office.example', expect.stringMatching(/^（补发 /)],
    ]);
    expect(await states()).toEqual(['sent null', 'sent null']);
  });

  test('since the channel was off is sent by hand once it is on', async () => {
    const { id, kind: _kind, ...channel } = await addChannel(world.storage, { disabled: true });
    await addRoute(world.storage, { id }, { waits: 'quiet-hours' });
    // What may wait for the morning is known to be refused at night.
    world.clock.set(new Date('2026-09-18T23:00:00+08:00'));
    await office.alerts(alertAbout('甲', { severity: 'warning' }));
    await office.work(6);
    expect((await record()).obstacle).toBe('channel-disabled');
    const draft = { ...channel, canary: null, values: { url: 'https://robot.example' }, disabled: false };
    await services.notify.changeChannel({ id, version: 1 }, draft, admin);
    await again();
    await office.work(2);
    expect(titles()).toEqual([expect.stringMatching(/^（补发 .*甲/)]);
  });

  test('does not hold up what there is to say once that is mended', async () => {
    const id = await addMailRoute();
    const drafts = ['甲', '乙'].map((name) => alertAbout(name, { severity: 'warning' }));
    await office.alerts(...drafts.slice(0, 1));
    await office.work(6);
    expect(await states()).toEqual(['refused no-address']);
    await mend(id, 'wang@office.example');
    await office.alerts(...drafts);
    await office.work(6);
    expect(side.arrived).toHaveLength(1);
  });

  test('is no more messages than would have been sent: a flood is three an hour', async () => {
    await addMailRoute();
    const found: ReturnType<typeof alertAbout>[] = [];
    for (let minute = 0; minute < 59; minute += 1) {
      found.push(...Array.from({ length: 3 }, (_, at) => alertAbout(`${minute}-${at}`, { severity: 'warning' })));
      await office.alerts(...found);
      await office.work(1, MINUTE_MS);
    }
    expect(await messages()).toHaveLength(3);
    expect(side.arrived).toEqual([]);
  });

  test('and is silenced is refused when the silence ends, not sent by hand before', async () => {
    await addMailRoute();
    await addSilence(world.storage, { endsAt: new Date(world.clock.now().getTime() + HOUR_MS) });
    await office.alerts(alertAbout('甲'));
    await office.work(6);
    expect([await states(), await messages()]).toEqual([['silenced silenced'], []]);
    world.clock.pass(HOUR_MS);
    await office.work(2);
    expect(await states()).toEqual(['refused no-address']);
    expect(await messages()).toHaveLength(1);
  });
});

test('killed at any call, what was asked for again arrives at most once, and is never said to be sent where it did not', async () => {
  const wrong: string[] = [];
  for (let call = 1, isDead = true; isDead && call < 120; call += 1) {
    const channel = await addChannel(world.storage, { kind: 'feishu' });
    const route = await addRoute(world.storage, channel);
    side.script('feishu', REFUSED);
    await office.alerts(alertAbout(`甲${call}`));
    await office.work(2);
    side.arrived.splice(0);
    const { id, attempts } = await newest();
    const dying = createDyingProcess(world.storage, { atCall: call, takesEffect: true });
    side.onArrival = () => dying.checkpoint('arrival');
    const own = createServices({ ...world.deps, storage: dying.storage, notifiers: side.registry });
    try {
      await own.notify.redeliver({ id, attempts, acceptsSecond: false }, admin);
      await own.notify.deliverDue({ owner: 'dying', max: 5, signal: new AbortController().signal });
    } catch (error) {
      if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
    }
    side.onArrival = () => undefined;
    isDead = dying.isDead();
    world.clock.pass(3 * MINUTE_MS);
    await office.work(3, 2 * SECOND_MS);
    const copies = side.arrived.filter(({ deliveryId }) => deliveryId === id).length;
    const { message } = await services.notify.message(id, admin);
    const isWell =
      (message.state === 'sent' && copies === 1) ||
      (message.state === 'unclear' && copies <= 1) ||
      (message.state === 'refused' && copies === 0 && message.attempts === 1);
    if (!isWell) wrong.push(`${dying.diedAt()}: ${message.state} ${message.reason} ${copies}`);
    await services.notify.removeRoute({ id: route.id, version: 1 }, admin);
    await office.work(2, MINUTE_MS);
  }
  expect(wrong).toEqual([]);
});
