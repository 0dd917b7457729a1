import { describeInBrowser, go, plain } from './browser';
import { mockId } from './mock/instants';

const SILENT = mockId('a', 6);
const NEVER_SEEN = mockId('a', 12);
const OVERDUE_MANDATE = mockId('d', 102);
const MISSED_BY_HAND = mockId('c', 2010);
const PAGES = [
  '/',
  '/accounts',
  `/accounts/${SILENT}`,
  `/accounts/${SILENT}?tab=looks`,
  `/accounts/${SILENT}?tab=findings`,
  '/mandates',
  `/mandates/${OVERDUE_MANDATE}`,
  `/obligations/${MISSED_BY_HAND}`,
  '/policies',
  '/cases',
  `/cases/${mockId('e', 9002)}`,
  '/alerts',
  '/sources',
  '/publish-jobs',
  '/storage',
  '/credentials',
  '/training',
  '/accounts/new',
  '/manual-tasks',
  '/mandate-rules',
];
/** What a platform or a rule pack is called, not a word of ours. */
const NAMES = ['national', 'weibo-10023', 'pdf'];

describeInBrowser('the words on the pages', (dashboard) => {
  const fact = async (name: string): Promise<string> => {
    const row = dashboard.page.locator('.facts > div', { has: dashboard.page.locator('dt', { hasText: name }) });
    return plain(await row.locator('dd').first().textContent());
  };

  test('say nothing of the list or the posts of an account that was never seen', async () => {
    const { page } = dashboard;
    await go(page, `/accounts/${NEVER_SEEN}`);
    await page.getByText('采集均未成功').waitFor();
    expect(await fact('采集范围')).toBe('—');
    expect(await fact('最近发文')).toBe('还没有采集到发文');
    expect(await fact('已确认未更新时长')).toBe('尚不能确认');
    await go(page, `/accounts/${NEVER_SEEN}?tab=looks`);
    const blind = page.locator('table[aria-label="采集记录"] tbody tr', { hasText: '未获授权' });
    await blind.waitFor();
    expect(plain(await blind.locator('td[data-label="采集范围"]').textContent())).toBe('—');
  });

  test('quote the regulation alone, and set our own grades apart from it', async () => {
    const { page } = dashboard;
    await go(page, `/accounts/${SILENT}`);
    const clause = page.locator('blockquote.clause');
    await clause.waitFor();
    expect(plain(await clause.locator('p').textContent())).toBe('监测时间点前 2 周内无更新的，单项否决。');
    expect(plain(await clause.textContent())).not.toContain('预警');
    expect(plain(await page.locator('.clause-applied').textContent())).toBe(
      '本系统口径：7、10、12 天预警为本系统分级。',
    );
  });

  test('count every repost once: those in time and those late make up all that are out', async () => {
    const { page } = dashboard;
    await go(page, '/');
    const rows = page.locator('.mandate-row:not(.mandate-completed)');
    await rows.first().waitFor();
    for (const row of await rows.all()) {
      const counted: Record<string, number> = {};
      for (const word of await row.locator('.segment-word').all()) {
        const [name = '', count] = plain(await word.textContent()).split(' ');
        counted[name] = Number(count);
      }
      const total = /^已转载 (\d+) \/ \d+$/.exec(plain(await row.locator('.mandate-done').textContent()));
      if (total === null) continue;
      expect((counted['按期转载'] ?? 0) + (counted['逾期转载'] ?? 0)).toBe(Number(total[1]));
      expect(Object.keys(counted)).not.toContain('已转载');
    }
  });

  test('call a missed obligation missed, in the list and on its own page, and say what is being done', async () => {
    const { page } = dashboard;
    await go(page, `/mandates/${OVERDUE_MANDATE}?group=missed`);
    const row = page.locator('table[aria-label="状态"] tbody tr', { hasText: '云溪交警' });
    await row.waitFor();
    expect(plain(await row.locator('.status').first().textContent())).toBe('未转载');
    await go(page, `/obligations/${MISSED_BY_HAND}`);
    await page.locator('.obligation').waitFor();
    expect(await fact('状态')).toBe('未转载 · 目前待人工');
    const noticed = page.locator('table[aria-label="台账"] tbody tr', { hasText: '到期未转载' });
    expect(plain(await noticed.locator('td[data-label="变化"]').textContent())).toBe('待人工');
  });

  test('call a policy source read, and an account seen', async () => {
    const { page } = dashboard;
    await go(page, '/sources');
    const source = page.locator('tbody tr', { hasText: '中国政府网 最新政策' });
    await source.waitFor();
    expect(plain(await source.locator('.status').textContent())).toBe('读取正常');
  });

  test('never show a code where a word belongs', async () => {
    const { page, server } = dashboard;
    for (const address of PAGES) {
      // Opened anew, and all it asked for is there: what is looked through is never what the page before has left on the
      // screen, nor the nothing that stands there for the first moments.
      await page.goto(`${server.url}${address}`, { waitUntil: 'networkidle' });
      await page.waitForFunction(
        () => document.querySelector('main :is(h1, h2)') !== null && document.querySelector('main .waiting') === null,
      );
      const codes = await page.evaluate(() => {
        const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
        const found: string[] = [];
        for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
          if (text.parentElement?.closest('code, kbd, .outside, svg, .copy-long') !== null) continue;
          const words = (text.textContent ?? '').replace(/https?:\/\/\S+/g, '');
          found.push(...(words.match(/[a-z]+(-[a-z0-9]+)+|\b[a-z]{3,}\b/g) ?? []));
        }
        return found;
      });
      expect([address, codes.filter((code) => !NAMES.includes(code))]).toEqual([address, []]);
    }
  });
});
