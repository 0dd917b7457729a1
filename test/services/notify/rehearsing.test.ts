import type { AlertId, NotifyChannelId, NotifyRouteId } from '../../../src/domain/ids';
import type { NotifyRoute } from '../../../src/domain/notify/route';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import type { RouteDraft } from '../../../src/services/notify/contract';
import { eventOf } from '../../storage/samples';
import { PAGE, principal } from '../world';
import { addChannel, addPerson, addRoute, addSilence, alertAbout, ANY } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();
const admin = principal('administrator', '1');
const draftOf = (
  { id: _id, version: _version, ...draft }: NotifyRoute,
  given: Partial<RouteDraft> = {},
): RouteDraft => ({
  ...draft,
  ...given,
});
const alertId = async (label: string): Promise<AlertId> =>
  (await services.views.alerts({}, PAGE, admin)).items.find(({ subject }) => subject.label === label)?.id as AlertId;
const rehearse = (id: NotifyRouteId | null, draft: RouteDraft, about: { alertId: AlertId } | { days: number }) =>
  services.notify.rehearseRoute({ id, draft }, about, admin);
const changes = (found: Awaited<ReturnType<typeof rehearse>>): readonly string[] =>
  found.alerts
    .flatMap(({ alert, tellings }) =>
      tellings.map(({ change, before, after }) => {
        const { recipient, outcome } = after ?? before ?? { recipient: '?', outcome: '?' };
        return `${alert.subject.label} ${change} ${recipient} ${outcome}`;
      }),
    )
    .sort();

describe('the draft of a route', () => {
  test('says who would be told of one alert, when, and what is otherwise than today; nothing is stored or sent', async () => {
    const group = await addChannel(world.storage);
    const mail = await addChannel(world.storage, { name: '邮件', kind: 'mail' });
    const person = await addPerson(world.storage, { name: '王敏' });
    const route = await addRoute(world.storage, group);
    await office.alerts(alertAbout('甲', { severity: 'warning' }));
    const about = { alertId: await alertId('甲') };
    const named = { channelId: mail.id, audience: { kind: 'people', personIds: [person] } } as const;

    expect(changes(await rehearse(route.id, draftOf(route), about))).toEqual(['甲 same 值班群 told']);
    // It takes the place of the route that is edited, or stands beside the others.
    expect(changes(await rehearse(route.id, draftOf(route, named), about))).toEqual([
      '甲 gone 值班群 told',
      '甲 new 王敏 told',
    ]);
    const added = await rehearse(null, draftOf(route, { ...named, position: 2 }), about);
    expect(changes(added)).toEqual(['甲 new 王敏 told', '甲 same 值班群 told']);
    expect(added).toMatchObject({ looked: 1, matched: 1, changed: 1, isCut: false });
    // After one that is the last it is not come to.
    const last = await addRoute(world.storage, group, { position: 1, isLast: true, name: '到此为止' });
    expect(changes(await rehearse(null, draftOf(last, { ...named, position: 9, isLast: false }), about))).toEqual([
      '甲 same 值班群 told',
    ]);
    await world.storage.notifyRoutes.remove(last.id, 1, eventOf('route'));
    // Outside of working time what may wait for it waits, and the dry run says until when.
    world.clock.pass(DAY_MS / 2);
    const waiting = await rehearse(route.id, draftOf(route, { waits: 'working-time', isLast: true }), about);
    expect(changes(waiting)).toEqual(['甲 other 值班群 waits']);
    expect(waiting.alerts[0]?.tellings[0]?.before?.waitsUntilAt).toBeNull();
    expect(waiting.alerts[0]?.tellings[0]?.after?.waitsUntilAt).not.toBeNull();
    expect(await services.notify.routes(admin)).toHaveLength(1);
    expect(side.arrived).toEqual([]);
  });

  test('names those whom one post calls together, and the channel through which they are told where it cannot', async () => {
    const { storage } = world;
    const mail = await addChannel(storage, { name: '邮件', kind: 'mail' });
    const spare = await addChannel(storage, { name: '备用群', kind: 'feishu' });
    const people = [
      await addPerson(storage, { username: 'a', name: '张三' }, { mobile: '13800000001', feishuOpenId: 'ou_1' }),
      await addPerson(storage, { username: 'b', name: '李四' }, { mobile: '13800000002' }),
      await addPerson(storage, { username: 'c', name: '王五' }, { mail: 'c@office.example' }),
    ];
    const audience = { kind: 'people', personIds: people } as const;
    const group = await addChannel(storage, { fallbackId: spare.id });
    const apart = await addChannel(storage, { fallbackId: mail.id, kind: 'wecom-app' });
    await addRoute(storage, group, { audience });
    await addRoute(storage, apart, { audience, position: 2 });
    await office.alerts(alertAbout('甲'));
    const { recipients } = await services.notify.dryRun(await alertId('甲'), admin);
    const shown = recipients.map(({ recipient, outcome, channelKind, fallbackName }) =>
      [recipient, outcome, channelKind, fallbackName].join(' '),
    );
    expect(shown.sort()).toEqual(
      [
        '张三、李四 told dingtalk 备用群',
        '王五 no-address dingtalk ',
        '张三 no-address wecom-app ',
        '李四 no-address wecom-app ',
        '王五 no-address wecom-app 邮件',
      ].sort(),
    );
    await office.work(3);
    expect(side.arrived.map(({ to, kind }) => `${kind} ${to}`).sort()).toEqual([
      'dingtalk 13800000001,13800000002',
      'mail c@office.example',
    ]);
  });

  test('is gone through with the alerts of the last days, each at the instant at which it was noticed', async () => {
    const group = await addChannel(world.storage);
    const route = await addRoute(world.storage, group);
    await office.alerts(alertAbout('很久以前', { severity: 'warning' }));
    world.clock.pass(8 * DAY_MS);
    await office.alerts(alertAbout('夜里', { severity: 'warning' }), alertAbout('夜里紧急', { severity: 'critical' }));
    // It is over by now and counts all the same.
    await office.alerts(alertAbout('白天', { severity: 'warning' }));
    world.clock.pass(DAY_MS);
    const night = new Date(world.clock.now().getTime() - DAY_MS);
    const found = await rehearse(route.id, draftOf(route, { disabled: true }), { days: 7 });
    expect([found.looked, found.matched, found.changed]).toEqual([3, 0, 3]);
    expect(found.recipients).toEqual([
      { recipient: '值班群', channelName: '值班群', channelKind: 'dingtalk', before: 3, after: 0, waiting: 0 },
    ]);
    expect(found.alerts.every(({ at }) => Date.parse(at) >= night.getTime())).toBe(true);
    // A silence that held then hides what it hid then, though it is over now.
    await addSilence(world.storage, {
      match: { ...ANY, leastSeverity: 'critical' },
      startsAt: new Date(night.getTime() - HOUR_MS),
      endsAt: new Date(night.getTime() + MINUTE_MS),
    });
    const silenced = await rehearse(route.id, draftOf(route), { days: 7 });
    expect(silenced.changed).toBe(0);
    expect(silenced.recipients).toMatchObject([{ before: 2, after: 2 }]);
  });

  test('names a route whose audience is nobody, and refuses what a stored one would refuse', async () => {
    const group = await addChannel(world.storage);
    const route = await addRoute(world.storage, group);
    await office.alerts(alertAbout('甲'));
    const about = { alertId: await alertId('甲') };
    const nobody = await rehearse(route.id, draftOf(route, { audience: { kind: 'role', role: 'officer' } }), about);
    expect(nobody.alerts[0]?.gaps).toEqual([{ gap: 'nobody-there', routeName: '一律告知', channelName: '值班群' }]);
    const unknown = 'f'.repeat(24);
    const refused = (field: string) => ({ code: 'not-found', field });
    await expect(rehearse(null, draftOf(route), { alertId: unknown as AlertId })).rejects.toMatchObject(
      refused('alertId'),
    );
    await expect(rehearse(unknown as NotifyRouteId, draftOf(route), about)).rejects.toMatchObject(refused('id'));
    await expect(
      rehearse(null, draftOf(route, { channelId: unknown as NotifyChannelId }), about),
    ).rejects.toMatchObject(refused('channelId'));
    for (const who of [principal('operator', '2'), principal('administrator', '3', world.unitA)])
      await expect(
        services.notify.rehearseRoute({ id: null, draft: draftOf(route) }, about, who),
      ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('of alerts that were selected one by one a unit is told its own, and not that there are others', async () => {
  await office.alerts(
    alertAbout('甲局', { unitId: world.unitA, unitPath: [world.officeId, world.unitA] }),
    alertAbout('乙镇', { unitId: world.unitB, unitPath: [world.officeId, world.unitB] }),
  );
  const alertIds = [await alertId('甲局'), await alertId('乙镇')];
  const endsAt = new Date(world.clock.now().getTime() + DAY_MS);
  await services.notify.silence(
    { match: { ...ANY, kinds: ['account-silent'], alertIds }, reason: '检修', endsAt },
    admin,
  );
  const seenBy = async (unitId: typeof world.unitA | null) =>
    (await services.notify.silences({ ...admin, unitId })).flatMap(({ match }) => match.alertIds ?? []);
  expect(await seenBy(null)).toEqual(alertIds);
  expect(await seenBy(world.unitA)).toEqual(alertIds.slice(0, 1));
  expect(await seenBy(world.unitB)).toEqual(alertIds.slice(1));
});

describe('a silence that is not begun yet', () => {
  const hides = (match: object) =>
    services.notify.rehearseSilence({ kind: 'silence', match: { ...ANY, ...match } }, admin);

  test('says what it would hide now and would have hidden of the last week, by severity', async () => {
    await office.alerts(alertAbout('很久以前', { severity: 'notice' }));
    world.clock.pass(8 * DAY_MS);
    await office.alerts(alertAbout('昨天', { severity: 'critical' }), alertAbout('很久以前', { severity: 'notice' }));
    world.clock.pass(DAY_MS);
    await office.alerts(
      alertAbout('很久以前', { severity: 'notice' }),
      alertAbout('现在', { severity: 'critical' }),
      alertAbout('现在也', { severity: 'warning' }),
    );
    const all = await hides({});
    expect(all.hides).toEqual({ info: 0, notice: 1, warning: 1, critical: 1 });
    expect(all.lately).toEqual({ info: 0, notice: 0, warning: 1, critical: 2 });
    expect(all.alerts.map(({ subject }) => subject.label)).toEqual(['现在', '现在也', '很久以前']);
    expect((await hides({ leastSeverity: 'critical' })).hides).toEqual({ info: 0, notice: 0, warning: 0, critical: 1 });
    expect((await hides({ kinds: ['storage-low'] })).lately).toEqual({ info: 0, notice: 0, warning: 0, critical: 0 });
    const selected = await hides({ kinds: ['account-silent'], alertIds: [await alertId('现在也')] });
    expect(selected.hides).toEqual({ info: 0, notice: 0, warning: 1, critical: 0 });
    expect(await services.notify.silences(admin)).toEqual([]);
  });

  test('hides of one unit nothing that lies in others as well, and is asked about by the whole office alone', async () => {
    const of = (unit: typeof world.unitA) => ({ unitId: unit, unitPath: [world.officeId, unit] });
    await office.alerts(
      alertAbout('甲局', of(world.unitA)),
      alertAbout('乙镇', of(world.unitB)),
      alertAbout('两家', {
        unitPath: [world.officeId, world.unitA, world.unitB],
        figures: { accounts: 3 },
        byUnit: { [world.officeId]: { accounts: 3 }, [world.unitA]: { accounts: 2 }, [world.unitB]: { accounts: 1 } },
      }),
    );
    expect((await hides({ unitId: world.unitA })).alerts.map(({ subject }) => subject.label)).toEqual(['甲局']);
    expect((await hides({ unitId: world.officeId })).alerts).toHaveLength(3);
    const match = { ...ANY, unitId: world.unitA };
    for (const who of [principal('administrator', '3', world.unitA), principal('viewer', '4')])
      await expect(services.notify.rehearseSilence({ kind: 'silence', match }, who)).rejects.toMatchObject({
        code: 'forbidden',
      });
    await expect(services.notify.rehearseSilence({ kind: 'maintenance', match }, admin)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'match.platform',
    });
  });
});
