import { credentialOf } from '../../src/domain/credentials/credentialOf';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import type { Credential } from '../../src/domain/credentials/credential';
import { useScriptedWorld } from './useWorld';
import { PAGE, principal } from './world';

const { world, armed, services } = useScriptedWorld();
const signal = new AbortController().signal;
const administrator = principal('administrator', '1');
const run = { owner: 'test', max: 100, signal };

const credential = async (externalId: string): Promise<Credential> => {
  const found = await world.storage.credentials.ofAccount((await world.account(externalId)).account.id);
  if (found === null) throw new Error('no credential');
  return found;
};
const ledger = async (): Promise<string[]> => {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.after(0, 500))
    .filter(({ kind }) => kind === 'credential-changed')
    .map(({ from, to, reason }) => `${from ?? '-'}→${to ?? '-'} ${reason}`);
};

describe("authorisation on the platform's page", () => {
  const begin = async (externalId: string | null, by = administrator): Promise<string> => {
    const accountId = externalId === null ? null : (await world.account(externalId)).account.id;
    const { url } = await services.credentials.authorise(
      { accountId, applicationId: externalId === null ? 'app-1' : null, origin: 'https://matrix.test', signal },
      by,
    );
    expect(new URL(url).searchParams.get('redirect')).toBe('https://matrix.test/callbacks/authorised/weibo');
    return new URL(url).searchParams.get('state') ?? '';
  };
  const finish = (state: string, code: string) =>
    services.credentials.finishAuthorisation({ platform: 'weibo', query: { state, code }, signal });
  const grant = (code: string, externalId: string): void => {
    armed.grants.set(code, {
      externalId,
      name: '甲',
      credential: { accessToken: `granted-${code}` },
      expiresAt: new Date(world.clock.now().getTime() + 30 * DAY_MS),
    });
  };
  beforeEach(async () => {
    await world.addAccounts(['weibo', 'w'], ['weibo', 'v', 'b']);
    await services.credentials.saveApplication(
      { platform: 'weibo', label: '矩阵应用', secrets: { appKey: 'app-1', secret: 'app-secret' } },
      administrator,
    );
  });

  test('replaces the secret by what was granted, remembers who and through what, and the account publishes again', async () => {
    grant('c1', 'w');
    await world.storage.accounts.noteCredential(
      (await world.account('w')).account.id,
      { present: true, noPublishReason: 'no-permission' },
      world.clock.now(),
    );
    expect(await finish(await begin('w'), 'c1')).toMatchObject({ kind: 'granted', accountName: '账号w' });
    const { account } = await world.account('w');
    expect(await world.storage.accounts.credential(account.id)).toEqual({ accessToken: 'granted-c1' });
    expect(account.noPublishReason).toBeNull();
    expect(await credential('w')).toMatchObject({
      state: 'untested',
      applicationId: 'app-1',
      grantedBy: { name: '人员1' },
      version: 2,
    });
    await services.credentials.testDue(run);
    // Several are tested side by side, in no order.
    const tested = armed.tested.find((access) => access.account.id === account.id);
    expect(tested?.application).toEqual({ appKey: 'app-1', secret: 'app-secret' });
    const detail = await services.credentials.show(credentialOf(account.id), administrator);
    expect(JSON.stringify([detail, (await services.credentials.list({}, PAGE, administrator)).items])).not.toMatch(
      /granted-c1|app-secret|token-/,
    );
    expect(JSON.stringify(await world.storage.ledger.after(0, 500))).not.toMatch(/granted-c1|app-secret/);
  });

  test('of another account stores nothing, says whose it was, and stands in the ledger', async () => {
    grant('c1', 'v');
    expect(await finish(await begin('w'), 'c1')).toMatchObject({
      kind: 'failed',
      reason: 'wrong-account',
      detail: expect.stringContaining('“甲”（v）') as string,
    });
    expect(await world.storage.accounts.credential((await world.account('w')).account.id)).toEqual({
      accessToken: 'token-w',
    });
    expect(await world.storage.accounts.credential((await world.account('v')).account.id)).toEqual({
      accessToken: 'token-v',
    });
    expect(await ledger()).toContain('-→not-stored wrong-account');
  });

  test('begun for no account in particular takes whichever registered one consents', async () => {
    grant('c1', 'v');
    expect(await finish(await begin(null), 'c1')).toMatchObject({ kind: 'granted', accountName: '账号v' });
    grant('c2', 'stranger');
    expect(await finish(await begin(null), 'c2')).toMatchObject({ kind: 'failed', reason: 'account-unknown' });
  });

  test('works once, within half an hour, and for nobody who guesses', async () => {
    const state = await begin('w');
    grant('c1', 'w');
    expect(await finish('guess', 'c1')).toMatchObject({ reason: 'state-unknown' });
    expect(await finish(state, 'unknown-code')).toMatchObject({ kind: 'failed', reason: 'platform-refused' });
    expect(await finish(state, 'c1')).toMatchObject({ reason: 'state-unknown' });
    const late = await begin('w');
    world.clock.pass(30 * MINUTE_MS);
    expect(await finish(late, 'c1')).toMatchObject({ reason: 'state-unknown' });
    expect((await credential('w')).version).toBe(1);
  });

  test('may be begun by an operator within their scope, and by nobody else', async () => {
    const operatorOfB = principal('operator', '5', world.unitB);
    await expect(begin('w', operatorOfB)).rejects.toMatchObject({ code: 'not-found' });
    grant('c1', 'w');
    expect(await finish(await begin(null, operatorOfB), 'c1')).toMatchObject({
      kind: 'failed',
      reason: 'account-unknown',
    });
    await expect(begin('w', principal('officer', '6'))).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('needs to know which application where there are several', async () => {
    await services.credentials.saveApplication(
      { platform: 'weibo', label: '另一应用', secrets: { appKey: 'app-2', secret: 's' } },
      administrator,
    );
    await expect(begin('w')).rejects.toMatchObject({ code: 'invalid-input', field: 'applicationId' });
  });
});

describe('by hand', () => {
  test('an administrator stores and removes a secret, with a reason; the account then cannot publish', async () => {
    await world.addAccounts(['weibo', 'w']);
    const { account } = await world.account('w');
    await expect(
      services.credentials.saveForAccount(
        account.id,
        { secrets: { acessToken: 'x' }, applicationId: null, expiresAt: null },
        administrator,
      ),
    ).rejects.toMatchObject({ code: 'invalid-input', field: 'secrets.acessToken', remedy: '是否想写 accessToken？' });
    await expect(
      services.credentials.saveForAccount(
        account.id,
        { secrets: { accessToken: 'x' }, applicationId: null, expiresAt: null },
        principal('operator', '2'),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(
      await services.credentials.saveForAccount(
        account.id,
        { secrets: { accessToken: 'by-hand' }, applicationId: null, expiresAt: null },
        administrator,
      ),
    ).toMatchObject({ state: 'untested', grantedBy: '人员1' });
    await services.credentials.remove(credentialOf(account.id), '人员离岗', administrator);
    expect((await world.account('w')).account).toMatchObject({
      hasCredential: false,
      noPublishReason: 'no-credential',
    });
    await expect(services.credentials.show(credentialOf(account.id), administrator)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await ledger()).toEqual(['untested→untested stored-by-hand', 'untested→removed removed-by-hand']);
  });
});
