import type { PersonId, UnitId } from '../../src/domain/ids';
import { personRegistrations } from '../../src/services/imports/personRegistrations';
import type { PersonRegistration } from '../../src/services/registrations';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const ROOT = principal('administrator', '1');
const PASSWORD = 'a long enough password';
const person = (n: number, more: Partial<PersonRegistration> = {}): PersonRegistration => ({
  ...{ id: String(n).padStart(24, '0') as PersonId, username: `person-${n}`, name: `人员${n}`, role: 'officer' },
  ...{ unitId: world.unitA, password: null, ...more },
});
const many = (count: number): PersonRegistration[] => Array.from({ length: count }, (_, n) => person(n + 10));
const usernames = async (): Promise<string[]> => (await world.storage.people.list()).map(({ username }) => username);
const register = (people: readonly PersonRegistration[], by: typeof ROOT | 'system' = ROOT) =>
  world.services.people.registerMany(people, by);

test('many are added as one by one, each with a line in the ledger in whose name it was', async () => {
  await register([...many(3), person(20, { password: PASSWORD })]);
  expect(await usernames()).toEqual(expect.arrayContaining(['person-10', 'person-11', 'person-12', 'person-20']));
  expect((await world.services.people.signInWithPassword('person-20', PASSWORD)).token).toBeTruthy();
  await world.storage.outbox.relay(100);
  const { items } = await world.storage.ledger.ofSubject(`person:${person(10).id}`, PAGE);
  expect(items.map(({ kind, reason, actor }) => `${kind} ${reason} ${actor}`)).toEqual([
    `person-changed added person:${ROOT.personId}`,
  ]);
});

test('a list of hundreds is asked for and written together', async () => {
  const asked = [
    jest.spyOn(world.storage.people, 'byUsername'),
    jest.spyOn(world.storage.people, 'add'),
    jest.spyOn(world.storage.units, 'list'),
    jest.spyOn(world.storage.people, 'addMissing'),
  ];
  const told: number[] = [];
  await world.services.people.registerMany(many(700), ROOT, (done) => told.push(done));
  expect(asked.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 1, 2]);
  for (const one of asked) one.mockRestore();
  expect(told).toEqual([0, 500]);
  expect((await usernames()).length).toBeGreaterThanOrEqual(700);
});

test('a list that is registered again writes nothing, and what differs in it is changed', async () => {
  await register(many(3));
  await world.storage.outbox.relay(100);
  const before = await world.storage.ledger.lastSeq();
  await register(many(3));
  expect(await world.storage.outbox.relay(100)).toBe(0);
  await register([...many(2), person(12, { name: '王敏' })]);
  await world.storage.outbox.relay(100);
  expect((await world.storage.ledger.lastSeq()) - before).toBe(1);
  expect(await world.storage.people.byUsername('person-12')).toMatchObject({ name: '王敏' });
});

test.each<[string, Partial<PersonRegistration>, string]>([
  ['without a user name', { username: ' ' }, 'invalid-input'],
  ['with a short password', { password: 'short' }, 'invalid-input'],
])('where one of them is %s nobody is added', async (_, wrong, code) => {
  const before = await usernames();
  await expect(register([...many(3), person(30, wrong)])).rejects.toMatchObject({ code });
  expect(await usernames()).toEqual(before);
});

test('an administrator of a unit adds nobody elsewhere, to the whole office or to a closed unit', async () => {
  const ofA = principal('administrator', '7', world.unitA);
  const before = await usernames();
  for (const unitId of [world.unitB, null])
    await expect(register([...many(2), person(30, { unitId })], ofA)).rejects.toMatchObject({ code: 'not-found' });
  await expect(register(many(1), principal('officer', '9'))).rejects.toMatchObject({ code: 'forbidden' });
  const unit = await world.storage.units.byId(world.unitB, null);
  await world.storage.units.setClosed(
    unit!,
    { at: world.clock.now(), intoId: null },
    { eventId: world.deps.ids.eventId(), ledger: LINE },
  );
  await expect(register([...many(2), person(30, { unitId: world.unitB })])).rejects.toMatchObject({ field: 'unitId' });
  expect(await usernames()).toEqual(before);
  await register(many(2), ofA);
  expect(await usernames()).toContain('person-11');
});
const LINE = {
  ...{ kind: 'unit-changed', subject: 'unit:x', from: null, to: null, reason: 'test', actor: 'system:test' },
  ...{ data: {}, occurredAt: new Date(0), recordedAt: new Date(0) },
} as never;

test('a name that somebody else takes meanwhile is a conflict, and the name stays theirs', async () => {
  const { addMissing } = world.storage.people;
  const meanwhile = jest.spyOn(world.storage.people, 'addMissing').mockImplementationOnce(async (added) => {
    await world.services.people.register(person(99, { username: 'person-11' }), 'system');
    return addMissing(added);
  });
  await expect(register(many(3))).rejects.toMatchObject({ code: 'conflict' });
  meanwhile.mockRestore();
  expect(await world.storage.people.byUsername('person-11')).toMatchObject({ name: '人员99' });
});

test('whoever belongs to a unit that is gone comes to belong to nothing, least of all to the whole office', async () => {
  const row = { username: 'wang', name: '王敏', role: 'administrator', unit: 'gone' } as const;
  const registration = await personRegistrations(world.deps);
  expect(() => registration(row)).toThrow(expect.objectContaining({ code: 'invalid-input', field: 'unit' }));
  expect(registration({ ...row, unit: null }).unitId).toBe(null satisfies UnitId | null);
});
