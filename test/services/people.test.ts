import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { useWorld } from './useWorld';
import { hasher, principal, type World } from './world';

const world = useWorld({ office: 'kept' });
const PASSWORD = 'a long enough password';

const register = (
  username: string,
  more: Partial<Parameters<World['services']['people']['register']>[0]> = {},
): ReturnType<World['services']['people']['register']> =>
  world.services.people.register(
    { username, name: username, role: 'operator', unitId: null, password: PASSWORD, disabled: false, ...more },
    'system',
  );
const signIn = (username: string, password = PASSWORD): ReturnType<World['services']['people']['signInWithPassword']> =>
  world.services.people.signInWithPassword(username, password);
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: { code?: string }) => error.code ?? 'error',
  );

describe('signInWithPassword', () => {
  test('opens a session of twelve hours, of which only the hash is stored', async () => {
    await register('anna');
    const { token, expiresAt, principal: who } = await signIn('anna');
    expect(expiresAt).toEqual(new Date(world.clock.now().getTime() + 12 * HOUR_MS));
    expect(who).toMatchObject({ name: 'anna', role: 'operator', via: 'session' });
    expect(await world.services.people.authenticate(token)).toMatchObject({ personId: who.personId });
    expect(await world.services.people.authenticate(hasher.sha256(token))).toBeNull();
    await world.services.people.signOut(token);
    expect(await world.services.people.authenticate(token)).toBeNull();
  });

  test('ends after its twelve hours', async () => {
    await register('berta');
    const { token } = await signIn('berta');
    world.clock.pass(12 * HOUR_MS - 1);
    expect(await world.services.people.authenticate(token)).not.toBeNull();
    world.clock.pass(1);
    expect(await world.services.people.authenticate(token)).toBeNull();
  });

  // A name that exists and one that does not must be indistinguishable: same answers, same hashing, same lock.
  test.each(['carla', 'nobody'])('locks %s after five wrong passwords for fifteen minutes', async (username) => {
    await register('carla');
    const answers: string[] = [];
    const hashed: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const before = world.passwords.verified;
      answers.push(await codeOf(signIn(username, 'wrong')));
      hashed.push(world.passwords.verified - before);
    }
    expect(answers).toEqual([
      'sign-in-failed',
      'sign-in-failed',
      'sign-in-failed',
      'sign-in-failed',
      'locked-out',
      'locked-out',
    ]);
    expect(hashed).toEqual([1, 1, 1, 1, 1, 0]);
    expect(await codeOf(signIn(username))).toBe('locked-out');
    world.clock.pass(15 * MINUTE_MS - 1);
    expect(await codeOf(signIn(username))).toBe('locked-out');
    world.clock.pass(1);
    expect(await codeOf(signIn(username))).toBe(username === 'carla' ? 'ok' : 'locked-out');
  });

  test('a right password forgets the wrong ones before it', async () => {
    await register('dora');
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 4; tries += 1) await codeOf(signIn('dora', 'wrong'));
      expect(await codeOf(signIn('dora'))).toBe('ok');
    }
  });

  test('refuses a disabled person and one without a password, and hashes no megabytes', async () => {
    await register('emil', { disabled: true });
    await register('fritz', { password: null });
    expect(await codeOf(signIn('emil'))).toBe('sign-in-failed');
    expect(await codeOf(signIn('fritz'))).toBe('sign-in-failed');
    const before = world.passwords.verified;
    expect(await codeOf(signIn('nobody-else', 'x'.repeat(1_000_000)))).toBe('sign-in-failed');
    expect(world.passwords.verified).toBe(before);
  });

  test('leaves a line in the ledger without what was typed', async () => {
    const { id } = await register('gerda');
    await world.storage.outbox.relay(100);
    await codeOf(signIn('gerda', 'hunter2-hunter2'));
    await signIn('gerda');
    const lines = (await world.storage.ledger.ofSubject(`person:${id}`, { limit: 10, cursor: null })).items;
    expect(lines.map(({ kind }) => kind)).toEqual(['signed-in', 'sign-in-refused', 'person-changed']);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });
});

describe('sign-in links', () => {
  test('work once, for their hour', async () => {
    const { id } = await register('hans');
    const personId = id as Parameters<World['services']['people']['createLink']>[0];
    const first = await world.services.people.createLink(personId);
    expect(await codeOf(world.services.people.signInWithLink(first.secret))).toBe('ok');
    expect(await codeOf(world.services.people.signInWithLink(first.secret))).toBe('link-used-or-expired');
    const second = await world.services.people.createLink(personId);
    world.clock.pass(HOUR_MS);
    expect(await codeOf(world.services.people.signInWithLink(second.secret))).toBe('link-used-or-expired');
    expect(await codeOf(world.services.people.signInWithLink('made-up'))).toBe('link-used-or-expired');
  });

  test('a link is no session', async () => {
    const { id } = await register('ida');
    const { secret } = await world.services.people.createLink(
      id as Parameters<World['services']['people']['createLink']>[0],
    );
    expect(await world.services.people.authenticate(secret)).toBeNull();
  });
});

describe('bootstrap', () => {
  test('makes one administrator, and opens the API for the configured token until it is replaced', async () => {
    const first = await world.services.people.bootstrap({
      username: 'admin',
      name: '管理员',
      bootstrapToken: 'token-number-one-long',
    });
    expect(await world.services.people.authenticate('token-number-one-long')).toMatchObject({
      personId: first.personId,
      role: 'administrator',
      unitId: null,
      via: 'token',
    });
    expect(
      await world.services.people.bootstrap({
        username: 'admin',
        name: '管理员',
        bootstrapToken: 'token-number-one-long',
      }),
    ).toEqual(first);
    await world.services.people.bootstrap({
      username: 'admin',
      name: '管理员',
      bootstrapToken: 'token-number-two-long',
    });
    expect(await world.services.people.authenticate('token-number-one-long')).toBeNull();
    expect(await world.services.people.authenticate('token-number-two-long')).not.toBeNull();
    await world.services.people.bootstrap({ username: 'admin', name: '管理员', bootstrapToken: null });
    expect(await world.services.people.authenticate('token-number-two-long')).toBeNull();
  });
});

describe('register, list', () => {
  test('an administrator of a subtree reaches nobody outside it and gives nobody more than it', async () => {
    const local = principal('administrator', '7', world.unitA);
    const given = {
      username: 'klara',
      name: 'klara',
      role: 'officer',
      unitId: world.unitA,
      password: PASSWORD,
      disabled: false,
    } as const;
    expect(await codeOf(world.services.people.register(given, local))).toBe('ok');
    expect(
      await codeOf(world.services.people.register({ ...given, username: 'lena', unitId: world.unitB }, local)),
    ).toBe('not-found');
    expect(await codeOf(world.services.people.register({ ...given, username: 'lena', unitId: null }, local))).toBe(
      'not-found',
    );
    await register('whole-office');
    expect(await codeOf(world.services.people.register({ ...given, username: 'whole-office' }, local))).toBe(
      'not-found',
    );
    expect((await world.services.people.list(local)).map(({ username }) => username)).toEqual(['klara']);
    expect(await codeOf(world.services.people.register(given, principal('operator', '7')))).toBe('forbidden');
  });

  test('keeps the password where none is given, and refuses a short one', async () => {
    await register('moritz');
    await register('moritz', { password: null, name: '改名' });
    expect(await codeOf(signIn('moritz'))).toBe('ok');
    expect(await codeOf(register('nina', { password: 'short' }))).toBe('invalid-input');
    world.clock.pass(SECOND_MS);
  });
});
