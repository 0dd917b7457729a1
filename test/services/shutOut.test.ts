import type { PersonId } from '../../src/domain/ids';
import type { Principal } from '../../src/domain/people/role';
import { registerFile } from '../../src/services/imports/registerFile';
import { useWorld } from './useWorld';
import { PAGE, principal, type World } from './world';

const world = useWorld();
const PASSWORD = 'a long enough password';
const ADMINISTRATOR = principal('administrator', '1');

const register = async (
  more: Partial<Parameters<World['services']['people']['register']>[0]> = {},
  by: Principal | 'system' = 'system',
): Promise<PersonId> => {
  const given = { username: 'anna', name: '安娜', role: 'officer', unitId: world.unitA, password: PASSWORD } as const;
  return (await world.services.people.register({ ...given, ...more }, by)).id as PersonId;
};
const signIn = async (password = PASSWORD): Promise<string> =>
  (await world.services.people.signInWithPassword('anna', password)).token;
const opens = async (token: string): Promise<boolean> => (await world.services.people.authenticate(token)) !== null;
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: { code?: string }) => error.code ?? String(error),
  );
const ledgerOf = async (id: PersonId): Promise<string[]> => {
  await world.storage.outbox.relay(100);
  const { items } = await world.storage.ledger.ofSubject(`person:${id}`, PAGE);
  return items.map(({ kind, to, reason, actor }) => `${kind} ${to} ${reason} ${actor}`).reverse();
};

describe('somebody whose sessions an administrator ends', () => {
  test('is signed out everywhere, links included, may sign in again, and the ledger says why', async () => {
    const id = await register();
    const [first, second] = [await signIn(), await signIn()];
    const { secret } = await world.services.people.createLink(id);
    await world.services.people.endSessions(id, '手机遗失', ADMINISTRATOR);
    expect([await opens(first), await opens(second)]).toEqual([false, false]);
    expect(await codeOf(world.services.people.signInWithLink(secret))).toBe('link-used-or-expired');
    expect(await opens(await signIn())).toBe(true);
    expect(await ledgerOf(id)).toContainEqual(expect.stringMatching(/^person-changed sessions-ended 手机遗失 /));
  });

  test('is in the reach of whoever ends them, or not to be found', async () => {
    const id = await register();
    const end = (by: Principal): Promise<string> => codeOf(world.services.people.endSessions(id, '试', by));
    expect(await end(principal('operator', '2'))).toBe('forbidden');
    expect(await end({ ...principal('administrator', '3'), unitId: world.unitB })).toBe('not-found');
    expect(await codeOf(world.services.people.endSessions('f'.repeat(24) as PersonId, '试', ADMINISTRATOR))).toBe(
      'not-found',
    );
  });
});

describe('a session', () => {
  test.each([
    ['another password', { password: 'another long password' }],
    ['another role', { role: 'viewer' }],
    ['no unit any more', { unitId: null }],
    ['being disabled', { disabled: true }],
  ] as const)('ends with %s, and so does a link that waits', async (_what, change) => {
    const id = await register();
    const [first, second] = [await signIn(), await signIn()];
    const { secret } = await world.services.people.createLink(id);
    await register(change);
    expect([await opens(first), await opens(second)]).toEqual([false, false]);
    expect(await codeOf(world.services.people.signInWithLink(secret))).toBe('link-used-or-expired');
  });

  test.each([
    ['another name', { name: '改名' }],
    ['the same password again, as every import brings it', { password: PASSWORD }],
    ['no password given', { password: null }],
  ] as const)('goes on with %s', async (_what, change) => {
    await register();
    const token = await signIn();
    await register(change);
    expect(await opens(token)).toBe(true);
  });

  test('that somebody begins with the old password while it is changed opens nothing', async () => {
    const id = await register();
    const before = await world.storage.people.byId(id);
    await register({ password: 'another long password' });
    await world.storage.sessions.create({
      tokenHash: world.deps.hasher.sha256('raced'),
      personId: id,
      kind: 'session',
      epoch: before?.sessionEpoch ?? -1,
      expiresAt: new Date(world.clock.now().getTime() + 1_000),
      createdAt: world.clock.now(),
    });
    expect(await opens('raced')).toBe(false);
    expect(await opens(await signIn('another long password'))).toBe(true);
  });
});

describe('shutting a person out', () => {
  test('ends their sessions, keeps them out until they are let in again, and the ledger has both', async () => {
    const id = await register();
    const token = await signIn();
    const out = await world.services.people.setDisabled(id, { is: true, reason: '调离' }, ADMINISTRATOR);
    expect(out).toMatchObject({ username: 'anna', disabled: true });
    expect(await opens(token)).toBe(false);
    expect(await codeOf(signIn())).toBe('sign-in-failed');
    expect(await codeOf(world.services.people.createLink(id))).toBe('conflict');
    expect(
      await codeOf(world.services.people.issueLink(id, { reason: '忘记密码', forPassword: false }, ADMINISTRATOR)),
    ).toBe('conflict');
    await world.services.people.setDisabled(id, { is: false, reason: '调回' }, ADMINISTRATOR);
    expect(await opens(token)).toBe(false);
    expect(await opens(await signIn())).toBe(true);
    expect((await ledgerOf(id)).filter((line) => line.startsWith('person-changed'))).toEqual([
      'person-changed null added system:register',
      `person-changed disabled 调离 person:${ADMINISTRATOR.personId}`,
      `person-changed enabled 调回 person:${ADMINISTRATOR.personId}`,
    ]);
  });

  test('is for administrators, within their subtree, and never for oneself or twice', async () => {
    const id = await register();
    const disable = (by: Principal, is = true): Promise<string> =>
      codeOf(world.services.people.setDisabled(id, { is, reason: '试' }, by));
    expect(await disable(principal('operator', '2'))).toBe('forbidden');
    expect(await disable(principal('administrator', '2', world.unitB))).toBe('not-found');
    expect(await disable({ ...ADMINISTRATOR, personId: id })).toBe('conflict');
    expect(await disable(ADMINISTRATOR, false)).toBe('conflict');
    expect(await disable(principal('administrator', '2', world.unitA))).toBe('ok');
    expect(await disable(ADMINISTRATOR)).toBe('conflict');
    const ofOffice = await register({ username: 'root', unitId: null, role: 'administrator' });
    expect(
      await codeOf(
        world.services.people.setDisabled(
          ofOffice,
          { is: true, reason: '试' },
          principal('administrator', '2', world.unitA),
        ),
      ),
    ).toBe('not-found');
  });

  test('is not undone by an import that still lists the person', async () => {
    const person = { username: 'anna', name: '安娜', role: 'officer', unit: 'a', password: null } as const;
    const units = [{ key: 'a', name: '甲局', parent: null, level: 'department' }] as const;
    const id = await register();
    await world.services.people.setDisabled(id, { is: true, reason: '调离' }, ADMINISTRATOR);
    await registerFile(world, { units: [...units], accounts: [], people: [person] });
    expect((await world.storage.people.byId(id))?.disabled).toBe(true);
    expect(await codeOf(signIn())).toBe('sign-in-failed');
  });
});

describe('a link for somebody who cannot sign in', () => {
  test('gets a locked person in once, forgets the wrong passwords, and stands in the ledger without its secret', async () => {
    const id = await register();
    for (let attempt = 0; attempt < 5; attempt += 1) await codeOf(signIn('wrong'));
    expect(await codeOf(signIn())).toBe('locked-out');
    expect((await world.services.people.list(ADMINISTRATOR))[0]?.lockedUntilAt).not.toBeNull();
    const { secret } = await world.services.people.issueLink(
      id,
      { reason: '多次输错，已电话核实', forPassword: false },
      ADMINISTRATOR,
    );
    expect(await codeOf(world.services.people.signInWithLink(secret))).toBe('ok');
    expect(await codeOf(world.services.people.signInWithLink(secret))).toBe('link-used-or-expired');
    expect(await codeOf(signIn())).toBe('ok');
    const lines = await ledgerOf(id);
    expect(lines).toContain(`person-changed sign-in-link-issued 多次输错，已电话核实 person:${ADMINISTRATOR.personId}`);
    expect(JSON.stringify(lines)).not.toContain(secret);
  });

  test('is made by administrators only, for people within their subtree', async () => {
    const id = await register();
    const issue = (by: Principal): Promise<string> =>
      codeOf(world.services.people.issueLink(id, { reason: '试', forPassword: false }, by));
    expect(await issue(principal('operator', '2'))).toBe('forbidden');
    expect(await issue(principal('administrator', '2', world.unitB))).toBe('not-found');
    expect(await issue(principal('administrator', '2', world.unitA))).toBe('ok');
    expect(
      await codeOf(
        world.services.people.issueLink(
          'f'.repeat(24) as PersonId,
          { reason: '试', forPassword: false },
          ADMINISTRATOR,
        ),
      ),
    ).toBe('not-found');
  });
});
