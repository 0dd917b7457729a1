import type { AlertId, NotifyChannelId, NotifyRouteId, PersonId, SilenceId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import { createServices, type ChannelDraft, type RouteDraft } from '../../../src/services/index';
import { principal } from '../world';
import { addChannel, addRoute, alertAbout, ANY, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();
const URL = 'https://robot.example/send?access_token=abc';
const admin = principal('administrator', '1');
const draft = (given: Partial<ChannelDraft> = {}): ChannelDraft => ({
  name: '值班群',
  unitId: null,
  language: 'zh',
  fallbackId: null,
  disabled: false,
  values: { url: URL, keyword: '告警' },
  ...given,
});
const route = (channelId: string, given: Partial<RouteDraft> = {}): RouteDraft => ({
  name: '一律告知',
  position: 1,
  match: ANY,
  channelId: channelId as NotifyChannelId,
  audience: { kind: 'group' },
  waits: 'never',
  tellsResolved: false,
  isLast: false,
  disabled: false,
  ...given,
});
const refused = (code: string, field?: string) => ({ code, ...(field === undefined ? {} : { field }) });
const subjects = async (): Promise<readonly string[]> => {
  await world.storage.outbox.relay(100);
  const entries = await world.storage.ledger.after(0, 200);
  return entries.filter(({ kind }) => kind === 'notify-changed').map(({ to, reason }) => `${to} ${reason}`);
};

describe('a channel', () => {
  test('shows where it leads and which secrets it has, and never a secret', async () => {
    const channel = await services.notify.addChannel('dingtalk', draft(), admin);
    const shown = JSON.stringify([channel, await services.notify.channels(admin)]);
    expect(channel).toMatchObject({
      settings: { keyword: '告警' },
      secretKeys: ['url'],
      place: 'here',
      lastTest: null,
    });
    expect(shown).not.toContain('access_token');
    const id = channel.id as NotifyChannelId;
    await services.notify.changeChannel({ id, version: 1 }, draft({ name: '新群', values: {} }), admin);
    await expect(world.storage.notifyChannels.secrets(id)).resolves.toEqual({ url: URL });
    expect(await subjects()).toEqual(['added 值班群', 'changed 新群']);
  });

  test.each([
    [
      'an unknown setting',
      draft({ values: { url: 'https://x', other: '1' } }),
      refused('invalid-input', 'values.other'),
    ],
    ['a setting that must be filled in', draft({ values: {} }), refused('invalid-input', 'values.url')],
    ['a setting that is wrong', draft({ values: { url: 'wrong' } }), refused('invalid-input', 'values.url')],
    ['a unit nobody knows', draft({ unitId: 'e'.repeat(24) as never }), refused('not-found', 'unitId')],
    ['a fallback nobody knows', draft({ fallbackId: 'e'.repeat(24) as never }), refused('not-found', 'fallbackId')],
  ])('with %s is refused by its field', async (_what, given, expected) => {
    await expect(services.notify.addChannel('dingtalk', given, admin)).rejects.toMatchObject(expected);
  });

  test('is no fallback of itself, and is not removed while it is used', async () => {
    const { storage } = world;
    const used = await addChannel(storage);
    const self = { id: used.id, version: 1 };
    await expect(services.notify.changeChannel(self, draft({ fallbackId: used.id }), admin)).rejects.toMatchObject(
      refused('invalid-input', 'fallbackId'),
    );
    const other = await addChannel(storage, { fallbackId: used.id });
    await expect(services.notify.removeChannel(self, admin)).rejects.toMatchObject(refused('conflict'));
    await services.notify.removeChannel({ id: other.id, version: 1 }, admin);
    const { id } = await addRoute(storage, used);
    await expect(services.notify.removeChannel(self, admin)).rejects.toMatchObject(refused('conflict'));
    await services.notify.removeRoute({ id, version: 1 }, admin);
    await expect(services.notify.removeChannel({ ...self, version: 2 }, admin)).rejects.toMatchObject(
      refused('conflict'),
    );
    await services.notify.removeChannel(self, admin);
    expect(await services.notify.channels(admin)).toEqual([]);
  });

  test('is tried with a real message, and what came of it stays', async () => {
    const channel = await services.notify.addChannel('dingtalk', draft(), admin);
    const id = channel.id as NotifyChannelId;
    const { signal } = new AbortController();
    await services.notify.testChannel(id, admin, signal);
    expect(side.arrived.map(({ message }) => message.title)).toEqual(['通知渠道测试：值班群']);
    side.script('dingtalk', failed('fix-configuration', 'signature-refused'));
    await services.notify.testChannel(id, admin, signal);
    const [shown] = await services.notify.channels(admin);
    expect(shown?.lastTest).toMatchObject({ outcome: 'failed', code: 'signature-refused' });
  });
});

test.each([
  ['an officer', principal('officer', '2')],
  ['an administrator of a unit', principal('administrator', '3', 'a'.repeat(24) as never)],
])('%s sets up nothing for the whole office', async (_who, somebody) => {
  const channel = await addChannel(world.storage);
  const alertId = 'e'.repeat(24) as AlertId;
  const tries: readonly (() => unknown)[] = [
    () => services.notify.kinds(somebody),
    () => services.notify.channels(somebody),
    () => services.notify.addChannel('dingtalk', draft(), somebody),
    () => services.notify.changeChannel({ id: channel.id, version: 1 }, draft(), somebody),
    () => services.notify.removeChannel({ id: channel.id, version: 1 }, somebody),
    () => services.notify.testChannel(channel.id, somebody, new AbortController().signal),
    () => services.notify.routes(somebody),
    () => services.notify.addRoute(route(channel.id), somebody),
    () =>
      services.notify.changeRoute({ id: alertId as string as NotifyRouteId, version: 1 }, route(channel.id), somebody),
    () => services.notify.removeRoute({ id: alertId as string as NotifyRouteId, version: 1 }, somebody),
    () => services.notify.dryRun(alertId, somebody),
    () => services.notify.messages({}, { limit: 1, cursor: null }, somebody),
    () => services.notify.silence({ match: ANY, reason: '维护', endsAt: new Date(8e12) }, somebody),
    () => services.notify.endSilence({ id: alertId as string as SilenceId, version: 1 }, somebody),
  ];
  for (const attempt of tries) await expect((async () => attempt())()).rejects.toMatchObject({ code: 'forbidden' });
  expect(side.arrived).toEqual([]);
});

test('a dry run says who would be told and why, changes nothing, and agrees with what happens then', async () => {
  const { storage } = world;
  const channel = await addChannel(storage);
  const added = await services.notify.addRoute(route(channel.id), admin);
  await services.notify.changeRoute(
    { id: added.id as NotifyRouteId, version: 1 },
    route(channel.id, { name: '改名', match: { ...ANY, leastSeverity: 'critical' } }),
    admin,
  );
  await expect(
    services.notify.changeRoute({ id: added.id as NotifyRouteId, version: 1 }, route(channel.id), admin),
  ).rejects.toMatchObject({ code: 'conflict' });
  await expect(
    services.notify.addRoute(
      route(channel.id, { audience: { kind: 'people', personIds: ['f'.repeat(24) as PersonId] } }),
      admin,
    ),
  ).rejects.toMatchObject(refused('not-found', 'audience.personIds'));
  await office.alerts(alertAbout('甲'));
  const [alert] = (await storage.alerts.list({}, { limit: 1, cursor: null }, null)).items;
  const { recipients } = await services.notify.dryRun(alert?.id as AlertId, admin);
  expect(recipients).toEqual([
    {
      outcome: 'told',
      toldAs: 'group',
      routeName: '改名',
      channelName: '值班群',
      channelKind: 'dingtalk',
      recipient: '值班群',
      waitsUntilAt: null,
      fallbackName: null,
    },
  ]);
  expect(await office.notifications()).toEqual([]);
  await office.work();
  const deliveries = await services.notify.deliveries(alert?.id as AlertId, principal('viewer', '4'));
  expect(deliveries).toMatchObject([{ occasion: 'opened', state: 'sent', channelName: '值班群', routeName: '改名' }]);
  await expect(
    services.notify.deliveries(alert?.id as AlertId, principal('viewer', '4', world.unitA)),
  ).resolves.toEqual([]);
  const messages = await services.notify.messages({ state: 'sent' }, { limit: 5, cursor: null }, admin);
  expect(messages.items).toMatchObject([{ state: 'sent', count: 1, alertIds: [alert?.id], recipient: '值班群' }]);
  expect(messages.items[0]?.text).toContain('不发声：甲');
});

describe('a silence', () => {
  test('has a reason and an end within a month, is seen by whom it may hide something from, and ends when somebody says so', async () => {
    const { storage, clock, unitA, unitB } = world;
    await addRoute(storage, await addChannel(storage));
    const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms);
    const match = { ...ANY, unitId: unitA };
    const silence = (endsAt: Date, reason = '机房停电') => services.notify.silence({ match, reason, endsAt }, admin);
    await expect(silence(inMs(0))).rejects.toMatchObject(refused('invalid-input', 'endsAt'));
    await expect(silence(inMs(31 * DAY_MS + 1))).rejects.toMatchObject(refused('invalid-input', 'endsAt'));
    await expect(silence(inMs(HOUR_MS), ' ')).rejects.toMatchObject(refused('invalid-input', 'reason'));
    const { id } = await silence(inMs(HOUR_MS));
    await office.alerts(alertAbout('甲', { unitId: unitA, unitPath: [world.officeId, unitA] }));
    await office.work();
    const seen = async (unit: typeof unitA | null) =>
      (await services.notify.silences(principal('viewer', '5', unit))).map(({ reason, active, holds }) => ({
        reason,
        active,
        holds,
      }));
    expect(await seen(null)).toEqual([{ reason: '机房停电', active: true, holds: 1 }]);
    // How much it keeps back from others is not for a unit to know.
    expect(await seen(unitA)).toEqual([{ reason: '机房停电', active: true, holds: null }]);
    expect(await seen(world.officeId)).toHaveLength(1);
    expect(await seen(unitB)).toEqual([]);
    expect(side.arrived).toEqual([]);
    await services.notify.endSilence({ id: id as SilenceId, version: 1 }, admin);
    await expect(services.notify.endSilence({ id: id as SilenceId, version: 2 }, admin)).rejects.toMatchObject({
      code: 'conflict',
    });
    await office.work();
    expect(side.arrived).toHaveLength(1);
    expect(await seen(null)).toEqual([{ reason: '机房停电', active: false, holds: 0 }]);
    expect(await subjects()).toEqual(['added 机房停电', 'ended 机房停电']);
  });
});

test('addresses are set by oneself and by who manages people, never by others, and a wrong one is named', async () => {
  const { storage, services: plain } = world;
  const own = createServices({ ...world.deps });
  const made = await plain.people.register(
    { username: 'zhang', name: '张三', role: 'officer', unitId: world.unitA, password: null },
    'system',
  );
  const id = made.id as PersonId;
  const himself = { ...principal('officer', '6', world.unitA), personId: id };
  const addresses = { mail: 'zhang@office.example', mobile: null, wecomUserId: 'zhang', feishuOpenId: null };
  await expect(own.people.setAddresses(id, addresses, himself)).resolves.toMatchObject({ addresses });
  await expect(own.people.setAddresses(id, { ...addresses, mail: 'zhang' }, himself)).rejects.toMatchObject(
    refused('invalid-input', 'mail'),
  );
  await expect(own.people.setAddresses(id, addresses, principal('officer', '7'))).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(
    own.people.setAddresses(id, addresses, principal('administrator', '8', world.unitB)),
  ).rejects.toMatchObject({ code: 'not-found' });
  await own.people.setAddresses(
    id,
    { ...addresses, mobile: '13800000000' },
    principal('administrator', '9', world.unitA),
  );
  await plain.people.register(
    { username: 'zhang', name: '张三丰', role: 'officer', unitId: world.unitA, password: null },
    'system',
  );
  expect((await storage.people.byId(id))?.addresses).toEqual({ ...addresses, mobile: '13800000000' });
});

test('of their own addresses people change what they give, and the rest stays', async () => {
  const { services: plain, storage } = world;
  const { id } = await plain.people.register(
    { username: 'li', name: '李四', role: 'viewer', unitId: world.unitA, password: null },
    'system',
  );
  const herself = { ...principal('viewer', '6', world.unitA), personId: id as PersonId };
  expect((await plain.views.me(herself)).addresses).toEqual({
    mail: null,
    mobile: null,
    wecomUserId: null,
    feishuOpenId: null,
  });
  await plain.people.changeOwnAddresses({ mail: 'li@office.example' }, herself);
  await plain.people.changeOwnAddresses({ mobile: '13800000000' }, herself);
  for (const feishuOpenId of ['all', 'ou 1', '张三'])
    await expect(plain.people.changeOwnAddresses({ feishuOpenId }, herself)).rejects.toMatchObject(
      refused('invalid-input', 'feishuOpenId'),
    );
  await expect(plain.people.changeOwnAddresses({ wecomUserId: '李四' }, herself)).rejects.toMatchObject(
    refused('invalid-input', 'wecomUserId'),
  );
  expect(await plain.people.changeOwnAddresses({ mail: null }, herself)).toEqual({
    mail: null,
    mobile: '13800000000',
    wecomUserId: null,
    feishuOpenId: null,
  });
  expect((await storage.people.byId(id as PersonId))?.addresses).toEqual((await plain.views.me(herself)).addresses);
});
