import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import type { PlatformMessage } from '../../src/ports/connectors';
import { createServices, type Services } from '../../src/services/index';
import { armConnectors, type Armed } from './scriptedConnectors';
import { alertKinds } from './fixtures';
import { failure } from './platform';
import { useWorld } from './useWorld';
import { PAGE, principal, START } from './world';

const world = useWorld();
let armed: Armed;
let services: Services;
const signal = new AbortController().signal;
const administrator = principal('administrator', '1');
const run = { owner: 'test', max: 100, signal };
const ARTICLE = 'https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1';
beforeEach(async () => {
  armed = armConnectors(world.platform.connectors);
  services = createServices({ ...world.deps, connectors: armed.registry });
  await services.credentials.saveApplication(
    { platform: 'wechat', label: '第三方平台', secrets: { componentAppId: 'wxcomp', secret: 'word' } },
    administrator,
  );
  await world.addAccounts(['wechat', 'wx1']);
  await services.credentials.saveForAccount(
    (await world.account('wx1')).account.id,
    { secrets: { accessToken: 'through-component' }, applicationId: 'wxcomp', expiresAt: null },
    administrator,
  );
});

const component = { platform: 'wechat' as const, applicationId: 'wxcomp', externalId: null };
const account = { platform: 'wechat' as const, applicationId: null, externalId: 'wx1' };
const send = (message: PlatformMessage, door: typeof component | typeof account = account) =>
  services.credentials.receive({ door, query: { word: 'word' }, body: JSON.stringify(message) });
const work = () => services.credentials.workMessages(run);
const posts = async () => (await world.storage.posts.list((await world.account('wx1')).account.id, PAGE)).items;
const massSent = (messageId: string, urls: readonly string[]): PlatformMessage => ({
  kind: 'mass-sent',
  externalId: 'wx1',
  messageId,
  at: world.clock.now(),
  succeeded: true,
  urls,
  code: 'send success',
});
const articleOf = (title: string) => ({
  externalId: null,
  accountName: '账号wx1',
  post: {
    identity: `a_${title}`,
    url: ARTICLE,
    title,
    text: '正文',
    links: [],
    publishedAt: { precision: 'instant' as const, at: world.clock.now(), original: '' },
    platformIds: [],
    pinned: false,
  },
});

/** The listener notes itself and the platform sends its ticket, for so long. */
async function flow(minutes: number, listening = true): Promise<void> {
  for (let second = 0; second < minutes * 60; second += 5) {
    if (listening) await services.credentials.noteListening();
    if (second % 600 === 0) {
      await send(
        {
          kind: 'component-ticket',
          applicationId: 'wxcomp',
          ticket: `ticket-${world.clock.now().getTime()}`,
          at: world.clock.now(),
        },
        component,
      );
      await work();
    }
    world.clock.pass(5 * SECOND_MS);
  }
}
async function look(): Promise<void> {
  await services.accounts.collectNow((await world.account('wx1')).account.id, administrator);
  await services.accounts.collectDue(run);
}

describe("a platform's call", () => {
  test('is taken in only with its signature, at a door that exists, and fresh', async () => {
    const message = JSON.stringify(massSent('1', []));
    const refused = async (
      door:
        | typeof component
        | typeof account
        | { platform: 'wechat' | 'weibo'; applicationId: string | null; externalId: string | null },
      query: Record<string, string>,
    ) => services.credentials.receive({ door, query, body: message });
    expect(await refused(account, { word: 'wrong' })).toEqual({ kind: 'refused', reason: 'bad-signature' });
    expect(await refused({ ...component, applicationId: 'other' }, { word: 'word' })).toEqual({
      kind: 'refused',
      reason: 'no-such-door',
    });
    expect(await refused({ ...account, externalId: 'nobody' }, { word: 'word' })).toEqual({
      kind: 'refused',
      reason: 'no-such-door',
    });
    expect(await refused({ ...component, platform: 'weibo' }, { word: 'word' })).toEqual({
      kind: 'refused',
      reason: 'no-such-door',
    });
    const old = String(Math.floor((world.clock.now().getTime() - 2 * HOUR_MS) / 1000));
    expect(await refused(account, { word: 'word', timestamp: old })).toEqual({ kind: 'refused', reason: 'stale' });
    expect(await world.storage.platformInbox.countWaiting()).toBe(0);
    expect(
      await services.credentials.receive({ door: component, query: { word: 'word', echostr: 'echo' }, body: '' }),
    ).toEqual({ kind: 'answer', text: 'echo' });
  });

  test('is acknowledged when it is stored, and its repetition is the same message', async () => {
    expect(await send(massSent('1', []))).toEqual({ kind: 'answer', text: 'success' });
    expect(await send(massSent('1', []))).toEqual({ kind: 'answer', text: 'success' });
    expect(await work()).toEqual({ done: 1 });
    expect(await posts()).toHaveLength(1);
    await send(massSent('1', []));
    expect(await work()).toEqual({});
  });

  test('is not acknowledged when storing fails, and the flow of messages counts as broken from then on', async () => {
    await flow(1);
    const failing = {
      ...world.storage,
      platformInbox: { ...world.storage.platformInbox, receive: () => Promise.reject(new Error('disk full')) },
    };
    services = createServices({ ...world.deps, storage: failing, connectors: armed.registry });
    await expect(send(massSent('1', []))).rejects.toThrow('disk full');
    await services.credentials.noteListening();
    await look();
    expect(armed.looked.at(-1)?.messagesFlowSinceAt).toBeNull();
  });

  test('lost by the process that worked it is worked again by the next', async () => {
    await send(massSent('1', []));
    const dying = {
      ...world.storage,
      posts: { ...world.storage.posts, record: () => Promise.reject(new Error('killed')) },
    };
    const dead = createServices({ ...world.deps, storage: dying, connectors: armed.registry });
    expect(await dead.credentials.workMessages(run)).toEqual({ again: 1 });
    expect(await posts()).toHaveLength(0);
    world.clock.pass(5 * SECOND_MS);
    expect(await work()).toEqual({ done: 1 });
    expect(await posts()).toHaveLength(1);
  });

  test('that can never be worked is given up after about a day, with a line in the log', async () => {
    await send(massSent('1', []));
    const broken = createServices({
      ...world.deps,
      storage: { ...world.storage, posts: { ...world.storage.posts, record: () => Promise.reject(new Error('no')) } },
      connectors: armed.registry,
    });
    let ends: Record<string, number> = {};
    for (let tries = 0; tries < 60 && ends['given-up'] === undefined; tries += 1) {
      ends = { ...(await broken.credentials.workMessages(run)) };
      world.clock.pass(HOUR_MS);
    }
    expect(ends).toEqual({ 'given-up': 1 });
    expect(world.logged.some(({ event }) => event === 'platform-message-given-up')).toBe(true);
    expect(await world.storage.platformInbox.countWaiting()).toBe(0);
  });
});

describe('a mass send', () => {
  test('is read and kept as posts, which are proof of life at once and judged like any other', async () => {
    armed.articles.set(ARTICLE, articleOf('今天的群发'));
    await send(massSent('1', [ARTICLE, 'https://elsewhere.test/x']));
    expect(await work()).toEqual({ done: 1 });
    expect(await posts()).toMatchObject([{ title: '今天的群发', origin: 'message' }]);
    expect(await world.account('wx1')).toMatchObject({
      facts: { lastPostAt: world.clock.now() },
      verdict: { kind: 'fine', reason: 'recent-post' },
    });
  });

  test('whose addresses are missing or unreadable proves that something was published then, and no more', async () => {
    await send(massSent('7', []));
    await work();
    expect(await posts()).toMatchObject([{ identity: 'mass:7', title: '', text: '' }]);
    expect((await world.account('wx1')).facts.lastPostAt).toEqual(world.clock.now());
    world.clock.pass(HOUR_MS);
    armed.articles.set(ARTICLE, failure('retry-later', 'http-503'));
    await send(massSent('8', [ARTICLE]));
    expect(await work()).toEqual({ again: 1 });
    expect((await posts()).map(({ identity }) => identity)).toEqual(['mass:8', 'mass:7']);
    armed.articles.set(ARTICLE, articleOf('后来读到的'));
    world.clock.pass(MINUTE_MS);
    expect(await work()).toEqual({ done: 1 });
    expect(await posts()).toHaveLength(3);
    expect(await world.storage.ledger.verify()).toMatchObject({ brokenAtSeq: null });
  });

  test('that failed proves nothing', async () => {
    await send({
      kind: 'mass-sent',
      externalId: 'wx1',
      messageId: '9',
      at: world.clock.now(),
      succeeded: false,
      urls: [],
      code: 'err(20001)',
    });
    expect(await work()).toEqual({ ignored: 1 });
    expect(await posts()).toEqual([]);
  });
});

describe('access that is taken back', () => {
  test('is told at once with what depends on it, and nothing is published with it any more', async () => {
    await send(
      { kind: 'access-revoked', externalId: 'wx1', at: world.clock.now(), authorisationCode: null },
      component,
    );
    expect(await work()).toEqual({ done: 1 });
    expect(await world.storage.credentials.ofAccount((await world.account('wx1')).account.id)).toMatchObject({
      state: 'refused',
    });
    expect((await world.account('wx1')).account.noPublishReason).toBe('credential-expired');
    expect(await alertKinds(world)).toEqual(['credential-refused']);
  });
});

describe('while messages flow', () => {
  test("every look is told since when, with the component's newest ticket", async () => {
    await look();
    expect(armed.looked.at(-1)?.messagesFlowSinceAt).toBeNull();
    await flow(30);
    await look();
    expect(armed.looked.at(-1)).toMatchObject({
      messagesFlowSinceAt: new Date(START),
      application: { componentAppId: 'wxcomp', secret: 'word', ticket: expect.stringContaining('ticket-') as string },
    });
    expect((await world.account('wx1')).facts).toMatchObject({ coverage: 'full', completeFromAt: new Date(START) });
  }, 60_000);

  test('our own absence breaks the flow, and the gap accuses nobody: silence is proven from the new beginning on', async () => {
    world.platform.posts.push({
      account: 'wx1',
      key: null,
      visibleAt: new Date(START),
      post: {
        ...articleOf('很久以前').post,
        identity: 'old',
        publishedAt: { precision: 'instant', at: new Date('2026-08-01T00:00:00Z'), original: '' },
      },
    });
    await flow(11);
    await look();
    expect((await world.account('wx1')).verdict).toMatchObject({ kind: 'unknown', reason: 'not-yet-proven' });
    world.clock.pass(13 * DAY_MS);
    await services.credentials.noteListening();
    await look();
    expect((await world.account('wx1')).facts.coverage).toBe('partial');
    expect((await world.account('wx1')).verdict).toMatchObject({ kind: 'unknown', reason: 'coverage-partial' });
    const again = world.clock.now();
    await flow(11);
    await look();
    expect((await world.account('wx1')).facts).toMatchObject({ coverage: 'full', completeFromAt: again });
    expect((await world.account('wx1')).verdict?.kind).toBe('unknown');
  }, 60_000);

  test('a message that waits unworked for too long leaves the list with its holes', async () => {
    await flow(11);
    await world.storage.platformInbox.receive({
      key: 'stuck',
      door: account,
      message: massSent('1', []),
      receivedAt: new Date(world.clock.now().getTime() - 26 * MINUTE_MS),
    });
    await look();
    expect(armed.looked.at(-1)?.messagesFlowSinceAt).toBeNull();
    await work();
    await look();
    expect(armed.looked.at(-1)?.messagesFlowSinceAt).toEqual(new Date(START));
  }, 60_000);

  test('an account that gets its messages by itself has no heartbeat: its list keeps its holes', async () => {
    await world.addAccounts(['wechat', 'direct']);
    await services.credentials.saveForAccount(
      (await world.account('direct')).account.id,
      { secrets: { appSecret: 's', callbackToken: 'own-word' }, applicationId: null, expiresAt: null },
      administrator,
    );
    await flow(11);
    expect(
      await services.credentials.receive({
        door: { ...account, externalId: 'direct' },
        query: { word: 'own-word' },
        body: JSON.stringify({ ...massSent('1', []), externalId: 'direct' }),
      }),
    ).toEqual({ kind: 'answer', text: 'success' });
    await work();
    await services.accounts.collectNow((await world.account('direct')).account.id, administrator);
    await services.accounts.collectDue(run);
    expect((await world.account('direct')).facts).toMatchObject({ coverage: 'partial' });
    expect((await world.storage.posts.list((await world.account('direct')).account.id, PAGE)).items).toHaveLength(1);
  }, 60_000);
});
