import { credentialOf } from '../../src/domain/credentials/credentialOf';
import type { NoPublishReason } from '../../src/domain/accounts/account';
import type { Credential, CredentialState } from '../../src/domain/credentials/credential';
import type { AccountId, CredentialId } from '../../src/domain/ids';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import type { GrantedAccess } from '../../src/ports/connectors';
import type { Storage } from '../../src/ports/storage';
import { createServices } from '../../src/services/index';
import { issuePolicy } from './fixtures';
import { failure } from './platform';
import { useScriptedWorld } from './useWorld';
import { principal } from './world';

const { world, armed, services } = useScriptedWorld();
const signal = new AbortController().signal;
const ADMINISTRATOR = principal('administrator', '1');
const RUN = { owner: 'test', max: 10, signal };

const idOf = async (externalId: string): Promise<AccountId> => (await world.account(externalId)).account.id;
const credential = async (externalId = 'w'): Promise<Credential> => {
  const found = await world.storage.credentials.ofAccount(await idOf(externalId));
  if (found === null) throw new Error('no credential');
  return found;
};
const reason = async (): Promise<NoPublishReason | null> => (await world.account('w')).account.noPublishReason;
const linesOf = async (subject: string): Promise<readonly string[]> => {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.after(0, 500))
    .filter((line) => line.subject.startsWith(subject) && !line.kind.endsWith('registered'))
    .map(({ from, to, reason: why, actor }) => `${from}>${to} ${why} ${actor}`);
};
const over = (credentials: Partial<Storage['credentials']>) =>
  createServices({
    ...world.deps,
    connectors: armed.registry,
    storage: { ...world.storage, credentials: { ...world.storage.credentials, ...credentials } },
  }).credentials;
const saveApplication = (appKey: string) =>
  services.credentials.saveApplication(
    { platform: 'weibo', label: `应用${appKey}`, secrets: { appKey, secret: `secret-${appKey}` } },
    ADMINISTRATOR,
  );
beforeEach(() => world.addAccounts(['weibo', 'w'], ['weibo', 'v', 'b']));

describe('what a test finds', () => {
  const ACCEPTED = { kind: 'accepted', expiresAt: null } as const;
  const REFUSED = { kind: 'refused', failure: failure('re-authorise', 'weibo-21327') } as const;
  const UNKNOWN = { kind: 'cannot-tell', failure: failure('retry-later', 'http-503', 40 * MINUTE_MS) } as const;

  test.each<[NoPublishReason | null, CredentialState, 'accepted' | 'refused' | 'cannot-tell', NoPublishReason | null]>([
    [null, 'working', 'accepted', null],
    [null, 'working', 'refused', 'credential-refused'],
    [null, 'working', 'cannot-tell', null],
    ['credential-expired', 'working', 'accepted', null],
    ['credential-refused', 'refused', 'accepted', null],
    ['credential-refused', 'refused', 'cannot-tell', 'credential-refused'],
    ['no-permission', 'refused', 'accepted', null],
    ['no-permission', 'untested', 'accepted', null],
    ['no-permission', 'working', 'accepted', 'no-permission'],
    ['no-permission', 'expiring', 'accepted', 'no-permission'],
    ['no-permission', 'working', 'refused', 'no-permission'],
  ])(
    'for an account that publishes nothing for %p, its credential %s: %s leaves %p',
    async (before, state, end, after) => {
      const { id } = await credential();
      await world.storage.accounts.noteCredential(
        await idOf('w'),
        { present: true, noPublishReason: before },
        world.clock.now(),
      );
      const expiresAt = state === 'expiring' ? new Date(world.clock.now().getTime() + 3 * DAY_MS) : null;
      const known = await credential();
      await world.storage.credentials.save(
        { ...known, state, expiresAt, secrets: { accessToken: 'x' }, nextCheckAt: world.clock.now() },
        known.version,
        null,
      );
      armed.credentialChecks.set('w', { accepted: ACCEPTED, refused: REFUSED, 'cannot-tell': UNKNOWN }[end]);
      await services.credentials.testDue(RUN);
      expect(await reason()).toBe(after);
      const why = end === 'refused' ? 'credential-refused' : 'credential-accepted';
      expect(await linesOf(`account:${await idOf('w')}`)).toEqual(
        before === after ? [] : [`${before}>${after} ${why} system:credential-check`],
      );
      expect((await credential()).lastCheckOutcome).toBe(end);
      expect(await linesOf(`credential:${id}`)).toHaveLength(
        end === 'cannot-tell' || (end === 'accepted' && ['working', 'expiring'].includes(state)) ? 0 : 1,
      );
    },
  );

  test('is asked again later where the platform said when', async () => {
    armed.credentialChecks.set('w', UNKNOWN);
    await services.credentials.testDue(RUN);
    expect((await credential()).nextCheckAt).toEqual(new Date(world.clock.now().getTime() + 40 * MINUTE_MS));
  });

  test('is nothing where we were told to stop, or another process took it over', async () => {
    const stop = new AbortController();
    armed.credentialChecks.set('w', UNKNOWN);
    armed.credentialChecks.set('v', UNKNOWN);
    const { tested } = armed;
    Object.assign(tested, { push: () => stop.abort() });
    expect(await services.credentials.testDue({ ...RUN, signal: stop.signal })).toMatchObject({ stopped: 2 });
    expect((await credential()).lastCheckOutcome).toBeNull();
    world.clock.pass(3 * MINUTE_MS);
    armed.credentialChecks.set('w', REFUSED);
    expect(await over({ settleCredentialCheck: () => Promise.resolve(false) }).testDue({ ...RUN, max: 2 })).toEqual({
      'lease-lost': 2,
    });
    expect(await reason()).toBeNull();
  });
});

describe('an authorisation', () => {
  const grant = (code: string, more: Partial<GrantedAccess> = {}): void => {
    armed.grants.set(code, {
      externalId: 'w',
      name: null,
      credential: { accessToken: `granted-${code}` },
      expiresAt: null,
      ...more,
    });
  };
  const begin = async (accountId: AccountId | null, applicationId: string | null = null) => {
    const { url, expiresAt } = await services.credentials.authorise(
      { accountId, applicationId, origin: 'https://matrix.test', signal },
      ADMINISTRATOR,
    );
    return { state: new URL(url).searchParams.get('state') ?? '', expiresAt };
  };
  const finish = (state: string, code = 'c', by = services.credentials, platform: 'weibo' | 'wechat' = 'weibo') =>
    by.finishAuthorisation({ platform, query: { state, code }, signal });

  test('goes through the application that the account granted access through before, where there are several', async () => {
    for (const appKey of ['app-1', 'app-2']) await saveApplication(appKey);
    await services.credentials.saveForAccount(
      await idOf('w'),
      { secrets: { accessToken: 'x' }, applicationId: 'app-2', expiresAt: null },
      ADMINISTRATOR,
    );
    grant('c');
    const { state, expiresAt } = await begin(await idOf('w'));
    expect(expiresAt).toEqual(new Date(world.clock.now().getTime() + 30 * MINUTE_MS));
    expect(await finish(state)).toEqual({ kind: 'granted', accountId: await idOf('w'), accountName: '账号w' });
    expect(await credential()).toMatchObject({ applicationId: 'app-2', expiresAt: null });
    expect(await linesOf('credential:')).toContain(`untested>untested authorised person:${ADMINISTRATOR.personId}`);
    await expect(begin(await idOf('v'))).rejects.toMatchObject({ message: '登记了不止一个应用，无法判断用哪一个。' });
  });

  test('that comes back to another platform, or whose application is gone by then, stores nothing', async () => {
    const { id } = await saveApplication('app-1');
    grant('c');
    const elsewhere = await begin(await idOf('w'));
    expect(await finish(elsewhere.state, 'c', services.credentials, 'wechat')).toMatchObject({
      reason: 'state-unknown',
    });
    const { state } = await begin(await idOf('w'));
    await services.credentials.remove(id as CredentialId, '停用', ADMINISTRATOR);
    expect(await finish(state)).toMatchObject({ kind: 'failed', reason: 'application-missing' });
    expect((await credential()).version).toBe(1);
  });

  test('of another account is told by its id where it has no name, with what was granted in the ledger', async () => {
    await saveApplication('app-1');
    grant('c', { externalId: 'v' });
    const { state } = await begin(await idOf('w'));
    expect(await finish(state)).toMatchObject({
      reason: 'wrong-account',
      detail: expect.stringContaining('平台上授权的是“v”，不是“账号w”（w）') as string,
    });
    const line = (await world.storage.ledger.after(0, 500)).find(({ to }) => to === 'not-stored');
    expect(line).toMatchObject({
      subject: `credential:${await idOf('w')}`,
      reason: 'wrong-account',
      actor: `person:${ADMINISTRATOR.personId}`,
      data: expect.objectContaining({ note: 'granted v' }) as object,
    });
  });

  test('while others store the same secret all the time is given up after five tries', async () => {
    await saveApplication('app-1');
    grant('c');
    const { state } = await begin(await idOf('w'));
    let tries = 0;
    const contested = over({
      save: () => {
        tries += 1;
        return Promise.resolve('conflict');
      },
    });
    expect(await finish(state, 'c', contested)).toMatchObject({ kind: 'failed', reason: 'busy' });
    expect(tries).toBe(5);
    await expect(
      contested.saveForAccount(
        await idOf('w'),
        { secrets: { accessToken: 'x' }, applicationId: null, expiresAt: null },
        ADMINISTRATOR,
      ),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      contested.saveApplication(
        { platform: 'weibo', label: '应用', secrets: { appKey: 'a', secret: 's' } },
        ADMINISTRATOR,
      ),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(tries).toBe(15);
    const gone = over({ remove: () => Promise.resolve(false) });
    await expect(gone.remove(credentialOf(await idOf('w')), '停用', ADMINISTRATOR)).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('an application', () => {
  test('shows how many accounts and reposts go through it', async () => {
    const { id } = await saveApplication('app-1');
    for (const name of ['w', 'v'])
      await services.credentials.saveForAccount(
        await idOf(name),
        { secrets: { accessToken: 'x' }, applicationId: 'app-1', expiresAt: null },
        ADMINISTRATOR,
      );
    await issuePolicy(world);
    const shown = await services.credentials.show(id as CredentialId, ADMINISTRATOR);
    expect(shown.dependants).toMatchObject({ accounts: 2, obligations: 2 });
    expect(shown.dependants.listed.map(({ name, obligations }) => [name, obligations]).sort()).toEqual([
      ['账号v', 1],
      ['账号w', 1],
    ]);
    expect(shown).toMatchObject({ messages: null, lastTest: null });
    expect((await saveApplication('app-2')).id).not.toBe(id);
  });

  test('whose secret cannot be opened any more is stored anew over it', async () => {
    const { id } = await saveApplication('app-1');
    const sealed = over({ secrets: () => Promise.reject(new Error('no key')) });
    expect(
      await sealed.saveApplication(
        { platform: 'weibo', label: '应用app-1', secrets: { appKey: 'app-1', secret: 'secret-app-1' } },
        ADMINISTRATOR,
      ),
    ).toMatchObject({ id });
    expect(await linesOf('credential:')).toHaveLength(2);
  });
});

describe('a warning', () => {
  test('is not counted where another process gave it, and asks for a test only at the end itself', async () => {
    const known = await credential();
    const expiresAt = new Date(world.clock.now().getTime() + 7 * DAY_MS);
    const nextCheckAt = new Date(world.clock.now().getTime() + 60 * DAY_MS);
    await world.storage.credentials.save(
      { ...known, state: 'working', expiresAt, secrets: { accessToken: 'x' }, nextCheckAt },
      known.version,
      null,
    );
    expect(await over({ recordWarning: () => Promise.resolve(false) }).warnExpiring(10)).toEqual({});
    expect(await services.credentials.warnExpiring(10)).toEqual({ within7: 1 });
    expect(await services.credentials.warnExpiring(10)).toEqual({});
    expect((await credential()).nextCheckAt).toEqual(nextCheckAt);
    world.clock.set(expiresAt);
    expect(await services.credentials.warnExpiring(10)).toEqual({ expired: 1 });
    expect((await credential()).nextCheckAt).toEqual(expiresAt);
    expect((await linesOf('credential:')).map((line) => line.replace(/ .* /u, ' '))).toEqual([
      'working>expiring system:credentials',
      'expiring>expired system:credentials',
    ]);
  });
});
