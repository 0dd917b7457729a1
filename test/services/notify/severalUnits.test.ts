import type { AssignmentId, PersonId, UnitId } from '../../../src/domain/ids';
import { eventOf } from '../../storage/samples';
import { addChannel, addPerson, addRoute, alertAbout } from './notifyWorld';
import { useNotify } from './useNotify';
import { PAGE, principal } from '../world';

const { world, side, services, office } = useNotify();

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

test('of an alert over several units readers see that they and a group of theirs were told', async () => {
  const { storage, unitA, unitB } = world;
  const officer = await addPerson(storage, { unitId: unitA, role: 'officer' });
  const mail = await addChannel(storage, { kind: 'mail', name: '邮件' });
  await addRoute(storage, mail, { audience: { kind: 'unit', levelsUp: 0, role: null } });
  const groups = await Promise.all(
    [unitA, unitB].map((unitId, at) => addChannel(storage, { name: `群${at + 1}`, unitId })),
  );
  for (const [at, group] of groups.entries()) await addRoute(storage, group, { position: at + 2 });
  await addPerson(storage, { unitId: unitB, role: 'officer' }, { mail: 'b@office.example' });
  await office.alerts(
    alertAbout('两处', {
      unitId: null,
      unitPath: [world.officeId, unitA, unitB],
      byUnit: { [unitA]: { accounts: 1 }, [unitB]: { accounts: 1 } },
    }),
  );
  await office.work();
  const [alert] = (await storage.alerts.list({}, PAGE, null)).items;
  if (alert === undefined) throw new Error('no alert');
  const seenBy = async (personId: PersonId, unitId: UnitId | null): Promise<readonly string[]> =>
    (await services.notify.deliveries(alert.id, { ...principal('officer', '3', unitId), personId })).map(
      ({ channelName }) => channelName,
    );
  expect([...(await seenBy(officer, null))].sort()).toEqual(['群1', '群2', '邮件', '邮件']);
  expect([...(await seenBy(officer, unitA))].sort()).toEqual(['群1', '邮件']);
  expect(await seenBy('e'.repeat(24) as PersonId, unitA)).toEqual(['群1']);
});
