import type { PersonId, RosterId } from '../../../src/domain/ids';
import type { Rotation } from '../../../src/domain/oncall/rotation';
import { createServices, type Filling } from '../../../src/services/index';
import { addPerson } from '../notify/notifyWorld';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { useWorld } from '../useWorld';
import { addPeople, addRoster, admin, date, ledgerOf, table } from './oncallWorld';

const world = useWorld();
const fillAs = async (id: RosterId, filling: Filling, services = world.services) => {
  const { basis } = await services.oncall.previewFilling(id, filling, admin);
  return services.oncall.fill({ id, basis }, filling, admin);
};
const shown = async (id: RosterId, from: string, to: string) =>
  (await world.services.oncall.dutyDays(id, { from: date(from), to: date(to) }, admin)).map(
    ({ onDuty, leaders }) =>
      onDuty.map(({ name }) => name).join('') + (leaders.length === 0 ? '' : `/${leaders[0]?.name}`),
  );
const filled = async (): Promise<number> => (await ledgerOf(world)).filter((line) => line.startsWith('filled')).length;

test('a table is shown before it is stored: what is new, what changes, holes, and who cannot be told', async () => {
  const { oncall } = world.services;
  await addPeople(world, '张三', '李四');
  await addPerson(world.storage, { name: '王五' }, { mail: null });
  const id = await addRoster(world.services);
  expect(await fillAs(id, table(['2026-10-01', '张三'], ['2026-10-02', '李四']))).toEqual({ changed: 2 });
  const next = table(['2026-10-01', '张三'], ['2026-10-02', '王五', '李四'], ['2026-10-04', '张三、李四']);
  const preview = await oncall.previewFilling(id, next, admin);
  expect(preview.days).toEqual([
    expect.objectContaining({ date: '2026-10-01', change: 'same', kind: '国庆节', working: false, certain: true }),
    expect.objectContaining({
      change: 'changed',
      people: ['王五'],
      leaders: ['李四'],
      before: { people: ['李四'], leaders: [] },
    }),
    expect.objectContaining({ change: 'new', people: ['张三', '李四'], before: null }),
  ]);
  expect([preview.holes, preview.unreachable, preview.problems]).toEqual([['2026-10-03'], ['王五'], []]);
  expect(await shown(id, '2026-10-01', '2026-10-04')).toEqual(['张三', '李四', '', '']);
  expect(await oncall.fill({ id, basis: preview.basis }, next, admin)).toEqual({ changed: 2 });
  expect(await shown(id, '2026-10-01', '2026-10-04')).toEqual(['张三', '王五/李四', '', '张三李四']);
});

test('of a table with problems nothing is stored, and each problem is named by line and column', async () => {
  const { oncall } = world.services;
  await addPeople(world, '张三');
  const id = await addRoster(world.services, { unitId: world.unitA });
  const filling = table(['2026-10-01', '张三'], ['10月2日', '周九'], ['2026-10-03', '周九、张三', '吴十']);
  const { problems } = await oncall.previewFilling(id, filling, admin);
  expect(problems.map(({ code, row, column, value }) => [code, row, column, value])).toEqual([
    ['person-elsewhere', 2, 2, '张三'],
    ['date-without-year', 3, 1, '10月2日'],
    ['person-unknown', 4, 2, '周九'],
    ['person-elsewhere', 4, 2, '张三'],
    ['person-unknown', 4, 3, '吴十'],
  ]);
  await expect(fillAs(id, filling)).rejects.toMatchObject({ code: 'invalid-input', field: 'file' });
  expect([await shown(id, '2026-10-01', '2026-10-01'), await filled()]).toEqual([[''], 0]);
});

test('a unit in brackets is found whatever blanks and capitals its name has', async () => {
  const { services } = world;
  const name = '教育局 IT 中心';
  const [unit] = await services.accounts.registerUnits([{ key: 'it', name, parentKey: 'office', level: 'department' }]);
  if (unit === undefined) throw new Error('the unit is missing');
  await addPerson(world.storage, { name: '张三', username: 'u-it', unitId: unit.id });
  await addPerson(world.storage, { name: '张三', username: 'u-a', unitId: world.unitA });
  const id = await addRoster(services);
  const filling = table(['2026-10-01', `张三（${name}）`]);
  expect((await services.oncall.previewFilling(id, filling, admin)).problems).toEqual([]);
});

test('what changed since the preview is not overwritten unseen, and what is as it should be is left', async () => {
  const { oncall } = world.services;
  const [zhang, li] = await addPeople(world, '张三', '李四');
  const id = await addRoster(world.services);
  const filling = table(['2026-10-01', '张三']);
  const { basis } = await oncall.previewFilling(id, filling, admin);
  const day = { rosterId: id, date: date('2026-10-01'), version: 0 };
  await oncall.setDay(day, { personIds: [li as PersonId], leaderIds: [] }, admin);
  await expect(oncall.fill({ id, basis }, filling, admin)).rejects.toMatchObject({ code: 'conflict' });
  await oncall.setDay({ ...day, version: 1 }, { personIds: [zhang as PersonId], leaderIds: [] }, admin);
  expect(await oncall.fill({ id, basis }, filling, admin)).toEqual({ changed: 0 });
});

test('killed at any call, filling again ends the same, with one line in the ledger for each day', async () => {
  await addPeople(world, '张三', '李四');
  const id = await addRoster(world.services);
  const of = (call: number) => {
    const day = (offset: number) => `2027-${String(call).padStart(2, '0')}-0${offset}`;
    return { filling: table([day(1), '张三'], [day(2), '李四'], [day(3), '张三']), from: day(1), to: day(3) };
  };
  let lines = 0;
  let isDead = true;
  for (let call = 1; isDead; call += 1) {
    const { filling, from, to } = of(call);
    const dying = createDyingProcess(world.storage, { atCall: call, takesEffect: call % 2 === 0 });
    const services = createServices({ ...world.deps, storage: dying.storage });
    await fillAs(id, filling, services).catch((error: unknown) => {
      if (!(error instanceof ProcessDied)) throw error;
    });
    isDead = dying.isDead();
    await fillAs(id, filling);
    lines += 3;
    expect([call, await shown(id, from, to), await filled()]).toEqual([call, ['张三', '李四', '张三'], lines]);
  }
});

test('two who fill the same days at once fill each day once, with one line in the ledger', async () => {
  const { oncall } = world.services;
  await addPeople(world, '张三', '李四');
  const id = await addRoster(world.services);
  const filling = table(['2026-10-01', '张三'], ['2026-10-02', '李四']);
  const { basis } = await oncall.previewFilling(id, filling, admin);
  // Who comes second may be told that somebody was faster.
  await Promise.allSettled([1, 2].map(() => oncall.fill({ id, basis }, filling, admin)));
  expect([await shown(id, '2026-10-01', '2026-10-02'), await filled()]).toEqual([['张三', '李四'], 2]);
});

describe('turns', () => {
  const rotation = (given: Partial<Rotation>): Filling => ({
    kind: 'rotation',
    rotation: {
      from: date('2026-09-18'),
      to: date('2026-09-22'),
      step: 'day',
      order: [],
      offOrder: [],
      leaderOrder: [],
      ...given,
    },
  });

  test('fill the days of working days and days off, make-up days among the former', async () => {
    const [a, b, x] = (await addPeople(world, '甲', '乙', '休')) as [PersonId, PersonId, PersonId];
    const id = await addRoster(world.services);
    expect(await fillAs(id, rotation({ order: [a, b], offOrder: [x] }))).toEqual({ changed: 5 });
    expect(await shown(id, '2026-09-18', '2026-09-22')).toEqual(['甲', '休', '乙', '甲', '乙']);
  });

  test.each([
    ['without anybody', {}, 'rotation.order'],
    ['of somebody unknown', { order: ['f'.repeat(24) as PersonId] }, 'rotation.order'],
    ['that end before they begin', { order: ['?' as PersonId], to: date('2026-09-17') }, 'rotation.to'],
    ['of more than a year', { order: ['?' as PersonId], to: date('2027-09-20') }, 'rotation.to'],
  ] as const)('%s are refused', async (_what, given, field) => {
    const id = await addRoster(world.services);
    await expect(fillAs(id, rotation(given))).rejects.toMatchObject({ field });
  });
});

test('a table to be filled in has the days of next month, with whoever has them already', async () => {
  await addPeople(world, '张三', '李四');
  const id = await addRoster(world.services);
  await fillAs(id, table(['2026-10-01', '张三、李四', '李四']));
  const { month, lines } = await world.services.oncall.template(id, admin);
  expect([month, lines.length, lines[0], lines[7]]).toEqual([
    '2026-10',
    31,
    ['2026-10-01', '张三、李四', '李四', '', '国庆节'],
    ['2026-10-08', '', '', '', '工作日'],
  ]);
});
