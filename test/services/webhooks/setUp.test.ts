import type { SiteId, SubscriptionId, UnitId } from '../../../src/domain/ids';
import { DAY_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { ADMINISTRATOR } from '../messageWorld';
import { ANY, alertAbout, failed } from '../notify/notifyWorld';
import { addColumns } from '../someSite';
import { PAGE, principal } from '../world';
import { draft, useWebhooks } from './webhookWorld';

const office = useWebhooks();
const NOBODY = 'f'.repeat(24);
const signal = new AbortController().signal;

test('what is filled in is checked, and neither address nor secret is shown again', async () => {
  const { webhooks } = office.services;
  const refused = (given: Parameters<typeof draft>[0]) => webhooks.subscribe(draft(given), ADMINISTRATOR);
  const { url = '', signingSecret = '' } = draft().values;
  await expect(refused({ values: { url } })).rejects.toMatchObject({ field: 'values.signingSecret' });
  await expect(refused({ values: { url: 'nowhere', signingSecret } })).rejects.toMatchObject({ field: 'values.url' });
  await expect(refused({ values: { ...draft().values, other: '1' } })).rejects.toMatchObject({ field: 'values.other' });
  await expect(refused({ unitId: NOBODY as UnitId })).rejects.toMatchObject({ field: 'unitId' });
  const match = { ...ANY, unitId: NOBODY as UnitId };
  await expect(refused({ match })).rejects.toMatchObject({ field: 'match.unitId' });
  const view = await webhooks.subscribe(draft(), ADMINISTRATOR);
  expect(view).toMatchObject({ name: '市局平台', place: 'city.example', state: 'live', version: 1 });
  expect(JSON.stringify(await webhooks.subscriptions(ADMINISTRATOR))).not.toMatch(/alerts"|0123456789/);
});

test('changed, it keeps its secrets while it leads to the same host, and asks for them anew where it leads elsewhere', async () => {
  const { webhooks } = office.services;
  const id = await office.subscribe();
  const change = (version: number, values: Record<string, string>) =>
    webhooks.changeSubscription({ id, version }, draft({ values }), ADMINISTRATOR);
  await expect(change(1, {})).resolves.toMatchObject({ version: 2, place: 'city.example' });
  await expect(change(1, {})).rejects.toMatchObject({ code: 'conflict' });
  const url = 'https://elsewhere.example/alerts';
  await expect(change(2, { url })).rejects.toMatchObject({ field: 'values.signingSecret' });
  const signingSecret = 'fedcba9876543210';
  await expect(change(2, { url, signingSecret })).resolves.toMatchObject({ place: 'elsewhere.example' });
  await office.alerts(alertAbout('甲'));
  await office.deliver();
  expect(office.receiver.posted.map((posted) => posted.url)).toEqual([url]);
});

test('a mended address is tried at once, a disabled one is not called, and what came meanwhile is delivered afterwards', async () => {
  const { services, receiver, world } = office;
  const id = await office.subscribe();
  const change = (version: number, disabled: boolean) =>
    services.webhooks.changeSubscription({ id, version }, draft({ disabled, values: {} }), ADMINISTRATOR);
  receiver.script(failed('fix-configuration', 'address-unknown'));
  await office.alerts(alertAbout('甲'));
  await office.deliver();
  await change(1, false);
  await office.deliver();
  expect(office.arrived()).toEqual([[1], [1]]);
  await change(2, true);
  await office.alerts(alertAbout('甲'), alertAbout('乙'));
  world.clock.pass(5 * MINUTE_MS);
  await office.deliver();
  expect(receiver.posted).toHaveLength(2);
  await change(3, false);
  await office.deliver();
  expect(office.arrived()).toEqual([[1], [1], [2]]);
});

test('by another name a receiver that takes nothing stays what it is, and is tried at once unless it was stopped', async () => {
  const { services, receiver, world } = office;
  const told = async () => {
    await services.alerts.relay(500);
    const { items } = await services.views.alerts({ kind: 'receiver-failing' }, PAGE, ADMINISTRATOR);
    return items.map(({ reason, resolved, subject }) => [reason, resolved?.reason ?? null, subject.label]);
  };
  const id = await office.subscribe({ match: { ...ANY, kinds: ['account-silent'] } });
  const change = (version: number, given: Parameters<typeof draft>[0]) =>
    services.webhooks.changeSubscription(
      { id, version },
      draft({ match: { ...ANY, kinds: ['account-silent'] }, values: {}, ...given }),
      ADMINISTRATOR,
    );
  receiver.script(...Array.from({ length: 50 }, () => failed('retry-later', 'connection-refused')));
  await office.alerts(alertAbout('甲'));
  await office.deliver();
  const calls = receiver.posted.length;
  expect(await change(1, { name: '省局平台' })).toMatchObject({ state: 'retrying', failures: 1 });
  await office.deliver();
  expect(receiver.posted).toHaveLength(calls + 1);
  world.clock.pass(3 * DAY_MS);
  await office.deliver();
  expect(await told()).toEqual([['stopped', null, '省局平台']]);
  const stoppedAfter = receiver.posted.length;
  expect(await change(2, { name: '省平台' })).toMatchObject({ state: 'stopped' });
  await office.deliver();
  expect(receiver.posted).toHaveLength(stoppedAfter);
  expect(await told()).toMatchObject([['stopped', null, expect.any(String)]]);
  receiver.script();
  const values = { url: 'https://city.example/others', signingSecret: '0123456789abcdef' };
  expect(await change(3, { values })).toMatchObject({ state: 'live' });
  await office.deliver();
  expect(await told()).toMatchObject([['stopped', 'delivers-again', expect.any(String)]]);
});

test('a line is of the site it was of: a leaving is told, and a delivery under way keeps its lines', async () => {
  const { receiver, world } = office;
  const site = await addColumns(world, 'one');
  const accountId = (await world.account('one')).account.id;
  const before = 'e'.repeat(24) as SiteId;
  await office.subscribe({ match: { ...ANY, siteId: before } });
  const of = (siteId: SiteId, severity: 'warning' | 'critical') =>
    alertAbout('栏目', { platform: 'portal', severity, siteId, subject: { accountId, label: '栏目' } });
  receiver.script(failed('reconcile', 'answer-late'));
  await office.alerts(of(before, 'warning'));
  await office.deliver();
  world.clock.pass(10 * MINUTE_MS);
  await office.alerts(of(site.id, 'critical'));
  await office.deliver();
  expect(office.arrived()).toEqual([[1], [1], [2]]);
});

test('what is subscribed to changes while a delivery is under way: other lines come under another id, and from its start', async () => {
  const { services, receiver, world } = office;
  const id = await office.subscribe();
  const change = (version: number, given: Parameters<typeof draft>[0]) =>
    services.webhooks.changeSubscription({ id, version }, draft({ values: {}, ...given }), ADMINISTRATOR);
  receiver.script(...[1, 2, 3].map(() => failed('reconcile', 'answer-late')), null);
  const { officeId, unitA } = world;
  await office.alerts(
    alertAbout('甲', { severity: 'critical', unitId: unitA, unitPath: [officeId, unitA] }),
    alertAbout('乙', { severity: 'info', unitId: unitA, unitPath: [officeId, unitA] }),
    alertAbout('丙', { severity: 'critical', unitId: officeId, unitPath: [officeId] }),
  );
  await office.deliver();
  await change(1, { name: '省局平台' });
  await office.deliver();
  await change(2, { match: { ...ANY, leastSeverity: 'critical' } });
  await office.deliver();
  await change(3, { match: { ...ANY, leastSeverity: 'critical' }, unitId: unitA });
  await office.deliver();
  expect(office.arrived().map(({ length }) => length)).toEqual([3, 3, 2, 1]);
  const [first, renamed, ofSeverity, ofUnit] = receiver.posted.map(({ deliveryId }) => deliveryId);
  expect(renamed).toBe(first);
  expect(new Set([first, ofSeverity, ofUnit]).size).toBe(3);
  expect(receiver.posted.map(({ body }) => body)).toMatchObject(Array(4).fill({ fromSeq: 1, toSeq: 3 }));
  const { items } = await services.webhooks.webhookDeliveries(id, PAGE, ADMINISTRATOR);
  expect(items.map(({ state, count }) => `${state} ${count}`).sort()).toEqual([
    'abandoned 2',
    'abandoned 3',
    'delivered 1',
  ]);
});

test('removed, it is called no more; one that nobody finished setting up ends by itself', async () => {
  const { services, world } = office;
  const { subscriptionCursors } = world.storage;
  const id = await office.subscribe();
  await services.webhooks.unsubscribe({ id, version: 1 }, ADMINISTRATOR);
  const [cursor] = await subscriptionCursors.byIds([id]);
  expect(cursor).toBeUndefined();
  const half = await office.subscribe();
  const [of] = await subscriptionCursors.byIds([half]);
  if (of === undefined) throw new Error('no cursor');
  await subscriptionCursors.insertMissing({ ...of, id: NOBODY as SubscriptionId });
  await office.alerts(alertAbout('甲'));
  await office.deliver();
  expect(await subscriptionCursors.byIds([NOBODY as SubscriptionId])).toEqual([]);
  expect(office.arrived()).toEqual([[1]]);
  await services.alerts.relay(500);
  const page = await world.storage.ledger.ofSubject(`notify-subscription:${id}`, PAGE);
  expect(page.items.map(({ to, reason }) => [to, reason])).toEqual([
    ['removed', '市局平台'],
    ['added', '市局平台'],
  ]);
});

test('a test reaches the receiver with nothing of the log, and what came of it stays', async () => {
  const { services, receiver } = office;
  const id = await office.subscribe();
  await expect(services.webhooks.ping(id, ADMINISTRATOR, signal)).resolves.toMatchObject({
    lastTest: { outcome: 'accepted', code: null },
  });
  expect(receiver.posted.map(({ body }) => body)).toMatchObject([{ version: 1, type: 'ping', subscriptionId: id }]);
  receiver.script(failed('fix-configuration', 'signature-refused'));
  await services.webhooks.ping(id, ADMINISTRATOR, signal);
  const [shown] = await services.webhooks.subscriptions(ADMINISTRATOR);
  expect(shown).toMatchObject({ lastTest: { outcome: 'failed', code: 'signature-refused' }, state: 'live' });
});

test.each([
  ['an officer', principal('officer', '2')],
  ['an administrator of a unit', principal('administrator', '3', 'a'.repeat(24) as UnitId)],
])('%s subscribes nobody and sees no subscription', async (_who, somebody) => {
  const { webhooks } = office.services;
  const id = await office.subscribe();
  const tries: readonly (() => unknown)[] = [
    () => webhooks.subscriptions(somebody),
    () => webhooks.subscribe(draft(), somebody),
    () => webhooks.changeSubscription({ id, version: 1 }, draft(), somebody),
    () => webhooks.unsubscribe({ id, version: 1 }, somebody),
    () => webhooks.ping(id, somebody, signal),
    () => webhooks.redeliver(id, 1, somebody),
    () => webhooks.webhookDeliveries(id, PAGE, somebody),
  ];
  for (const attempt of tries) await expect((async () => attempt())()).rejects.toMatchObject({ code: 'forbidden' });
  expect(office.receiver.posted).toEqual([]);
});
