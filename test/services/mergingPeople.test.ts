import type { PersonId, SubscriptionId, UnitId } from '../../src/domain/ids';
import type { Role } from '../../src/domain/people/role';
import { MINUTE_MS } from '../../src/domain/time/instant';
import type { UnitMoves } from '../../src/ports/storage';
import { bringUpToDate } from './fixtures';
import { addChannel, addRoute, addSilence, ANY } from './notify/notifyWorld';
import { eventOf } from '../storage/samples';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const ROOT = principal('administrator', '1');
const DOCUMENT = { reason: '机构改革', documentNumber: '编发〔2026〕8号', effectiveOn: '2026-10-01' };
const merge = () => world.services.accounts.mergeUnit({ unitId: world.unitA, intoId: world.unitB, ...DOCUMENT }, ROOT);
const addPerson = async (username: string, role: Role, unitId: UnitId): Promise<PersonId> =>
  (
    await world.services.people.register(
      { username, name: username, role, unitId, password: 'correct-horse-battery', disabled: false },
      'system',
    )
  ).id as PersonId;
const linesAbout = async (id: PersonId) => {
  await bringUpToDate(world);
  const { items } = await world.storage.ledger.ofSubject(`person:${id}`, PAGE);
  return items.filter(({ reason }) => reason === 'unit-merged');
};

test('whoever comes to the other unit is written down, one by one, and signs in anew; nobody else is', async () => {
  const id = await addPerson('wang', 'officer', world.unitA);
  const other = await addPerson('li', 'officer', world.unitB);
  const before = [await world.storage.people.byId(id), await world.storage.people.byId(other)];
  await merge();
  const after = [await world.storage.people.byId(id), await world.storage.people.byId(other)];
  expect(after.map((person, index) => (person?.sessionEpoch ?? 0) - (before[index]?.sessionEpoch ?? 0))).toEqual([
    1, 0,
  ]);
  expect(await linesAbout(id)).toMatchObject([
    { kind: 'person-changed', to: 'changed', data: { unitIdBefore: world.unitA, unitIdAfter: world.unitB } },
  ]);
  expect(await linesAbout(other)).toEqual([]);
});

test('a merge that is gone on with changes nobody a second time', async () => {
  const ids = [await addPerson('wang', 'officer', world.unitA), await addPerson('zhao', 'viewer', world.unitA)];
  const { settle } = world.storage.unitMoves;
  Object.assign(world.storage.unitMoves, { settle: () => Promise.reject(new Error('killed')) });
  await expect(merge()).rejects.toThrow('killed');
  Object.assign(world.storage.unitMoves, { settle });
  const epochs = await Promise.all(ids.map(async (id) => (await world.storage.people.byId(id))?.sessionEpoch));
  world.clock.pass(2 * MINUTE_MS);
  expect(await world.services.accounts.resumeMoves()).toEqual({ resumed: 1 });
  expect(await Promise.all(ids.map(async (id) => (await world.storage.people.byId(id))?.sessionEpoch))).toEqual(epochs);
  for (const id of ids) expect(await linesAbout(id)).toHaveLength(1);
});

test('somebody who is given to a third unit at that moment is changed once, by one of the two', async () => {
  const id = await addPerson('wang', 'officer', world.unitA);
  const before = await world.storage.people.byId(id);
  if (before === null) throw new Error('nobody');
  const { steps } = world.storage.unitMoves;
  const given: Promise<boolean>[] = [];
  const meanwhile: UnitMoves['steps'] = (one, merged) =>
    steps(one, {
      ...merged,
      person: (person, units) => {
        // After the step has read them, and before it writes.
        const after = { ...before, unitId: world.officeId };
        given.push(world.storage.people.describe(before, after, { endsSessions: true, event: eventOf('given') }));
        return merged.person(person, units);
      },
    });
  Object.assign(world.storage.unitMoves, { steps: meanwhile });
  await merge();
  Object.assign(world.storage.unitMoves, { steps });
  const [wasGiven] = await Promise.all(given);
  expect(await world.storage.people.byId(id)).toMatchObject({
    unitId: wasGiven === true ? world.officeId : world.unitB,
    sessionEpoch: before.sessionEpoch + 1,
  });
  expect(await linesAbout(id)).toHaveLength(wasGiven === true ? 0 : 1);
});

test('the preview says how many of the people are administrators of the other unit afterwards', async () => {
  await addPerson('wang', 'administrator', world.unitA);
  await addPerson('zhao', 'officer', world.unitA);
  await addPerson('li', 'administrator', world.unitB);
  const view = await world.services.accounts.previewMerge({ unitId: world.unitA, intoId: world.unitB }, ROOT);
  expect(view).toMatchObject({ people: 2, administrators: 1 });
});

test('what tells people or others of the closed unit is not made to speak of the other one; it is counted', async () => {
  const match = { ...ANY, unitId: world.unitA };
  const channel = await addChannel(world.storage, { unitId: world.unitA });
  await addRoute(world.storage, channel, { match });
  await addSilence(world.storage, { match });
  await world.storage.subscriptions.insert(
    {
      ...{ id: world.deps.ids.id<SubscriptionId>(), name: '市局平台', unitId: null, match },
      ...{ disabled: false, lastTest: null, version: 1 },
    },
    {},
    eventOf('subscription'),
  );
  const view = await world.services.accounts.previewMerge({ unitId: world.unitA, intoId: world.unitB }, ROOT);
  expect(view.settings).toBe(4);
  await merge();
  const { notifyChannels, notifyRoutes, silences, subscriptions, unitMoves } = world.storage;
  expect((await notifyChannels.list()).map(({ unitId }) => unitId)).toEqual([world.unitA]);
  expect((await notifyRoutes.list()).map(({ match: { unitId } }) => unitId)).toEqual([world.unitA]);
  expect((await silences.list()).map(({ match: { unitId } }) => unitId)).toEqual([world.unitA]);
  expect((await subscriptions.list()).map(({ match: { unitId } }) => unitId)).toEqual([world.unitA]);
  expect([await unitMoves.settings(world.unitA), await unitMoves.settings(world.unitB)]).toEqual([4, 0]);
});
