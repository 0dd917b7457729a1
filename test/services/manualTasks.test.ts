import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { alertHistory, bringUpToDate, issuePolicy, obligationOf, openAlerts, POLICY, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');

describe('tasks by hand', () => {
  test('carry everything to copy, within the unit asked for, and close by what is seen', async () => {
    await world.addAccounts(['portal', 'pa', 'a'], ['portal', 'pb', 'b']);
    await issuePolicy(world);
    await world.services.mandates.queueReady(50);
    const ofA = await world.services.publishing.manualTasks({ unitId: world.unitA }, PAGE, ADMINISTRATOR);
    expect(ofA.items).toMatchObject([
      {
        accountName: '甲局网站',
        manualReason: 'no-api',
        overdue: false,
        copy: { title: TITLE, link: POLICY.url, sourceName: '国务院', docNumber: '国发〔2026〕30号' },
      },
    ]);
    expect(ofA.items[0]?.copy.text).toContain(TITLE);
    expect(
      (await world.services.publishing.manualTasks({}, PAGE, principal('officer', '5', world.unitB))).items.map(
        ({ accountName }) => accountName,
      ),
    ).toEqual(['乙镇网站']);
    world.platform.publishByHand('pa', { title: TITLE });
    world.clock.pass(20 * MINUTE_MS);
    await world.lookAtDue();
    expect((await world.services.publishing.manualTasks({ unitId: world.unitA }, PAGE, ADMINISTRATOR)).items).toEqual(
      [],
    );
  });

  test('are reminded of four hours and one hour before the deadline, once each, dated by the rule', async () => {
    await world.addAccounts(['portal', 'p']);
    await issuePolicy(world);
    await world.services.mandates.queueReady(50);
    const { dueBy } = await obligationOf(world, 'p');
    const reminders = async (): Promise<string[]> => {
      await bringUpToDate(world);
      return (await world.storage.alerts.since(0, 50, null))
        .filter(({ kind }) => kind === 'obligation-reminder')
        .map(
          ({ severity, figures, occurredAt }) =>
            `${severity} ${String(figures['hours'])} ${(dueBy.getTime() - occurredAt.getTime()) / HOUR_MS}`,
        );
    };
    world.clock.set(new Date(dueBy.getTime() - 4 * HOUR_MS - 1));
    await world.services.mandates.remindManual(50);
    expect(await reminders()).toEqual([]);
    for (const leftMs of [4 * HOUR_MS - MINUTE_MS, 3 * HOUR_MS, HOUR_MS, MINUTE_MS]) {
      world.clock.set(new Date(dueBy.getTime() - leftMs));
      await world.services.mandates.remindManual(50);
      await bringUpToDate(world);
    }
    expect(await reminders()).toEqual(['notice 4 4', 'warning 1 1']);
    expect((await openAlerts(world)).map(({ kind }) => kind)).toEqual(['obligation-reminder', 'mandate-progress']);
    world.clock.set(dueBy);
    expect(await world.services.mandates.remindManual(50)).toEqual({});
  });

  test('that are exempted end their alert as done, though another of the same reason is overdue', async () => {
    await world.addAccounts(['portal', 'pa', 'a'], ['portal', 'pb', 'b']);
    await issuePolicy(world);
    await world.services.mandates.queueReady(50);
    expect(await openAlerts(world, 'obligation-manual')).toMatchObject([{ figures: { accounts: 2 } }]);
    world.platform.sight.set('pb', { outcome: 'unreachable', retryAfterMs: null });
    const { id, dueBy } = await obligationOf(world, 'pb');
    world.clock.set(new Date(dueBy.getTime() + MINUTE_MS));
    await world.lookAtDue();
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ proven: 1, 'awaiting-sight': 1 });
    expect(await openAlerts(world, 'obligation-manual')).toMatchObject([{ figures: { accounts: 1 } }]);
    world.clock.pass(MINUTE_MS);
    await world.services.mandates.exempt(id, '停机维护', ADMINISTRATOR);
    expect(await alertHistory(world)).toContain('obligation-manual resolved done');
  });

  test('whose deadline passes end their alert with it', async () => {
    await world.addAccounts(['portal', 'p']);
    const { dueBy } = await issuePolicy(world);
    await world.services.mandates.queueReady(50);
    expect(await openAlerts(world, 'obligation-manual')).toHaveLength(1);
    world.clock.set(new Date(dueBy.getTime() + MINUTE_MS));
    await world.lookAtDue();
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ proven: 1 });
    expect(await alertHistory(world)).toContain('obligation-manual resolved deadline-passed');
  });
});
