import { DAY_MS, HOUR_MS, MINUTE_MS, type CivilDate } from '../../src/domain/time/instant';
import { makeEvent } from '../../src/domain/alerts/events';
import { systemActor } from '../../src/services/actors';
import { createServices } from '../../src/services/index';
import { alertKinds, issuePolicy, obligationOf, openAlerts, theMandate, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { CALENDAR, ids, PAGE, principal, SETTINGS } from './world';

const world = useWorld();
const OPERATOR = principal('operator', '1');

describe('deadlines', () => {
  test('a missed deadline is noticed once a look after it has proven the absence, and is dated by the deadline', async () => {
    await world.addAccounts(['weibo', 'w']);
    const { dueBy } = await issuePolicy(world);
    world.clock.set(new Date(dueBy.getTime() - 1));
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({});
    world.clock.set(dueBy);
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ 'awaiting-sight': 1 });
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ proven: 1 });
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({});
    expect((await world.services.views.obligation((await obligationOf(world, 'w')).id, OPERATOR)).group).toBe('missed');
    await alertKinds(world);
    const overdue = (await world.storage.alerts.list({ kind: 'obligation-overdue' }, PAGE, null)).items;
    expect(overdue).toMatchObject([{ occurredAt: dueBy, noticedAt: world.clock.now(), severity: 'critical' }]);
    // A late repost that is out undoes it.
    world.platform.publishByHand('w', { title: TITLE });
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    expect(await openAlerts(world, 'obligation-overdue')).toEqual([]);
    expect((await world.storage.alerts.list({ kind: 'obligation-overdue' }, PAGE, null)).items).toMatchObject([
      { state: 'resolved', resolved: { reason: 'done' } },
    ]);
  });

  test('where we cannot see enough nobody is accused: the deadline is noticed as not proven', async () => {
    await world.addAccounts(['weibo', 'short'], ['weibo', 'blind']);
    world.platform.completeFromAt = new Date('2026-09-19T00:00:00Z');
    world.platform.publishByHand('short', { title: '五条里的一条' });
    world.platform.sight.set('blind', { outcome: 'unreachable', retryAfterMs: null });
    const { dueBy } = await issuePolicy(world);
    world.clock.set(new Date(dueBy.getTime() + MINUTE_MS));
    await world.lookAtDue();
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ unproven: 1, 'awaiting-sight': 1 });
    expect(await world.lookAtDue()).toEqual({});
    world.clock.set(new Date(dueBy.getTime() + DAY_MS));
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ unproven: 1 });
    const groups = await Promise.all(
      ['short', 'blind'].map(
        async (name) => (await world.services.views.obligation((await obligationOf(world, name)).id, OPERATOR)).group,
      ),
    );
    expect(groups).toEqual(['manual', 'manual']);
    await alertKinds(world);
    expect(
      (await world.storage.alerts.list({ kind: 'obligation-overdue' }, PAGE, null)).items.map(
        ({ severity, figures }) => `${severity} ${String(figures['accounts'])}`,
      ),
    ).toEqual(['notice 2']);
  });

  test('after a standstill of ours a deadline long past is no news until the account has been looked for', async () => {
    await world.addAccounts(['weibo', 'w'], ['weibo', 'blind']);
    await world.lookAtDue();
    const { dueBy } = await issuePolicy(world);
    world.platform.sight.set('blind', { outcome: 'unreachable', retryAfterMs: null });
    world.clock.set(new Date(dueBy.getTime() + 3 * DAY_MS));
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ 'awaiting-sight': 2 });
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ proven: 1, unproven: 1 });
    await alertKinds(world);
    expect(
      (await world.storage.alerts.list({ kind: 'obligation-overdue' }, PAGE, null)).items
        .map(({ severity }) => severity)
        .sort(),
    ).toEqual(['critical', 'notice']);
  });

  test('what is settled between reading and noticing is not overdue', async () => {
    await world.addAccounts(['weibo', 'w'], ['weibo', 'out']);
    const { dueBy } = await issuePolicy(world);
    world.clock.set(dueBy);
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    const { overdue } = world.storage.obligations;
    const obligations = {
      ...world.storage.obligations,
      overdue: async (...args: Parameters<typeof overdue>) => {
        const found = await overdue(...args);
        await world.services.mandates.exempt((await obligationOf(world, 'w')).id, '停机维护', OPERATOR);
        world.platform.publishByHand('out', { title: TITLE });
        world.clock.pass(HOUR_MS);
        await world.lookAtDue();
        return found;
      },
    };
    const racing = createServices({ ...world.deps, storage: { ...world.storage, obligations } });
    expect(await racing.mandates.noticeOverdue(10)).toEqual({ 'moved-meanwhile': 2 });
    for (const name of ['w', 'out']) expect((await obligationOf(world, name)).overdueNoticedAt).toBeNull();
  });

  test('an account that was cancelled is not waited for: nobody will look at it again', async () => {
    await world.addAccounts(['weibo', 'kept'], ['weibo', 'cancelled']);
    const { dueBy } = await issuePolicy(world);
    const { account } = await world.account('cancelled');
    const event = makeEvent(
      { eventId: ids.eventId(), actor: systemActor('cases'), now: world.clock.now() },
      { kind: 'account-changed', subject: `account:${account.id}`, from: 'active', to: 'cancelled', reason: 'test' },
    );
    await world.storage.accounts.changeStatus(account.id, 'active', 'cancelled', event);
    world.clock.set(new Date(dueBy.getTime() + DAY_MS - 1));
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ 'awaiting-sight': 2 });
    world.clock.pass(1);
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ 'awaiting-sight': 1, unproven: 1 });
    expect((await obligationOf(world, 'cancelled')).overdueProven).toBe(false);
    expect((await obligationOf(world, 'kept')).overdueNoticedAt).toBeNull();
  });

  test('provisional deadlines are worked out again when the notice is out', async () => {
    const unannounced = {
      announcedYears: new Set<number>(),
      days: new Map<CivilDate, { working: boolean; name: string }>(),
    };
    const before = createServices({ ...world.deps, settings: { ...SETTINGS, calendar: unannounced } });
    await world.addAccounts(['weibo', 'w'], ['weibo', 'done']);
    await issuePolicy({ ...world, services: before });
    // In time by the deadline as it is known now.
    world.clock.set(new Date('2026-09-21T00:00:00Z'));
    world.platform.publishByHand('done', { title: TITLE });
    await world.lookAtDue();
    expect(await obligationOf(world, 'done')).toMatchObject({ state: 'fulfilled', onTime: true });
    expect(await obligationOf(world, 'w')).toMatchObject({
      provisional: true,
      dueBy: new Date('2026-09-21T16:00:00Z'),
    });
    expect(await before.mandates.recomputeProvisional()).toEqual({ recomputed: 0 });
    expect(CALENDAR.announcedYears.has(2026)).toBe(true);
    expect(await world.services.mandates.recomputeProvisional()).toEqual({ recomputed: 1 });
    expect(await obligationOf(world, 'w')).toMatchObject({
      provisional: false,
      dueBy: new Date('2026-09-20T16:00:00Z'),
    });
    expect(await theMandate(world)).toMatchObject({
      provisional: false,
      dueBy: new Date('2026-09-20T16:00:00Z'),
      stage: 'issued',
    });
    expect(await obligationOf(world, 'done')).toMatchObject({ state: 'fulfilled', onTime: false });
    while ((await world.storage.outbox.relay(500)) > 0);
    for (const subject of [
      `mandate:${(await theMandate(world)).id}`,
      `obligation:${(await obligationOf(world, 'w')).id}`,
    ])
      expect((await world.storage.ledger.ofSubject(subject, PAGE)).items[0]).toMatchObject({
        reason: 'deadline-recomputed',
        actor: 'system:deadline',
        data: { dueBy: '2026-09-20T16:00:00.000Z' },
      });
    expect(await world.services.mandates.recomputeProvisional()).toEqual({ recomputed: 0 });
  });
});
