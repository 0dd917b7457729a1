import type { AssignmentId, PersonId, UnitId } from '../../../src/domain/ids';
import { eventOf } from '../../storage/samples';
import { addChannel, addPerson, addRoute, alertAbout } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, office } = useNotify();

/** An officer of unit A who acts for unit B as well, as a viewer. */
async function seconded(): Promise<PersonId> {
  const id = await addPerson(world.storage, { unitId: world.unitA, role: 'officer' });
  const person = await world.storage.people.byId(id);
  if (person === null) throw new Error('nobody');
  const held = [{ id: 'd'.repeat(24) as AssignmentId, role: 'viewer' as const, unitId: world.unitB }];
  await world.storage.people.setAssignments(person, held, eventOf(`person:${id}`));
  return id;
}
const about = (label: string, unitId: UnitId) => alertAbout(label, { unitPath: [unitId] });

test('whoever acts for two units is told of alerts of both, once each, and of none elsewhere', async () => {
  const id = await seconded();
  const channel = await addChannel(world.storage, { kind: 'mail' });
  await addRoute(world.storage, channel, { audience: { kind: 'people', personIds: [id] } });
  await addRoute(world.storage, channel, { audience: { kind: 'unit', levelsUp: 0, role: null }, position: 2 });
  await office.alerts(
    about('甲账号', world.unitA),
    about('乙账号', world.unitB),
    about('别处', 'f'.repeat(24) as UnitId),
  );
  await office.work();
  const states = (await office.notifications()).map(({ alert, state }) => `${alert.subject.label} ${state}`);
  expect(states.sort()).toEqual(['乙账号 sent', '甲账号 sent', ...states.filter((one) => one.includes('别处'))].sort());
  const told = side.arrived.flatMap(({ message }) => [message.title, ...message.lines.map(({ text }) => text)]).join();
  expect(['甲账号', '乙账号', '别处'].map((label) => told.includes(label))).toEqual([true, true, false]);
});

test('the only one of a unit with a role is found there, though they belong elsewhere', async () => {
  await seconded();
  const channel = await addChannel(world.storage, { kind: 'mail' });
  await addRoute(world.storage, channel, { audience: { kind: 'unit', levelsUp: 0, role: 'viewer' } });
  await office.alerts(about('甲账号', world.unitA), about('乙账号', world.unitB));
  await office.work();
  expect((await office.notifications()).map(({ alert, state }) => `${alert.subject.label} ${state}`)).toEqual([
    '乙账号 sent',
  ]);
});
