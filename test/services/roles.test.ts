import type { Action, Principal, Role } from '../../src/domain/people/role';
import { PERMISSIONS } from '../../src/domain/people/permissions';
import { bringUpToDate } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const ROOT = principal('administrator', '1');
const ofUnit = (): Principal => ({ ...principal('administrator', '2'), unitId: world.unitA });
const roles = () => world.services.people;
const versionOf = async (role: Role): Promise<number> =>
  (await roles().roles(ROOT)).find((one) => one.role === role)?.version ?? 0;
const set = async (role: Role, actions: readonly Action[], { by = ROOT, reason = '精简权限' } = {}) =>
  roles().setRole({ role, version: await versionOf(role) }, { actions, reason }, by);
async function signedIn(role: Role) {
  const person = { username: `u-${role}`, name: '王', role, unitId: null, password: 'correct-horse', disabled: false };
  await world.services.people.register(person, 'system');
  const { token, principal: first } = await world.services.people.signInWithPassword(`u-${role}`, 'correct-horse');
  return { first, who: () => world.services.people.authenticate(token) };
}

test('are the four of the product until somebody changes them; the administrator’s is never another', async () => {
  const listed = await roles().roles(ROOT);
  expect(listed.map(({ role, actions }) => [role, [...actions].sort()])).toEqual(
    Object.entries(PERMISSIONS).map(([role, actions]) => [role, [...actions].sort()]),
  );
  expect(listed.map(({ isFixed, isChanged }) => [isFixed, isChanged])).toEqual([
    [true, false],
    ...Array(3).fill([false, false]),
  ]);
  await expect(set('administrator', ['read'])).rejects.toMatchObject({ code: 'conflict' });
});

test('count from the next request on, for what is given and what is taken, and stand in the ledger', async () => {
  const viewer = await signedIn('viewer');
  expect(viewer.first.actions).toEqual(['read']);
  const remind = async () => {
    const asking = await viewer.who();
    if (asking === null) throw new Error('signed out');
    return world.services.alerts.assignees(asking);
  };
  await expect(remind()).rejects.toMatchObject({ code: 'forbidden' });
  const given = await set('viewer', ['read', 'alert.acknowledge']);
  expect(given).toMatchObject({ actions: ['read', 'alert.acknowledge'], isChanged: true, version: 2 });
  expect((await remind()).map(({ name }) => name)).toContain('王');
  const asking = await viewer.who();
  expect((await world.services.views.me(asking as Principal)).actions).toEqual(['read', 'alert.acknowledge']);
  expect(await set('viewer', ['read'])).toMatchObject({ isChanged: false, version: 3 });
  await expect(remind()).rejects.toMatchObject({ code: 'forbidden' });
  await bringUpToDate(world);
  const { items } = await world.storage.ledger.ofSubject('role:viewer', PAGE);
  expect(items.map(({ kind, data }) => [kind, data['given'], data['taken']]).sort()).toEqual([
    ['role-changed', '', 'alert.acknowledge'],
    ['role-changed', 'alert.acknowledge', ''],
  ]);
});

test('tell what was given and taken, by whom and why, the newest first and of each role its own', async () => {
  await set('officer', ['read', 'account.collect'], { reason: '试行' });
  await set('officer', ['read'], { reason: '收回' });
  await bringUpToDate(world);
  const { items } = await roles().roleHistory('officer', PAGE, ROOT);
  expect(items.map(({ reason, given }) => [reason, given])).toEqual([
    ['收回', []],
    ['试行', []],
  ]);
  expect(items[0]).toMatchObject({ by: ROOT.name, taken: ['account.collect'] });
  expect((await roles().roleHistory('viewer', PAGE, ROOT)).items).toEqual([]);
  await expect(roles().roleHistory('viewer', PAGE, principal('operator', '3'))).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('are changed by who manages the whole office, by one of those who read the same, with words', async () => {
  const change = { actions: ['read'] as const, reason: '精简' };
  await expect(roles().roles(principal('operator', '3'))).rejects.toMatchObject({ code: 'forbidden' });
  for (const by of [principal('operator', '3'), ofUnit()])
    await expect(set('officer', ['read'], { by })).rejects.toMatchObject({ code: 'forbidden' });
  const both = await Promise.allSettled(
    [1, 2].map(() => roles().setRole({ role: 'officer', version: 1 }, change, ROOT)),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(roles().setRole({ role: 'officer', version: 1 }, change, ROOT)).rejects.toMatchObject({
    code: 'conflict',
  });
});

test.each<[readonly Action[], string]>([
  [['account.collect'], 'actions'],
  [['read', 'people.manage'], 'actions'],
  [[...PERMISSIONS.officer], 'actions'],
])('%j is refused by its field', async (actions, field) => {
  await expect(set('officer', actions)).rejects.toMatchObject({ code: 'invalid-input', field });
  await expect(set('officer', ['read'], { reason: ' ' })).rejects.toMatchObject({ field: 'reason' });
});

test('nobody gives what they may not do themselves', async () => {
  const less: Principal = { ...ROOT, actions: ['read', 'people.manage'] };
  await expect(set('viewer', ['read', 'case.approve'], { by: less })).rejects.toMatchObject({ field: 'actions' });
  expect(
    await set('viewer', ['read', 'people.manage' as never].slice(0, 1) as Action[], { by: less }).catch(
      ({ message }: Error) => message,
    ),
  ).toMatch('相同');
});

test('hold for reviewers and assignees as well: who lost a right is found no more', async () => {
  await signedIn('officer');
  const names = async () => (await world.services.alerts.assignees(ROOT)).map(({ name }) => name);
  expect(await names()).toContain('王');
  await set('officer', ['read']);
  expect(await names()).not.toContain('王');
});
