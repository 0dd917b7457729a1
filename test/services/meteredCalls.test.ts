import type { Account } from '../../src/domain/accounts/account';
import type { Remedy } from '../../src/domain/errors';
import type { Connector, PublishRequest } from '../../src/ports/connectors';
import { meteredConnectors } from '../../src/services/credentials/meteredConnectors';
import { failure } from './platform';
import { useScriptedWorld } from './useWorld';
import { PAGE, principal } from './world';

const { world, armed, services } = useScriptedWorld();
const signal = new AbortController().signal;
const ADMINISTRATOR = principal('administrator', '1');

const account = async (): Promise<Account> => (await world.account('w')).account;
const call = () => ({ startedAt: world.clock.now(), signal });
/** What one attempt to publish returns, and what was asked of the platform. */
function connectorThatFails(remedy: Remedy): { readonly connector: Connector; readonly asked: string[] } {
  const asked: string[] = [];
  const plain = armed.registry.for('weibo');
  const { publisher } = plain;
  if (publisher === null) throw new Error('no publisher');
  const connector: Connector = {
    ...plain,
    publisher: {
      ...publisher,
      publish: () => {
        asked.push('publish');
        return Promise.resolve({ kind: 'failed', failure: failure(remedy, `weibo-${remedy}`) });
      },
      confirm: () => {
        asked.push('confirm');
        return Promise.resolve({ kind: 'not-found' });
      },
    },
  };
  const registry = { for: () => connector, all: [connector] };
  return { connector: meteredConnectors({ ...world.deps, connectors: registry }).for('weibo'), asked };
}
const request = async (): Promise<PublishRequest & { readonly notBeforeAt: Date }> =>
  ({ access: { account: await account(), credential: null, application: null } }) as unknown as PublishRequest & {
    readonly notBeforeAt: Date;
  };
beforeEach(() => world.addAccounts(['weibo', 'w']));

describe('once the calls of the day are spent', () => {
  const SPENT = {
    remedy: 'retry-later',
    code: 'own-call-budget-spent',
    // 10:00 of Beijing: fourteen hours are left of its day.
    retryAfterMs: 14 * 3_600_000,
  };
  test('nothing is called, and each kind of call says so in its own way', async () => {
    armed.callsPerDay = 10;
    const { connector, asked } = connectorThatFails('retry-later');
    const { id } = await account();
    for (let spent = 0; spent < 10; spent += 1)
      await world.storage.callCounts.spend({
        accountId: id,
        platform: 'weibo',
        on: '2026-09-18' as never,
        ceiling: 10,
        expiresAt: new Date('2026-09-21T16:00:00Z'),
      });
    const { access } = await request();
    expect(await connector.collector.collect(access, call())).toMatchObject({
      outcome: 'rate-limited',
      detail: 'own-call-budget-spent',
      items: [],
      completeFromAt: null,
      failure: SPENT,
    });
    expect(await connector.credentialCheck?.(access, call())).toMatchObject({ kind: 'cannot-tell', failure: SPENT });
    expect(await connector.publisher?.publish(await request(), call())).toMatchObject({
      kind: 'failed',
      failure: SPENT,
    });
    expect(await connector.publisher?.confirm(await request(), call())).toMatchObject({
      kind: 'cannot-tell',
      failure: SPENT,
    });
    expect([asked, armed.tested, armed.looked]).toEqual([[], [], []]);
    expect(await world.storage.callCounts.count(id, '2026-09-18' as never)).toBe(10);
  });
});

describe('a repost that the platform refuses', () => {
  test.each<[Remedy, string | null]>([
    ['fix-configuration', 'no-permission'],
    ['re-authorise', 'credential-refused'],
    ['retry-later', null],
    ['fix-content', null],
  ])('with %s leaves the account %p for the next one', async (remedy, reason) => {
    const { connector } = connectorThatFails(remedy);
    await services.credentials.testDue({ owner: 't', max: 10, signal });
    world.clock.pass(1_000);
    expect(await connector.publisher?.publish(await request(), call())).toMatchObject({ kind: 'failed' });
    expect((await account()).noPublishReason).toBe(reason);
    const lines = (await ledger()).filter(({ kind }) => kind === 'account-changed');
    expect(lines.map(({ to, reason: why, actor }) => [to, why, actor])).toEqual(
      reason === null ? [] : [[reason, `weibo-${remedy}`, 'system:publish']],
    );
    // Whether the credential itself is refused is asked at once.
    const tested = await services.credentials.testDue({ owner: 't', max: 10, signal });
    expect(tested).toEqual(reason === 'credential-refused' ? { accepted: 1 } : {});
  });

  test('leaves what is known of it already', async () => {
    await world.storage.accounts.noteCredential(
      (await account()).id,
      { present: true, noPublishReason: 'no-permission' },
      world.clock.now(),
    );
    const { connector } = connectorThatFails('re-authorise');
    await connector.publisher?.publish(await request(), call());
    expect((await account()).noPublishReason).toBe('no-permission');
  });

  async function ledger() {
    while ((await world.storage.outbox.relay(500)) > 0);
    return world.storage.ledger.after(0, 500);
  }
});

describe('an application', () => {
  test('stored by an import belongs to the register, and has no door where its platform sends nothing', async () => {
    const given = { platform: 'weibo', label: '应用', secrets: { appKey: 'app-1', secret: 's' } } as const;
    expect(await services.credentials.saveApplication(given, 'system')).toMatchObject({ grantedBy: 'register' });
    while ((await world.storage.outbox.relay(500)) > 0);
    expect((await world.storage.ledger.after(0, 500)).find(({ kind }) => kind === 'credential-changed')).toMatchObject({
      actor: 'system:register',
    });
    expect(
      await services.credentials.receive({
        door: { platform: 'weibo', applicationId: 'app-1', externalId: null },
        query: {},
        body: '',
      }),
    ).toEqual({ kind: 'refused', reason: 'no-such-door' });
  });

  test('is named where none is registered, or not this one, before anybody is sent to the platform', async () => {
    const authorise = async (applicationId: string | null): Promise<unknown> =>
      services.credentials
        .authorise({ accountId: (await account()).id, applicationId, origin: 'https://m.test', signal }, ADMINISTRATOR)
        .catch((error: unknown) => error);
    expect(await authorise(null)).toMatchObject({
      field: 'applicationId',
      message: '该平台尚未登记授权应用。',
      remedy: '请由管理员先登记应用的凭证。',
    });
    expect(await authorise('other')).toMatchObject({ message: '没有登记这个应用。' });
  });

  test('whose platform does not begin says why', async () => {
    await services.credentials.saveApplication(
      { platform: 'weibo', label: '应用', secrets: { appKey: 'app-1', secret: 's' } },
      ADMINISTRATOR,
    );
    const { authorisation, ...plain } = armed.registry.for('weibo');
    if (authorisation === null) throw new Error('no authorisation');
    const refusing: Connector = {
      ...plain,
      authorisation: {
        ...authorisation,
        start: () => Promise.resolve({ failure: failure('retry-later', 'http-503') }),
      },
    };
    Object.assign(armed.registry, { for: () => refusing });
    await expect(
      services.credentials.authorise(
        { accountId: (await account()).id, applicationId: null, origin: 'https://m.test', signal },
        ADMINISTRATOR,
      ),
    ).rejects.toMatchObject({ code: 'conflict', message: '平台没有开始授权：http-503（http-503）。' });
    expect((await world.storage.credentials.list({ of: 'applications' }, PAGE, null)).items).toHaveLength(1);
  });
});
