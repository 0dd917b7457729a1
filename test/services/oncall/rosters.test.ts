import type { DigestPlanId, LadderId, PersonId, RosterId, SubstitutionId } from '../../../src/domain/ids';
import { eventOf } from '../../storage/samples';
import { addChannel, addPerson, addRoute } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { ids, principal } from '../world';
import { addPeople, addRoster, admin, date, ledgerOf, rosterDraft, table } from './oncallWorld';

const world = useWorld();
const TODAY = '2026-09-18';
const setDay = (rosterId: RosterId, day: string, personIds: readonly PersonId[], version = 0) =>
  world.services.oncall.setDay({ rosterId, date: date(day), version }, { personIds, leaderIds: [] }, admin);

describe('a roster', () => {
  test('shows who is on duty now, with substitutes, and the holes of two weeks', async () => {
    const { services } = world;
    const [zhang, li, mute] = [
      ...(await addPeople(world, '张三', '李四')),
      await addPerson(world.storage, { name: '王五' }, { mail: null }),
    ];
    const id = await addRoster(services);
    for (let day = 18; day <= 30; day += 1)
      await services.oncall.setDay(
        { rosterId: id, date: date(`2026-09-${day}`), version: 0 },
        { personIds: [zhang as PersonId], leaderIds: [mute as PersonId] },
        admin,
      );
    await setDay(id, '2026-09-20', [], 1);
    const [full] = await services.oncall.rosters(admin);
    expect(full).toMatchObject({
      dutyDate: TODAY,
      onDuty: [{ name: '张三', insteadOfName: null, reachable: true }],
      leaders: [{ name: '王五', reachable: false }],
      holes: [
        { date: '2026-09-20', reason: 'nobody-named' },
        { date: '2026-10-01', reason: 'not-filled' },
      ],
    });
    await services.oncall.addSubstitution(
      id,
      {
        fromDate: date(TODAY),
        toDate: date(TODAY),
        personId: li as PersonId,
        insteadOf: zhang as PersonId,
        reason: '休假',
      },
      admin,
    );
    await world.storage.people.setDisabled(zhang as PersonId, true, eventOf('person'));
    const [later] = await services.oncall.rosters(admin);
    expect(later?.onDuty).toEqual([{ personId: li, name: '李四', insteadOfName: '张三', reachable: true }]);
    expect(later?.holes.map(({ date: day }) => day.slice(-2)).join()).toBe('19,20,21,22,23,24,25,26,27,28,29,30,01');
  });

  test('of before the handover is yesterday’s', async () => {
    const [zhang, li] = await addPeople(world, '张三', '李四');
    const id = await addRoster(world.services, { handoverMinute: 10 * 60 + 1 });
    await setDay(id, '2026-09-17', [zhang as PersonId]);
    await setDay(id, TODAY, [li as PersonId]);
    const shown = async () => (await world.services.oncall.rosters(admin)).map(({ onDuty }) => onDuty[0]?.name);
    expect(await shown()).toEqual(['张三']);
    world.clock.pass(60_000);
    expect(await shown()).toEqual(['李四']);
  });

  test('is changed in the version it was read in, kept while something names it, and leaves lines in the ledger', async () => {
    const { services, storage } = world;
    const id = await addRoster(services);
    await services.oncall.changeRoster({ id, version: 1 }, rosterDraft({ name: '夜间值班' }), admin);
    await expect(services.oncall.changeRoster({ id, version: 1 }, rosterDraft(), admin)).rejects.toMatchObject({
      code: 'conflict',
    });
    const audience = { kind: 'duty', rosterId: id } as const;
    const route = await addRoute(storage, await addChannel(storage), { audience });
    await expect(services.oncall.removeRoster({ id, version: 2 }, admin)).rejects.toMatchObject({ code: 'conflict' });
    await storage.notifyRoutes.remove(route.id, 1, eventOf('route'));
    const channelId = route.channelId;
    const rungs = [{ afterMinutes: 0, channelId, audience }];
    const ladder = { id: ids.id<LadderId>(), name: '升级', position: 1, match: route.match, rungs, isNight: false };
    await storage.ladders.insert({ ...ladder, disabled: false, version: 1 }, eventOf('ladder'));
    await expect(services.oncall.removeRoster({ id, version: 2 }, admin)).rejects.toMatchObject({ code: 'conflict' });
    await storage.ladders.remove(ladder.id, 1, eventOf('ladder'));
    const plan = {
      id: ids.id<DigestPlanId>(),
      name: '早报',
      kind: 'morning',
      channelId,
      audience,
      unitId: null,
    } as const;
    const at = { atMinute: 510, disabled: false, sinceAt: new Date(0), version: 1 };
    await storage.digestPlans.insert({ ...plan, ...at }, eventOf('digest'));
    await expect(services.oncall.removeRoster({ id, version: 2 }, admin)).rejects.toMatchObject({ code: 'conflict' });
    await storage.digestPlans.remove(plan.id, 1, eventOf('digest'));
    await services.oncall.removeRoster({ id, version: 2 }, admin);
    expect(await services.oncall.rosters(admin)).toEqual([]);
    expect(await ledgerOf(world)).toEqual(['added 总值班', 'changed 夜间值班', 'removed 夜间值班']);
  });
});

describe('a day', () => {
  test('is set in the version it was read in; the same once more changes nothing', async () => {
    const [zhang, li] = await addPeople(world, '张三', '李四');
    const id = await addRoster(world.services);
    expect(await setDay(id, TODAY, [zhang as PersonId])).toMatchObject({ version: 1, source: 'hand', hole: null });
    expect(await setDay(id, TODAY, [zhang as PersonId])).toMatchObject({ version: 1 });
    await expect(setDay(id, TODAY, [li as PersonId])).rejects.toMatchObject({ code: 'conflict' });
    expect(await setDay(id, TODAY, [li as PersonId], 1)).toMatchObject({ version: 2, personIds: [li] });
    const lines = (await ledgerOf(world)).filter((line) => line.startsWith('filled'));
    expect(lines).toEqual([`filled 总值班 ${TODAY}：张三`, `filled 总值班 ${TODAY}：李四`]);
  });

  test('is shown with its kind, filled or not', async () => {
    const id = await addRoster(world.services);
    const days = await world.services.oncall.dutyDays(id, { from: date('2026-09-18'), to: date('2026-09-20') }, admin);
    expect(days.map(({ date: day, kind, working, hole }) => [day, kind, working, hole])).toEqual([
      ['2026-09-18', '工作日', true, 'not-filled'],
      ['2026-09-19', '周末', false, 'not-filled'],
      ['2026-09-20', '调休补班', true, 'not-filled'],
    ]);
    expect(await world.services.oncall.dutyDays(id, {}, admin)).toHaveLength(35);
  });
});

describe('a substitution', () => {
  const draft = (personId: string, insteadOf: string, from = TODAY, to = TODAY) => ({
    fromDate: date(from),
    toDate: date(to),
    personId: personId as PersonId,
    insteadOf: insteadOf as PersonId,
    reason: '休假',
  });

  test('holds from its first to its last day, is one at a time, and can be taken back', async () => {
    const { oncall } = world.services;
    const [zhang = '', li = '', wang = ''] = await addPeople(world, '张三', '李四', '王五');
    const id = await addRoster(world.services);
    const made = await oncall.addSubstitution(id, draft(li, zhang, '2026-09-18', '2026-09-20'), admin);
    for (const [from, to] of [
      ['2026-09-20', '2026-09-22'],
      ['2026-09-16', '2026-09-18'],
    ] as const)
      await expect(oncall.addSubstitution(id, draft(wang, zhang, from, to), admin)).rejects.toMatchObject({
        code: 'conflict',
      });
    await oncall.addSubstitution(id, draft(wang, zhang, '2026-09-21', '2026-09-22'), admin);
    await oncall.removeSubstitution({ id: made.id as SubstitutionId, version: 1 }, admin);
    const left = (await oncall.substitutions(id, admin)).map(({ name, insteadOfName }) => `${name} ${insteadOfName}`);
    expect(left).toEqual(['王五 张三']);
  });

  test('that makes no sense is refused, by the field', async () => {
    const [zhang = '', li = ''] = await addPeople(world, '张三', '李四');
    const gone = await addPerson(world.storage, { name: '赵六', disabled: true });
    const id = await addRoster(world.services);
    const refused = async (of: ReturnType<typeof draft>) =>
      world.services.oncall.addSubstitution(id, of, admin).then(
        () => 'stored',
        ({ code, field }: { readonly code: string; readonly field: string }) => `${code} ${field}`,
      );
    expect([
      await refused(draft(li, zhang, '2026-09-19', '2026-09-18')),
      await refused(draft(zhang, zhang)),
      await refused(draft('f'.repeat(24), zhang)),
      await refused(draft(li, 'f'.repeat(24))),
      await refused(draft(gone, zhang)),
      await refused({ ...draft(li, zhang), reason: ' ' }),
    ]).toEqual([
      'invalid-input toDate',
      'invalid-input personId',
      'not-found personId',
      'not-found insteadOf',
      'invalid-input personId',
      'invalid-input reason',
    ]);
  });
});

test('rosters are for those who manage the whole office', async () => {
  const { oncall } = world.services;
  const id = await addRoster(world.services);
  const [zhang] = await addPeople(world, '张三');
  const people = { personIds: [zhang as PersonId], leaderIds: [] };
  for (const who of [principal('operator', '2'), principal('administrator', '3', world.unitA)])
    for (const ask of [
      () => oncall.rosters(who),
      () => oncall.addRoster(rosterDraft(), who),
      () => oncall.changeRoster({ id, version: 1 }, rosterDraft(), who),
      () => oncall.removeRoster({ id, version: 1 }, who),
      () => oncall.dutyDays(id, {}, who),
      () => oncall.setDay({ rosterId: id, date: date(TODAY), version: 0 }, people, who),
      () => oncall.previewFilling(id, table(), who),
      () => oncall.fill({ id, basis: '' }, table(), who),
      () => oncall.substitutions(id, who),
      () => oncall.template(id, who),
    ])
      await expect(ask()).rejects.toMatchObject({ code: 'forbidden' });
});
