import { createConnectors } from '../../src/connectors/index';
import type { Connectors } from '../../src/connectors/index';
import { DAY_MS } from '../../src/domain/time/instant';
import type { PolicySource } from '../../src/domain/policies/policy';
import type {
  AccountAccess,
  ApplicationSecrets,
  Authorisation,
  Call,
  Collected,
  PlatformMessage,
} from '../../src/ports/connectors';
import type { Sandbox, SandboxAccount } from '@gov-matrix/platform-sandbox';
import type { Listener } from '../../packages/platform-sandbox/test/callbackListener';
import { listen } from '../../packages/platform-sandbox/test/callbackListener';
import { closeAll, openSandbox, stillClock } from '../../packages/platform-sandbox/test/testSandbox';
import { accessTo } from './support/access';

/** Authorisation, messages, pasted articles and policy sources against the simulated platforms, over real sockets. */
const clock = stillClock();
let sandbox: Sandbox;
let connectors: Connectors;
let listener: Listener;

beforeAll(async () => {
  listener = await listen();
  sandbox = await openSandbox(clock, {
    pace: { nextPolicyAfterMs: 365 * 86_400_000 },
    size: { units: 36, accounts: 120 },
    kinds: ['rss', 'list', 'jpage', 'trs', 'kaipu', 'component'],
  });
  connectors = createConnectors({
    http: { timeoutMs: 60_000, maxBytes: 5_000_000, perHost: 6 },
    clock: { now: clock.now },
    allowedPrivateOrigins: [sandbox.weiboBase, sandbox.wechatBase, sandbox.portalBase, sandbox.govcnBase],
    bases: { weibo: sandbox.weiboBase, wechat: sandbox.wechatBase, govcn: sandbox.govcnBase },
  });
});
afterAll(async () => {
  await connectors.close();
  await closeAll();
  await listener.close();
});

const call = (): Call => ({ startedAt: clock.at, signal: new AbortController().signal });
const find = (fits: (account: SandboxAccount) => boolean): SandboxAccount => {
  const found = sandbox.county.accounts.find(fits);
  if (found === undefined) throw new Error('no such account');
  return found;
};

/** What an officer does in the browser: opens the page, picks an account, agrees, and is sent back to us. */
async function consent(
  authorisation: Authorisation,
  about: { application: ApplicationSecrets; account: SandboxAccount; redirectUri: string },
): Promise<Record<string, string>> {
  const started = await authorisation.start(
    { application: about.application, redirectUri: about.redirectUri, state: 'st-9' },
    call(),
  );
  if (!('url' in started)) throw new Error(started.failure.message);
  const html = await (await fetch(started.url, { headers: { connection: 'close' } })).text();
  const form = new URLSearchParams(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
      ([, name = '', value = '']): [string, string] => [
        name,
        value
          .replace(/&quot;/g, '"')
          .replace(/&lt;/g, '<')
          .replace(/&amp;/g, '&'),
      ],
    ),
  );
  form.set('account', about.account.externalId);
  form.set('decision', 'allow');
  const action = /<form method="post" action="([^"]*)"/.exec(html)?.[1]?.replace(/&amp;/g, '&') ?? '';
  const back = await fetch(new URL(action, started.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { connection: 'close' },
    body: form,
  });
  return Object.fromEntries(new URL(back.headers.get('location') ?? '').searchParams);
}

describe('Weibo', () => {
  test('an officer authorises: the code is exchanged once, the token is that account’s and looks, the canary tells its end', async () => {
    const connector = connectors.registry.for('weibo');
    const account = find(({ platform, behaviour }) => platform === 'weibo' && behaviour === 'ordinary');
    if (connector.authorisation === null || connector.credentialCheck === null) throw new Error('no authorisation');
    const { appKey, appSecret } = sandbox.applications.weibo;
    const redirectUri = sandbox.applications.weibo.redirectUri ?? 'http://127.0.0.1:3000/authorise/weibo';
    const query = await consent(connector.authorisation, { application: { appKey, appSecret }, account, redirectUri });
    expect(query['state']).toBe('st-9');
    const finish = (): ReturnType<Authorisation['finish']> =>
      connector.authorisation?.finish({ application: { appKey, appSecret }, redirectUri, query }, call()) ??
      Promise.reject(new Error('none'));
    const finished = await finish();
    if (!('granted' in finished)) throw new Error(finished.failure.message);
    expect(finished.granted.externalId).toBe(account.externalId);
    expect(await finish()).toMatchObject({ failure: { remedy: 're-authorise', code: 'weibo-21325' } });
    const access = accessTo(
      { platform: 'weibo', externalId: account.externalId, homeUrl: account.homeUrl },
      finished.granted.credential,
    );
    expect((await connector.collector.collect(access, call())).outcome).toBe('items');
    const credentialCheck = await connector.credentialCheck(access, call());
    // Both answers give whole seconds.
    expect(
      credentialCheck.kind === 'accepted'
        ? Math.abs((credentialCheck.expiresAt?.getTime() ?? 0) - (finished.granted.expiresAt?.getTime() ?? 0))
        : credentialCheck.kind,
    ).toBeLessThanOrEqual(1_000);
    sandbox.control.cancelAuthorisation(account.key);
    expect(await connector.credentialCheck(access, call())).toMatchObject({ kind: 'refused' });
  });
});

describe('WeChat', () => {
  let application: ApplicationSecrets;
  const messages = (secrets: ApplicationSecrets, path: string): PlatformMessage[] =>
    listener.heard
      .filter((heard) => heard.path.startsWith(path) && heard.method === 'POST')
      .map((heard) => {
        const opened = connectors.registry.for('wechat').inbound?.open({
          secrets,
          query: { ...Object.fromEntries(heard.query), ...appIdOf(heard.path) },
          body: heard.body,
          now: clock.at,
        });
        if (opened?.kind !== 'message') throw new Error(JSON.stringify(opened));
        return opened.message;
      });
  const appIdOf = (path: string): Record<string, string> => {
    const appid = /wx[0-9a-f]{16}$/.exec(path)?.[0];
    return appid === undefined ? {} : { appid };
  };
  const look = (access: AccountAccess): Promise<Collected> =>
    connectors.registry.for('wechat').collector.collect(access, call());

  beforeAll(async () => {
    const { appId, appSecret, token, encodingAesKey } = sandbox.applications.wechatComponent;
    application = {
      componentAppId: appId,
      componentAppSecret: appSecret,
      callbackToken: token,
      callbackAesKey: encodingAesKey,
    };
    await sandbox.control.setCallback('wechat-component', `${listener.url}/component`);
    await sandbox.control.setCallback('wechat-component-messages', `${listener.url}/messages/$APPID$`);
    await sandbox.control.deliverDue();
    const ticket = messages(application, '/component')
      .flatMap((message) => (message.kind === 'component-ticket' ? [message.ticket] : []))
      .at(-1);
    application = { ...application, ticket: ticket ?? '' };
  });

  test('an administrator authorises the component; the account is read with its tokens, the canary accepts, and the message says so', async () => {
    const connector = connectors.registry.for('wechat');
    const account = find(
      ({ platform, behaviour, key }) =>
        platform === 'wechat' && behaviour === 'ordinary' && !sandbox.control.authorised(key),
    );
    if (connector.authorisation === null || connector.credentialCheck === null) throw new Error('no authorisation');
    const redirectUri = sandbox.applications.wechatComponent.redirectUri ?? 'http://127.0.0.1:3000/authorise/wechat';
    const query = await consent(connector.authorisation, { application, account, redirectUri });
    expect(query['state']).toBe('st-9');
    const finished = await connector.authorisation.finish({ application, redirectUri, query }, call());
    if (!('granted' in finished)) throw new Error(finished.failure.message);
    expect(finished.granted).toMatchObject({ externalId: account.externalId, expiresAt: null });
    const access = {
      ...accessTo({ platform: 'wechat', externalId: account.externalId }, finished.granted.credential),
      application,
    };
    expect(['items', 'proven-empty', 'unauthorised wechat-48001']).toContain(
      await look(access).then(({ outcome, detail }) => (detail === 'wechat-48001' ? `${outcome} ${detail}` : outcome)),
    );
    expect(await connector.credentialCheck(access, call())).toEqual({ kind: 'accepted', expiresAt: null });
    await sandbox.control.deliverDue();
    expect(messages(application, '/component').filter(({ kind }) => kind === 'access-granted')).toMatchObject([
      { externalId: account.externalId },
    ]);
    sandbox.control.cancelAuthorisation(account.key);
    expect(await connector.credentialCheck(access, call())).toMatchObject({
      kind: 'refused',
      failure: { remedy: 're-authorise' },
    });
    await sandbox.control.deliverDue();
    expect(messages(application, '/component').filter(({ kind }) => kind === 'access-revoked')).toMatchObject([
      { externalId: account.externalId },
    ]);
  });

  test('an account that came authorised is read for hours, its tokens renewed on the way', async () => {
    const account = find(
      ({ platform, key, credential, behaviour }) =>
        platform === 'wechat' &&
        sandbox.control.authorised(key) &&
        credential?.['authorizerRefreshToken'] !== undefined &&
        behaviour === 'ordinary',
    );
    const access = {
      ...accessTo({ platform: 'wechat', externalId: account.externalId }, account.credential),
      application,
    };
    for (let n = 0; n < 4; n += 1) {
      const { outcome, detail } = await look(access);
      expect(`${outcome} ${detail}`).toMatch(/^items|48001$/);
      clock.moveBy(100 * 60_000);
    }
  });

  test('what is mass-sent is in no list, is told by message, and its page can be read by its address', async () => {
    const account = find(
      ({ platform, messageSecrets, behaviour }) =>
        platform === 'wechat' && messageSecrets !== undefined && behaviour === 'ordinary',
    );
    const secrets = {
      callbackToken: account.messageSecrets?.token ?? '',
      callbackAesKey: account.messageSecrets?.encodingAesKey ?? '',
      appId: account.externalId,
    };
    await sandbox.control.setCallback(account.key, `${listener.url}/own`);
    // Of one message in eleven the platform tells no address; the next one is another message, of another day.
    const massSend = async (): Promise<PlatformMessage | undefined> => {
      clock.moveBy(DAY_MS);
      const { url } = sandbox.control.massSend(account.key, {
        title: '群发的通告',
        text: '正文。',
        sourceUrl: 'https://www.gov.cn/1.htm',
      });
      clock.moveBy(60_000);
      await sandbox.control.deliverDue();
      return messages(secrets, '/own').find((told) => told.kind === 'mass-sent' && told.urls.includes(url));
    };
    const sent = (await massSend()) ?? (await massSend()) ?? (await massSend());
    if (sent?.kind !== 'mass-sent') throw new Error('not told');
    expect(sent).toMatchObject({
      externalId: account.externalId,
      succeeded: true,
      urls: [expect.stringContaining('mid=')],
    });
    const reader = connectors.registry.for('wechat').articleReader;
    const [url = ''] = sent.urls;
    expect(reader?.accepts(url)).toBe(true);
    expect(await reader?.read(url, call())).toMatchObject({
      accountName: account.name,
      post: { title: '群发的通告', links: ['https://www.gov.cn/1.htm'], publishedAt: { precision: 'instant' } },
    });
    const { items } = await look(accessTo({ platform: 'wechat', externalId: account.externalId }, account.credential));
    expect(items.map((item) => item.title)).not.toContain('群发的通告');
  });
});

describe('portals', () => {
  test('of every make are read, with further pages where the profile asks for them', async () => {
    const kinds = [
      ...new Set(sandbox.county.accounts.flatMap(({ portal }) => (portal === undefined ? [] : [portal.kind]))),
    ].sort();
    expect(kinds).toEqual(['jpage', 'kaipu', 'list', 'rss', 'trs']);
    for (const kind of kinds) {
      const account = find(
        ({ platform, portal, behaviour }) =>
          platform === 'portal' && portal?.kind === kind && ['ordinary', 'lively'].includes(behaviour),
      );
      const readPages = async (nextPages: string): Promise<Collected> =>
        connectors.registry.for('portal').collector.collect(
          accessTo(
            {
              platform: 'portal',
              externalId: account.externalId,
              homeUrl: account.homeUrl,
              settings: { ...account.portal, nextPages },
            },
            null,
          ),
          call(),
        );
      const [one, more] = [await readPages('0'), await readPages('2')];
      const shown = sandbox.control.publicPosts(account.key);
      expect([kind, one.outcome, one.items[0]?.title]).toEqual([kind, 'items', shown[0]?.title]);
      expect([kind, new Set(more.items.map((item) => item.identity)).size]).toEqual([kind, more.items.length]);
      if (kind !== 'rss' && kind !== 'list' && shown.length > one.items.length)
        expect([kind, more.items.length > one.items.length]).toEqual([kind, true]);
      expect([kind, more.items.map((item) => item.title)]).toEqual([
        kind,
        shown.slice(0, more.items.length).map((post) => post.title),
      ]);
    }
  });
});

describe('policies', () => {
  const source = (kind: PolicySource['kind'], url: string): PolicySource => ({
    id: 's' as PolicySource['id'],
    key: 's',
    kind,
    title: 's',
    authority: 'state-council',
    url,
    whitelisted: true,
  });
  test('are read from the library, whole and by shelf, with 文号 and issuer', async () => {
    const published = sandbox.control.publishPolicy({
      title: '国务院关于测试文件库的意见',
      documentNumber: '国发〔2026〕98号',
      issuer: '国务院',
      paragraphs: ['第一段。'],
    });
    for (const shelf of ['zhengcelibrary', 'zhengcelibrary_gw']) {
      const read = await connectors.policyFeed.read(
        source('govcn-library', `https://sousuo.www.gov.cn/search-gov/data?t=${shelf}&p=1&n=20`),
        call(),
      );
      if (read.outcome !== 'items') throw new Error(read.failure.code);
      expect(read.items.find((item) => item.docNumber === '国发〔2026〕98号')).toMatchObject({
        title: published.title,
        issuer: '国务院',
        publishedAt: { precision: 'day' },
      });
    }
  });

  test('that are explained are linked; that are withdrawn are told from those that cannot be reached', async () => {
    const published = sandbox.control.publishPolicy({
      title: '国务院办公厅关于推进便民服务的意见',
      issuer: '国务院办公厅',
      paragraphs: ['第一段。'],
    });
    const article = sandbox.control.publishInterpretation({
      policyUrl: published.url,
      title: '《国务院办公厅关于推进便民服务的意见》政策解读',
    });
    const document = (url: string): ReturnType<Connectors['policyFeed']['readDocument']> =>
      connectors.policyFeed.readDocument(source('govcn-json', 'https://www.gov.cn/x'), url, call());
    expect(await document(article.url)).toMatchObject({ document: { interprets: published.url } });
    sandbox.control.setFault('govcn', 'outage');
    expect(await document(published.url)).toMatchObject({ failure: { remedy: 'retry-later' } });
    sandbox.control.setFault('govcn', null);
    sandbox.control.withdrawPolicy(published.url, 'soft');
    expect(await document(published.url)).toMatchObject({ failure: { code: 'page-soft-404' } });
    const other = sandbox.control.publishPolicy({ title: '国务院关于另一事项的意见', paragraphs: ['第一段。'] });
    sandbox.control.withdrawPolicy(other.url, 'gone');
    expect(await document(other.url)).toMatchObject({ failure: { code: 'http-404' } });
  });
});
