import { exportRegister } from '../../src/cli/exportRegister';
import { eventOf } from '../storage/samples';
import { useWorld } from '../services/useWorld';

const world = useWorld();
const addPerson = (username: string, unitId: string | null) =>
  world.services.people.register(
    {
      ...{ username, name: username, role: 'officer', unitId: unitId as typeof world.unitA | null },
      ...{ password: 'correct-horse-battery', disabled: false },
    },
    'system',
  );

test('accounts and people that a closed unit still has are left out and counted; only who sees all has no unit', async () => {
  await world.addAccounts(['weibo', 'w'], ['weibo', 'v', 'b']);
  for (const [name, unitId] of [
    ['whole', null],
    ['of-a', world.unitA],
    ['of-b', world.unitB],
  ] as const)
    await addPerson(name, unitId);
  const unit = await world.storage.units.byId(world.unitA, null);
  if (unit === null) throw new Error('no unit');
  await world.storage.units.setClosed(unit, { at: world.clock.now(), intoId: null }, eventOf('closed'));

  const { register, leftOut } = await exportRegister(world.storage);
  expect(register.accounts.map(({ externalId, unit: of }) => [externalId, of])).toEqual([['v', 'b']]);
  expect(register.people.map(({ username, unit: of }) => [username, of]).sort()).toEqual([
    ['of-b', 'b'],
    ['whole', null],
  ]);
  expect(leftOut).toMatchObject({ closedUnits: 1, accountsOfClosedUnits: 1, peopleOfClosedUnits: 1 });
});
