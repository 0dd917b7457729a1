import type { PersonId, RosterId } from '../../../src/domain/ids';
import type { CivilDate } from '../../../src/domain/time/instant';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { NO_ADDRESSES } from '../../../src/domain/notify/channel';
import { eventOf } from '../../storage/samples';
import { PAGE, principal } from '../world';
import { addChannel, addPerson, addRoute, addSilence, alertAbout } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();
const admin = principal('administrator', '1');

/** A roster of two days, told by mail; today is 18 September, ten o'clock. */
async function rosterOfTwoDays(): Promise<RosterId> {
  const { oncall } = services;
  const people: PersonId[] = [];
  for (const [at, name] of ['zhang', 'li', 'boss'].entries())
    people.push(
      await addPerson(
        world.storage,
        { name, role: name === 'boss' ? 'administrator' : 'officer' },
        { mail: `${name}@x.cn`, mobile: `1380000000${at}` },
      ),
    );
  const [zhang, li] = people as [PersonId, PersonId];
  const draft = { name: '总值班', unitId: null, handoverMinute: 510, disabled: false } as const;
  const id = (await oncall.addRoster({ ...draft, fallbackRole: 'administrator' }, admin)).id as RosterId;
  const days: readonly (readonly [string, PersonId])[] = [
    ['2026-09-18', zhang],
    ['2026-09-19', li],
  ];
  for (const [date, person] of days)
    await oncall.setDay(
      { rosterId: id, date: date as CivilDate, version: 0 },
      { personIds: [person], leaderIds: [] },
      admin,
    );
  return id;
}
const told = (): readonly (string | null)[] => side.arrived.splice(0).map(({ to }) => to);

test('whoever is on duty is told, from handover to handover; where nobody is, the role of the roster', async () => {
  const rosterId = await rosterOfTwoDays();
  await addRoute(world.storage, await addChannel(world.storage, { kind: 'mail' }), {
    audience: { kind: 'duty', rosterId },
  });
  for (const [hours, expected] of [
    [0, 'zhang@x.cn'],
    [22, 'zhang@x.cn'],
    [1, 'li@x.cn'],
    [24, 'boss@x.cn'],
  ] as const) {
    world.clock.pass(hours * HOUR_MS);
    await office.alerts(alertAbout(`甲${hours}`));
    await office.work(6, MINUTE_MS);
    expect([hours, told()]).toEqual([hours, [expected]]);
  }
});

test('what waits for the morning is told to whoever has the duty then', async () => {
  const rosterId = await rosterOfTwoDays();
  await addRoute(world.storage, await addChannel(world.storage, { kind: 'mail' }), {
    audience: { kind: 'duty', rosterId },
    waits: 'quiet-hours',
  });
  world.clock.pass(13 * HOUR_MS);
  await office.alerts(alertAbout('夜间', { severity: 'warning' }));
  await office.work(2);
  const [waiting] = await office.notifications();
  expect([waiting?.recipient, waiting?.state, told()]).toEqual(['zhang', 'queued', []]);
});

const shown = async (): Promise<readonly string[]> =>
  (await office.notifications()).map(({ recipient, state, reason }) => `${recipient} ${state} ${reason}`).sort();

test('what a silence kept back is told to whoever has the duty when it ends, and to nobody of before', async () => {
  const rosterId = await rosterOfTwoDays();
  await addRoute(world.storage, await addChannel(world.storage, { kind: 'mail' }), {
    audience: { kind: 'duty', rosterId },
  });
  await addSilence(world.storage, { endsAt: new Date(world.clock.now().getTime() + 24 * HOUR_MS) });
  await office.alerts(alertAbout('甲'), alertAbout('乙'));
  await office.work(2);
  expect(await shown()).toEqual(Array(2).fill('zhang silenced silenced'));
  world.clock.pass(24 * HOUR_MS);
  await office.work(4, MINUTE_MS);
  expect(told()).toEqual(['li@x.cn']);
  expect(await shown()).toEqual(
    [...Array<string>(2).fill('li sent null'), ...Array<string>(2).fill('zhang over told-to-duty')].sort(),
  );
});

test('what waits for the morning goes to whoever took over the duty in the night', async () => {
  const rosterId = await rosterOfTwoDays();
  await addRoute(world.storage, await addChannel(world.storage, { kind: 'mail' }), {
    audience: { kind: 'duty', rosterId },
    waits: 'quiet-hours',
  });
  world.clock.pass(13 * HOUR_MS);
  await office.alerts(alertAbout('夜间', { severity: 'warning' }));
  await office.work(2);
  expect((await office.notifications()).map(({ recipient }) => recipient)).toEqual(['zhang']);
  const li = (await world.storage.people.list()).find(({ name }) => name === 'li')?.id as PersonId;
  const date = '2026-09-18' as CivilDate;
  await services.oncall.setDay({ rosterId, date, version: 1 }, { personIds: [li], leaderIds: [] }, admin);
  world.clock.pass(8 * HOUR_MS);
  await office.work(4, MINUTE_MS);
  expect(told()).toEqual(['li@x.cn']);
  expect(await shown()).toEqual(['li sent null', 'zhang over told-to-duty']);
});

test('a post that waits for the morning calls those of the group who have the duty by then, and is shown so', async () => {
  const { storage, clock } = world;
  const rosterId = await rosterOfTwoDays();
  const people = await storage.people.list();
  const [zhang, li, boss] = ['zhang', 'li', 'boss'].map((name) => people.find((one) => one.name === name)?.id);
  const onDuty = (version: number, ...personIds: readonly (PersonId | undefined)[]) =>
    services.oncall.setDay(
      { rosterId, date: '2026-09-18' as CivilDate, version },
      { personIds: personIds as PersonId[], leaderIds: [] },
      admin,
    );
  const channel = await addChannel(storage, { kind: 'dingtalk' });
  const audience = { kind: 'duty', rosterId } as const;
  await addRoute(storage, channel, { audience, waits: 'quiet-hours' });
  await onDuty(1, zhang, li);
  clock.pass(13 * HOUR_MS);
  await office.alerts(alertAbout('夜间', { severity: 'warning' }));
  await office.work(2);
  expect(await shown()).toEqual(['zhang、li queued waits']);
  await onDuty(2, li, boss);
  clock.pass(8 * HOUR_MS);
  await office.work(4, MINUTE_MS);
  expect(told()).toEqual(['13800000001,13800000002']);
  expect(await shown()).toEqual(['li、boss sent null']);
  expect((await storage.messages.list({}, PAGE)).items.map(({ recipient }) => recipient)).toEqual(['li、boss']);
});

describe('what was made for somebody who has the duty and cannot be told any more', () => {
  /** At eleven at night it waits for zhang, who has the duty until half past eight. */
  const waiting = async (given: Parameters<typeof addChannel>[1] = {}) => {
    const rosterId = await rosterOfTwoDays();
    const mail = await addChannel(world.storage, { kind: 'mail', ...given });
    const audience = { kind: 'duty', rosterId } as const;
    const route = await addRoute(world.storage, mail, { audience, waits: 'quiet-hours' });
    world.clock.pass(13 * HOUR_MS);
    await office.alerts(alertAbout('夜间', { severity: 'warning' }));
    await office.work(2);
    expect(await shown()).toEqual(['zhang queued waits']);
    const idOf = async (name: string) =>
      (await world.storage.people.list()).find((one) => one.name === name)?.id as PersonId;
    const handTo = async (name: string) => {
      const date = '2026-09-18' as CivilDate;
      const personIds = [await idOf(name)];
      await services.oncall.setDay({ rosterId, date, version: 1 }, { personIds, leaderIds: [] }, admin);
    };
    const morning = async () => {
      world.clock.pass(8 * HOUR_MS);
      await office.work(4, MINUTE_MS);
      return told();
    };
    return { route, mail, idOf, handTo, morning };
  };

  test('is told in the morning to whoever stands in where the person was shut out in the night', async () => {
    const { idOf, morning } = await waiting();
    await world.storage.people.setDisabled(await idOf('zhang'), true, eventOf('person'));
    await world.storage.desks.ring(await deskOfNotification(), world.clock.now());
    await office.work(2);
    expect(told()).toEqual([]);
    expect(await morning()).toEqual(['boss@x.cn']);
    expect(await shown()).toEqual(['boss sent null', 'zhang over told-to-duty']);
  });

  test('is told to whoever took the duty over where the person has no address any more, and to no fallback', async () => {
    const { id: fallbackId } = await addChannel(world.storage, { kind: 'webhook', name: '短信' });
    const { idOf, handTo, morning } = await waiting({ fallbackId });
    const addresses = { ...NO_ADDRESSES, mobile: '13800000000' };
    await world.storage.people.setAddresses(await idOf('zhang'), addresses, eventOf('person'));
    // Looked at in the night, it is still zhang's, and waits for the morning.
    await world.storage.desks.ring(await deskOfNotification(), world.clock.now());
    await office.work(2);
    expect(await shown()).toEqual(['zhang queued waits']);
    await handTo('li');
    expect(await morning()).toEqual(['li@x.cn']);
    expect(await shown()).toEqual(['li sent null', 'zhang over told-to-duty']);
  });

  test('is told to whoever took the duty over where the person may not see it any more', async () => {
    const { idOf, handTo, morning } = await waiting();
    const zhang = await world.storage.people.byId(await idOf('zhang'));
    if (zhang === null) throw new Error('no zhang');
    const moved = { name: zhang.name, role: zhang.role, unitId: world.unitA };
    await world.storage.people.describe(zhang, moved, { endsSessions: true, event: eventOf('person') });
    await world.storage.desks.ring(await deskOfNotification(), world.clock.now());
    await office.work(2);
    expect(await shown()).toEqual(['zhang queued waits']);
    await handTo('li');
    expect(await morning()).toEqual(['li@x.cn']);
    expect(await shown()).toEqual(['li sent null', 'zhang over told-to-duty']);
  });

  test('goes where the route leads by now where its channel was removed', async () => {
    const { route, mail, morning } = await waiting();
    const other = await addChannel(world.storage, { kind: 'webhook', name: '短信' });
    await world.storage.notifyRoutes.change({ ...route, channelId: other.id }, eventOf('route'));
    await world.storage.notifyChannels.remove(mail.id, 1, eventOf('channel'));
    expect(await morning()).toEqual(['13800000000']);
    expect(await shown()).toEqual(['zhang over told-to-duty', 'zhang sent null']);
  });

  test('goes to their fallback in the morning where it is still theirs', async () => {
    const { id: fallbackId } = await addChannel(world.storage, { kind: 'webhook', name: '短信' });
    const { idOf, morning } = await waiting({ fallbackId });
    const addresses = { ...NO_ADDRESSES, mobile: '13800000000' };
    await world.storage.people.setAddresses(await idOf('zhang'), addresses, eventOf('person'));
    await world.storage.desks.ring(await deskOfNotification(), world.clock.now());
    await office.work(2);
    expect(await shown()).toEqual(['zhang queued waits']);
    expect(await morning()).toEqual(['13800000000']);
    expect(await shown()).toEqual(['zhang fell-back no-address', 'zhang sent null']);
    expect((await world.storage.messages.list({}, PAGE)).items.map(({ state }) => state)).toEqual(['sent']);
  });

  test('is refused where it is still theirs and there is no fallback', async () => {
    const { idOf, morning } = await waiting();
    await world.storage.people.setAddresses(await idOf('zhang'), NO_ADDRESSES, eventOf('person'));
    expect(await morning()).toEqual([]);
    expect(await shown()).toEqual(['zhang refused no-address']);
  });

  const deskOfNotification = async () => (await office.notifications())[0]?.desk ?? '';
});

test('a route cannot name a roster that is not there', async () => {
  const channel = await addChannel(world.storage);
  const draft = { name: '值班', position: 1, channelId: channel.id, waits: 'never', tellsResolved: false } as const;
  const match = { kinds: [], leastSeverity: null, unitId: null, platform: null, authority: null };
  const audience = { kind: 'duty', rosterId: 'f'.repeat(24) as RosterId } as const;
  await expect(
    services.notify.addRoute({ ...draft, match, audience, isLast: false, disabled: false }, admin),
  ).rejects.toMatchObject({ code: 'not-found', field: 'audience.rosterId' });
});
