import type { PersonId, UnitId } from '../../src/domain/ids';
import { DAY_MS } from '../../src/domain/time/instant';
import { useWorld } from './useWorld';
import { PAGE, principal, SETTINGS, type World } from './world';

const world = useWorld();
const PASSWORD = 'a long enough password';
const ADMINISTRATOR = principal('administrator', '1');

const register = (
  username: string,
  more: Partial<Parameters<World['services']['people']['register']>[0]> = {},
): ReturnType<World['services']['people']['register']> =>
  world.services.people.register(
    { username, name: username, role: 'operator', unitId: null, password: PASSWORD, ...more },
    'system',
  );
const refusalOf = (promise: Promise<unknown>): Promise<{ code?: string; field?: string }> =>
  promise.then(
    () => ({ code: 'ok' }),
    (error: { code?: string; field?: string }) => error,
  );
const ledgerOf = async (id: string): Promise<string[]> => {
  await world.storage.outbox.relay(100);
  const { items } = await world.storage.ledger.ofSubject(`person:${id}`, PAGE);
  return items.map(({ kind, from, to, reason, actor }) => `${kind} ${from}>${to} ${reason} ${actor}`).reverse();
};

describe('registering a person', () => {
  test('shows who they are and whether they have a password, never the password', async () => {
    expect(await register('anna', { role: 'officer', unitId: world.unitA })).toEqual({
      id: expect.any(String) as string,
      assignments: [],
      isGuest: false,
      username: 'anna',
      name: 'anna',
      role: 'officer',
      unitId: world.unitA,
      disabled: false,
      hasPassword: true,
      lockedUntilAt: null,
      addresses: { mail: null, mobile: null, wecomUserId: null, feishuOpenId: null },
    });
    expect(await register('berta', { password: null })).toMatchObject({ hasPassword: false });
  });

  test('needs a name and a password of ten characters, where one is given', async () => {
    expect(await refusalOf(register(' '))).toMatchObject({ code: 'invalid-input', field: 'username' });
    expect(await refusalOf(register('anna', { password: '123456789' }))).toMatchObject({
      code: 'invalid-input',
      field: 'password',
    });
    expect(await refusalOf(register('anna', { password: '1234567890' }))).toEqual({ code: 'ok' });
  });

  test('leaves a line for what was added and changed, and none for what stays as it is', async () => {
    const { id } = await register('anna');
    await register('anna');
    await register('anna', { password: null });
    await world.services.people.register(
      { username: 'anna', name: '安娜', role: 'operator', unitId: null, password: null },
      ADMINISTRATOR,
    );
    expect(await ledgerOf(id)).toEqual([
      'person-changed null>null added system:register',
      `person-changed null>changed changed person:${ADMINISTRATOR.personId}`,
    ]);
  });

  test('anew keeps the lock that wrong passwords set', async () => {
    await register('anna');
    for (let tries = 0; tries < 5; tries += 1)
      await refusalOf(world.services.people.signInWithPassword('anna', 'wrong'));
    await register('anna', { name: '安娜' });
    expect(await refusalOf(world.services.people.signInWithPassword('anna', PASSWORD))).toMatchObject({
      code: 'locked-out',
    });
    const listed = await world.services.people.list(ADMINISTRATOR);
    expect(listed.map(({ lockedUntilAt }) => lockedUntilAt)).toEqual([
      new Date(world.clock.now().getTime() + SETTINGS.signIn.lockMs).toISOString(),
    ]);
  });

  test('the list is for administrators; one of the whole office sees everybody', async () => {
    await register('anna', { unitId: world.unitA });
    await register('berta');
    expect((await world.services.people.list(ADMINISTRATOR)).map(({ username }) => username).sort()).toEqual([
      'anna',
      'berta',
    ]);
    expect(await refusalOf(world.services.people.list(principal('operator', '2')))).toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('whom an import lists no longer', () => {
  test('is disabled once, with a line that says so; unknown names are left alone', async () => {
    const { id } = await register('anna');
    await world.services.people.disableUnlisted(['nobody', 'anna']);
    await world.services.people.disableUnlisted(['anna']);
    expect((await world.storage.people.byId(id as PersonId))?.disabled).toBe(true);
    expect(await ledgerOf(id)).toEqual([
      'person-changed null>null added system:register',
      'person-changed enabled>disabled not-listed system:import',
    ]);
  });
});

describe('refused sign-ins in the ledger', () => {
  test('say wrong password, and locked out for the one that locks; a name nobody has is unknown', async () => {
    const { id } = await register('anna');
    for (const username of ['anna', 'nobody'])
      for (let tries = 0; tries < 6; tries += 1)
        await refusalOf(world.services.people.signInWithPassword(username, 'wrong'));
    const lines = [
      ...Array<string>(4).fill('sign-in-refused null>null wrong-password system:sign-in'),
      'sign-in-refused null>null locked-out system:sign-in',
    ];
    expect((await ledgerOf(id)).filter((line) => line.startsWith('sign'))).toEqual(lines);
    expect(await ledgerOf('unknown')).toEqual(lines);
  });

  test('a sign-in says by what it was made', async () => {
    const { id } = await register('anna');
    await world.services.people.signInWithPassword('anna', PASSWORD);
    const { secret } = await world.services.people.createLink(id as PersonId);
    await world.services.people.signInWithLink(secret);
    expect((await ledgerOf(id)).filter((line) => line.startsWith('sign'))).toEqual([
      `signed-in null>null password person:${id}`,
      `signed-in null>null link person:${id}`,
    ]);
  });
});

describe('a link', () => {
  test('is made for somebody who exists, for an hour', async () => {
    const { id } = await register('anna');
    const { expiresAt } = await world.services.people.createLink(id as PersonId);
    expect(expiresAt).toEqual(new Date(world.clock.now().getTime() + SETTINGS.signIn.linkMs));
    expect(await refusalOf(world.services.people.createLink('f'.repeat(24) as PersonId))).toMatchObject({
      code: 'not-found',
    });
  });

  test('made before its owner was disabled opens nothing, though they are let in again', async () => {
    const { id } = await register('anna');
    const { secret } = await world.services.people.createLink(id as PersonId);
    await world.services.people.disableUnlisted(['anna']);
    await world.services.people.setDisabled(id as PersonId, { is: false, reason: '误停' }, ADMINISTRATOR);
    expect(await refusalOf(world.services.people.signInWithLink(secret))).toMatchObject({
      code: 'link-used-or-expired',
    });
  });
});

describe('the first administrator', () => {
  const bootstrap = (bootstrapToken: string | null = null): Promise<{ personId: PersonId }> =>
    world.services.people.bootstrap({ username: 'admin', name: '管理员', bootstrapToken });
  const admin = (username: string, more: object = {}): Promise<{ id: string }> =>
    register(username, { role: 'administrator', ...more });

  test('is the configured one, else any other of the whole office who may sign in', async () => {
    const other = await admin('other');
    expect(await bootstrap()).toEqual({ personId: other.id });
    const configured = await admin('admin');
    expect(await bootstrap()).toEqual({ personId: configured.id });
  });

  test.each<[string, (unitId: UnitId) => object]>([
    ['of a unit alone', (unitId) => ({ unitId })],
    ['who is disabled', () => ({ disabled: true })],
    ['who is an operator', () => ({ role: 'operator' })],
  ])('is none %s: then the configured name becomes one', async (_who, more) => {
    const other = await admin('other', more(world.unitA));
    const made = await bootstrap();
    expect(made.personId).not.toBe(other.id);
    expect(await world.storage.people.byId(made.personId)).toMatchObject({
      username: 'admin',
      name: '管理员',
      role: 'administrator',
      unitId: null,
      passwordHash: null,
      disabled: false,
    });
    expect(await ledgerOf(made.personId)).toEqual(['person-changed null>null first-administrator system:bootstrap']);
  });

  test('signs in by a token that is renewed once it has run out, and not before', async () => {
    const first = await bootstrap('token-number-one-long');
    const opens = async (): Promise<boolean> =>
      (await world.services.people.authenticate('token-number-one-long')) !== null;
    world.clock.pass(SETTINGS.signIn.tokenMs - 1);
    expect(await opens()).toBe(true);
    await bootstrap('token-number-one-long');
    world.clock.pass(1);
    expect(await opens()).toBe(false);
    expect(await bootstrap('token-number-one-long')).toEqual(first);
    expect(await opens()).toBe(true);
    world.clock.pass(DAY_MS);
    expect(await opens()).toBe(true);
  });
});
