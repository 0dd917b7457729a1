import { describeInBrowser, openMenu, plain, stopClock } from './browser';

/** Longer than the page waits for the stream itself to bring what is missing. */
const GAP_PATIENCE_MS = 2_000;
/** So long after the loss the panels grey, and longer than any pause between two tries to connect. */
const LATE_MS = 10_500;

describeInBrowser(
  'the frame in a browser',
  (dashboard) => {
    const focused = (): Promise<string | null> =>
      dashboard.page.evaluate(() => document.activeElement?.textContent ?? null);
    beforeEach(async () => {
      const { page, server } = dashboard;
      await page.goto(server.url);
      await page.waitForSelector('[data-freshness="live"] .mandate-row');
    });

    test('finds an alert that it was not sent, and fetches it', async () => {
      const { page, server } = dashboard;
      const hidden = server.hideAlert();
      const asked = `/alerts?since=${hidden.seq - 1}&history=`;
      // Listened for before anything is missing: on a busy machine its patience ends before the next line of this test.
      const fetched = page.waitForRequest((request) => request.url().includes(asked));
      const sent = server.pushAlert();
      await page.locator(`.alert-line[data-seq="${sent.seq}"]`).waitFor();
      await page.clock.fastForward(GAP_PATIENCE_MS);
      await fetched;
      await page.locator(`.alert-line[data-seq="${hidden.seq}"]`).waitFor();
    });

    test('turns amber when the stream is lost, then greys every panel and says so, and recovers by itself', async () => {
      const { page, server } = dashboard;
      expect(plain(await page.locator('.data-age').textContent())).toMatch(/^实时数据截至 \d\d:\d\d:\d\d/);
      await stopClock(page);
      server.dropStream();
      // A connection still on its way to a websocket tells of its loss through a timer of the page's.
      while ((await page.locator('.data-age.look-warned').count()) === 0) await page.clock.runFor(10);
      expect(await page.locator('main').getAttribute('data-freshness')).toBe('late');
      expect(await page.locator('.expired-banner').count()).toBe(0);
      const missed = server.hideAlert();
      await page.clock.runFor(LATE_MS);
      await page.waitForSelector('main.expired');
      expect(plain(await page.locator('.expired-banner').textContent())).toMatch(
        /^数据已过期：实时连接中断，下面是 \d\d:\d\d:\d\d 的数据，不代表现在。/,
      );
      expect(await page.locator('.data-age-said').textContent()).toBe('数据已过期');
      const filters = await page.evaluate(() =>
        [...document.querySelectorAll('main > *:not(.expired-banner)')].map(
          (element) => getComputedStyle(element).filter,
        ),
      );
      expect(new Set(filters)).toEqual(new Set(['grayscale(1)']));
      server.restoreStream();
      await page.clock.resume();
      await page.waitForSelector('main[data-freshness="live"]');
      expect(await page.locator('.expired-banner').count()).toBe(0);
      await page.locator(`.alert-line[data-seq="${missed.seq}"]`).waitFor();
    });

    test('is walked by keyboard: go, rows, open, search, help', async () => {
      const { page } = dashboard;
      await page.keyboard.press('?');
      await page.waitForSelector('.keys');
      await page.keyboard.press('Escape');
      await page.waitForSelector('.keys', { state: 'detached' });
      await stopClock(page);
      await page.keyboard.press('g');
      await page.keyboard.press('a');
      await page.clock.resume();
      await page.waitForSelector('table[aria-label="账号"] tbody tr');
      expect(new URL(page.url()).pathname).toBe('/accounts');
      await page.keyboard.press('j');
      expect(await focused()).toBe('云溪发布');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('k');
      expect(await focused()).toBe('云溪县人民政府门户网站 · 政务动态');
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
      expect(outline).not.toBe('none');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#proof');
      await page.keyboard.press('/');
      await page.keyboard.type('人社 g a');
      expect(await page.inputValue('#search')).toBe('人社 g a');
      await page.fill('#search', '人社');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.chip:has-text("名称含")');
      await page.waitForSelector('table[aria-label="账号"]:not(.table-waiting) tbody tr');
      expect(await page.locator('table[aria-label="账号"] tbody tr').count()).toBe(1);
    });

    test('prints without the frame', async () => {
      const { page } = dashboard;
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.rail').isVisible()).toBe(false);
      expect(await page.locator('.top-bar').isVisible()).toBe(false);
      expect(await page.locator('.mandate-row').first().isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
    });

    test('changes theme and language at once and remembers them', async () => {
      const { page } = dashboard;
      await openMenu(page, '显示');
      await page.click('.menu-card >> text=深色');
      await page.waitForSelector('html[data-theme="dark"]');
      await page.click('.menu-card >> text=English');
      await page.waitForSelector('html[lang="en"] .rail-item:has-text("Mandates")');
      await page.reload();
      await page.waitForSelector('html[lang="en"][data-theme="dark"] .rail-item:has-text("Mandates")');
    });
  },
  { movableClock: true },
);
