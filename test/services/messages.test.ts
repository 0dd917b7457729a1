import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { alertKinds } from './fixtures';
import { failure } from './platform';

import { useMessageWorld, ACCOUNT, ARTICLE, COMPONENT, RUN } from './messageWorld';

const { world, armed, services, send, work, posts, massSent, articleOf, flow, look } = useMessageWorld();

describe("a platform's call", () => {
  test('is taken in only with its signature, at a door that exists, and fresh', async () => {
    const message = JSON.stringify(massSent('1', []));
    const refused = async (
      door:
        | typeof COMPONENT
        | typeof ACCOUNT
        | { platform: 'wechat' | 'weibo'; applicationId: string | null; externalId: string | null },
      query: Record<string, string>,
    ) => services.credentials.receive({ door, query, body: message });
    expect(await refused(ACCOUNT, { word: 'wrong' })).toEqual({ kind: 'refused', reason: 'bad-signature' });
    expect(await refused({ ...COMPONENT, applicationId: 'other' }, { word: 'word' })).toEqual({
      kind: 'refused',
      reason: 'no-such-door',
    });
    expect(await refused({ ...ACCOUNT, externalId: 'nobody' }, { word: 'word' })).toEqual({
      kind: 'refused',
      reason: 'no-such-door',
    });
    expect(await refused({ ...COMPONENT, platform: 'weibo' }, { word: 'word' })).toEqual({
      kind: 'refused',
      reason: 'no-such-door',
    });
    const old = String(Math.floor((world.clock.now().getTime() - 2 * HOUR_MS) / 1000));
    expect(await refused(ACCOUNT, { word: 'word', timestamp: old })).toEqual({ kind: 'refused', reason: 'stale' });
    expect(await world.storage.platformInbox.countWaiting()).toBe(0);
    expect(
      await services.credentials.receive({ door: COMPONENT, query: { word: 'word', echostr: 'echo' }, body: '' }),
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
    const { credentials } = createServices({ ...world.deps, storage: failing, connectors: armed.registry });
    const call = { door: ACCOUNT, query: { word: 'word' }, body: JSON.stringify(massSent('1', [])) };
    await expect(credentials.receive(call)).rejects.toThrow('disk full');
    await credentials.noteListening();
    await look();
    expect(armed.looked.at(-1)?.messagesFlowSinceAt).toBeNull();
  });

  test('that tells nothing we use is acknowledged and not kept', async () => {
    expect(await send({ kind: 'other', name: 'subscribe' })).toEqual({ kind: 'answer', text: 'success' });
    expect(await world.storage.platformInbox.countWaiting()).toBe(0);
    expect(await work()).toEqual({});
  });

  test('lost by the process that worked it is worked again by the next', async () => {
    await send(massSent('1', []));
    const dying = {
      ...world.storage,
      posts: { ...world.storage.posts, record: () => Promise.reject(new Error('killed')) },
    };
    const dead = createServices({ ...world.deps, storage: dying, connectors: armed.registry });
    expect(await dead.credentials.workMessages(RUN)).toEqual({ again: 1 });
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
      ends = { ...(await broken.credentials.workMessages(RUN)) };
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
      COMPONENT,
    );
    expect(await work()).toEqual({ done: 1 });
    expect(await world.storage.credentials.ofAccount((await world.account('wx1')).account.id)).toMatchObject({
      state: 'refused',
    });
    expect((await world.account('wx1')).account.noPublishReason).toBe('credential-refused');
    expect(await alertKinds(world)).toEqual(['credential-refused']);
    const lines = (await world.storage.ledger.after(0, 500)).length;
    // Taken back once more, later: it is refused already, and nobody has to hear of it again.
    world.clock.pass(MINUTE_MS);
    const again = { externalId: 'wx1', at: world.clock.now(), authorisationCode: null };
    await services.credentials.receive({
      door: { ...COMPONENT, externalId: 'wx1' },
      query: { word: 'word' },
      body: JSON.stringify({ kind: 'access-revoked', ...again }),
    });
    expect(await work()).toEqual({ done: 1 });
    expect(await alertKinds(world)).toEqual(['credential-refused']);
    expect(await world.storage.ledger.after(0, 500)).toHaveLength(lines);
  });
});
