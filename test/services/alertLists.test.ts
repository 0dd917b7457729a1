import type { AlertId, PersonId } from '../../src/domain/ids';
import { HOUR_MS } from '../../src/domain/time/instant';
import type { AlertQuery } from '../../src/services/views/contract';
import { draftOf, personOf, tell } from '../storage/samples';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld({ office: 'kept' });
let me = principal('operator', '1');

beforeAll(async () => {
  const person = await world.storage.people.upsert(personOf({ name: '值班员', role: 'operator' }));
  me = { ...me, personId: person.id, name: person.name };
  const told = [
    draftOf({ owner: 'a', subject: { label: '甲' }, severity: 'warning' }),
    draftOf({ owner: 'a', subject: { label: '乙' } }),
    draftOf({ owner: 'a', subject: { label: '丙' }, kind: 'storage-low', reason: 'low', severity: 'warning' }),
    draftOf({ owner: 'a', subject: { label: '丁' }, kind: 'case-overdue', reason: 'deadline-passed' }),
  ];
  await tell(world.storage, 'a', { wanted: told.slice(0, 3), at: new Date(world.clock.now().getTime() - 2 * HOUR_MS) });
  await tell(world.storage, 'a', { wanted: told, at: new Date(world.clock.now().getTime() - HOUR_MS) });
  const id = await idOf('甲');
  await world.services.alerts.assignEach([id], person.id, me);
});

const idOf = async (label: string): Promise<AlertId> =>
  (await world.services.views.alerts({}, PAGE, me)).items.find(({ subject }) => subject.label === label)?.id as AlertId;
const found = async (query: AlertQuery): Promise<readonly string[]> =>
  (await world.services.views.alerts(query, PAGE, me)).items.map(({ subject }) => subject.label).sort();

test('alerts are found by who has them, what they are about, and when they were noticed', async () => {
  expect(await found({ assigned: 'me' })).toEqual(['甲']);
  expect(await found({ assigned: 'nobody', state: 'open' })).toEqual(['丁', '丙', '乙'].sort());
  expect(await found({ q: '乙', state: 'unresolved' })).toEqual(['乙']);
  expect(await found({ noticedWithinHours: 1, state: 'open' })).toEqual(['丁']);
  expect(await found({ noticedWithinHours: 2, state: 'open' })).toHaveLength(4);
});

test.each<[string, AlertQuery]>([
  ['assigned', { assigned: 'nobody' }],
  ['q', { q: '甲', state: 'resolved' }],
  ['q', { q: '甲', noticedWithinHours: 8_784 }],
  ['silenced', { silenced: false }],
])('%s is refused where all that was ever over would have to be gone through', async (field, query) => {
  await expect(world.services.views.alerts(query, PAGE, me)).rejects.toMatchObject({ code: 'invalid-input', field });
});

test('one cause is one group that presses as its worst; what presses most, and the most of it, comes first', async () => {
  const { items } = await world.services.views.alertGroups({}, me);
  expect(items.map(({ kind, severity, count }) => [kind, severity, count])).toEqual([
    ['account-silent', 'critical', 2],
    ['case-overdue', 'critical', 1],
    ['storage-low', 'warning', 1],
  ]);
  expect(items[0]?.oldestAt).toBe(new Date(world.clock.now().getTime() - 2 * HOUR_MS).toISOString());
  expect((await world.services.views.alertGroups({ state: 'acknowledged' }, me)).items).toEqual([]);
});

test('the history of one says what happened and who did it, to those who see it', async () => {
  const id = await idOf('甲');
  const { items, nextCursor } = await world.services.views.alertHistoryOf(id, { before: null, limit: 1 }, me);
  expect(items).toMatchObject([{ change: 'assigned', changedBy: '值班员', assigned: { name: '值班员' } }]);
  const next = await world.services.views.alertHistoryOf(id, { before: Number(nextCursor), limit: 1 }, me);
  expect(next.items).toMatchObject([{ change: 'opened', changedBy: null, assigned: null }]);
  for (const [alertId, who] of [
    [id, principal('officer', '2', world.unitA)],
    ['f'.repeat(24) as AlertId, me],
  ] as const)
    await expect(world.services.views.alertHistoryOf(alertId, { before: null, limit: 9 }, who)).rejects.toMatchObject({
      code: 'not-found',
    });
});

test('an alert given to somebody else is not mine, and is found by who has it', async () => {
  const other = { ...me, personId: 'e'.repeat(24) as PersonId };
  expect((await world.services.views.alerts({ assigned: 'me' }, PAGE, other)).items).toEqual([]);
  const theirs = await world.services.views.alerts({ assigned: me.personId }, PAGE, other);
  expect(theirs.items.map(({ subject }) => subject.label)).toEqual(['甲']);
  expect(await found({ assigned: other.personId })).toEqual([]);
});
