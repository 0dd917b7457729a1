import { createHttpServer, type Http } from '../../src/http/index';
import type { CaseView } from '../../src/api/cases';
import type { ListView } from '../../src/api/wire';
import { DAY_MS, SECOND_MS } from '../../src/domain/time/instant';
import { bringUpToDate, issuePolicy } from '../services/fixtures';
import { useWorld } from '../services/useWorld';
import type { World } from '../services/world';
import { HANGING_MS, listenTo, type Listener } from './listener';

export const BOOTSTRAP_TOKEN = 'bootstrap-token-of-the-test';
export const PASSWORD = 'correct-horse-battery';

/** The way in over the real services and the embedded store: one office for all tests of a file. */
export interface RealOffice {
  readonly world: World;
  /** The ids of the accounts: `a1` and `a2` of unit A, `b1` of unit B. */
  readonly ids: Record<string, string>;
  ask(as: string | null, path: string, init?: RequestInit): Promise<Response>;
  post(as: string | null, path: string, body?: object): Promise<Response>;
  /** GET that must succeed. */
  read<T>(as: string, path: string): Promise<T>;
  /** Signs in, keeps the cookie under the name and returns it. */
  signIn(username: string): Promise<string>;
  listen(as: string, since?: number): Listener;
  relayAll(): Promise<void>;
  theCase(): Promise<CaseView>;
}

/**
 * Registers the hooks. `root`, `duty`, `officer-a`, `officer-b` and `chief-b`, who administers unit B alone, are signed in.
 * Unit A has a silent WeChat account with a case, and every account of Weibo and
 * portal a repost to make.
 */
export function useRealOffice(): RealOffice {
  const world = useWorld({ office: 'kept' });
  let http: Http;
  let url = '';
  const cookies: Record<string, string> = {};
  const ids: Record<string, string> = {};
  const open: Listener[] = [];

  const relayAll = async (): Promise<void> => {
    await bringUpToDate(world);
  };
  const ask: RealOffice['ask'] = (as, path, init = {}) =>
    fetch(`${url}/api/v1${path}`, {
      ...init,
      headers: { ...(as === null ? {} : { cookie: cookies[as] ?? '' }), ...(init.headers as Record<string, string>) },
    });
  const post: RealOffice['post'] = (as, path, body = {}) =>
    ask(as, path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const read = async <T>(as: string, path: string): Promise<T> => {
    const response = await ask(as, path);
    expect([path, response.status]).toEqual([path, 200]);
    return response.json() as Promise<T>;
  };
  const signIn = async (username: string): Promise<string> => {
    const response = await post(null, '/sign-in', { username, password: PASSWORD });
    expect(response.status).toBe(200);
    cookies[username] = (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    return cookies[username];
  };

  beforeAll(async () => {
    const { services, platform, clock } = world;
    await services.people.bootstrap({ username: 'admin', name: '管理员', bootstrapToken: BOOTSTRAP_TOKEN });
    const people = [
      ['root', '主任', 'administrator', null],
      ['duty', '值班员', 'operator', null],
      ['officer-a', '甲局信息员', 'officer', world.unitA],
      ['officer-b', '乙镇信息员', 'officer', world.unitB],
      ['chief-b', '乙镇管理员', 'administrator', world.unitB],
    ] as const;
    for (const [username, name, role, unitId] of people)
      await services.people.register({ username, name, role, unitId, password: PASSWORD, disabled: false }, 'system');
    http = createHttpServer({
      services,
      clock,
      log: world.deps.log,
      storeIsUp: () => world.storage.ping(2_000),
      storeHasRoom: () => world.storage.hasRoom(),
      progress: null,
      config: {
        host: '127.0.0.1',
        port: 0,
        secureCookies: false,
        trustProxyHops: 0,
        sandbox: true,
        version: '9.9.9',
        webRoot: null,
        stream: { pollMs: 50, heartbeatMs: 100, connectTimeoutMs: HANGING_MS },
        closeWithinMs: 300,
      },
    });
    ({ url } = await http.listen());

    await world.addAccounts(['weibo', 'a1', 'a'], ['wechat', 'a2', 'a'], ['portal', 'b1', 'b']);
    const longAgo = new Date(clock.now().getTime() - 20 * DAY_MS);
    platform.publishByHand('a2', {
      title: '二十天前',
      publishedAt: { precision: 'instant', at: longAgo, original: longAgo.toISOString() },
    });
    platform.publishByHand('b1', { title: '今天' });
    await issuePolicy(world, { platforms: ['weibo', 'portal'] });
    clock.pass(SECOND_MS);
    await world.lookAtDue();
    await services.accounts.judgeDue(100);
    await world.settle(3);
    await relayAll();
    for (const name of ['a1', 'a2', 'b1']) ids[name] = (await world.account(name)).account.id;
    for (const [username] of people) await signIn(username);
  });
  afterAll(async () => {
    for (const { socket } of open) socket.close();
    await http.close();
  });

  return {
    world,
    ids,
    ask,
    post,
    read,
    signIn,
    relayAll,
    listen: (as, since) => {
      const auth = since === undefined ? {} : { since };
      const listener = listenTo(url, auth, { extraHeaders: { cookie: cookies[as] ?? '' } });
      open.push(listener);
      return listener;
    },
    theCase: async () => {
      const [shutdownCase] = (await read<ListView<CaseView>>('duty', '/cases?open=true')).items;
      if (shutdownCase === undefined) throw new Error('no case');
      return shutdownCase;
    },
  };
}
