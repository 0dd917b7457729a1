import { createRegistry } from '../../src/connectors/registry';
import { createFeedConnector } from '../../src/connectors/feed/connector';
import { FEED_PLATFORMS, takesLinks } from '../../src/domain/accounts/platforms';
import { createPortalConnector } from '../../src/connectors/portal/connector';
import { createWechatConnector } from '../../src/connectors/wechat/connector';
import { createMemoryTokenStore } from '../../src/connectors/wechat/memoryTokenStore';
import { createWeiboConnector } from '../../src/connectors/weibo/connector';
import { HTTP_FAULT_CODES } from '../../src/connectors/outbound/faults';
import type { Http } from '../../src/connectors/outbound/http';
import { PLATFORMS } from '../../src/domain/accounts/account';
import type { Platform } from '../../src/domain/accounts/account';
import { LOOK_OUTCOMES } from '../../src/domain/accounts/look';
import type { LookOutcome } from '../../src/domain/accounts/look';
import { REMEDIES } from '../../src/domain/errors';
import type { Collected, Connector } from '../../src/ports/connectors';
import { callAt, NOW, publishRequest, SOURCE, standingClock } from './support/access';
import { fakeHttp } from './support/fakeHttp';
import type { FakeReply } from './support/fakeHttp';
import { LOOK_EXAMPLES, SECRETS } from './support/lookExamples';
import type { Fixture, LookExample } from './support/lookExamples';

/** Everything below runs over the registry: a connector that is added is held to the same promises. */
function registryOver(http: Http): ReturnType<typeof createRegistry> {
  const clock = standingClock();
  const portal = createPortalConnector({ http, clock });
  return createRegistry([
    createWeiboConnector({ http, base: 'https://api.weibo.com', clock }),
    createWechatConnector({ http, base: 'https://api.weixin.qq.com', clock, tokenStore: createMemoryTokenStore() }),
    portal,
    ...FEED_PLATFORMS.map((platform) => createFeedConnector(platform, { http, readFeed: portal.collector.collect })),
  ]);
}

const looked = async (example: LookExample, reply: Fixture): Promise<Collected> =>
  registryOver(fakeHttp((request) => reply(new URL(request.url))))
    .for(example.platform)
    .collector.collect(example.access, callAt());
const exampleOf = (platform: Platform): LookExample => {
  const found = LOOK_EXAMPLES.find((example) => example.platform === platform);
  if (found === undefined) throw new Error(`no example of ${platform}`);
  return found;
};

function missing(): FakeReply {
  throw new Error('no fixture of items');
}
function expectNoSecret(value: unknown): void {
  const text = JSON.stringify(value);
  expect(SECRETS.filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)))).toEqual([]);
}

test('the registry has one connector for each platform and refuses a second', () => {
  const registry = registryOver(fakeHttp(() => ({})));
  expect(registry.all.map((connector) => connector.platform).sort()).toEqual([...PLATFORMS].sort());
  for (const platform of PLATFORMS) expect(registry.for(platform).platform).toBe(platform);
  const [first] = registry.all;
  if (first === undefined) throw new Error('empty registry');
  expect(() => createRegistry([first, first])).toThrow('two connectors');
  expect(() => createRegistry([]).for('weibo')).toThrow('no connector');
});

/** What was really reached, for the matrix at the end. */
const reached = new Map<string, string>();

describe.each(LOOK_EXAMPLES.map((example) => [example.name, example] as const))('a look, %s', (name, example) => {
  const fixtures = Object.entries(example.fixtures) as [LookOutcome, Fixture][];
  test.each(fixtures)('can end as %s, and keeps what that promises', async (outcome, fixture) => {
    const collected = await looked(example, fixture);
    const isSight = outcome === 'items' || outcome === 'proven-empty';
    expect(collected.outcome).toBe(outcome);
    expect(collected.detail).toMatch(/^[a-z0-9-]+$/);
    expect(collected.failure === null).toBe(isSight);
    expect(collected.items.length > 0).toBe(outcome === 'items');
    if (isSight) expect(collected.coverage).toBe(example.coverage);
    else expect(collected.completeFromAt).toBeNull();
    // Where a list leaves things out, nothing may be said to be complete.
    if (collected.coverage === 'partial') expect(collected.completeFromAt).toBeNull();
    if (collected.failure !== null) {
      expect(REMEDIES).toContain(collected.failure.remedy);
      expect(collected.failure.message).toMatch(/[\u4e00-\u9fff]/);
      expect(collected.failure.code).toBe(collected.detail);
    }
    expectNoSecret([collected.detail, collected.failure]);
    reached.set(`${name} ${outcome}`, collected.detail);
  });

  test('identities are unique and the same at the next look; addresses are absolute', async () => {
    const [one, two] = [
      await looked(example, example.fixtures.items ?? missing),
      await looked(example, example.fixtures.items ?? missing),
    ];
    const identities = one.items.map((item) => item.identity);
    expect(new Set(identities).size).toBe(identities.length);
    expect(two.items.map((item) => item.identity)).toEqual(identities);
    for (const item of one.items)
      expect([
        URL.canParse(item.url),
        item.links.every((link) => URL.canParse(link)),
        item.platformIds.length > 0,
      ]).toEqual([true, true, true]);
  });

  test('dates are what the source wrote, in Beijing time, never the time of looking', async () => {
    const { items } = await looked(example, example.fixtures.items ?? missing);
    const spelled = items.map(({ publishedAt }) =>
      publishedAt.precision === 'day' ? publishedAt.on : publishedAt.at.toISOString(),
    );
    expect(spelled[0]).toBe(example.newest);
    expect([...spelled].sort().reverse()).toEqual(spelled);
    for (const { publishedAt } of items)
      expect([publishedAt.original !== '', spelled.includes(NOW.toISOString())]).toEqual([true, false]);
  });

  test('with a date nobody can read is unparsed, and nothing is dated by guess', async () => {
    expect(await looked(example, example.undated)).toMatchObject({
      outcome: 'unparsed',
      items: [],
      completeFromAt: null,
    });
  });

  test.each(HTTP_FAULT_CODES.map((code) => [code]))('the fault %s is blindness and never a throw', async (code) => {
    const collected = await looked(example, () => ({ fault: code }));
    expect(['unreachable', 'unparsed']).toContain(collected.outcome);
    expectNoSecret(collected);
  });

  test('no garbage in an answer makes a look throw', async () => {
    const garbage: unknown[] = [
      null,
      0,
      '',
      [],
      {},
      [null],
      { statuses: null },
      { statuses: [null] },
      { statuses: [{ idstr: {} }] },
      { item: [null], total_count: 'x' },
      { total_count: 1, item: [{ article_id: 1, content: { news_item: [null, 1] } }] },
      { errcode: {} },
      { error_code: [] },
      { access_token: 1 },
    ];
    for (const json of garbage) {
      const collected = await looked(example, () => ({ json }));
      expect(collected.outcome).not.toBe('items');
    }
    for (const body of ['', '\u0000', '<', '<?xml', '{"a":', '\ufeff']) {
      expect((await looked(example, () => ({ body }))).outcome).toBe('unparsed');
    }
  });
});

test('every platform can end a look in every way, and each way was reached', () => {
  const names = LOOK_EXAMPLES.map(({ name }) => name);
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const columns = LOOK_OUTCOMES.map(
    (outcome) => Math.max(outcome.length, ...names.map((name) => (reached.get(`${name} ${outcome}`) ?? '').length)) + 2,
  );
  const line = (head: string, cells: readonly string[]): string =>
    `${head.padEnd(width)}${cells.map((cell, at) => cell.padEnd(columns[at] ?? 0)).join('')}`.trimEnd();
  const matrix = [
    line('', LOOK_OUTCOMES),
    ...names.map((name) =>
      line(
        name,
        LOOK_OUTCOMES.map((outcome) => reached.get(`${name} ${outcome}`) ?? '-'),
      ),
    ),
  ];
  process.stdout.write(`${matrix.join('\n')}\n`);
  for (const platform of PLATFORMS) {
    const ways = LOOK_EXAMPLES.filter((example) => example.platform === platform).flatMap(({ name }) =>
      LOOK_OUTCOMES.filter((outcome) => reached.has(`${name} ${outcome}`)),
    );
    // An empty feed is how a broken bridge looks as well.
    const never = FEED_PLATFORMS.includes(platform) ? ['proven-empty'] : [];
    const possible = LOOK_OUTCOMES.filter((outcome) => !never.includes(outcome));
    expect([platform, [...new Set(ways)].sort()]).toEqual([platform, [...possible].sort()]);
  }
});

test('addresses are handed over of exactly the platforms that can read them', () => {
  const { all } = registryOver(fakeHttp(() => ({})));
  for (const { platform, articleReader } of all)
    expect([platform, articleReader !== null]).toEqual([platform, takesLinks(platform)]);
});

test('only platforms with a connector of their own publish by interface', () => {
  const { all } = registryOver(fakeHttp(() => ({})));
  expect(all.filter(({ publisher }) => publisher === null).map(({ platform }) => platform)).toEqual(FEED_PLATFORMS);
});

describe.each(PLATFORMS.map((platform) => [platform]))('%s', (platform) => {
  test('settings say for people what is needed, and which of it is secret', () => {
    const { settings, title } = registryOver(fakeHttp(() => ({}))).for(platform);
    expect(title).toMatch(/[\u4e00-\u9fff]/);
    for (const setting of settings)
      expect([setting.key, /[\u4e00-\u9fffA-Za-z]/.test(setting.title), setting.why.length > 4]).toEqual([
        setting.key,
        true,
        true,
      ]);
    const credentials = [
      ...LOOK_EXAMPLES.filter((example) => example.platform === platform).map(({ access }) => access.credential),
    ];
    const secretKeys = [...new Set(credentials.flatMap((credential) => Object.keys(credential ?? {})))].filter(
      (key) => key !== 'appId',
    );
    expect(
      settings
        .filter((setting) => setting.secret)
        .map((setting) => setting.key)
        .sort(),
    ).toEqual(secretKeys.sort());
  });
});

const PUBLISHING = PLATFORMS.filter((platform) => !FEED_PLATFORMS.includes(platform));

describe.each(PUBLISHING.map((platform) => [platform]))('%s', (platform) => {
  describe('publishing', () => {
    const publisherOver = (http: Http): NonNullable<Connector['publisher']> => {
      const { publisher } = registryOver(http).for(platform);
      if (publisher === null) throw new Error(`${platform} has no publisher`);
      return publisher;
    };
    const { access } = exampleOf(platform);
    const composed = publisherOver(fakeHttp(() => ({}))).compose(SOURCE, access);

    test('keeps the title whole and the source named', () => {
      if (!('draft' in composed)) throw new Error(composed.failure.code);
      expect(composed.draft).toMatchObject({ title: SOURCE.title, sourceUrl: SOURCE.url, sourceName: SOURCE.issuer });
      expect(composed.draft.text).toContain(SOURCE.url);
      expect(publisherOver(fakeHttp(() => ({}))).compose({ ...SOURCE, title: '题'.repeat(500) }, access)).toMatchObject(
        { failure: { remedy: 'fix-content' } },
      );
    });

    test.each<[string, FakeReply]>([
      ['HTML', { body: '<html>' }],
      ['a 502', { status: 502 }],
      ['a time-out', { fault: 'timeout' }],
      ['no connection', { fault: 'connection-refused' }],
      ['an empty object', { json: {} }],
      ['null', { json: null }],
    ])(
      'that meets %s neither throws nor claims success, tells no secret, and proves no absence',
      async (_name, reply) => {
        if (!('draft' in composed)) throw new Error(composed.failure.code);
        const publisher = publisherOver(
          fakeHttp((request) =>
            request.url.includes('stable_token') ? { json: { access_token: SECRETS[2], expires_in: 7200 } } : reply,
          ),
        );
        const progress = { thumbMediaId: 'T', mediaId: 'D', calledAt: NOW.toISOString() };
        const outcome = await publisher.publish(publishRequest({ access, draft: composed.draft, progress }), callAt());
        expect(outcome.kind).toBe('failed');
        const confirmed = await publisher.confirm(
          { access, draft: composed.draft, key: 'k', progress, notBeforeAt: NOW },
          callAt(),
        );
        expect(confirmed.kind).toBe('cannot-tell');
        expectNoSecret([outcome, confirmed]);
      },
    );
  });
});

describe('numbers beyond what a double holds', () => {
  const RAW = '9223372036854775807';
  const reading = async (platform: Platform, body: string): Promise<string> =>
    JSON.stringify(
      await looked(exampleOf(platform), (url) =>
        url.pathname.includes('stable_token') ? { json: { access_token: 'T', expires_in: 7200 } } : { body },
      ),
    );
  test('are read exactly on every platform that has them', async () => {
    expect(
      await reading(
        'weibo',
        `{"statuses":[{"id":${RAW},"created_at":"Fri Sep 18 10:05:31 +0800 2026","text":"文","user":{"id":5001234567}}],"next_cursor":${RAW},"total_number":9}`,
      ),
    ).toContain(`"identity":"${RAW}"`);
    expect(
      await reading(
        'wechat',
        `{"total_count":1,"item":[{"article_id":${RAW},"content":{"create_time":1789600000,"news_item":[{"title":"题"}]}}]}`,
      ),
    ).toContain(`"identity":"${RAW}"`);
  });
  test('are kept exactly of what was published', async () => {
    const publishing = async (platform: Platform, body: string): Promise<string> => {
      const { access } = exampleOf(platform);
      const { publisher } = registryOver(
        fakeHttp((request) =>
          request.url.includes('stable_token') ? { json: { access_token: 'T', expires_in: 7200 } } : { body },
        ),
      ).for(platform);
      const composed = publisher?.compose(SOURCE, access);
      if (composed === undefined || !('draft' in composed)) throw new Error('no draft');
      return JSON.stringify(
        await publisher?.publish(
          publishRequest({ access, draft: composed.draft, progress: { thumbMediaId: 'T', mediaId: 'D' } }),
          callAt(),
        ),
      );
    };
    expect(await publishing('weibo', `{"id":${RAW},"text":"文"}`)).toContain(`"platformIds":["${RAW}"]`);
    expect(await publishing('wechat', `{"errcode":0,"publish_id":${RAW},"msg_data_id":${RAW}}`)).toContain(
      `"publishId":"${RAW}"`,
    );
    expect(
      await publishing('portal', `{"code":0,"data":{"id":${RAW},"url":"https://www.example.gov.cn/1.html"}}`),
    ).toContain(`"${RAW}"`);
  });
});

describe.each(PUBLISHING.map((platform) => [platform]))('capabilities of %s', (platform) => {
  test('a canary neither throws nor tells a secret, and takes trouble for no refusal', async () => {
    const { access } = exampleOf(platform);
    for (const reply of [
      { fault: 'timeout' },
      { status: 503 },
      { body: '<html>' },
      { json: {} },
      { json: null },
    ] as FakeReply[]) {
      const result = await registryOver(fakeHttp(() => reply))
        .for(platform)
        .credentialCheck?.(access, callAt());
      if (result !== undefined) expect(result.kind).toBe('cannot-tell');
      expectNoSecret(result ?? null);
    }
  });
  test('quotas and measures are stated, and a composed draft is within every limit', () => {
    const { access } = exampleOf(platform);
    const { publisher } = registryOver(fakeHttp(() => ({}))).for(platform);
    const composed = publisher?.compose(SOURCE, access);
    if (publisher == null || composed === undefined || !('draft' in composed)) throw new Error('no draft');
    for (const { limit } of publisher.quotas) expect(limit).toBeGreaterThan(0);
    const measures = publisher.measure(composed.draft, access.account);
    expect(measures.length).toBeGreaterThan(0);
    for (const { name, value, limit } of measures) expect([name, value <= limit]).toEqual([name, true]);
  });
});
