import { credentialOf } from '../../src/domain/credentials/credentialOf';
import type { Credential } from '../../src/domain/credentials/credential';
import type { AccountId, CredentialId } from '../../src/domain/ids';
import { DAY_MS } from '../../src/domain/time/instant';
import { useScriptedWorld } from './useWorld';
import { PAGE, principal } from './world';

const { world, services } = useScriptedWorld();
const signal = new AbortController().signal;
const ADMINISTRATOR = principal('administrator', '1');
const OPERATOR = principal('operator', '2');
const NOBODY = 'f'.repeat(24);

const idOf = async (externalId: string): Promise<AccountId> => (await world.account(externalId)).account.id;
const credential = async (externalId: string): Promise<Credential | null> =>
  world.storage.credentials.ofAccount(await idOf(externalId));
type Given = Parameters<typeof services.credentials.saveForAccount>[1];
const save = async (more: Partial<Given>, by = ADMINISTRATOR, id?: AccountId) =>
  services.credentials.saveForAccount(
    id ?? (await idOf('w')),
    { secrets: { accessToken: 'by-hand' }, applicationId: null, expiresAt: null, ...more },
    by,
  );
const saveApplication = (secrets: Record<string, string>, more: object = {}) =>
  services.credentials.saveApplication({ platform: 'weibo', label: '矩阵应用', secrets, ...more }, ADMINISTRATOR);
const lines = async (): Promise<object[]> => {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.after(0, 500)).filter(({ kind }) => kind === 'credential-changed');
};
beforeEach(() => world.addAccounts(['weibo', 'w'], ['wechat', 'x']));

describe('a secret stored by hand', () => {
  test('is for an account in the scope, and holds something', async () => {
    await expect(save({}, principal('administrator', '3', world.unitB))).rejects.toMatchObject({ code: 'not-found' });
    await expect(save({}, ADMINISTRATOR, NOBODY as AccountId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(save({ secrets: {} }, ADMINISTRATOR, await idOf('x'))).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'secrets',
    });
  });

  test('may not have ended already; the end it has is remembered', async () => {
    const now = world.clock.now();
    await expect(save({ expiresAt: now })).rejects.toMatchObject({ code: 'invalid-input', field: 'expiresAt' });
    const expiresAt = new Date(now.getTime() + 1);
    expect(await save({ expiresAt })).toMatchObject({ expiresAt: expiresAt.toISOString(), state: 'untested' });
    expect(await credential('w')).toMatchObject({
      expiresAt,
      grantedAt: now,
      nextCheckAt: now,
      grantedBy: { personId: ADMINISTRATOR.personId, name: '人员1' },
      label: '账号w',
      unitId: world.unitA,
    });
  });

  test('through an application names one that is registered', async () => {
    await expect(save({ applicationId: 'app-1' })).rejects.toMatchObject({ field: 'applicationId' });
    await saveApplication({ appKey: 'app-1', secret: 's' });
    expect(await save({ applicationId: 'app-1' })).toMatchObject({ applicationId: 'app-1' });
  });

  test('may hold what checks messages only where the platform sends some', async () => {
    await expect(save({ secrets: { accessToken: 'x', callbackToken: 'y' } })).rejects.toMatchObject({
      field: 'secrets.callbackToken',
    });
    expect(await save({ secrets: { callbackToken: 'y' } }, ADMINISTRATOR, await idOf('x'))).toMatchObject({
      state: 'untested',
    });
    await expect(save({ secrets: { nonsense: 'y' } }, ADMINISTRATOR, await idOf('x'))).rejects.toMatchObject({
      remedy: '可用：accessToken、appSecret、callbackToken、callbackAesKey。',
    });
  });

  test('lets an account be published to again that had lost the permission', async () => {
    await world.storage.accounts.noteCredential(
      await idOf('w'),
      { present: true, noPublishReason: 'no-permission' },
      world.clock.now(),
    );
    await save({});
    expect((await world.account('w')).account).toMatchObject({ hasCredential: true, noPublishReason: null });
  });
});

describe('an application', () => {
  test('is stored by administrators of the whole office, for a platform that has some', async () => {
    const given = { platform: 'weibo', label: '应用', secrets: { appKey: 'app-1', secret: 's' } } as const;
    await expect(services.credentials.saveApplication(given, OPERATOR)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      services.credentials.saveApplication(given, principal('administrator', '3', world.unitA)),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(saveApplication(given.secrets, { platform: 'portal' })).rejects.toMatchObject({ field: 'platform' });
    await expect(saveApplication({ appKey: 'app-1' })).rejects.toMatchObject({ field: 'secrets.secret' });
    expect(await services.credentials.saveApplication(given, ADMINISTRATOR)).toMatchObject({
      label: '应用',
      applicationId: 'app-1',
      accountId: null,
      unitId: null,
      expiresAt: null,
      grantedBy: '人员1',
      nextTestAt: null,
    });
    expect(await lines()).toMatchObject([{ from: null, to: 'untested', reason: 'stored-by-hand' }]);
  });

  test('stored again as it is leaves no line; with another name or secret it is the same one, changed', async () => {
    const first = await saveApplication({ appKey: 'app-1', secret: 's' });
    expect(await saveApplication({ appKey: 'app-1', secret: 's' })).toEqual(first);
    expect(await lines()).toHaveLength(1);
    expect(await saveApplication({ appKey: 'app-1', secret: 's' }, { label: '改名' })).toMatchObject({
      id: first.id,
      label: '改名',
    });
    expect((await saveApplication({ appKey: 'app-1', secret: 'other' }, { label: '改名' })).id).toBe(first.id);
    expect(await lines()).toHaveLength(3);
    expect(await world.storage.credentials.secrets(first.id as CredentialId)).toEqual({
      appKey: 'app-1',
      secret: 'other',
    });
    expect((await saveApplication({ appKey: 'app-2', secret: 's' })).id).not.toBe(first.id);
  });
});

describe('a secret that is taken away', () => {
  test('leaves an account that cannot be published to, and says why in the ledger', async () => {
    const id = credentialOf(await idOf('w'));
    await expect(services.credentials.remove(id, '离岗', OPERATOR)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      services.credentials.remove(id, '离岗', principal('administrator', '3', world.unitB)),
    ).rejects.toMatchObject({ code: 'not-found' });
    await services.credentials.remove(id, '离岗', ADMINISTRATOR);
    expect(await credential('w')).toBeNull();
    expect((await world.account('w')).account.noPublishReason).toBe('no-credential');
    expect(await lines()).toMatchObject([{ from: 'untested', to: 'removed', data: { note: '离岗' } }]);
    await expect(services.credentials.remove(id, '离岗', ADMINISTRATOR)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('of a platform without an interface leaves it without one; of an application touches no account', async () => {
    await services.accounts.registerAccounts([
      {
        unitKey: 'a',
        platform: 'portal',
        externalId: 'p',
        name: '门户',
        homeUrl: 'https://p.test/',
        columnClass: 'news',
        region: '',
        status: 'active',
        openedAt: null,
        settings: {},
        credential: { accessToken: 'k' },
      },
    ]);
    await services.credentials.remove(credentialOf(await idOf('p')), '停用', ADMINISTRATOR);
    expect((await world.account('p')).account).toMatchObject({ hasCredential: false, noPublishReason: 'no-api' });
    const { id } = await saveApplication({ appKey: 'app-1', secret: 's' });
    await services.credentials.remove(id as CredentialId, '停用', ADMINISTRATOR);
    expect(await world.storage.credentials.ofApplication('weibo', 'app-1')).toBeNull();
    expect((await world.account('w')).account.hasCredential).toBe(true);
  });
});

describe('a test somebody asks for', () => {
  test('is due at once, for who may authorise, of a credential that can be tested by itself', async () => {
    await services.credentials.testDue({ owner: 't', max: 10, signal });
    expect(await services.credentials.testDue({ owner: 't', max: 10, signal })).toEqual({});
    const id = credentialOf(await idOf('w'));
    await expect(services.credentials.test(id, principal('officer', '3'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(services.credentials.test(id, principal('operator', '3', world.unitB))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await services.credentials.test(id, OPERATOR)).toEqual({ dueAt: world.clock.now() });
    expect(await services.credentials.testDue({ owner: 't', max: 10, signal })).toEqual({ accepted: 1 });
    const application = await saveApplication({ appKey: 'app-1', secret: 's' });
    await expect(services.credentials.test(application.id as CredentialId, OPERATOR)).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('the list of credentials', () => {
  test('may be narrowed to those that end within days, the last instant included', async () => {
    await save({ expiresAt: new Date(world.clock.now().getTime() + 7 * DAY_MS) });
    const within = async (expiresWithinDays: number): Promise<number> =>
      (await services.credentials.list({ expiresWithinDays }, PAGE, ADMINISTRATOR)).items.length;
    expect([await within(7), await within(6)]).toEqual([1, 0]);
  });

  test('shows how it was last tested, and with one what depends on it', async () => {
    await services.credentials.testDue({ owner: 't', max: 10, signal });
    const shown = await services.credentials.show(credentialOf(await idOf('w')), ADMINISTRATOR);
    expect(shown).toMatchObject({
      lastTest: { at: world.clock.now().toISOString(), outcome: 'accepted', code: null },
      messages: null,
      dependants: {
        accounts: 1,
        obligations: 0,
        listed: [{ accountId: await idOf('w'), name: '账号w', obligations: 0 }],
      },
    });
    await expect(services.credentials.show(NOBODY as CredentialId, ADMINISTRATOR)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
