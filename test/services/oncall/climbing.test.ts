import { CIVIL_OFFSET_MS } from '../../../src/domain/time/civil';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { addChannel, addPerson, addSilence, alertAbout, ANY } from '../notify/notifyWorld';
import { addLadder, rungTo, useLadders } from './ladderWorld';

const { world, side, services, office } = useLadders();

/** `day hour:minute` in the office, of each message, with who got it. */
const told = (): readonly string[] =>
  side.arrived.map(({ at, to, kind }) => {
    const civil = new Date(at.getTime() + CIVIL_OFFSET_MS).toISOString();
    return `${civil.slice(8, 10)} ${civil.slice(11, 16)} ${to ?? kind}`;
  });
const states = async (): Promise<readonly string[]> =>
  (await office.escalations()).map(({ state, rung }) => `${state} ${rung}`);
const acknowledge = async (): Promise<void> => {
  for (const { id } of (await world.storage.alerts.list({ state: 'open' }, { limit: 10, cursor: null }, null)).items)
    await services.alerts.acknowledge(id, {
      personId: await addPerson(world.storage, { username: `ack${Math.random()}` }),
      name: '王敏',
      role: 'administrator',
      unitId: null,
      via: 'session',
    });
};

/** Three people, one above the other, each told by mail: after 30, 60 and 120 minutes. */
async function threeRungs(given: Parameters<typeof addLadder>[2] = {}): Promise<void> {
  const mail = await addChannel(world.storage, { kind: 'mail' });
  const rungs = [];
  for (const [index, minutes] of [30, 60, 120].entries()) {
    const id = await addPerson(world.storage, {}, { mail: `p${index + 1}@o.cn` });
    rungs.push(rungTo(mail, minutes, { kind: 'people', personIds: [id] }));
  }
  await addLadder(world.storage, rungs, given);
}

test('what nobody acknowledges climbs in working time, each rung once, and stands at the top', async () => {
  await threeRungs();
  // Friday; the Sunday after it is a make-up day.
  world.clock.set(new Date('2026-09-18T17:00:00+08:00'));
  await office.alerts(alertAbout('甲'));
  await office.climb(48 * 60);
  expect(told()).toEqual(['18 17:30 p1@o.cn', '18 18:00 p2@o.cn', '20 09:30 p3@o.cn']);
  expect(await states()).toEqual(['at-top 3']);
  expect(await office.ledger()).toEqual(['- → rung-1: told', 'rung-1 → rung-2: told', 'rung-2 → rung-3: told']);
});

test('around the clock it does not wait for working time', async () => {
  await threeRungs({ isNight: true });
  world.clock.set(new Date('2026-09-18T23:00:00+08:00'));
  await office.alerts(alertAbout('甲'));
  await office.climb(130);
  expect(told().map((one) => one.slice(0, 9))).toEqual(['18 23:30 ', '19 00:00 ', '19 01:00 ']);
});

test('what is acknowledged, or over, climbs no further', async () => {
  await threeRungs();
  await office.alerts(alertAbout('甲'), alertAbout('乙', { kind: 'case-overdue' }));
  await office.climb(35);
  await office.alerts(alertAbout('甲'));
  await office.climb(1);
  await acknowledge();
  await office.climb(120);
  expect(new Set(side.arrived.map(({ to }) => to))).toEqual(new Set(['p1@o.cn']));
  expect([...(await states())].sort()).toEqual(['acknowledged 1', 'over 1']);
});

test('acknowledged at the top it says so, by the log alone', async () => {
  const group = await addChannel(world.storage, { kind: 'feishu' });
  await addLadder(world.storage, [rungTo(group, 0)]);
  await office.alerts(alertAbout('甲'));
  await office.climb(1);
  expect(await states()).toEqual(['at-top 1']);
  await acknowledge();
  await services.oncall.beginClimbs(10);
  expect(await states()).toEqual(['acknowledged 1']);
});

test('acknowledged between the step and the message, nobody is told', async () => {
  await threeRungs();
  await office.alerts(alertAbout('甲'));
  world.clock.pass(30 * MINUTE_MS);
  await services.oncall.beginClimbs(10);
  await services.oncall.climbDue({ owner: 'test', max: 10, signal: new AbortController().signal });
  await acknowledge();
  await office.climb(3);
  expect(side.arrived).toEqual([]);
  expect((await office.notifications()).map(({ occasion, state }) => `${occasion} ${state}`)).toEqual([
    'escalated over',
  ]);
});

test('raised after it was acknowledged it climbs anew; raised while it climbs it does not begin again', async () => {
  await threeRungs({ match: { ...ANY, leastSeverity: 'notice' } });
  await office.alerts(alertAbout('甲', { severity: 'notice' }));
  await office.climb(35);
  await office.alerts(alertAbout('甲', { severity: 'warning' }));
  await office.climb(30);
  expect(await states()).toEqual(['climbing 2']);
  await acknowledge();
  await office.climb(60);
  await office.alerts(alertAbout('甲', { severity: 'critical' }));
  await office.climb(32);
  expect(await states()).toEqual(['acknowledged 2', 'climbing 1']);
  expect(side.arrived.map(({ to }) => to)).toEqual(['p1@o.cn', 'p2@o.cn', 'p1@o.cn']);
});

test('raised into the match of another ladder it climbs that one', async () => {
  await threeRungs({ position: 1 });
  const group = await addChannel(world.storage, { kind: 'feishu' });
  await addLadder(world.storage, [rungTo(group, 10), rungTo(group, 300)], {
    position: 2,
    match: ANY,
    name: '一般升级',
  });
  await office.alerts(alertAbout('甲', { severity: 'warning' }));
  await office.climb(15);
  await office.alerts(alertAbout('甲', { severity: 'critical' }));
  await office.climb(32);
  expect(side.arrived.map(({ to, kind }) => to ?? kind)).toEqual(['feishu', 'p1@o.cn']);
  expect((await office.escalations()).map(({ state, ladderName }) => `${ladderName} ${state}`)).toEqual([
    '一般升级 over',
    '紧急升级 climbing',
  ]);
});

test('what presses less than the ladder asks for climbs no further', async () => {
  await threeRungs();
  await office.alerts(alertAbout('甲'));
  await office.climb(35);
  await office.alerts(alertAbout('甲', { severity: 'warning' }));
  await office.climb(60);
  expect(side.arrived).toHaveLength(1);
  expect(await states()).toEqual(['over 1']);
});

test('a rung on which nobody can be told is passed over at once, and says why', async () => {
  const { storage } = world;
  const mail = await addChannel(storage, { kind: 'mail' });
  const off = await addChannel(storage, { kind: 'feishu', disabled: true });
  const nowhere = await addPerson(storage, {}, {});
  const head = await addPerson(storage, {}, { mail: 'head@o.cn' });
  const top = await addPerson(storage, {}, { mail: 'top@o.cn' });
  await addLadder(storage, [
    rungTo(mail, 10, { kind: 'people', personIds: [nowhere] }),
    rungTo(mail, 20, { kind: 'role', role: 'viewer' }),
    rungTo(off, 30),
    rungTo(mail, 40, { kind: 'people', personIds: [head] }),
    rungTo(mail, 100, { kind: 'people', personIds: [top] }),
  ]);
  await office.alerts(alertAbout('甲'));
  await office.climb(12);
  expect(side.arrived.map(({ to }) => to)).toEqual(['head@o.cn']);
  expect(await office.ledger()).toEqual([
    '- → rung-1: no-address',
    'rung-1 → rung-2: nobody-there',
    'rung-2 → rung-3: channel-disabled',
    'rung-3 → rung-4: told',
  ]);
  // The next one comes after the time between it and the one that was told in their place.
  await office.climb(57);
  expect(side.arrived).toHaveLength(1);
  await office.climb(3);
  expect(side.arrived.map(({ to }) => to)).toEqual(['head@o.cn', 'top@o.cn']);
});

test('people of one rung who are called by one robot are called by one post', async () => {
  const group = await addChannel(world.storage, { kind: 'dingtalk' });
  const personIds = [await addPerson(world.storage, {}, { mobile: '13800000001' })];
  personIds.push(await addPerson(world.storage, {}, { mobile: '13800000002' }));
  await addLadder(world.storage, [rungTo(group, 0, { kind: 'people', personIds })]);
  await office.alerts(alertAbout('甲'));
  await office.climb(1);
  expect(side.arrived.map(({ to }) => to)).toEqual(['13800000001,13800000002']);
});

test('with nobody on any rung it stands at the top, and tells nobody', async () => {
  const mail = await addChannel(world.storage, { kind: 'mail' });
  const audience = { kind: 'role', role: 'viewer' } as const;
  await addLadder(world.storage, [rungTo(mail, 1, audience), rungTo(mail, 2, audience)]);
  await office.alerts(alertAbout('甲'));
  await office.climb(3);
  expect(await states()).toEqual(['at-top 2']);
  expect(side.arrived).toEqual([]);
});

test('whoever cannot be told in the channel is told by its fallback, on every rung', async () => {
  const { storage } = world;
  const mail = await addChannel(storage, { kind: 'mail' });
  const app = await addChannel(storage, { kind: 'wecom-app', fallbackId: mail.id });
  const someone = await addPerson(storage, {}, { mail: 'p@o.cn' });
  const audience = { kind: 'people', personIds: [someone] } as const;
  await addLadder(storage, [rungTo(app, 1, audience), rungTo(app, 60, audience)]);
  await office.alerts(alertAbout('甲'));
  await office.climb(65);
  expect(side.arrived.map(({ kind, to }) => `${kind} ${to}`)).toEqual(['mail p@o.cn', 'mail p@o.cn']);
});

test('a silence holds the climb; when it ends the next rung is told, and those above not sooner for it', async () => {
  await threeRungs();
  const { clock, storage } = world;
  const endsAt = new Date(clock.now().getTime() + 3 * HOUR_MS);
  await addSilence(storage, { endsAt });
  await office.alerts(alertAbout('甲'));
  await office.climb(179);
  expect(side.arrived).toEqual([]);
  expect((await office.escalations()).map(({ isHeld }) => isHeld)).toEqual([true]);
  expect(await office.ledger()).toEqual([]);
  await office.climb(34);
  expect(told()).toEqual(['18 13:00 p1@o.cn', '18 13:30 p2@o.cn'].map((one) => expect.stringContaining(one.slice(9))));
  expect((await office.escalations()).map(({ isHeld }) => isHeld)).toEqual([false]);
});

test('a ladder that is removed is climbed no further; one that is changed is climbed as it is now', async () => {
  const { storage } = world;
  const group = await addChannel(storage, { kind: 'feishu' });
  const ladder = await addLadder(storage, [rungTo(group, 10), rungTo(group, 500)]);
  await office.alerts(alertAbout('甲'));
  await office.climb(12);
  const sooner = { ...ladder, rungs: [rungTo(group, 10), rungTo(group, 20), rungTo(group, 500)] };
  const administrator = {
    personId: await addPerson(storage),
    name: '王敏',
    role: 'administrator',
    unitId: null,
    via: 'session',
  } as const;
  const { id, version: _version, ...draft } = sooner;
  await services.oncall.changeLadder({ id, version: 1 }, draft, administrator);
  await office.climb(10);
  expect(side.arrived).toHaveLength(2);
  await services.oncall.removeLadder({ id, version: 2 }, administrator);
  await office.climb(1);
  expect(await states()).toEqual(['no-ladder-left 2']);
});

test('what was due while no process was up is told in working time, one rung after the other', async () => {
  await threeRungs();
  world.clock.set(new Date('2026-09-18T10:00:00+08:00'));
  await office.alerts(alertAbout('甲'));
  await office.climb(1);
  // Saturday.
  world.clock.set(new Date('2026-09-19T12:00:00+08:00'));
  await office.climb(30 * 60);
  expect(told()).toEqual(['20 08:30 p1@o.cn', '20 09:00 p2@o.cn', '20 10:00 p3@o.cn']);
});

test('two processes at once tell each rung once', async () => {
  await threeRungs();
  await office.alerts(...Array.from({ length: 6 }, (_, index) => alertAbout(`账号${index}`)));
  const run = (owner: string) => ({ owner, max: 50, signal: new AbortController().signal });
  const both = async (act: (owner: string) => Promise<unknown>): Promise<void> => {
    await Promise.all([act('one'), act('other')]);
  };
  await both(() => services.oncall.beginClimbs(100));
  world.clock.pass(30 * MINUTE_MS);
  await both((owner) => services.oncall.climbDue(run(owner)));
  world.clock.pass(MINUTE_MS);
  await both((owner) => services.notify.deliverDue(run(owner)));
  expect(side.arrived.map(({ to, message }) => `${to} ${JSON.stringify(message.data).slice(0, 10)}`)).toEqual([
    'p1@o.cn {"count":6',
  ]);
  expect(await office.ledger()).toEqual(Array<string>(6).fill('- → rung-1: told'));
});

test('whoever was told is told that it is over', async () => {
  await threeRungs();
  await office.alerts(alertAbout('甲'));
  await office.climb(35);
  await office.end('done');
  await office.climb(5);
  expect(side.arrived.map(({ to, message }) => `${to} ${message.title}`)).toEqual([
    'p1@o.cn 升级（无人确认）：不发声：甲，未见更新 14 天',
    'p1@o.cn 已解除（已办完）：不发声：甲，未见更新 14 天',
  ]);
});
