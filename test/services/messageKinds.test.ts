import type { CredentialId } from '../../src/domain/ids';
import type { CredentialState } from '../../src/domain/credentials/credential';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import type { PlatformMessage } from '../../src/ports/connectors';
import { failure } from './platform';
import { ACCOUNT, ADMINISTRATOR, ARTICLE, COMPONENT, useMessageWorld } from './messageWorld';

const { world, armed, services, send, work, posts, massSent, articleOf } = useMessageWorld();

const account = async () => (await world.account('wx1')).account;
const credential = async () => {
  const found = await world.storage.credentials.ofAccount((await account()).id);
  if (found === null) throw new Error('no credential');
  return found;
};
const access = (kind: 'access-granted' | 'access-changed' | 'access-revoked', externalId = 'wx1'): PlatformMessage => ({
  kind,
  externalId,
  at: world.clock.now(),
  authorisationCode: null,
});
const ledger = async (kind: string): Promise<readonly string[]> => {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.after(0, 500))
    .filter((line) => line.kind === kind)
    .map(({ from, to, reason, actor }) => `${from}>${to} ${reason} ${actor}`);
};

describe('a message', () => {
  test('that a publishing has finished has the account looked at now', async () => {
    await services.accounts.collectDue({ owner: 't', max: 10, signal: new AbortController().signal });
    const expedited: unknown[] = [];
    const { expediteConfirm } = world.storage.publishJobs;
    Object.assign(world.storage.publishJobs, {
      expediteConfirm: (...given: readonly unknown[]) => {
        expedited.push(given);
        return Promise.resolve(true);
      },
    });
    await send({
      kind: 'publish-finished',
      externalId: 'wx1',
      publishId: '7',
      at: world.clock.now(),
      outcome: 'published',
      receipt: null,
      code: '0',
    });
    expect((await world.account('wx1')).nextLookAt.getTime()).toBeGreaterThan(world.clock.now().getTime());
    expect(await work()).toEqual({ done: 1 });
    Object.assign(world.storage.publishJobs, { expediteConfirm });
    expect(expedited).toEqual([[(await account()).id, { key: 'publishId', value: '7' }, world.clock.now()]]);
    expect((await world.account('wx1')).nextLookAt).toEqual(world.clock.now());
  });

  test.each(['access-granted', 'access-changed'] as const)('of kind %s has the credential tested now', async (kind) => {
    await services.credentials.testDue({ owner: 't', max: 10, signal: new AbortController().signal });
    expect((await credential()).nextCheckAt?.getTime()).toBeGreaterThan(world.clock.now().getTime());
    await send(access(kind), COMPONENT);
    expect(await work()).toEqual({ done: 1 });
    expect((await credential()).nextCheckAt).toEqual(world.clock.now());
  });

  test('about an account or application nobody registered is left alone', async () => {
    await send(access('access-revoked', 'nobody'), COMPONENT);
    await send({ kind: 'component-ticket', applicationId: 'other', ticket: 't', at: world.clock.now() }, COMPONENT);
    expect(await work()).toEqual({ ignored: 2 });
  });

  test('that cannot be worked comes again after five seconds, then later each time, after an hour at most', async () => {
    armed.articles.set(ARTICLE, failure('ask-a-person', 'behind-check'));
    await send(massSent('1', [ARTICLE]));
    const waits: number[] = [];
    const { settle } = world.storage.platformInbox;
    const watched: typeof settle = (key, token, result) => {
      if ('again' in result) waits.push((result.again.getTime() - world.clock.now().getTime()) / SECOND_MS);
      return settle(key, token, result);
    };
    Object.assign(world.storage.platformInbox, { settle: watched });
    for (let tries = 0; tries < 12; tries += 1) {
      expect(await work()).toEqual({ again: 1 });
      world.clock.pass((waits.at(-1) ?? 0) * SECOND_MS);
    }
    Object.assign(world.storage.platformInbox, { settle });
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
  });
});

describe('a ticket', () => {
  const ticket = (name: string) =>
    send({ kind: 'component-ticket', applicationId: 'wxcomp', ticket: name, at: world.clock.now() }, COMPONENT);

  test('is kept as the secret of the hour; that messages flow is told once, and shown with the application', async () => {
    const began = world.clock.now();
    const application = await world.storage.credentials.ofApplication('wechat', 'wxcomp');
    const show = async () =>
      (await services.credentials.show(application?.id ?? ('' as CredentialId), ADMINISTRATOR)).messages;
    expect(await show()).toEqual({ lastAt: null, flowingSinceAt: null });
    for (const name of ['one', 'two']) {
      await ticket(name);
      expect(await work()).toEqual({ done: 1 });
      world.clock.pass(10 * MINUTE_MS);
    }
    expect(await world.storage.credentials.secrets(application?.id ?? ('' as CredentialId))).toMatchObject({
      componentAppId: 'wxcomp',
      ticket: 'two',
    });
    const flows = (await ledger('credential-changed')).filter((line) => line.includes('messages-flow'));
    expect(flows).toEqual([`null>${began.toISOString()} messages-flow system:messages`]);
    expect(await show()).toEqual({
      lastAt: new Date(began.getTime() + 10 * MINUTE_MS).toISOString(),
      flowingSinceAt: began.toISOString(),
    });
    world.clock.pass(HOUR_MS);
    expect((await show())?.flowingSinceAt).toBeNull();
  });
});

describe('access that is taken back', () => {
  const revoke = async (): Promise<unknown> => {
    await send(access('access-revoked'), COMPONENT);
    return work();
  };
  const is = async (state: CredentialState): Promise<void> => {
    await world.storage.credentials.changeState(await credential(), state, []);
  };

  test('is told with the account; what is known of it already is not told again', async () => {
    expect(await revoke()).toEqual({ done: 1 });
    expect((await ledger('credential-changed')).at(-1)).toBe('untested>refused access-revoked system:messages');
    expect(await ledger('account-changed')).toEqual(['null>credential-refused access-revoked system:messages']);
    await is('working');
    world.clock.pass(1_000);
    expect(await revoke()).toEqual({ done: 1 });
    expect((await credential()).state).toBe('refused');
    expect(await ledger('account-changed')).toHaveLength(1);
  });

  test('means nothing to an account that granted none through an application', async () => {
    await services.credentials.saveForAccount(
      (await account()).id,
      { secrets: { accessToken: 'own' }, applicationId: null, expiresAt: null },
      ADMINISTRATOR,
    );
    expect(await revoke()).toEqual({ ignored: 1 });
    expect([(await credential()).state, (await account()).noPublishReason]).toEqual(['untested', null]);
  });

  test('is worked again where the credential was changed meanwhile', async () => {
    const { changeState } = world.storage.credentials;
    Object.assign(world.storage.credentials, { changeState: () => Promise.resolve(false) });
    expect(await revoke()).toEqual({ again: 1 });
    Object.assign(world.storage.credentials, { changeState });
    expect((await account()).noPublishReason).toBeNull();
  });
});

describe('a mass send', () => {
  test('of many addresses has the first ten read; what will never be readable is not tried again', async () => {
    const urls = Array.from({ length: 12 }, (_, index) => `https://mp.weixin.qq.com/s?idx=${index}`);
    for (const url of urls) {
      const read = articleOf(url);
      armed.articles.set(url, { ...read, post: { ...read.post, url } });
    }
    await send(massSent('1', urls));
    expect(await work()).toEqual({ done: 1 });
    expect((await posts()).map(({ title }) => title).sort()).toEqual(urls.slice(0, 10).sort());
    world.clock.pass(DAY_MS);
    await send(massSent('2', ['https://mp.weixin.qq.com/s?gone']));
    expect(await work()).toEqual({ done: 1 });
    expect((await posts())[0]).toMatchObject({
      identity: 'mass:2',
      platformIds: ['2'],
      url: (await account()).homeUrl,
      publishedAt: { precision: 'instant', at: world.clock.now(), original: world.clock.now().toISOString() },
    });
    expect((await ledger('article-added')).every((line) => line.endsWith(' message system:messages'))).toBe(true);
  });
});

describe('a call that names its hour', () => {
  test.each([
    [HOUR_MS, 'answer'],
    [HOUR_MS + SECOND_MS, 'stale'],
    [-HOUR_MS, 'answer'],
    [-HOUR_MS - SECOND_MS, 'stale'],
  ])('is taken in within an hour of it, before and after: %d ms late, %s', async (lateMs, expected) => {
    const timestamp = String((world.clock.now().getTime() - lateMs) / SECOND_MS);
    const answer = await services.credentials.receive({
      door: ACCOUNT,
      query: { word: 'word', timestamp },
      body: JSON.stringify(massSent('1', [])),
    });
    expect('reason' in answer ? answer.reason : answer.kind).toBe(expected);
  });

  test('that is no number is left to the signature', async () => {
    const query = { word: 'word', timestamp: '12345678901234' };
    expect(
      await services.credentials.receive({ door: ACCOUNT, query, body: JSON.stringify(massSent('1', [])) }),
    ).toMatchObject({ kind: 'answer' });
  });
});
