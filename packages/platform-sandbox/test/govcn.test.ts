import type { Sandbox } from '../src';
import { ANCHOR_AT, closeAll, freshFolder, openSandbox, stillClock } from './testSandbox';

interface Row {
  readonly TITLE: string;
  readonly SUB_TITLE: string;
  readonly URL: string;
  readonly DOCRELPUBTIME: string;
}

/** The same port is served by one start after another: a kept connection would belong to the one before. */
const FRESH_CONNECTION = { headers: { connection: 'close' } };
const SMALL = { units: 3, accounts: 6 };

describe('the simulated gov.cn', () => {
  const clock = stillClock();
  let sandbox: Sandbox;

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: SMALL });
  });
  afterEach(closeAll);

  const latest = async (): Promise<Row[]> => {
    const bytes = Buffer.from(
      await (await fetch(`${sandbox.govcnBase}/zhengce/zuixin/ZUIXINZHENGCE.json`, FRESH_CONNECTION)).arrayBuffer(),
    );
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    return JSON.parse(bytes.subarray(3).toString('utf8')) as Row[];
  };

  test('lists about 60 documents, newest first, dates only, behind a byte order mark', async () => {
    const rows = await latest();
    expect(rows.length).toBe(60);
    expect(rows.filter((row) => !/^2026-\d\d-\d\d$/.test(row.DOCRELPUBTIME))).toEqual([]);
    expect(rows.map((row) => row.DOCRELPUBTIME)).toEqual(
      rows
        .map((row) => row.DOCRELPUBTIME)
        .sort()
        .reverse(),
    );
    expect(new Set(rows.map((row) => row.URL)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.TITLE)).size).toBe(rows.length);
  });

  test('the two newest at the first start are State Council documents of the last two working days', async () => {
    const [first, second, third] = await latest();
    expect([first?.DOCRELPUBTIME, second?.DOCRELPUBTIME]).toEqual(['2026-10-20', '2026-10-19']);
    expect(first?.TITLE.startsWith('国务院') && second?.TITLE.startsWith('国务院')).toBe(true);
    expect((third?.DOCRELPUBTIME ?? '') <= '2026-10-12').toBe(true);
  });

  test('an article carries its time, number, issuer and body where the real pages have them', async () => {
    const [row] = await latest();
    const html = await (await fetch(row?.URL ?? '')).text();
    expect(html).toContain('<meta name="firstpublishedtime" content="2026-10-20-10:05:00">');
    expect(html).toMatch(
      /<table class="bd1">[\s\S]*发文机关[\s\S]*国务院[\s\S]*发文字号[\s\S]*国发〔2026〕\d+号[\s\S]*成文日期/,
    );
    expect(html).toContain('id="UCAP-CONTENT"');
    expect(html).toContain(`<h1>${row?.TITLE ?? 'never'}</h1>`);
  });

  test('a fresh document appears 25 seconds after the start, not a moment before', async () => {
    clock.moveBy(24_999);
    expect(await latest()).toHaveLength(60);
    clock.moveBy(1);
    const rows = await latest();
    expect(rows).toHaveLength(61);
    expect(rows[0]?.TITLE).toBe('国务院办公厅关于推进社区嵌入式服务便利化的意见');
    expect((await fetch(rows[0]?.URL ?? '')).status).toBe(200);
  });

  test('one that had not appeared is moved by a later start; once it has, no start brings another', async () => {
    const dataDir = freshFolder();
    const start = async (): Promise<void> => {
      await sandbox.close();
      sandbox = await openSandbox(clock, { size: SMALL, dataDir });
    };
    await start();
    clock.moveBy(10_000);
    await start();
    clock.moveBy(20_000);
    expect(await latest()).toHaveLength(60);
    clock.moveBy(5_000);
    expect(await latest()).toHaveLength(61);
    await start();
    clock.moveBy(25_000);
    expect(await latest()).toHaveLength(61);
    for (let i = 0; i < 5; i += 1) {
      await start();
      clock.moveBy(3_600_000);
    }
    expect(await latest()).toHaveLength(61);
  });

  test('a document published by hand is listed and has its page', async () => {
    const policy = sandbox.control.publishPolicy({
      title: '国务院关于测试的决定',
      documentNumber: '国发〔2026〕999号',
    });
    const [row] = await latest();
    expect([row?.TITLE, row?.URL]).toEqual([policy.title, policy.url]);
    expect(await (await fetch(policy.url)).text()).toContain('国发〔2026〕999号');
  });

  test('the provincial feed holds two documents that share one landing page', async () => {
    const source = sandbox.county.policySources.find(({ authority }) => authority === 'province');
    const xml = await (await fetch(source?.url ?? '')).text();
    const guids = [...xml.matchAll(/<guid[^>]*>(.*?)<\/guid>/g)].map((match) => match[1]);
    const titles = [...xml.matchAll(/<item>\n<title><!\[CDATA\[(.*?)\]\]>/g)].map((match) => match[1]);
    expect([guids.length, new Set(guids).size, new Set(titles).size]).toEqual([20, 19, 20]);
    expect(xml).toContain('00:00:00 +0800');
    const pages = await Promise.all([...new Set(guids)].map(async (guid) => await (await fetch(guid ?? '')).text()));
    expect(pages.filter((page) => page.includes('<meta name="ArticleTitle"'))).toHaveLength(18);
    const shared = guids.find((guid, i) => guids.indexOf(guid) !== i);
    const landing = await (await fetch(shared ?? '')).text();
    expect(titles.filter((title) => landing.includes(title ?? 'never'))).toHaveLength(2);
    expect(landing).not.toContain('PubDate');
  });

  test('answers 404 for what is not there', async () => {
    expect((await fetch(`${sandbox.govcnBase}/zhengce/content/202610/content_1.htm`)).status).toBe(404);
  });
});
