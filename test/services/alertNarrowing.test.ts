import type { AlertKind } from '../../src/domain/alerts/alert';
import type { AlertId, MessageId, SiteId, UnitId } from '../../src/domain/ids';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import type { AlertQuery } from '../../src/services/views/contract';
import { policyOf } from '../storage/mandateSamples';
import { eventOf } from '../storage/samples';
import { addChannel, addRoute, alertAbout, ANY } from './notify/notifyWorld';
import { useNotify } from './notify/useNotify';
import { addColumns } from './someSite';
import { PAGE, principal } from './world';

const { world, services, office } = useNotify();
const admin = principal('administrator', '1');

const found = async (query: AlertQuery, who = admin): Promise<readonly string[]> =>
  (await services.views.alerts(query, PAGE, who)).items.map(({ subject }) => subject.label).sort();
const grouped = async (query: AlertQuery): Promise<number> =>
  (await services.views.alertGroups(query, admin)).items.reduce((sum, { count }) => sum + count, 0);
const inUnit = (unit: UnitId) => ({ unitId: unit, unitPath: [world.officeId, unit] });

test('alerts are found by the site of a column as it is now, whatever the alert said when it opened', async () => {
  const site = await addColumns(world, 'one');
  await world.addAccounts(['portal', 'alone']);
  const about = async (label: string, externalId: string, siteId: SiteId | null) =>
    alertAbout(label, {
      platform: 'portal',
      siteId,
      subject: { accountId: (await world.account(externalId)).account.id, label },
    });
  await office.alerts(await about('后归入', 'one', null), await about('已移出', 'alone', site.id), alertAbout('别的'));
  expect(await found({ siteId: site.id })).toEqual(['后归入']);
  expect(await found({ siteId: site.id, accountId: (await world.account('alone')).account.id })).toEqual([]);
  expect(await grouped({ siteId: site.id })).toBe(1);
  expect(await found({ siteId: 'e'.repeat(24) as SiteId })).toEqual([]);
});

test('alerts are found by whose word the policy is, as it was decided by now', async () => {
  const [state, province] = [policyOf({ authority: 'state-council' }), policyOf({ authority: 'province' })];
  for (const policy of [state, province]) await world.storage.policies.insert(policy, eventOf('policy'));
  await office.alerts(
    alertAbout('国务院', { subject: { policyId: state.id, label: '国务院' } }),
    alertAbout('省政府', { subject: { policyId: province.id, label: '省政府' } }),
    alertAbout('无政策'),
  );
  expect(await found({ authority: 'state-council', state: 'open' })).toEqual(['国务院']);
  expect(await grouped({ authority: 'province' })).toBe(1);
  expect(await found({ authority: 'city', state: 'unresolved' })).toEqual([]);
  // A unit in which nothing of them lies is not told that there are any.
  expect(await found({ authority: 'state-council', state: 'open' }, principal('officer', '3', world.unitA))).toEqual(
    [],
  );
});

test('alerts are found by whether a silence hides them now, for each reader what it hides from them', async () => {
  const silence = (match: object, hours = 2) =>
    services.notify.silence(
      { match: { ...ANY, ...match }, reason: '停电', endsAt: new Date(world.clock.now().getTime() + hours * HOUR_MS) },
      admin,
    );
  await office.alerts(
    alertAbout('甲局', inUnit(world.unitA)),
    alertAbout('乙镇', inUnit(world.unitB)),
    alertAbout('两家', {
      unitPath: [world.officeId, world.unitA, world.unitB],
      figures: { accounts: 3 },
      byUnit: { [world.officeId]: { accounts: 3 }, [world.unitA]: { accounts: 2 }, [world.unitB]: { accounts: 1 } },
    }),
  );
  expect(await found({ silenced: true, state: 'open' })).toEqual([]);
  expect(await found({ silenced: false, state: 'open' })).toHaveLength(3);
  await silence({ unitId: world.unitA });
  expect(await found({ silenced: true, state: 'open' })).toEqual(['甲局']);
  expect(await found({ silenced: false, state: 'open' })).toEqual(['两家', '乙镇'].sort());
  expect(await grouped({ silenced: true })).toBe(1);
  expect(await grouped({ silenced: false })).toBe(2);
  // Of what lies in several units all that those of unit A are told is hidden from them.
  expect(await found({ silenced: true, state: 'open' }, principal('officer', '3', world.unitA))).toEqual(
    ['两家', '甲局'].sort(),
  );
  world.clock.pass(3 * HOUR_MS);
  expect(await found({ silenced: true, state: 'open' })).toEqual([]);
});

test('a silence of alerts that were selected hides these alone, and is shown to those who see one of them', async () => {
  await office.alerts(alertAbout('甲局', inUnit(world.unitA)), alertAbout('乙镇', inUnit(world.unitA)));
  const [alert] = (await services.views.alerts({}, PAGE, admin)).items.filter(
    ({ subject }) => subject.label === '甲局',
  );
  const endsAt = new Date(world.clock.now().getTime() + HOUR_MS);
  const silence = (
    alertIds: readonly AlertId[],
    kind: 'silence' | 'maintenance' = 'silence',
    kinds: readonly AlertKind[] = ['account-silent'],
  ) =>
    services.notify.silence(
      {
        kind,
        match: { ...ANY, kinds, platform: kind === 'silence' ? null : 'weibo', alertIds },
        reason: '已知',
        endsAt,
      },
      admin,
    );
  await expect(silence(['f'.repeat(24) as AlertId])).rejects.toMatchObject({
    code: 'not-found',
    field: 'match.alertIds',
  });
  await expect(silence([alert?.id as AlertId], 'maintenance')).rejects.toMatchObject({ field: 'match.alertIds' });
  // Of several kinds it would hide also what becomes worse in kind; of any kind whatever becomes of them.
  for (const kinds of [[], ['account-silent', 'case-overdue']] as const)
    await expect(silence([alert?.id as AlertId], 'silence', kinds)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'match.kinds',
    });
  await silence([alert?.id as AlertId]);
  expect(await found({ silenced: true, state: 'open' })).toEqual(['甲局']);
  const shown = async (unit: UnitId | null) => (await services.notify.silences(principal('viewer', '5', unit))).length;
  expect([await shown(null), await shown(world.unitA), await shown(world.officeId), await shown(world.unitB)]).toEqual([
    1, 1, 1, 0,
  ]);
});

test('what a message told of is found by it, over or not, by whoever may read messages', async () => {
  await addRoute(world.storage, await addChannel(world.storage));
  await office.alerts(alertAbout('甲'), alertAbout('乙'));
  await office.work();
  world.clock.pass(DAY_MS);
  await office.alerts(alertAbout('甲'), alertAbout('丙'));
  await office.work();
  const messages = (await services.notify.messages({}, PAGE, admin)).items;
  const told = await Promise.all(messages.map(({ id }) => found({ messageId: id as MessageId })));
  expect(told).toContainEqual(['甲', '乙'].sort());
  expect(told).toContainEqual(['丙']);
  const [first] = messages;
  const messageId = first?.id as MessageId;
  for (const who of [principal('viewer', '4'), principal('administrator', '5', world.unitA)])
    await expect(found({ messageId }, who)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(found({ messageId: 'f'.repeat(24) as MessageId })).rejects.toMatchObject({
    code: 'not-found',
    field: 'messageId',
  });
});

test.each<[string, AlertQuery]>([
  ['q', { q: '甲' }],
  ['silenced', { silenced: false, state: 'resolved' }],
])('%s is refused where all that was ever over would have to be gone through', async (field, query) => {
  await expect(services.views.alerts(query, PAGE, admin)).rejects.toMatchObject({ code: 'invalid-input', field });
});

test('where more is silenced than is gone through, the list and the causes say so', async () => {
  const { storage, clock } = world;
  await office.alerts(alertAbout('甲'));
  await services.notify.silence(
    { match: ANY, reason: '停电', endsAt: new Date(clock.now().getTime() + HOUR_MS) },
    admin,
  );
  /** A store in which there is always one page more. */
  const endless: typeof storage.alerts.list = async (filter, page, scope) => ({
    ...(await storage.alerts.list(filter, { ...page, cursor: null }, scope)),
    nextCursor: 'more',
  });
  const deps = { ...world.deps, storage: { ...storage, alerts: { ...storage.alerts, list: endless } } };
  const { views } = createServices(deps);
  for (const silenced of [true, false]) {
    const query = { silenced, state: 'open' } as const;
    expect([await views.alerts(query, PAGE, admin), await views.alertGroups(query, admin)]).toMatchObject([
      { isCut: true },
      { isCut: true },
    ]);
    expect(await services.views.alerts(query, PAGE, admin)).not.toHaveProperty('isCut');
  }
  expect(await views.alerts({ state: 'open' }, PAGE, admin)).not.toHaveProperty('isCut');
});

test('what is over is found by reason and by whose word the policy is, and by name within a month', async () => {
  const { storage, clock } = world;
  const policy = policyOf({ authority: 'state-council' });
  await storage.policies.insert(policy, eventOf('policy'));
  await office.alerts(
    alertAbout('旧告警', { kind: 'source-incident', reason: 'server-error' }),
    alertAbout('国务院文件', { subject: { policyId: policy.id, label: '国务院文件' } }),
  );
  clock.pass(40 * DAY_MS);
  await office.alerts(alertAbout('新告警', { kind: 'source-incident', reason: 'server-error' }));
  clock.pass(DAY_MS);
  await office.alerts(alertAbout('未解除', { kind: 'source-incident', reason: 'server-error' }));
  const over = (query: AlertQuery) => found({ state: 'resolved', ...query });
  expect(await over({ reason: 'server-error' })).toEqual(['新告警', '旧告警'].sort());
  expect(await found({ reason: 'server-error' })).toHaveLength(3);
  expect(await over({ authority: 'state-council' })).toEqual(['国务院文件']);
  expect(await found({ authority: 'state-council' })).toEqual(['国务院文件']);
  expect(await found({ authority: 'state-council', state: 'unresolved' })).toEqual([]);
  expect(await over({ noticedWithinHours: 72 })).toEqual(['新告警']);
  expect(await over({ noticedWithinHours: 8_784 })).toHaveLength(3);
  expect(await found({ noticedWithinHours: 12 })).toEqual(['未解除']);
  expect(await over({ q: '告警', noticedWithinHours: 744 })).toEqual(['新告警']);
  expect(await over({ assigned: 'nobody', noticedWithinHours: 744 })).toEqual(['新告警']);
  for (const [field, query] of [
    ['q', { q: '告警' }],
    ['q', { q: '告警', noticedWithinHours: 745 }],
    ['assigned', { assigned: 'nobody' }],
    ['silenced', { silenced: true, noticedWithinHours: 24 }],
  ] as const)
    for (const state of ['resolved', undefined] as const)
      await expect(found({ ...query, ...(state === undefined ? {} : { state }) })).rejects.toMatchObject({
        code: 'invalid-input',
        field,
      });
});
