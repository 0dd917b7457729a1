import type { WebhookBatch } from '../../../src/api/webhooks';
import type { SubscriptionId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { WEBHOOK_BODIES } from '../../../src/http/webhooks/webhookSchemas';
import { ADMINISTRATOR } from '../messageWorld';
import { ANY, alertAbout, failed } from '../notify/notifyWorld';
import { PAGE } from '../world';
import { draft, useWebhooks } from './webhookWorld';

const office = useWebhooks();

const seqs = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const batches = (): readonly WebhookBatch[] =>
  office.receiver.posted.flatMap(({ body }) => (body.type === 'alerts' ? [body] : []));
const shown = async () => (await office.services.webhooks.subscriptions(ADMINISTRATOR))[0];
const many = (count: number) => Array.from({ length: count }, (_, at) => alertAbout(`第${at}号`));

test('everything from the subscription on arrives once, in order, a hundred lines at most in a body', async () => {
  const { world, receiver } = office;
  await office.alerts(alertAbout('之前'));
  const id = await office.subscribe();
  await office.alerts(alertAbout('之前'), ...many(250));
  receiver.onArrival = () => world.clock.pass(1);
  await office.deliver();
  expect(office.arrived().map(({ length }) => length)).toEqual([100, 100, 50]);
  expect(office.arrived().flat()).toEqual(seqs(2, 251));
  expect(batches().map(({ fromSeq, toSeq, gap }) => [fromSeq, toSeq, gap])).toEqual([
    [2, 101, null],
    [102, 201, null],
    [202, 251, null],
  ]);
  const history = await world.storage.alerts.history();
  expect(batches()[0]).toMatchObject({ version: 1, type: 'alerts', subscriptionId: id, history });
  expect(batches()[0]?.alerts[0]).toMatchObject({ v: 2, seq: 2, coversFrom: 2, change: 'opened' });
  expect(receiver.posted.every(({ body, deliveryId }) => body.deliveryId === deliveryId)).toBe(true);
  expect(receiver.posted.map(({ body }) => WEBHOOK_BODIES[body.type].schema.safeParse(body).error)).toEqual([
    ...[undefined, undefined, undefined],
  ]);
  await office.deliver();
  expect(receiver.posted).toHaveLength(3);
  expect(await shown()).toMatchObject({ state: 'live', deliveredSeq: 251, behind: 0, failures: 0, nextAt: null });
  const { items } = await office.services.webhooks.webhookDeliveries(id, PAGE, ADMINISTRATOR);
  expect(items.map(({ state, attempts, count }) => [state, attempts, count])).toEqual([
    ['delivered', 1, 50],
    ['delivered', 1, 100],
    ['delivered', 1, 100],
  ]);
});

test('what does not match is left out, and the next body speaks for its numbers; what stops matching comes once more', async () => {
  await office.subscribe({ match: { ...ANY, leastSeverity: 'critical' } });
  const critical = alertAbout('甲', { severity: 'critical' });
  await office.alerts(critical);
  await office.deliver();
  await office.alerts(critical, alertAbout('乙', { severity: 'info' }));
  await office.deliver();
  expect(office.arrived()).toEqual([[1]]);
  expect(await shown()).toMatchObject({ deliveredSeq: 2, behind: 0 });
  await office.alerts({ ...critical, severity: 'notice' }, alertAbout('乙', { severity: 'info' }));
  await office.deliver();
  await office.alerts({ ...critical, severity: 'info' }, alertAbout('乙', { severity: 'info' }));
  await office.deliver();
  expect(office.arrived()).toEqual([[1], [3]]);
  expect(batches()[1]).toMatchObject({ fromSeq: 2, toSeq: 3, alerts: [{ coversFrom: 2, severity: 'notice' }] });
});

test('a subscription of a unit is told that an alert went to another unit, and nothing else of it', async () => {
  const { unitA, unitB, officeId } = office.world;
  await office.subscribe({ unitId: unitA, match: { ...ANY, leastSeverity: 'warning' } });
  const of = (unitId: typeof unitA, about: string, severity: 'warning' | 'notice' = 'warning') =>
    alertAbout(about, { unitId, unitPath: [officeId, unitId], severity });
  await office.alerts(of(unitA, '甲'), of(unitA, '不要的', 'notice'), of(unitB, '别家'));
  await office.alerts(of(unitB, '甲'), of(unitB, '不要的', 'notice'), of(unitB, '别家', 'notice'));
  await office.alerts();
  await office.deliver();
  const frames = batches().flatMap(({ alerts }) => alerts);
  expect(frames.map(({ change, subject, unitId, resolved }) => [change, subject, unitId, resolved?.reason])).toEqual([
    ['opened', { label: '甲' }, unitA, undefined],
    ['resolved', { label: '' }, null, 'none-left-in-unit'],
  ]);
  expect(frames[1]).toMatchObject({ id: frames[0]?.id, state: 'resolved', figures: {}, reason: '' });
});

test('a subscription of a unit gets what readers of the unit see, with their own figures', async () => {
  const { unitA, unitB, officeId } = office.world;
  await office.subscribe({ unitId: unitA });
  const both = {
    unitPath: [officeId, unitA, unitB],
    figures: { accounts: 5 },
    byUnit: { [unitA]: { accounts: 2 }, [unitB]: { accounts: 3 } } as never,
  };
  await office.alerts(
    alertAbout('甲', { unitId: unitB, unitPath: [officeId, unitB] }),
    alertAbout('乙', { unitId: unitA, unitPath: [officeId, unitA] }),
    alertAbout('丙', both),
  );
  await office.deliver();
  expect(batches().flatMap(({ alerts }) => alerts.map(({ subject, figures }) => [subject.label, figures]))).toEqual([
    ['乙', { days: 14 }],
    ['丙', { accounts: 2 }],
  ]);
  expect(batches()[0]).toMatchObject({ fromSeq: 1, toSeq: 3 });
});

test('what was not taken is sent again under its id and with its numbers, later and later, and what came since after it', async () => {
  const { world, receiver } = office;
  await office.subscribe();
  receiver.script(failed('reconcile', 'answer-late'), failed('fix-configuration', 'address-unknown'), null);
  await office.alerts(alertAbout('甲'));
  await office.deliver();
  expect(await shown()).toMatchObject({ state: 'retrying', failures: 1, code: 'answer-late', behind: 1 });
  await office.alerts(alertAbout('甲'), alertAbout('乙'));
  await office.deliver();
  expect(receiver.posted).toHaveLength(1);
  world.clock.pass(10 * SECOND_MS);
  await office.deliver();
  world.clock.pass(30 * SECOND_MS - 1);
  await office.deliver();
  expect(receiver.posted).toHaveLength(2);
  world.clock.pass(1);
  await office.deliver();
  expect(office.arrived()).toEqual([[1], [1], [1], [2]]);
  expect(new Set(receiver.posted.map(({ deliveryId }) => deliveryId)).size).toBe(2);
  expect(await shown()).toMatchObject({ state: 'live', failures: 0, code: null, behind: 0 });
});

test('a receiver that says when to come again is heard, but not for longer than six hours', async () => {
  const { world, receiver } = office;
  await office.subscribe();
  receiver.script(failed('retry-later', 'too-fast', new Date(world.clock.now().getTime() + 10 * DAY_MS)), null);
  await office.alerts(alertAbout('甲'));
  await office.deliver();
  world.clock.pass(6 * HOUR_MS - 1);
  await office.deliver();
  expect(receiver.posted).toHaveLength(1);
  world.clock.pass(1);
  await office.deliver();
  expect(receiver.posted).toHaveLength(2);
});

test('after three days without a success a receiver is stopped, which is in the ledger, until somebody says so', async () => {
  const { world, receiver, services } = office;
  const id = await office.subscribe();
  receiver.script(...Array.from({ length: 200 }, () => failed('retry-later', 'connection-refused')));
  await office.alerts(alertAbout('甲'));
  const begin = world.clock.now().getTime();
  await office.deliver();
  for (; world.clock.now().getTime() < begin + 3 * DAY_MS - HOUR_MS; world.clock.pass(HOUR_MS)) await office.deliver();
  expect(await shown()).toMatchObject({ state: 'retrying', code: 'connection-refused' });
  world.clock.pass(2 * HOUR_MS);
  await office.deliver();
  expect(await shown()).toMatchObject({ state: 'stopped', behind: 1, nextAt: null });
  expect(await services.webhooks.counts()).toEqual({ stopped: 1 });
  const calls = receiver.posted.length;
  world.clock.pass(10 * DAY_MS);
  await office.deliver();
  expect(receiver.posted).toHaveLength(calls);
  receiver.script();
  await services.webhooks.redeliver(id, null, ADMINISTRATOR);
  await office.deliver();
  expect(receiver.posted).toHaveLength(calls + 1);
  expect(await shown()).toMatchObject({ state: 'live', behind: 0 });
  await services.alerts.relay(500);
  const page = await world.storage.ledger.ofSubject(`notify-subscription:${id}`, PAGE);
  expect(page.items.map(({ to }) => to)).toEqual(['resumed', 'stopped', 'added']);
});

test('it is an alert a day before it is stopped, which presses more when it is, and is over with the next delivery', async () => {
  const { world, receiver, services } = office;
  const told = async () => {
    await services.alerts.relay(500);
    const page = await services.views.alerts({ kind: 'receiver-failing' }, PAGE, ADMINISTRATOR);
    return page.items.map(({ reason, severity, resolved, figures }) => [
      reason,
      severity,
      resolved?.reason ?? null,
      figures['failure'],
    ]);
  };
  const id = await office.subscribe({ match: { ...ANY, kinds: ['account-silent'] } });
  receiver.script(...Array.from({ length: 200 }, () => failed('retry-later', 'connection-refused')));
  await office.alerts(alertAbout('甲'));
  await office.deliver();
  world.clock.pass(2 * DAY_MS - 2 * SECOND_MS);
  await office.deliver();
  expect(await told()).toEqual([]);
  world.clock.pass(2 * SECOND_MS);
  expect(await told()).toEqual([['stops-soon', 'notice', null, 'connection-refused']]);
  world.clock.pass(DAY_MS);
  await office.deliver();
  expect(await told()).toEqual([['stopped', 'warning', null, 'connection-refused']]);
  receiver.script();
  await services.webhooks.redeliver(id, null, ADMINISTRATOR);
  await office.deliver();
  expect(await told()).toEqual([['stopped', 'warning', 'delivers-again', 'connection-refused']]);
});

test('delivered again by hand it comes under new ids, from the number on', async () => {
  const { receiver, services } = office;
  const id = await office.subscribe();
  await office.alerts(...many(3));
  await office.deliver();
  await expect(services.webhooks.redeliver(id, 5, ADMINISTRATOR)).rejects.toMatchObject({ field: 'fromSeq' });
  await services.webhooks.redeliver(id, 2, ADMINISTRATOR);
  expect(await shown()).toMatchObject({ deliveredSeq: 1, behind: 2 });
  await office.deliver();
  await services.webhooks.redeliver(id, 2, ADMINISTRATOR);
  await office.deliver();
  expect(office.arrived()).toEqual([
    [1, 2, 3],
    [2, 3],
    [2, 3],
  ]);
  expect(new Set(receiver.posted.map(({ deliveryId }) => deliveryId)).size).toBe(3);
});

test.each([
  ['that is resumed', (id: SubscriptionId) => office.services.webhooks.redeliver(id, null, ADMINISTRATOR)],
  [
    'whose address is set right',
    (id: SubscriptionId) =>
      office.services.webhooks.changeSubscription({ id, version: 1 }, draft({ name: '新地址' }), ADMINISTRATOR),
  ],
])('a receiver %s while a call hangs is tried again at once, and is not stopped by that call', async (_how, act) => {
  const { world, receiver } = office;
  const id = await office.subscribe();
  receiver.script(failed('retry-later', 'connection-refused'), failed('reconcile', 'answer-late'));
  await office.alerts(alertAbout('甲'));
  await office.deliver();
  world.clock.pass(3 * DAY_MS);
  // The call that would stop it hangs while somebody sees to it.
  receiver.onArrival = () => {
    receiver.onArrival = () => undefined;
    return act(id);
  };
  await office.deliver();
  expect(await shown()).toMatchObject({ state: 'live', failures: 0, behind: 0 });
});

test('a wish that comes while a call is under way is seen to after it', async () => {
  const { receiver, services } = office;
  const id = await office.subscribe();
  await office.alerts(...many(2));
  let wish: Promise<unknown> = Promise.resolve();
  receiver.onArrival = () => {
    receiver.onArrival = () => undefined;
    wish = services.webhooks.redeliver(id, 1, ADMINISTRATOR);
  };
  await office.deliver();
  await wish;
  await office.deliver();
  expect(office.arrived()).toEqual([
    [1, 2],
    [1, 2],
  ]);
  const { items } = await services.webhooks.webhookDeliveries(id, PAGE, ADMINISTRATOR);
  expect(items).toHaveLength(2);
});

test('after a restore the receiver is told by another history, and what was under way begins anew', async () => {
  const { world, receiver } = office;
  const { alerts } = world.storage;
  const id = await office.subscribe();
  receiver.script(failed('reconcile', 'answer-late'));
  await office.alerts(alertAbout('甲'));
  await office.deliver();
  await alerts.beginHistory();
  world.clock.pass(MINUTE_MS);
  await office.deliver();
  const [before, after] = batches();
  expect(after?.history).toBe(await alerts.history());
  expect(after?.history).not.toBe(before?.history);
  expect(after?.deliveryId).not.toBe(before?.deliveryId);
  expect(office.arrived()).toEqual([[1], [1]]);
  const { items } = await office.services.webhooks.webhookDeliveries(id, PAGE, ADMINISTRATOR);
  expect(items.map(({ state }) => state)).toEqual(['delivered', 'abandoned']);
});

/** The store as it is once these lines of the log are no longer kept. */
function without(...seqsGone: readonly number[]) {
  const { storage } = office.world;
  const since = async (...given: Parameters<typeof storage.alerts.since>) =>
    (await storage.alerts.since(...given)).filter(({ seq }) => !seqsGone.includes(seq));
  return { ...storage, alerts: { ...storage.alerts, since } };
}

test('where lines were removed before they were delivered the body says so', async () => {
  const { world } = office;
  const { clock } = world;
  await office.subscribe();
  await office.alerts(alertAbout('甲', { severity: 'info' }));
  await office.alerts(alertAbout('甲', { severity: 'critical' }));
  await office.alerts(alertAbout('甲', { severity: 'critical' }), alertAbout('乙'));
  const removed = without(2);
  await office.deliver(office.process({ storage: removed }));
  // Somebody may still be writing that number.
  expect(office.arrived()).toEqual([[1]]);
  clock.pass(2 * HOUR_MS);
  await office.deliver(office.process({ storage: removed }));
  expect(office.arrived()).toEqual([[1], [3]]);
  expect(batches()[1]).toMatchObject({ fromSeq: 2, toSeq: 3, gap: { fromSeq: 2, toSeq: 2, count: 1 } });
});

test('each of two bodies says what is missing within its own numbers', async () => {
  await office.subscribe();
  await office.alerts(...many(150));
  office.world.clock.pass(2 * HOUR_MS);
  await office.deliver(office.process({ storage: without(5, 7, 120) }));
  expect(batches().map(({ fromSeq, toSeq, gap }) => [fromSeq, toSeq, gap])).toEqual([
    [1, 102, { fromSeq: 5, toSeq: 7, count: 2 }],
    [103, 150, { fromSeq: 120, toSeq: 120, count: 1 }],
  ]);
});
