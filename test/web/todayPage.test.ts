import { figure } from '../../src/web/time/figure';
import { describeInBrowser, go, plain, rowsOf, stopClock } from './browser';

/** By then alerts that came together have led to one reading; by itself a list is read every 30 s. */
const HINTS_GATHERED_MS = 4_000;

describeInBrowser(
  '今日 in a browser',
  (dashboard) => {
    beforeEach(async () => {
      await go(dashboard.page, '/');
      await dashboard.page.waitForSelector('[data-freshness="live"] .mandate-row');
    });

    test('shows its five panels in their order, and the browser has nothing to complain of', async () => {
      const { page, complaints } = dashboard;
      const headings = (await page.locator('main h2').allTextContents()).map(plain);
      expect(headings).toEqual(['必须转载', '48 小时内将不合格', '判定', '采集状况', '告警']);
      expect(complaints).toEqual([]);
    });

    test('says a deadline in words, with the days off it passes over', async () => {
      const { page } = dashboard;
      const sentence = plain(await page.locator('.mandate-row .deadline').first().textContent());
      expect(sentence).toMatch(
        /^\d\d-\d\d 周. \d\d:\d\d 发布 → \d\d-\d\d 周. 24:00 到期，跨 2 个休息日 · 剩 \d+ 天( \d+ 小时)?$/,
      );
      const provisional = plain(await page.locator('.mandate-row .deadline').nth(2).textContent());
      expect(provisional).toContain('来源只有日期');
      expect(provisional).toContain('暂定');
    });

    test('shows times of Shanghai in a browser of New York', async () => {
      const { page, server } = dashboard;
      const shown = await page.locator('.panel-breaching time').first().getAttribute('title');
      const account = server.world.accounts.find((candidate) => candidate.name === '云溪教育');
      const shanghai = new Date(new Date(account?.lastPostAt ?? '').getTime() + 8 * 3_600_000).toISOString();
      expect(shown).toBe(`${shanghai.slice(0, 10)} ${shanghai.slice(11, 19)} Asia/Shanghai (UTC+8)`);
    });

    test('leads from every segment of a mandate to the obligations it counts', async () => {
      const { page } = dashboard;
      const words = await page
        .locator('.mandate-row')
        .first()
        .locator('.segment-word')
        .evaluateAll((links) =>
          links.map((link) => ({
            href: link.getAttribute('href') ?? '',
            count: Number(link.querySelector('.num')?.textContent),
          })),
        );
      const bar = await page
        .locator('.mandate-row')
        .first()
        .locator('.segment')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect(words.length).toBeGreaterThanOrEqual(4);
      expect(bar).toEqual(words.map(({ href }) => href));
      for (const { href, count } of words) {
        await go(page, href);
        await rowsOf(page, '状态', count);
      }
    });

    test('counts the policies that wait for a person, and leads to exactly these, the menu too', async () => {
      const { page } = dashboard;
      const note = page.locator('main p', { hasText: '需要人工确认' });
      expect(plain(await note.textContent())).toMatch(/^1 项政策.*转载时限：\d\d-\d\d \d\d:\d\d 逐项确认$/);
      await note.locator('a').click();
      await rowsOf(page, '政策库', 1);
      expect(plain(await page.locator('.chip').textContent())).toContain('待确认');
      await go(page, '/accounts');
      await page.locator('.rail-under[href*="policies"]').click();
      await rowsOf(page, '政策库', 1);
    });

    test('leads from every verdict to the accounts it counts, and keeps the unknown apart from the silent', async () => {
      const { page } = dashboard;
      await page.waitForSelector('.verdict-count');
      for (const verdict of ['不发声', '更新慢', '预警', '正常', '未知']) {
        const tile = page.locator('.verdict-count', { hasText: verdict });
        const count = Number(await tile.locator('.verdict-figure').textContent());
        await tile.locator('.verdict-main').click();
        await rowsOf(page, '账号', count);
        expect(plain(await page.locator('.chip').textContent())).toContain(`判定：${verdict}`);
        await page.goBack();
        await page.waitForSelector('.verdict-count');
      }
      expect(await page.locator('.verdict-unseen .verdict-count').allTextContents()).toEqual(
        expect.arrayContaining([expect.stringContaining('未知')]),
      );
      expect(await page.locator('.verdict-unseen', { hasText: '不发声' }).count()).toBe(0);
    });

    test('leads from the accounts about to be in breach and from the outcomes of looks to what they count', async () => {
      const { page } = dashboard;
      await page.locator('.panel-breaching .panel-aside a').click();
      await rowsOf(page, '账号', 3);
      await page.goBack();
      const refused = page.locator('.panel-source-health .outcomes a', { hasText: '平台拒绝' });
      const count = Number(await refused.locator('.num').textContent());
      await refused.click();
      await rowsOf(page, '账号', count);
    });

    test('copies a reminder that names account, unit and deadline', async () => {
      const { page } = dashboard;
      await stopClock(page);
      await page.locator('.panel-breaching .copy-button').first().click();
      await page.waitForSelector('.copy-button:has-text("已复制")');
      await page.clock.resume();
      const copied = plain(await page.evaluate(() => navigator.clipboard.readText()));
      expect(copied).toMatch(
        /^【更新提醒】云溪县教育局：「云溪教育」最近一次发文为 \d\d-\d\d \d\d:\d\d，如 \d\d-\d\d \d\d:\d\d 前没有更新，将判为不合格。/,
      );
    });

    test('puts an alert on the page as it comes, newest first, and acknowledges it', async () => {
      const { page, server } = dashboard;
      let alert = server.pushAlert();
      while (alert.severity !== 'critical') alert = server.pushAlert();
      const line = page.locator(`.alert-line[data-seq="${alert.seq}"]`);
      await line.waitFor();
      expect(await page.locator('.alert-line').first().getAttribute('data-seq')).toBe(String(alert.seq));
      await line.locator('button').click();
      await line.locator('.acknowledged').waitFor();
      expect(server.world.alerts.find(({ seq }) => seq === alert.seq)?.acknowledged?.name).toBe('王管理');
    });

    test('reads a list again once, and long before its time, when alerts say that it has changed', async () => {
      const { page, server } = dashboard;
      await go(page, '/alerts?view=list');
      await page.waitForSelector('table[aria-label="告警"]:not(.table-waiting) tbody tr');
      const reads = (): number =>
        server.requests.filter((request) => request === 'GET /alerts?limit=50&state=open').length;
      await stopClock(page);
      // What earlier alerts asked for is read first, so that it is not counted here.
      await page.clock.runFor(HINTS_GATHERED_MS);
      let before = -1;
      while (before !== reads()) {
        before = reads();
        await page.evaluate(() => fetch('/api/v1/me').then(() => undefined));
      }
      server.pushAlert();
      const last = server.pushAlert();
      await page.locator('.data-age-seq', { hasText: figure(last.seq) }).waitFor();
      const read = page.waitForResponse((response) => response.url().endsWith('/alerts?limit=50&state=open'));
      await page.clock.runFor(HINTS_GATHERED_MS);
      await read;
      expect(reads()).toBe(before + 1);
      await page.clock.resume();
      await page.waitForSelector(`table [data-seq="${last.seq}"]`);
    });
  },
  { movableClock: true },
);
