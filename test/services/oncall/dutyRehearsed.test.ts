import type { PersonId } from '../../../src/domain/ids';
import { DAY_MS } from '../../../src/domain/time/instant';
import { eventOf } from '../../storage/samples';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { principal } from '../world';
import { addPeople, addRoster, admin, date } from './oncallWorld';

const world = useWorld();
const setDay = (rosterId: Awaited<ReturnType<typeof addRoster>>, day: string, personIds: readonly PersonId[]) =>
  world.services.oncall.setDay({ rosterId, date: date(day), version: 0 }, { personIds, leaderIds: [] }, admin);
const at = (text: string): Date => new Date(`${text}:00+08:00`);

test('a day and an hour have whoever would be told then, and where nobody is, those of the role for that', async () => {
  const [zhang, li] = await addPeople(world, '张三', '李四');
  await addPerson(world.storage, { name: '主任', role: 'administrator' }, { mail: null });
  const id = await addRoster(world.services, { handoverMinute: 510 });
  await setDay(id, '2026-09-19', [zhang as PersonId]);
  await setDay(id, '2026-09-20', [li as PersonId]);
  const asked = (text: string) => world.services.oncall.rehearseDuty(id, at(text), admin);
  // Before the handover it is the duty of the day before.
  expect(await asked('2026-09-20T08:29')).toMatchObject({
    dutyDate: '2026-09-19',
    hole: null,
    told: [{ name: '张三', toldAs: 'on-duty', reachable: true }],
  });
  expect(await asked('2026-09-20T08:30')).toMatchObject({ dutyDate: '2026-09-20', told: [{ name: '李四' }] });
  const substitution = {
    ...{ fromDate: date('2026-09-20'), toDate: date('2026-09-20'), reason: '休假' },
    ...{ personId: zhang as PersonId, insteadOf: li as PersonId },
  };
  await world.services.oncall.addSubstitution(id, substitution, admin);
  expect(await asked('2026-09-20T12:00')).toMatchObject({
    onDuty: [{ name: '张三', insteadOfName: '李四' }],
    told: [{ name: '张三', toldAs: 'substitute' }],
  });
  await world.storage.people.setDisabled(zhang as PersonId, true, eventOf('person'));
  expect(await asked('2026-09-20T12:00')).toMatchObject({
    hole: 'all-disabled',
    fallbackRole: 'administrator',
    told: [{ name: '主任', toldAs: 'roster-hole', reachable: false }],
  });
  expect(await asked('2026-10-01T12:00')).toMatchObject({ hole: 'not-filled', working: false, kind: '国庆节' });
});

test('of a disabled roster nobody who is planned is on duty, and those of its role would be told', async () => {
  const [zhang] = await addPeople(world, '张三');
  await addPerson(world.storage, { name: '主任', role: 'administrator' });
  const id = await addRoster(world.services, { disabled: true });
  await setDay(id, '2026-09-18', [zhang as PersonId]);
  expect(await world.services.oncall.rehearseDuty(id, at('2026-09-18T12:00'), admin)).toMatchObject({
    hole: 'roster-off',
    onDuty: [],
    leaders: [],
    told: [{ name: '主任', toldAs: 'roster-hole' }],
  });
});

test('the holes of the next thirty days are shown, today among them and the thirty-first not', async () => {
  const [zhang] = await addPeople(world, '张三');
  const id = await addRoster(world.services);
  for (let day = 19; day <= 30; day += 1) await setDay(id, `2026-09-${day}`, [zhang as PersonId]);
  for (let day = 1; day <= 16; day += 1)
    await setDay(id, `2026-10-${String(day).padStart(2, '0')}`, [zhang as PersonId]);
  const { holes, aheadDays, dutyDate } = await world.services.oncall.rehearseDuty(id, null, admin);
  expect([dutyDate, aheadDays]).toEqual(['2026-09-18', 30]);
  expect(holes).toEqual([
    { date: '2026-09-18', reason: 'not-filled' },
    { date: '2026-10-17', reason: 'not-filled' },
  ]);
});

test('is asked by the whole office alone, within a year', async () => {
  const id = await addRoster(world.services);
  const { rehearseDuty } = world.services.oncall;
  for (const who of [principal('operator', '2'), principal('administrator', '3', world.unitA)])
    await expect(rehearseDuty(id, null, who)).rejects.toMatchObject({ code: 'forbidden' });
  const far = new Date(world.clock.now().getTime() + 367 * DAY_MS);
  await expect(rehearseDuty(id, far, admin)).rejects.toMatchObject({ code: 'invalid-input', field: 'at' });
  await expect(rehearseDuty('f'.repeat(24) as typeof id, null, admin)).rejects.toMatchObject({ code: 'not-found' });
});
