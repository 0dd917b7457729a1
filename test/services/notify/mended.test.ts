import type { NotifyChannelId } from '../../../src/domain/ids';
import { deskOf } from '../../../src/domain/notify/notification';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { eventOf } from '../../storage/samples';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { ADMINISTRATOR } from '../messageWorld';
import { PAGE } from '../world';
import { addChannel, addPerson, addRoute, alertAbout, ANY, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, office, services } = useNotify();
const url = 'https://robot.example/send?access_token=1';
const draft = (given: object = {}) => ({
  ...{ name: '群', unitId: null, language: 'zh' as const, fallbackId: null, disabled: false, values: { url } },
  ...given,
});
const shown = async (): Promise<readonly string[]> =>
  (await office.notifications()).map(({ recipient, state, reason }) => `${recipient} ${state} ${reason}`).sort();

test('channels that lead to one robot share what it takes, and its pause', async () => {
  const { storage } = world;
  const [one, two] = [
    await services.notify.addChannel('dingtalk', draft({ name: '甲群' }), ADMINISTRATOR),
    await services.notify.addChannel('dingtalk', draft({ name: '乙群' }), ADMINISTRATOR),
  ];
  const first = await addRoute(storage, { id: one.id as NotifyChannelId });
  side.script('dingtalk', failed('retry-later', 'too-fast', new Date(world.clock.now().getTime() + 10 * MINUTE_MS)));
  await office.alerts(alertAbout('甲'));
  await office.work(2, 30 * SECOND_MS);
  await storage.notifyRoutes.remove(first.id, first.version, eventOf('route'));
  await addRoute(storage, { id: two.id as NotifyChannelId });
  await office.alerts(alertAbout('甲'), alertAbout('乙', { kind: 'case-overdue' }));
  await office.work(4, MINUTE_MS);
  expect(side.arrived).toEqual([]);
  await office.work(10, MINUTE_MS);
  expect(side.arrived).toHaveLength(2);
});

test('a test keeps to what the robot takes, whichever channel leads there, and its refusal pauses them all', async () => {
  const [one, two] = [
    await services.notify.addChannel('dingtalk', draft({ name: '甲群' }), ADMINISTRATOR),
    await services.notify.addChannel('dingtalk', draft({ name: '乙群' }), ADMINISTRATOR),
  ];
  const { signal } = new AbortController();
  const tried = (id: string) => services.notify.testChannel(id as NotifyChannelId, ADMINISTRATOR, signal);
  side.script('dingtalk', failed('retry-later', 'too-fast'));
  await expect(tried(one.id)).resolves.toMatchObject({ lastTest: { code: 'too-fast' } });
  await expect(tried(two.id)).rejects.toMatchObject({ code: 'conflict' });
  world.clock.pass(10 * MINUTE_MS - 1);
  await expect(tried(two.id)).rejects.toMatchObject({ code: 'conflict' });
  world.clock.pass(1);
  await expect(tried(two.id)).resolves.toMatchObject({ lastTest: { outcome: 'accepted' } });
});

test('what a disabled channel would have told goes to its fallback, or is shown as refused', async () => {
  const { storage } = world;
  const spare = await addChannel(storage, { name: '备用群' });
  await addRoute(storage, await addChannel(storage, { name: '停用群', disabled: true, fallbackId: spare.id }));
  await addRoute(storage, await addChannel(storage, { name: '孤立群', disabled: true }), { position: 2 });
  await office.alerts(alertAbout('甲'));
  await office.work(3);
  expect(await shown()).toEqual(
    ['停用群 fell-back channel-disabled', '备用群 sent null', '孤立群 refused channel-disabled'].sort(),
  );
  expect(side.arrived).toHaveLength(1);
});

test('what waits for the morning is not refused by a channel that is off for a while in the night', async () => {
  const { storage, clock } = world;
  clock.set(new Date('2026-09-18T23:00:00+08:00'));
  const channel = await addChannel(storage, { name: '群' });
  await addRoute(storage, channel, { waits: 'quiet-hours' });
  await office.alerts(alertAbout('甲', { severity: 'warning' }));
  await office.work();
  const switched = async (disabled: boolean): Promise<void> => {
    const { version } = (await storage.notifyChannels.byId(channel.id)) ?? channel;
    await storage.notifyChannels.change({ ...channel, disabled, version }, null, eventOf('channel'));
    await storage.desks.ring(deskOf(channel.id, null), clock.now());
    await office.work();
  };
  await switched(true);
  await switched(false);
  expect(await shown()).toEqual(['群 queued waits']);
  clock.pass(8 * HOUR_MS);
  await office.work();
  expect(await shown()).toEqual(['群 sent null']);
});

test('killed at any call, what was refused without one is never said to have arrived perhaps', async () => {
  const { storage, clock, deps } = world;
  await addRoute(storage, await addChannel(storage, { name: '停用群', disabled: true }));
  const wrong: string[] = [];
  for (let call = 1, isDead = true; isDead && call < 60; call += 1) {
    await office.alerts(alertAbout(`第${call}号`));
    await services.notify.announce(10);
    clock.pass(MINUTE_MS);
    const dying = createDyingProcess(storage, { atCall: call, takesEffect: true });
    const own = createServices({ ...deps, storage: dying.storage, notifiers: side.registry });
    const run = { owner: 'dying', max: 1, signal: new AbortController().signal };
    await own.notify.deliverDue(run).catch((error: unknown) => {
      if (!(error instanceof ProcessDied)) throw error;
    });
    isDead = dying.isDead();
    clock.pass(3 * MINUTE_MS);
    await office.work(2);
    const said = (await shown()).filter((one) => one !== '停用群 refused channel-disabled');
    if (said.length > 0) wrong.push(`${dying.diedAt()}: ${said.join()}`);
    clock.pass(3 * HOUR_MS);
  }
  expect(wrong).toEqual([]);
});

test('a fallback whose readers may not see it is passed over for the next', async () => {
  const { storage, officeId, unitA, unitB } = world;
  const last = await addChannel(storage, { name: '全办群' });
  const ofB = await addChannel(storage, { name: '乙镇群', unitId: unitB, fallbackId: last.id });
  await addRoute(
    storage,
    await addChannel(storage, { name: '甲局群', kind: 'feishu', unitId: unitA, fallbackId: ofB.id }),
  );
  side.script('feishu', failed('fix-configuration', 'address-unknown'));
  await office.alerts(alertAbout('甲', { unitId: unitA, unitPath: [officeId, unitA] }));
  await office.work(4);
  expect(await shown()).toEqual(['全办群 sent null', '甲局群 fell-back address-unknown'].sort());
});

test('people of one robot are called by one post, each by name; apart where a fallback could tell each of them', async () => {
  const { storage } = world;
  const people = [
    await addPerson(storage, { username: 'a', name: '张三' }, { mobile: '13800000001', mail: 'a@office.example' }),
    await addPerson(storage, { username: 'b', name: '李四' }, { mobile: '13800000002', mail: 'b@office.example' }),
    await addPerson(storage, { username: 'c', name: '王五' }, { mail: 'c@office.example' }),
  ];
  const audience = { kind: 'people', personIds: people } as const;
  const route = await addRoute(storage, await addChannel(storage), { audience });
  await office.alerts(alertAbout('甲'));
  await office.work(3);
  const toldSince = (): readonly (string | null)[] =>
    side.arrived
      .splice(0)
      .map(({ to }) => to)
      .sort();
  expect(toldSince()).toEqual(['13800000001,13800000002']);
  expect(await shown()).toEqual(['张三、李四 sent null', '王五 refused no-address'].sort());
  await storage.notifyRoutes.remove(route.id, route.version, eventOf('route'));
  const mail = await addChannel(storage, { kind: 'mail' });
  const toMail = await addRoute(storage, await addChannel(storage, { fallbackId: mail.id }), { audience });
  await office.alerts(alertAbout('甲'), alertAbout('乙', { kind: 'case-overdue' }));
  await office.work(3);
  expect(toldSince()).toEqual(['13800000001', '13800000002', 'c@office.example']);
  // A receiver that sends a text message to one number, behind the robot of another group.
  await storage.notifyRoutes.remove(toMail.id, toMail.version, eventOf('route'));
  const sms = await addChannel(storage, { kind: 'webhook' });
  const group = await addChannel(storage, { kind: 'feishu', fallbackId: sms.id });
  await addRoute(storage, await addChannel(storage, { fallbackId: group.id }), { audience });
  const unknown = failed('fix-configuration', 'address-unknown');
  side.script('dingtalk', unknown, unknown);
  side.script('feishu', unknown, unknown);
  await office.alerts(alertAbout('丙'));
  await office.work(6);
  expect(toldSince()).toEqual(['13800000001', '13800000002']);
});

test('a message of several alerts names everybody whom it calls', async () => {
  const { storage } = world;
  const people = [];
  for (const [at, name] of ['张三', '李四', '王五'].entries())
    people.push(await addPerson(storage, { username: name, name }, { mobile: `1380000000${at}` }));
  const channel = await addChannel(storage);
  for (const [position, [kind, personIds]] of (
    [
      ['account-silent', people.slice(0, 2)],
      ['case-overdue', people.slice(1)],
    ] as const
  ).entries())
    await addRoute(storage, channel, {
      position,
      match: { ...ANY, kinds: [kind] },
      audience: { kind: 'people', personIds },
    });
  await office.alerts(alertAbout('甲', { kind: 'account-silent' }), alertAbout('乙', { kind: 'case-overdue' }));
  await office.work(4);
  expect(side.arrived.map(({ to }) => to)).toEqual(['13800000000,13800000001,13800000002']);
  expect((await storage.messages.list({}, PAGE)).items.map(({ recipient }) => recipient)).toEqual(['张三、李四、王五']);
});

test('people of a 飞书 group are called by their open ids, in one post; who has none is shown as not reached', async () => {
  const { storage } = world;
  const personIds = [
    await addPerson(storage, { username: 'a', name: '张三' }, { feishuOpenId: 'ou_1' }),
    await addPerson(storage, { username: 'b', name: '李四' }, { feishuOpenId: 'ou_2' }),
    await addPerson(storage, { username: 'c', name: '王五' }, { mobile: '13800000003' }),
  ];
  await addRoute(storage, await addChannel(storage, { kind: 'feishu' }), { audience: { kind: 'people', personIds } });
  await office.alerts(alertAbout('甲'));
  await office.work(3);
  expect(side.arrived.map(({ to }) => to?.split(',').sort())).toEqual([['ou_1', 'ou_2']]);
  expect(await shown()).toEqual(['张三、李四 sent null', '王五 refused no-address'].sort());
});

test('a batch of the alert log is announced in one read of what was told before', async () => {
  const { storage, deps } = world;
  await addRoute(storage, await addChannel(storage));
  await office.alerts(...Array.from({ length: 60 }, (_, at) => alertAbout(`第${at}号`)));
  const asked: string[] = [];
  const notifications = new Proxy(storage.notifications, {
    get: (target, name) => {
      asked.push(String(name));
      return Reflect.get(target, name) as unknown;
    },
  });
  const own = createServices({ ...deps, storage: { ...storage, notifications }, notifiers: side.registry });
  expect(await own.notify.announce(500)).toEqual({ notifications: 60 });
  expect(asked).toEqual(['ofAlerts', 'insertMissing']);
});

/** A process that notes what it asks the notifications for while it delivers once. */
async function askedWhile(): Promise<readonly string[]> {
  const asked: string[] = [];
  const notifications = new Proxy(world.storage.notifications, {
    get: (target, name) => {
      asked.push(String(name));
      return Reflect.get(target, name) as unknown;
    },
  });
  const storage = { ...world.storage, notifications };
  const own = createServices({ ...world.deps, storage, notifiers: side.registry });
  await own.notify.deliverDue({ owner: 'test', max: 1, signal: new AbortController().signal });
  return asked;
}
const many = () => Array.from({ length: 30 }, (_, at) => alertAbout(`第${at}号`));

test('who was told of what is over is looked up in one read', async () => {
  const { storage, clock } = world;
  await addRoute(storage, await addChannel(storage), { tellsResolved: true });
  await office.alerts(...many());
  await office.work(4, 5 * MINUTE_MS);
  await office.alerts();
  await services.notify.announce(500);
  clock.pass(HOUR_MS);
  const asked = await askedWhile();
  expect(asked.filter((name) => name.startsWith('ofAlert'))).toEqual(['ofAlerts']);
  expect(side.arrived.at(-1)?.message.title).toContain('已解除');
});

test('a message that was not taken is handed on in one write, whatever it tells of', async () => {
  const { storage, clock } = world;
  const spare = await addChannel(storage, { name: '备用群', kind: 'feishu' });
  await addRoute(storage, await addChannel(storage, { fallbackId: spare.id }));
  side.script('dingtalk', failed('reauthorise', 'secret-refused'));
  await office.alerts(...many());
  await services.notify.announce(500);
  clock.pass(HOUR_MS);
  const asked = await askedWhile();
  expect(asked.filter((name) => name === 'insertMissing' || name === 'fellBack')).toEqual([
    'insertMissing',
    'fellBack',
  ]);
  await office.work(4, 5 * MINUTE_MS);
  expect(new Set(await shown())).toEqual(new Set(['值班群 fell-back secret-refused', '备用群 sent null']));
});
