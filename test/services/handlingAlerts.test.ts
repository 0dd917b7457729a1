import type { AlertId, PersonId, UnitId } from '../../src/domain/ids';
import type { Role } from '../../src/domain/people/role';
import { draftOf, personOf, tell } from '../storage/samples';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld({ office: 'kept' });
const people: Record<string, PersonId> = {};
const OPERATOR = principal('operator', '1');
let alertId: AlertId;
let officerOfA = OPERATOR;

async function addPerson(name: string, role: Role, given: { unitId?: UnitId; disabled?: boolean } = {}): Promise<void> {
  const person = await world.storage.people.upsert(personOf({ name, role, ...given }));
  people[name] = person.id;
}

beforeAll(async () => {
  officerOfA = principal('officer', '2', world.unitA);
  await addPerson('甲局信息员', 'officer', { unitId: world.unitA });
  await addPerson('乙局信息员', 'officer', { unitId: world.unitB });
  await addPerson('值班员', 'operator');
  await addPerson('只读', 'viewer');
  await addPerson('离职', 'officer', { unitId: world.unitA, disabled: true });
  const unit = await world.storage.units.byId(world.unitA, null);
  const own = draftOf({ owner: 'a', unitId: world.unitA, unitPath: unit?.path ?? [] });
  await tell(world.storage, 'a', { wanted: [own] });
  alertId = (await world.services.views.alerts({}, PAGE, OPERATOR)).items[0]?.id as AlertId;
});

const names = async (who: typeof OPERATOR): Promise<readonly string[]> =>
  (await world.services.alerts.assignees(who)).map(({ name }) => name).sort();
const give = (name: string, who = OPERATOR) =>
  world.services.alerts.assignEach([alertId], people[name] ?? ('f'.repeat(24) as PersonId), who);
const unknownPerson = { code: 'not-found', field: 'personId' };

test('alerts are given to those who may acknowledge them: by the office to anybody, by a unit to its own', async () => {
  expect(await names(OPERATOR)).toEqual(['乙局信息员', '值班员', '甲局信息员']);
  expect(await names(officerOfA)).toEqual(['甲局信息员']);
  await expect(names(principal('viewer', '3'))).rejects.toMatchObject({ code: 'forbidden' });
});

test('to nobody else, and not to who does not see the alert', async () => {
  for (const name of ['只读', '离职', '无此人']) await expect(give(name)).rejects.toMatchObject(unknownPerson);
  await expect(give('值班员', officerOfA)).rejects.toMatchObject(unknownPerson);
  await expect(give('甲局信息员', principal('viewer', '3'))).rejects.toMatchObject({ code: 'forbidden' });
  expect(await give('乙局信息员')).toEqual([{ id: alertId, result: 'unseen-by-them' }]);
});

test('whom it was given to, and by whom, stands on the alert and in the ledger; also that it was taken back', async () => {
  expect(await give('甲局信息员', officerOfA)).toEqual([{ id: alertId, result: 'assigned' }]);
  expect(await give('甲局信息员')).toEqual([{ id: alertId, result: 'already' }]);
  const { items } = await world.services.views.alerts({}, PAGE, OPERATOR);
  expect(items[0]).toMatchObject({
    change: 'assigned',
    state: 'open',
    assigned: { personId: people['甲局信息员'], name: '甲局信息员' },
    changedBy: officerOfA.name,
  });
  expect(await world.services.alerts.assignEach([alertId], null, OPERATOR)).toEqual([
    { id: alertId, result: 'assigned' },
  ]);
  await world.storage.outbox.relay(50);
  const ledger = (await world.storage.ledger.ofSubject(`alert:${alertId}`, PAGE)).items;
  expect(ledger.map(({ kind, to, reason, data }) => [kind, to, reason, data['assigneeName'] ?? null])).toEqual([
    ['alert-assigned', null, 'released', null],
    ['alert-assigned', people['甲局信息员'], 'assigned', '甲局信息员'],
  ]);
});

test('many are acknowledged by who may, each with what came of it', async () => {
  const unknown = 'f'.repeat(24) as AlertId;
  await expect(world.services.alerts.acknowledgeEach([alertId], principal('viewer', '3'))).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await world.services.alerts.acknowledgeEach([alertId], principal('officer', '4', world.unitB))).toEqual([
    { id: alertId, result: 'not-found' },
  ]);
  expect(await world.services.alerts.acknowledgeEach([alertId, unknown], officerOfA)).toEqual([
    { id: alertId, result: 'acknowledged' },
    { id: unknown, result: 'not-found' },
  ]);
});
