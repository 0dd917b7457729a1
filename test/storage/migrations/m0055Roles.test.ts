import { ROLES } from '../../../src/domain/people/role';
import { m0055Roles } from '../../../src/storage/migrations/m0055Roles';
import { eventOf } from '../samples';
import { useTestStore } from '../testStore';

const { store, storage } = useTestStore();

test('every role is a row, and one that somebody has changed stays so however often it runs', async () => {
  const connection = await store.raw();
  const rows = connection.collection<{ _id: string }>('roles');
  await rows.deleteMany({ _id: { $ne: 'viewer' } });
  const changed = { role: 'viewer', added: ['reminder.send'], removed: [], version: 2 } as const;
  expect(await storage.roles.put(changed, eventOf('role'))).toBe(true);
  for (let run = 0; run < 2; run += 1) await m0055Roles.up(connection);
  expect(await rows.countDocuments()).toBe(ROLES.length);
  expect((await storage.roles.list()).find(({ role }) => role === 'viewer')).toEqual(changed);
});
