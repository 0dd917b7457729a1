import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, LINK, visit } from './browser';
import { builtDashboard } from './builtDashboard';
import { PASSWORD, startMockServer, type MockServer } from './mockServer';

const plain = (text: string | null): string => (text ?? '').replaceAll('\u2009', ' ');
const freshness = (page: Page): Promise<string | null> => page.locator('main').getAttribute('data-freshness');
const pathOf = (page: Page): string => {
  const url = new URL(page.url());
  return `${url.pathname}${url.search}${url.hash}`;
};

describeInBrowser('the frame in a browser', () => {
  let server: MockServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startMockServer(builtDashboard());
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('lets a one-time link in once, leaves no token in the address, and explains the second try', async () => {
    const first = await visit(browser, server, LINK, { signedIn: false });
    await first.page.waitForSelector('.mandate-row');
    expect(pathOf(first.page)).toBe('/');
    await first.page.goBack().catch(() => null);
    expect(first.page.url()).not.toContain('token=');
    await first.context.close();

    const second = await visit(browser, server, LINK, { signedIn: false });
    const failure = second.page.locator('.failure');
    await failure.waitFor();
    expect(await failure.textContent()).toContain('link-used-or-expired');
    expect(await failure.textContent()).toContain('请向管理员要一条新的链接');
    expect(pathOf(second.page)).toBe('/sign-in');
    await second.context.close();
  });

  test('asks for name and password, says what is wrong, and goes where the person wanted to go', async () => {
    const { page, context } = await visit(browser, server, '/cases?open=true', { signedIn: false });
    await page.waitForSelector('form[aria-label="登录"]');
    await page.click('button[type=submit]');
    expect(await page.locator('.field-error').textContent()).toBe('请填写用户名和密码');
    await page.fill('input[name=username]', 'wang');
    await page.fill('input[name=password]', 'wrong');
    await page.click('button[type=submit]');
    await page.waitForSelector('.failure:has-text("用户名或密码不对")');
    await page.fill('input[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.waitForSelector('table[aria-label="案件"]');
    expect(pathOf(page)).toBe('/cases?open=true');
    await context.close();
  });

  test('leads to the sign-in page when the session ends while the page is open', async () => {
    const { page, context } = await visit(browser, server, '/');
    await page.waitForSelector('.mandate-row');
    await context.clearCookies();
    server.pushAlert();
    await page.waitForSelector('form[aria-label="登录"]');
    expect(await page.locator('form').textContent()).toContain('登录已失效');
    await context.close();
  });

  test('finds an alert that it was not sent, and fetches it', async () => {
    const { page, context } = await visit(browser, server, '/');
    await page.waitForSelector('[data-freshness="live"]');
    const hidden = server.hideAlert();
    const fetched = page.waitForRequest((request) =>
      request.url().endsWith(`/alerts?since=${hidden.seq - 1}&limit=200`),
    );
    const sent = server.pushAlert();
    await fetched;
    await page.locator(`.alert-line[data-seq="${hidden.seq}"]`).waitFor();
    await page.locator(`.alert-line[data-seq="${sent.seq}"]`).waitFor();
    await context.close();
  });

  test('turns amber when the stream is lost, then greys every panel and says so, and recovers by itself', async () => {
    const { page, context } = await visit(browser, server, '/');
    await page.waitForSelector('[data-freshness="live"]');
    await page.waitForSelector('.mandate-row');
    expect(plain(await page.locator('.data-age').textContent())).toMatch(/^实时数据截至 \d\d:\d\d:\d\d/);
    server.dropStream();
    await page.waitForSelector('.data-age.look-warned');
    expect(await freshness(page)).toBe('late');
    expect(await page.locator('.expired-banner').count()).toBe(0);
    const missed = server.hideAlert();
    await page.waitForSelector('main.expired', { timeout: 15_000 });
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
    await page.waitForSelector('main[data-freshness="live"]', { timeout: 10_000 });
    expect(await page.locator('.expired-banner').count()).toBe(0);
    await page.locator(`.alert-line[data-seq="${missed.seq}"]`).waitFor();
    await context.close();
  }, 40_000);

  test('is walked by keyboard: go, rows, open, search, help', async () => {
    const { page, context } = await visit(browser, server, '/');
    await page.waitForSelector('.mandate-row');
    await page.keyboard.press('?');
    await page.waitForSelector('.keys');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.keys', { state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForSelector('table[aria-label="账号"] tbody tr');
    expect(pathOf(page)).toBe('/accounts');
    const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.textContent ?? null);
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
    expect(await page.locator('table[aria-label="账号"] tbody tr').count()).toBe(1);
    await context.close();
  });

  test('changes theme and language at once and remembers them', async () => {
    const { page, context } = await visit(browser, server, '/');
    await page.waitForSelector('.mandate-row');
    await page.click('button:has-text("显示")');
    await page.click('.menu-card >> text=深色');
    await page.waitForSelector('html[data-theme="dark"]');
    await page.click('.menu-card >> text=English');
    await page.waitForSelector('html[lang="en"] .rail-item:has-text("Mandates")');
    await page.reload();
    await page.waitForSelector('html[lang="en"][data-theme="dark"] .rail-item:has-text("Mandates")');
    await context.close();
  });

  test('prints without the frame', async () => {
    const { page, context } = await visit(browser, server, '/');
    await page.waitForSelector('.mandate-row');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.rail').isVisible()).toBe(false);
    expect(await page.locator('.top-bar').isVisible()).toBe(false);
    expect(await page.locator('.mandate-row').first().isVisible()).toBe(true);
    await context.close();
  });
});
