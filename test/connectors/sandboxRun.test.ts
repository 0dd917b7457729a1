import { createConnectors } from '../../src/connectors/index';
import type { Connectors } from '../../src/connectors/index';
import { drawCover } from '../../src/connectors/wechat/cover';
import type { FileId } from '../../src/domain/ids';
import type { LookOutcome } from '../../src/domain/accounts/look';
import type { Platform } from '../../src/domain/accounts/account';
import type { PolicySource } from '../../src/domain/policies/policy';
import type { AccountAccess, Call, Collected, Publisher, PublishOutcome } from '../../src/ports/connectors';
import type { Sandbox, SandboxAccount } from '@gov-matrix/platform-sandbox';
import { closeAll, openSandbox, stillClock } from '../../packages/platform-sandbox/test/testSandbox';
import { accessTo, draftOf, publishRequest, SOURCE } from './support/access';

/** The real connectors against the simulated platforms, over real sockets. */
const clock = stillClock();
let sandbox: Sandbox;
let connectors: Connectors;
/** The same with a short time-out, for what is about time-outs. */
let impatient: Connectors;

beforeAll(async () => {
  sandbox = await openSandbox(clock, {
    pace: { nextPolicyAfterMs: 365 * 86_400_000 },
    size: { units: 36, accounts: 90 },
  });
  const origins = [sandbox.weiboBase, sandbox.wechatBase, sandbox.portalBase, sandbox.govcnBase];
  const connect = (timeoutMs: number): Connectors =>
    createConnectors({
      http: { timeoutMs, maxBytes: 5_000_000, perHost: 6 },
      clock: { now: clock.now },
      allowedPrivateOrigins: origins,
      bases: { weibo: sandbox.weiboBase, wechat: `${sandbox.wechatBase}/`, govcn: sandbox.govcnBase },
    });
  connectors = connect(60_000);
  impatient = connect(200);
});
afterAll(async () => {
  await connectors.close();
  await impatient.close();
  await closeAll();
});

function accessOf(account: SandboxAccount): AccountAccess {
  const { safeDomain, pushUrl, ...secrets } = account.credential ?? {};
  return accessTo(
    {
      platform: account.platform,
      externalId: account.externalId,
      name: account.name,
      homeUrl: account.homeUrl,
      settings: {
        ...(safeDomain === undefined ? {} : { safeDomain }),
        ...(pushUrl === undefined ? {} : { pushUrl }),
        ...account.portal,
      },
    },
    account.credential === null ? null : secrets,
  );
}
const call = (): Call => ({ startedAt: clock.at, signal: new AbortController().signal });
const look = (account: SandboxAccount, by = connectors): Promise<Collected> =>
  by.registry.for(account.platform).collector.collect(accessOf(account), call());
const find = (platform: Platform, fits: (account: SandboxAccount) => boolean = () => true): SandboxAccount => {
  const found = sandbox.county.accounts.find((account) => account.platform === platform && fits(account));
  if (found === undefined) throw new Error(`no such ${platform} account`);
  return found;
};
const healthy = (platform: Platform, nth = 0): SandboxAccount =>
  sandbox.county.accounts.filter(
    (account) =>
      account.platform === platform &&
      account.credential !== null &&
      ['ordinary', 'lively'].includes(account.behaviour),
  )[nth] ?? find(platform);

describe('a look at every account of the county', () => {
  const expected: Readonly<Partial<Record<SandboxAccount['behaviour'], readonly LookOutcome[]>>> = {
    refused: ['refused'],
    redesigned: ['unparsed'],
    'expired-credential': ['unauthorised'],
    'mass-send-only': ['proven-empty'],
  };

  test('ends as its behaviour says, with what the platform really shows', async () => {
    const surprises: string[] = [];
    for (const account of sandbox.county.accounts) {
      const collected = await look(account);
      const uncertified = account.platform === 'wechat' && collected.detail === 'wechat-48001';
      if (!(expected[account.behaviour] ?? ['items']).includes(collected.outcome) && !uncertified)
        surprises.push(`${account.key} ${account.behaviour}: ${collected.outcome} ${collected.detail}`);
      if (collected.outcome !== 'items') continue;
      const truth = new Map(sandbox.control.publicPosts(account.key).map((post) => [post.id, post]));
      const newest = [...truth.values()][0];
      if (account.platform !== 'portal' && collected.items.some((item) => !truth.has(item.identity)))
        surprises.push(`${account.key}: a post that is not there`);
      if (account.platform !== 'wechat' && collected.items[0]?.title !== newest?.title && account.platform === 'portal')
        surprises.push(`${account.key}: ${collected.items[0]?.title ?? 'nothing'} is not the newest`);
      if (new Set(collected.items.map((item) => item.identity)).size !== collected.items.length)
        surprises.push(`${account.key}: identities`);
    }
    expect(surprises).toEqual([]);
  });
});

describe('a fault of the platform', () => {
  const outcomeUnder = async (
    account: SandboxAccount,
    fault: Parameters<Sandbox['control']['setFault']>[1],
  ): Promise<string> => {
    sandbox.control.setFault(account.key, fault);
    try {
      const collected = await look(account, typeof fault === 'object' ? impatient : connectors);
      return `${collected.outcome} ${collected.detail}`;
    } finally {
      sandbox.control.setFault(account.key, null);
    }
  };

  test.each<[Platform, Parameters<Sandbox['control']['setFault']>[1], RegExp]>([
    ['weibo', 'outage', /^unreachable (connection-reset|http-503)$/],
    ['weibo', 'token-revoked', /^unauthorised weibo-21332$/],
    ['weibo', 'quota-spent', /^rate-limited weibo-10023$/],
    ['weibo', 'ip-quota-spent', /^rate-limited weibo-10022$/],
    ['weibo', 'html-answer', /^unparsed weibo-not-json$/],
    ['weibo', 'oversized-answer', /^unparsed answer-too-large$/],
    ['weibo', { name: 'slow', delayMs: 3_600_000 }, /^unreachable timeout$/],
    ['wechat', 'outage', /^unreachable /],
    ['wechat', 'quota-spent', /^rate-limited wechat-45009$/],
    ['wechat', 'html-answer', /^unparsed wechat-not-json$/],
    ['wechat', 'oversized-answer', /^unparsed answer-too-large$/],
    ['portal', 'outage', /^unreachable /],
    ['portal', 'ip-not-allowed', /^refused http-403$/],
    ['portal', 'html-answer', /^unparsed /],
    ['portal', 'oversized-answer', /^unparsed answer-too-large$/],
    ['portal', 'cookie-wall', /^items /],
  ])('%s %j', async (platform, fault, expected) => {
    expect(await outcomeUnder(healthy(platform, 1), fault)).toMatch(expected);
  });

  test.each<['ip-not-allowed' | 'admin-confirmation', string]>([
    ['ip-not-allowed', 'refused wechat-40164'],
    ['admin-confirmation', 'unauthorised wechat-89503'],
  ])('wechat %s shows where a token is asked for', async (fault, expected) => {
    const untouched =
      sandbox.county.accounts
        .filter((account) => account.platform === 'wechat' && account.behaviour === 'ordinary')
        .at(-1) ?? healthy('wechat');
    clock.moveBy(3 * 3_600_000);
    expect(await outcomeUnder(untouched, fault)).toBe(expected);
  });

  test('a WeChat token that is revoked is renewed, and the look goes on', async () => {
    expect(await outcomeUnder(healthy('wechat', 2), 'token-revoked')).toBe('items wechat-published-list');
  });
});

describe('policy sources', () => {
  test('are read, and a new document adds its minute, issuer, 文号 and text', async () => {
    const published = sandbox.control.publishPolicy({
      title: '国务院关于测试政务新媒体的意见',
      documentNumber: '国发〔2026〕99号',
      issuer: '国务院',
      paragraphs: ['第一段。'],
    });
    for (const given of sandbox.county.policySources) {
      const read = await connectors.policyFeed.read(
        { ...given, id: given.key as PolicySource['id'], whitelisted: true },
        call(),
      );
      expect(read).toMatchObject({ outcome: 'items', unreadable: 0 });
      if (given.kind === 'govcn-json' && read.outcome === 'items')
        expect(read.items[0]).toMatchObject({
          title: published.title,
          url: published.url,
          publishedAt: { precision: 'day' },
        });
    }
    const [source] = sandbox.county.policySources;
    if (source === undefined) throw new Error('no source');
    const { document } = (await connectors.policyFeed.readDocument(
      { ...source, id: source.key as PolicySource['id'], whitelisted: true },
      published.url,
      call(),
    )) as { document: Record<string, unknown> };
    expect(document).toMatchObject({
      docNumber: '国发〔2026〕99号',
      issuer: '国务院',
      publishedAt: { precision: 'instant' },
    });
    expect(document['body']).toContain('第一段。');
  });
});

describe.each<[Platform, number]>([
  ['weibo', 1],
  ['wechat', 3],
])('an own item on %s', (platform, many) => {
  test('goes out with its pictures, and stands there with all of them', async () => {
    const account = healthy(platform, 1);
    const { publisher } = connectors.registry.for(platform);
    if (publisher === null) throw new Error('no publisher');
    const access = accessOf(account);
    const bytes = drawCover();
    const pictures = Array.from({ length: many }, (_, at) => ({
      ...{ fileId: `${at}`.padStart(24, '0') as FileId, name: '图.png', alt: '检查点' },
      ...{ type: 'png' as const, bytes: bytes.length },
    }));
    const title = `关于${platform}做好防火工作的提示`;
    const link = `https://${access.account.settings['safeDomain'] ?? 'www.gov.cn'}/notice/1.html`;
    const said = { summary: '请勿携带火种进山。', body: '全县设检查点12个。', text: null, issuer: '县政府', pictures };
    const draft = draftOf(publisher.composeOwn({ title, link, ...said }, access));
    const files = new Map(pictures.map(({ fileId }) => [fileId, bytes] as const));
    const made = publishRequest({ access, draft, files });
    const request = { ...made, key: `own-${platform}` };
    const startedAt = clock.at;
    const first = await publisher.publish(request, call());
    clock.moveBy(5_000);
    const last =
      first.kind === 'pending'
        ? await publisher.confirm({ ...request, progress: made.saved, notBeforeAt: startedAt }, call())
        : first;
    expect(last.kind).toBe('accepted');
    clock.moveBy(120_000);
    const found = sandbox.control
      .publicPosts(account.key)
      .filter((post) => `${post.title}${post.text}`.includes(title));
    expect(found.map((post) => post.pictures)).toEqual([many]);
  });
});

describe.each<[Platform]>([['weibo'], ['wechat'], ['portal']])('a repost on %s', (platform) => {
  let serial = 0;
  const start = (
    nth: number,
  ): { account: SandboxAccount; publisher: Publisher; request: ReturnType<typeof publishRequest> } => {
    const account = healthy(platform, nth);
    const { publisher } = connectors.registry.for(platform);
    if (publisher === null) throw new Error('no publisher');
    serial += 1;
    const source = {
      ...SOURCE,
      title: `${platform}第${serial}次转载的意见`,
      url: `${sandbox.govcnBase}/zhengce/${platform}${serial}.htm`,
    };
    const draft = draftOf(publisher.compose(source, accessOf(account)));
    return {
      account,
      publisher,
      request: { ...publishRequest({ access: accessOf(account), draft }), key: `job-${platform}-${serial}` },
    };
  };
  const confirmAfter = async (
    ms: number,
    publisher: Publisher,
    request: ReturnType<typeof publishRequest>,
    startedAt: Date,
  ): ReturnType<Publisher['confirm']> => {
    clock.moveBy(ms);
    return publisher.confirm({ ...request, progress: request.saved, notBeforeAt: startedAt }, call());
  };
  const timesPublic = (account: SandboxAccount, title: string): number =>
    sandbox.control.publicPosts(account.key).filter((post) => `${post.title}${post.text}`.includes(title)).length;
  const run = (publisher: Publisher, request: ReturnType<typeof publishRequest>): Promise<PublishOutcome> => {
    const saving = {
      ...request,
      progress: request.saved,
      saveProgress: (progress: Readonly<Record<string, string>>) => {
        request.saved = progress;
        return Promise.resolve();
      },
    };
    return publisher.publish(saving, call());
  };

  test('goes out, and the next look sees it with its title and what it came from', async () => {
    const { account, publisher, request } = start(3);
    const startedAt = clock.at;
    const first = await run(publisher, request);
    const done = first.kind === 'pending' ? await confirmAfter(5_000, publisher, request, startedAt) : first;
    expect(done.kind).toBe('accepted');
    clock.moveBy(120_000);
    const { items } = await look(account);
    const seen = items.find((item) => `${item.title}${item.text}`.includes(request.draft.title));
    expect(seen?.links).toContain(request.draft.sourceUrl);
    const receipt = done.kind === 'accepted' ? done.receipt : null;
    expect(receipt?.platformIds.some((id) => seen?.platformIds.includes(id))).toBe(true);
    expect(timesPublic(account, request.draft.title)).toBe(1);
  });

  test('whose answer is lost is found again, and nothing goes out twice', async () => {
    const { account, publisher, request } = start(4);
    const startedAt = clock.at;
    sandbox.control.setFault(account.key, 'lost-answer');
    const lost = await run(publisher, request);
    sandbox.control.setFault(account.key, null);
    expect(lost).toMatchObject({ kind: 'failed', failure: { remedy: 'reconcile' } });
    expect(await confirmAfter(10_000, publisher, request, startedAt)).toMatchObject({ kind: 'accepted' });
    expect(timesPublic(account, request.draft.title)).toBe(1);
  });

  test('that the platform shows much later is never taken for absent meanwhile', async () => {
    const { account, publisher, request } = start(5);
    const startedAt = clock.at;
    sandbox.control.setFault(account.key, 'accepted-then-delayed');
    const accepted = await run(publisher, request);
    sandbox.control.setFault(account.key, null);
    expect(['accepted', 'pending']).toContain(accepted.kind);
    const forgotten = {
      ...request,
      saved: Object.fromEntries(Object.entries(request.saved).filter(([key]) => key !== 'publishId')),
    };
    expect((await confirmAfter(20_000, publisher, forgotten, startedAt)).kind).not.toBe('not-found');
    expect(await confirmAfter(130_000, publisher, forgotten, startedAt)).toMatchObject({ kind: 'accepted' });
    expect(timesPublic(account, request.draft.title)).toBe(1);
  });

  test('that never reached the platform is proven absent in the end, and only then', async () => {
    const { account, publisher, request } = start(6);
    const startedAt = clock.at;
    // Killed between its announcement and the call: what came before is stored.
    const announce = request.beforePublicCall;
    request.beforePublicCall = () => Promise.reject(new Error('killed'));
    await expect(run(publisher, request)).rejects.toThrow('killed');
    request.beforePublicCall = announce;
    sandbox.control.setFault(account.key, 'outage');
    const failed = await run(publisher, request);
    sandbox.control.setFault(account.key, null);
    expect(failed).toMatchObject({ kind: 'failed' });
    if (platform !== 'portal')
      expect((await confirmAfter(1_000, publisher, request, startedAt)).kind).toBe('cannot-tell');
    expect(await confirmAfter(11 * 60_000, publisher, request, startedAt)).toEqual({ kind: 'not-found' });
    expect(timesPublic(account, request.draft.title)).toBe(0);
  });

  test('that the platform’s review refuses asks for other content, and is nowhere', async () => {
    const { account, publisher, request } = start(7);
    const startedAt = clock.at;
    sandbox.control.setFault(account.key, 'content-refused');
    const first = await run(publisher, request);
    const last = first.kind === 'pending' ? await confirmAfter(10_000, publisher, request, startedAt) : first;
    sandbox.control.setFault(account.key, null);
    expect(last).toMatchObject({ kind: 'failed', failure: { remedy: 'fix-content' } });
    expect(timesPublic(account, request.draft.title)).toBe(0);
  });
});
