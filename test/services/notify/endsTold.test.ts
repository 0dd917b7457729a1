import { RESOLUTIONS } from '../../../src/domain/alerts/alert';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { codes } from '../../../src/wording/zh/codes';
import { eventOf } from '../../storage/samples';
import { addChannel, addPerson, addRoute, addSilence, alertAbout } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();

describe('that an alert is over', () => {
  test('is told with its reason, not as if all were well where nobody knows, and not at all where another says it', async () => {
    const { storage, clock } = world;
    await addRoute(storage, await addChannel(storage, { language: 'zh' }), { tellsResolved: true });
    const said: Record<string, string | undefined> = {};
    for (const reason of RESOLUTIONS) {
      await office.alerts(alertAbout(reason));
      await office.work(2);
      clock.pass(HOUR_MS);
      side.arrived.length = 0;
      await office.end(reason);
      await office.work(1, 0);
      clock.pass(HOUR_MS);
      await office.work(1, 0);
      // The same time of the next day: at night it would wait.
      clock.pass(22 * HOUR_MS);
      said[reason] = side.arrived[0]?.message.title.split('：')[0];
      expect(side.arrived.map(({ message }) => message.lines[0]?.text.split('］')[0])).toEqual(
        said[reason] === undefined ? [] : [`［${said[reason]}`],
      );
    }
    const words = codes.resolution;
    const expected = RESOLUTIONS.map((reason): readonly [string, string | undefined] => {
      if (['folded', 'superseded', 'told'].includes(reason)) return [reason, undefined];
      const isKnown = !['not-seen', 'deadline-passed', 'account-ended', 'none-left-in-unit'].includes(reason);
      return [reason, `${isKnown ? '已解除' : '不再提示'}（${words[reason]}）`];
    });
    expect(said).toEqual(Object.fromEntries(expected));
    expect(said['not-seen']).toContain('不能确认已恢复');
  });
});

test('that it is over is told through a silence that has begun since', async () => {
  await addRoute(world.storage, await addChannel(world.storage), { tellsResolved: true });
  await office.alerts(alertAbout('甲'));
  await office.work();
  await addSilence(world.storage, { endsAt: new Date(world.clock.now().getTime() + 24 * HOUR_MS) });
  await office.alerts();
  await office.work(8, 5 * MINUTE_MS);
  expect(side.arrived.map(({ message }) => message.title.includes('已解除'))).toEqual([false, true]);
});

test('that it is over wakes nobody, also where what it is about waited for nothing', async () => {
  const { storage, clock } = world;
  clock.set(new Date('2026-09-18T21:00:00+08:00'));
  await addRoute(storage, await addChannel(storage), { tellsResolved: true, waits: 'never' });
  await office.alerts(alertAbout('甲', { severity: 'critical' }));
  await office.work();
  clock.set(new Date('2026-09-19T03:00:00+08:00'));
  await office.alerts();
  await office.work();
  expect(side.arrived.splice(0)).toHaveLength(1);
  clock.set(new Date('2026-09-19T07:00:00+08:00'));
  await office.work();
  expect(side.arrived.map(({ message }) => message.title)).toEqual([expect.stringContaining('已解除')]);
});

test('that it is over is not told in the morning of what opened again in the night', async () => {
  const { storage, clock } = world;
  const at = (time: string) => clock.set(new Date(`2026-09-18T${time}:00+08:00`));
  await addRoute(storage, await addChannel(storage), { tellsResolved: true, waits: 'quiet-hours' });
  at('21:00');
  await office.alerts(alertAbout('甲', { severity: 'critical' }));
  await office.work();
  at('23:00');
  await office.alerts();
  await office.work();
  at('23:30');
  await office.alerts(alertAbout('甲', { severity: 'critical' }));
  await office.work();
  clock.pass(8 * HOUR_MS);
  await office.work();
  expect((await office.notifications()).map(({ occasion, state }) => `${occasion} ${state}`)).toContain(
    'resolved over',
  );
  expect(side.arrived.map(({ message }) => message.title).join()).not.toContain('解除');
});

test('that it is over is not told again of a reopening that nobody was told of', async () => {
  const { storage, clock } = world;
  clock.set(new Date('2026-09-18T10:00:00+08:00'));
  await addRoute(storage, await addChannel(storage), { tellsResolved: true });
  const flap = async (openMinutes: number): Promise<readonly boolean[]> => {
    await office.alerts(alertAbout('甲', { severity: 'notice' }));
    await office.work(openMinutes, MINUTE_MS);
    await office.alerts();
    await office.work(40, MINUTE_MS);
    return side.arrived.splice(0).map(({ message }) => message.title.includes('已解除'));
  };
  expect(await flap(10)).toEqual([false, true]);
  expect(await flap(1)).toEqual([]);
  expect(await flap(40)).toEqual([false, true]);
});

test('a message is marked by the worst of what is open, not by what is over', async () => {
  const { storage, clock } = world;
  clock.set(new Date('2026-09-18T10:00:00+08:00'));
  await addRoute(storage, await addChannel(storage), { tellsResolved: true });
  await office.alerts(alertAbout('甲', { severity: 'critical' }));
  await office.work();
  side.arrived.splice(0);
  await office.alerts(alertAbout('乙', { kind: 'case-overdue', severity: 'notice' }));
  await office.work();
  expect(side.arrived.map(({ message }) => [message.severity, message.lines.length])).toEqual([['notice', 2]]);
});

describe('a reminder', () => {
  test('is told as often as its deadline comes nearer, also where it presses no more than before', async () => {
    const { storage, clock } = world;
    await addRoute(storage, await addChannel(storage));
    const reminder = (reason: string, hours: number) =>
      alertAbout('任务', {
        kind: 'obligation-reminder',
        severity: 'warning',
        reason,
        figures: {},
        occurredAt: new Date(clock.now().getTime() + hours * HOUR_MS),
      });
    const steps = [
      alertAbout('任务', { kind: 'obligation-manual', severity: 'warning', reason: 'not-visible', figures: {} }),
      reminder('four-hours-left', 0),
      reminder('one-hour-left', 3),
    ];
    for (const step of steps) {
      await office.alerts(step);
      await office.work();
      await office.alerts(step);
      await office.work();
    }
    const notifications = await office.notifications();
    expect(notifications.map(({ occasion, alert }) => `${occasion} ${alert.kind} ${alert.reason}`)).toEqual([
      'opened obligation-manual not-visible',
      'raised obligation-reminder four-hours-left',
      'raised obligation-reminder one-hour-left',
    ]);
    expect(side.arrived).toHaveLength(3);
  });
});

describe('what was held up', () => {
  test('does not go out in quiet hours that began meanwhile', async () => {
    const { storage, clock } = world;
    clock.set(new Date('2026-09-18T21:59:30+08:00'));
    await addRoute(storage, await addChannel(storage), { waits: 'quiet-hours' });
    await office.alerts(alertAbout('甲', { severity: 'warning' }));
    await services.notify.announce(10);
    expect((await office.notifications()).map(({ waitsUntilAt }) => waitsUntilAt)).toEqual([clock.now()]);
    clock.set(new Date('2026-09-18T22:01:00+08:00'));
    await office.work();
    expect(side.arrived).toEqual([]);
    clock.set(new Date('2026-09-19T07:00:00+08:00'));
    await office.work();
    expect(side.arrived).toHaveLength(1);
  });
});

describe('whose address is taken away while it waits', () => {
  test('is told through the fallback, and nobody else is told instead', async () => {
    const { storage } = world;
    const app = await addChannel(storage, { kind: 'wecom-app' });
    const mail = await addChannel(storage, { kind: 'mail', fallbackId: app.id });
    const addresses = { mail: 'one@office.example', mobile: null, wecomUserId: null, feishuOpenId: null };
    const both = await addPerson(storage, {}, { ...addresses, wecomUserId: 'one' });
    const none = await addPerson(storage, {}, addresses);
    await addRoute(storage, mail, { audience: { kind: 'people', personIds: [both, none] } });
    await office.alerts(alertAbout('甲'));
    await services.notify.announce(10);
    const gone = { mail: null, mobile: null, feishuOpenId: null };
    await storage.people.setAddresses(both, { ...gone, wecomUserId: 'one' }, eventOf('person'));
    await storage.people.setAddresses(none, { ...gone, wecomUserId: null }, eventOf('person'));
    await office.work();
    expect(side.arrived.map(({ kind, to }) => `${kind} ${to}`)).toEqual(['wecom-app one']);
    const states = (await office.notifications()).map(({ state, reason }) => `${state} ${reason}`);
    expect(states.sort()).toEqual(['fell-back no-address', 'refused no-address', 'sent null']);
  });
});

describe('a group that a person is called in', () => {
  test('is told nothing beyond its unit, and its own figures where the person would be told theirs', async () => {
    const { storage, unitA, unitB, officeId } = world;
    const group = await addChannel(storage, { kind: 'dingtalk', unitId: unitB });
    const wide = await addChannel(storage, { kind: 'wecom-robot', unitId: null });
    const mail = await addChannel(storage, { kind: 'mail', fallbackId: group.id });
    const at = { mail: 'a@office.example', mobile: '13800000000', wecomUserId: 'a' };
    const inA = await addPerson(storage, { unitId: unitA, role: 'officer' }, at);
    const inOffice = await addPerson(storage, { unitId: null, role: 'officer' }, { ...at, mail: null });
    const personIds = [inA, inOffice];
    for (const [position, channel] of [group, wide, mail].entries())
      await addRoute(storage, channel, { position, audience: { kind: 'people', personIds } });
    const several = (about: string, accounts: Readonly<Record<string, number>>) =>
      alertAbout(about, {
        kind: 'obligation-overdue',
        unitPath: [officeId, ...(Object.keys(accounts) as never[])],
        byUnit: Object.fromEntries(Object.entries(accounts).map(([unit, count]) => [unit, { accounts: count }])),
        figures: { accounts: Object.values(accounts).reduce((sum, count) => sum + count, 0) },
      });
    await office.alerts(several('两家的', { [unitA]: 2, [unitB]: 3 }), several('甲局的', { [unitA]: 7 }));
    await office.work();
    const read = side.arrived.map(({ kind, to, message }) => [kind, to, message.lines.map(({ text }) => text).join()]);
    const ofGroup = read.filter(([kind]) => kind === 'dingtalk').map(([, , text]) => text);
    expect(ofGroup.length).toBeGreaterThan(0);
    expect(ofGroup.every((text) => text?.includes('3 个账号') === true && !text.includes('甲局的'))).toBe(true);
    expect(read.filter(([kind]) => kind === 'wecom-robot').map(([, to]) => to)).toEqual(['a']);
    expect(read.filter(([kind]) => kind === 'wecom-robot').every(([, , text]) => text?.includes('5 个账号'))).toBe(
      true,
    );
    expect(read.filter(([kind]) => kind === 'mail').map(([, , text]) => text?.includes('2 个账号'))).toEqual([true]);
  });
});
