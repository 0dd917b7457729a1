import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { addChannel, addPerson, addRoute, addSilence, alertAbout, ANY, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();
const titles = (): readonly string[] => side.arrived.map(({ message }) => `${message.severity} ${message.title}`);
const statesOf = async (): Promise<readonly string[]> => (await office.notifications()).map(({ state }) => state);

describe('an alert', () => {
  test('that opens is told once, whatever else changes about it, and what it was before is told to nobody', async () => {
    await office.alerts(alertAbout('旧事'));
    await office.work(1);
    await addRoute(world.storage, await addChannel(world.storage));
    await office.alerts(alertAbout('旧事'), alertAbout('甲', { severity: 'warning' }));
    await office.work();
    world.clock.pass(HOUR_MS);
    await office.alerts(
      alertAbout('旧事', { figures: { days: 15 } }),
      alertAbout('甲', { severity: 'warning', figures: { days: 15 } }),
    );
    await office.work(2);
    await office.alerts(alertAbout('甲', { severity: 'notice', figures: { days: 15 } }));
    await office.work();
    expect(titles()).toEqual(['warning 不发声：甲，未见更新 14 天']);
  });

  test('that presses more is told again, and what pressed as much before is not', async () => {
    await addRoute(world.storage, await addChannel(world.storage), { match: { ...ANY, leastSeverity: 'warning' } });
    for (const severity of ['notice', 'warning', 'critical', 'warning', 'critical'] as const) {
      await office.alerts(alertAbout('甲', { severity }));
      await office.work();
      world.clock.pass(5 * HOUR_MS);
    }
    expect(titles()).toEqual(['warning 不发声：甲，未见更新 14 天', 'critical 不发声：甲，未见更新 14 天']);
  });

  test('that is over is told where it was told, and the route wants it', async () => {
    const { storage } = world;
    await addRoute(storage, await addChannel(storage, { kind: 'feishu' }), { tellsResolved: true });
    await addRoute(storage, await addChannel(storage, { kind: 'wecom-robot' }), { position: 2 });
    await office.alerts(alertAbout('甲'));
    await office.work();
    await office.alerts();
    await office.work();
    expect(side.arrived.map(({ kind, message }) => `${kind} ${message.title}`).sort()).toEqual([
      'feishu 不发声：甲，未见更新 14 天',
      'feishu 已解除（已办完）：不发声：甲，未见更新 14 天',
      'wecom-robot 不发声：甲，未见更新 14 天',
    ]);
  });

  test('that is over before anybody was told is told to nobody', async () => {
    await addRoute(world.storage, await addChannel(world.storage), { tellsResolved: true });
    await office.alerts(alertAbout('甲', { severity: 'warning' }));
    await services.notify.announce(10);
    await office.alerts();
    await office.work(10);
    expect(side.arrived).toEqual([]);
    expect(await statesOf()).toEqual(['over', 'over']);
  });

  test('that comes back within the hour is told again only to whom it was said to be over', async () => {
    const { storage } = world;
    await addRoute(storage, await addChannel(storage, { kind: 'feishu' }), { tellsResolved: true });
    await addRoute(storage, await addChannel(storage, { kind: 'wecom-robot' }), { position: 2 });
    for (const wanted of [[alertAbout('甲')], [], [alertAbout('甲')]]) {
      await office.alerts(...wanted);
      await office.work(30);
    }
    const told = side.arrived.map(({ kind }) => kind).sort();
    expect(told).toEqual(['feishu', 'feishu', 'feishu', 'wecom-robot']);
  });

  test.each([
    ['was refused', failed('fix-configuration', 'address-unknown'), 1],
    ['was given up', failed('give-up', 'recipient-unknown'), 1],
    ['may have arrived', failed('reconcile', 'answer-late'), 0],
  ] as const)('that comes back within the hour is told to whom the first message %s', async (_how, delivery, again) => {
    await addRoute(world.storage, await addChannel(world.storage));
    side.script('dingtalk', delivery);
    await office.alerts(alertAbout('甲'));
    await office.work(2);
    await office.alerts();
    await office.work(1);
    const before = side.arrived.length;
    await office.alerts(alertAbout('甲'));
    await office.work(1);
    const told = (await office.notifications()).filter(({ reason }) => reason !== 'in-doubt');
    expect(told).toHaveLength(1 + again);
    await office.work(2);
    expect(side.arrived.slice(before).map(({ message }) => message.title)).toEqual(
      Array(again).fill('不发声：甲，未见更新 14 天'),
    );
  });

  test('that comes back within the hour is told to whom it came through no fallback either, and to no other', async () => {
    const { storage } = world;
    const broken = failed('fix-configuration', 'address-unknown');
    for (const [position, kind, fallback] of [
      [1, 'dingtalk', 'wecom-robot'],
      [2, 'feishu', 'mail'],
    ] as const) {
      const { id: fallbackId } = await addChannel(storage, { kind: fallback, name: `${kind} 的备用` });
      await addRoute(storage, await addChannel(storage, { kind, fallbackId, name: kind }), { position });
      side.script(kind, broken, broken);
    }
    side.script('wecom-robot', broken);
    await office.alerts(alertAbout('甲'));
    await office.work(4);
    await office.alerts();
    await office.work(2);
    await office.alerts(alertAbout('甲'));
    await office.work(4);
    expect(side.arrived.map(({ kind }) => kind)).toEqual(['mail', 'wecom-robot']);
  });
});

describe('a person', () => {
  test('is told only of what they may see, with the figures of their own units', async () => {
    const { storage, unitA, unitB } = world;
    const mail = await addChannel(storage, { kind: 'mail' });
    const own = await addPerson(storage, { unitId: unitA, role: 'officer', name: '甲局信息员' });
    const other = await addPerson(storage, { unitId: unitB, role: 'officer' }, { mail: 'b@office.example' });
    await addRoute(storage, mail, { audience: { kind: 'people', personIds: [own, other] } });
    const figures = { [unitA]: { accounts: 2 } } as never;
    await office.alerts(
      alertAbout('甲局的', { unitId: unitA, unitPath: [world.officeId, unitA] }),
      alertAbout('办公室的'),
      alertAbout('几家的', {
        kind: 'obligation-overdue',
        unitPath: [world.officeId, unitA],
        byUnit: figures,
        figures: { accounts: 5 },
      }),
    );
    await office.work();
    expect(side.arrived.map(({ to }) => to)).toEqual(['someone@office.example']);
    const said = side.arrived[0]?.message.lines.map(({ text }) => text).join() ?? '';
    expect(said).toContain('甲局的');
    expect(said).toContain('2 个账号');
    expect(said).not.toContain('办公室的');
  });

  test('in a role is told where the role is, the disabled are not', async () => {
    const { storage } = world;
    await addPerson(storage, { role: 'operator' }, { mail: 'one@office.example' });
    await addPerson(storage, { role: 'operator', disabled: true }, { mail: 'gone@office.example' });
    await addPerson(storage, { role: 'viewer' }, { mail: 'viewer@office.example' });
    await addRoute(storage, await addChannel(storage, { kind: 'mail' }), {
      audience: { kind: 'role', role: 'operator' },
    });
    await office.alerts(alertAbout('甲'));
    await office.work();
    expect(side.arrived.map(({ to }) => to)).toEqual(['one@office.example']);
  });

  test('without an address is told through the fallback where they have one, and the lack of it shows', async () => {
    const { storage } = world;
    const mail = await addChannel(storage, { kind: 'mail', name: '邮件' });
    const app = await addChannel(storage, { kind: 'wecom-app', name: '企业微信', fallbackId: mail.id });
    const withMail = await addPerson(storage, {}, { mail: 'one@office.example' });
    const nowhere = await addPerson(storage, {}, {});
    await addRoute(storage, app, { audience: { kind: 'people', personIds: [withMail, nowhere] } });
    await office.alerts(alertAbout('甲'));
    await office.work();
    expect(side.arrived.map(({ kind, to }) => [kind, to])).toEqual([['mail', 'one@office.example']]);
    const shown = (await office.notifications()).map(({ state, reason }) => `${state} ${reason}`);
    expect(shown.sort()).toEqual(['fell-back no-address', 'refused no-address', 'sent null']);
  });

  test('whose unit was moved away from the alert before it was sent is not told any more', async () => {
    const { storage, unitA, officeId } = world;
    const own = await addPerson(storage, { unitId: unitA, role: 'officer' });
    await addRoute(storage, await addChannel(storage, { kind: 'mail' }), {
      audience: { kind: 'people', personIds: [own] },
    });
    const draft = alertAbout('甲', { severity: 'warning', unitId: unitA, unitPath: [officeId, unitA] });
    await office.alerts(draft);
    await services.notify.announce(10);
    await office.alerts({ ...draft, unitId: officeId, unitPath: [officeId] });
    await office.work(10);
    expect(side.arrived).toEqual([]);
    expect(await statesOf()).toEqual(['refused']);
  });
});

describe('what may wait', () => {
  test('waits over the quiet hours and for working days; what is critical goes at once', async () => {
    // Friday, 22:30 in the office; the Sunday after it is a make-up day.
    world.clock.set(new Date('2026-09-18T22:30:00+08:00'));
    const { storage } = world;
    await addRoute(storage, await addChannel(storage, { kind: 'feishu' }), { waits: 'quiet-hours' });
    await addRoute(storage, await addChannel(storage, { kind: 'mail' }), { waits: 'working-time', position: 2 });
    await office.alerts(alertAbout('可等的', { severity: 'warning' }), alertAbout('紧急的'));
    await office.work(200, 15 * MINUTE_MS);
    const told = side.arrived.map(({ kind, at, message }) => `${kind} ${at.toISOString()} ${message.severity}`);
    // Two channels that are due at one moment are sent to at once: whichever arrives first.
    expect(told.sort()).toEqual([
      'feishu 2026-09-18T14:45:00.000Z critical',
      'feishu 2026-09-18T23:00:00.000Z warning',
      'mail 2026-09-18T14:45:00.000Z critical',
      'mail 2026-09-20T00:30:00.000Z warning',
    ]);
  });
});

describe('a silence', () => {
  test('hides what it matches, and what is still so when it ends is told then', async () => {
    const { storage, clock } = world;
    await addRoute(storage, await addChannel(storage));
    const endsAt = new Date(clock.now().getTime() + HOUR_MS);
    await addSilence(storage, { match: { ...ANY, kinds: ['account-silent'] }, endsAt });
    await office.alerts(alertAbout('沉默的'), alertAbout('会好的'), alertAbout('别的', { kind: 'case-overdue' }));
    await office.work();
    expect(side.arrived).toHaveLength(1);
    expect(side.arrived[0]?.message.title).toContain('别的');
    expect((await statesOf()).filter((state) => state === 'silenced')).toHaveLength(2);
    await office.alerts(alertAbout('沉默的'), alertAbout('别的', { kind: 'case-overdue' }));
    clock.set(new Date(endsAt.getTime() - 1));
    await office.work(1, 1);
    expect(side.arrived).toHaveLength(1);
    await office.work();
    expect(side.arrived.slice(1).map(({ message }) => message.title)).toEqual(['不发声：沉默的，未见更新 14 天']);
    expect([...(await statesOf())].sort()).toEqual(['over', 'sent', 'sent']);
  });

  test('that ends while another still hides it goes on with that one', async () => {
    const { storage, clock } = world;
    await addRoute(storage, await addChannel(storage));
    const inHours = (hours: number): Date => new Date(clock.now().getTime() + hours * HOUR_MS);
    await addSilence(storage, { endsAt: inHours(1) });
    await office.alerts(alertAbout('甲'));
    await office.work(1);
    const endsAt = inHours(3);
    await addSilence(storage, { endsAt });
    await office.work(10, 15 * MINUTE_MS);
    expect(side.arrived).toEqual([]);
    await office.work(3, 15 * MINUTE_MS);
    expect(side.arrived.map(({ at }) => at >= endsAt)).toEqual([true]);
  });
});
