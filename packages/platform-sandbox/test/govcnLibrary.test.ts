import type { Sandbox, SandboxPolicy } from '../src';
import { ANCHOR_AT, closeAll, freshFolder, openSandbox, stillClock } from './testSandbox';

interface Row {
  readonly title: string;
  readonly url: string;
  readonly pcode: string;
  readonly wenhao?: string;
  readonly puborg: string;
  readonly pubtime: number;
  readonly pubtimeStr: string;
}
interface Section {
  readonly totalCount: number;
  readonly totalpage: number;
  readonly listVO: readonly Row[];
}
interface Answer {
  readonly code: number;
  readonly searchVO: (Section & { readonly catMap: Readonly<Record<string, Section>> | null }) | null;
}

const SMALL = { units: 3, accounts: 6 };
const CLOSE = { headers: { connection: 'close' } };

describe('the simulated policy library and what happens to policies', () => {
  const clock = stillClock();
  let sandbox: Sandbox;

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: SMALL });
  });
  afterEach(closeAll);

  const search = async (t: string, more: Record<string, string> = {}): Promise<Answer> => {
    const query = new URLSearchParams({
      t,
      q: '',
      timetype: 'timeqb',
      sort: 'pubtime',
      sortType: '1',
      searchfield: 'title',
      p: '1',
      n: '20',
      type: 'gwyzcwjk',
      ...more,
    });
    return (await (await fetch(`${sandbox.govcnBase}/search-gov/data?${query.toString()}`, CLOSE)).json()) as Answer;
  };
  const page = async (url: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(url, CLOSE);
    return { status: answer.status, text: await answer.text() };
  };
  const titlesAt = async (path: string): Promise<string[]> =>
    (JSON.parse((await page(`${sandbox.govcnBase}${path}`)).text.replace('\ufeff', '')) as { TITLE: string }[]).map(
      ({ TITLE }) => TITLE,
    );
  const newest = (): SandboxPolicy => sandbox.control.publicPolicies()[0] as SandboxPolicy;

  test.each(['zhengcelibrary', 'zhengcelibrary_gw_bm_gb'])(
    '%s keeps its rows in catMap, and its own list is empty',
    async (library) => {
      const { code, searchVO } = await search(library);
      expect([code, searchVO?.totalCount, searchVO?.listVO]).toEqual([200, 0, []]);
      expect(Object.keys(searchVO?.catMap ?? {})).toEqual(['gongwen', 'bumenfile', 'otherfile', 'gongbao']);
      expect(searchVO?.catMap?.['gongwen']?.listVO[0]?.url).toBe(newest().url);
      expect(searchVO?.catMap?.['bumenfile']?.totalCount).toBeGreaterThan(20);
    },
  );

  test.each([
    ['zhengcelibrary_gw', 'gongwen'],
    ['zhengcelibrary_bm', 'bumenfile'],
    ['zhengcelibrary_gb', 'gongbao'],
  ])('%s lists one section plainly', async (library, section) => {
    const [single, whole] = [await search(library), await search('zhengcelibrary')];
    expect(single.searchVO?.catMap).toBeNull();
    expect(single.searchVO?.listVO).toEqual(whole.searchVO?.catMap?.[section]?.listVO);
    expect(single.searchVO?.listVO.length).toBeGreaterThan(2);
  });

  test('rows carry 文号 as pcode or wenhao, midnight in ms, and the date with dots', async () => {
    const [document] = (await search('zhengcelibrary_gw')).searchVO?.listVO ?? [];
    expect(document).toMatchObject({
      pcode: newest().documentNumber,
      puborg: newest().issuer,
      pubtimeStr: '2026.10.20',
      pubtime: Date.parse('2026-10-20T00:00:00+08:00'),
    });
    const [ministry] = (await search('zhengcelibrary_bm')).searchVO?.listVO ?? [];
    expect([ministry?.pcode, ministry?.wenhao]).toEqual(['', expect.stringMatching(/〔2026〕\d+号$/)]);
  });

  test('pages, searches titles and marks what was searched, and says 1001 for nothing', async () => {
    const all = await search('zhengcelibrary_bm', { n: '50' });
    const pages = [
      await search('zhengcelibrary_bm', { n: '7', p: '1' }),
      await search('zhengcelibrary_bm', { n: '7', p: '2' }),
    ];
    expect(pages.flatMap(({ searchVO }) => searchVO?.listVO.map(({ url }) => url) ?? [])).toEqual(
      all.searchVO?.listVO.slice(0, 14).map(({ url }) => url),
    );
    expect(pages[0]?.searchVO?.totalpage).toBe(Math.ceil((all.searchVO?.totalCount ?? 0) / 7));
    const found = await search('zhengcelibrary_gw', { q: '便民服务' });
    expect(found.searchVO?.listVO.length).toBeGreaterThan(0);
    expect(found.searchVO?.listVO.every(({ title }) => title.includes('<em>便民服务</em>'))).toBe(true);
    expect(await search('zhengcelibrary_gw', { q: '没有这样的文件' })).toMatchObject({ code: 1001 });
    expect(await search('nothing')).toMatchObject({ code: 1001 });
  });

  test('long titles carry a line break', async () => {
    sandbox.control.publishPolicy({ title: `国务院办公厅关于${'长'.repeat(40)}的通知` });
    expect((await search('zhengcelibrary_gw')).searchVO?.listVO[0]?.title).toContain('<br/>');
  });

  test('the gazette repeats older documents with title and 文号 under another address', async () => {
    const copies = (await search('zhengcelibrary_gb')).searchVO?.listVO ?? [];
    for (const copy of copies.slice(0, 3)) {
      const original = sandbox.control.publicPolicies().find(({ documentNumber }) => documentNumber === copy.pcode);
      expect(copy.url).not.toBe(original?.url);
      const { status, text } = await page(copy.url);
      expect([status, text.includes(copy.pcode), text.includes('<meta name="lanmu" content="国务院公报">')]).toEqual([
        200,
        true,
        true,
      ]);
    }
    const copy = sandbox.control.publishGazetteCopy(newest().url);
    expect(copy.title).toBe(newest().title);
    expect(await titlesAt('/gongbao/zuixin/gongbao.json')).toContain(newest().title);
    expect((await page(copy.url)).text).toContain(newest().documentNumber);
  });

  test('a changed policy keeps address and time of publication, and shows when it was changed', async () => {
    const before = newest();
    clock.moveBy(90_000);
    const after = sandbox.control.changePolicy(before.url, {
      title: `${before.title}（修订）`,
      paragraphs: ['改后的正文。'],
    });
    expect([after.url, after.at, after.title]).toEqual([before.url, before.at, `${before.title}（修订）`]);
    const { text } = await page(before.url);
    expect([
      text.includes('改后的正文。'),
      /firstpublishedtime" content="2026-10-20-10:05:00"/.test(text),
      /lastmodifiedtime" content="2026-10-21-10:01:30"/.test(text),
    ]).toEqual([true, true, true]);
    expect((await titlesAt('/zhengce/zuixin/ZUIXINZHENGCE.json'))[1]).toBe(after.title);
  });

  test.each([
    ['gone', 404],
    ['soft', 200],
  ] as const)('a policy withdrawn as %s leaves every list, and its page answers %i', async (how, status) => {
    const { url, title } = newest();
    sandbox.control.withdrawPolicy(url, how);
    expect(await titlesAt('/zhengce/zuixin/ZUIXINZHENGCE.json')).not.toContain(title);
    expect((await search('zhengcelibrary_gw')).searchVO?.listVO.map((row) => row.url)).not.toContain(url);
    const answer = await page(url);
    expect([answer.status, answer.text.includes('不存在'), answer.text.includes(title)]).toEqual([status, true, false]);
    expect(() => sandbox.control.withdrawPolicy(url)).toThrow(RangeError);
  });

  test('an interpretation has its own list and page, which links to its document', async () => {
    const policy = newest();
    const article = sandbox.control.publishInterpretation({ policyUrl: policy.url, title: `解读《${policy.title}》` });
    expect(await titlesAt('/zhengce/jiedu/ZCJD_QZ.json')).toEqual([article.title]);
    expect(await titlesAt('/zhengce/zuixin/ZUIXINZHENGCE.json')).not.toContain(article.title);
    const { text } = await page(article.url);
    expect(text).toContain(`<a href="${policy.url}">${policy.title}</a>（${policy.documentNumber}）`);
    expect(text).not.toContain('class="bd1"');
  });

  test('changes, withdrawals, interpretations and copies are kept over a restart', async () => {
    const dataDir = freshFolder();
    sandbox = await openSandbox(clock, { size: SMALL, dataDir });
    const [first, second, third] = sandbox.control.publicPolicies() as [SandboxPolicy, SandboxPolicy, SandboxPolicy];
    sandbox.control.changePolicy(first.url, { title: '改后的标题' });
    sandbox.control.withdrawPolicy(second.url, 'soft');
    const article = sandbox.control.publishInterpretation({ policyUrl: first.url, title: '一篇解读' });
    const copy = sandbox.control.publishGazetteCopy(third.url);
    await sandbox.close();
    sandbox = await openSandbox(clock, { size: SMALL, dataDir });
    expect(
      sandbox.control
        .publicPolicies()
        .slice(0, 2)
        .map(({ title }) => title),
    ).toEqual(['改后的标题', third.title]);
    expect((await page(second.url)).status).toBe(200);
    expect((await page(article.url)).text).toContain('改后的标题');
    expect((await page(copy.url)).text).toContain(third.title);
  });

  test('the search fails alone', async () => {
    sandbox.control.setFault('govcn-search', 'html-answer');
    expect((await page(`${sandbox.govcnBase}/search-gov/data?t=zhengcelibrary`)).text).toContain('系统维护');
    expect((await titlesAt('/zhengce/zuixin/ZUIXINZHENGCE.json')).length).toBe(60);
  });
});
