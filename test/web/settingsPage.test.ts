import { describeInBrowser, go } from './browser';

const LINKS = 'main dl a';

describeInBrowser('the page that leads to everything that is set up', (dashboard) => {
  test('every entry says what it is for, and leads to a page that is there', async () => {
    const { page } = dashboard;
    await go(page, '/settings');
    await page.getByRole('heading', { name: '设置', level: 1 }).waitFor();
    const entries = await page.locator('main dl > div').allTextContents();
    expect(entries.length).toBeGreaterThan(20);
    for (const entry of entries) expect(entry).toMatch(/。$/);
    const addresses = await page.locator(LINKS).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses) {
      await go(page, address ?? '');
      await page.locator('main h1').waitFor({ state: 'attached' });
      expect(await page.locator('main h1').textContent()).not.toContain('没有这一页');
    }
  });

  test('whoever may only read is led to nothing that they could not open', async () => {
    const { page } = dashboard;
    await page.route('**/api/v1/me', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), role: 'viewer', actions: ['read'] } });
    });
    await page.goto(new URL('/settings', page.url()).href);
    await page.getByRole('link', { name: '联络员名册' }).waitFor();
    for (const name of ['人员管理', '单位层级', '导入', '渠道', '路由'])
      expect(await page.getByRole('link', { name, exact: true }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: '通知', level: 2 }).count()).toBe(0);
    await page.unroute('**/api/v1/me');
  });

  test('on a phone the rail has six entries without scrolling, and the last leads to the others', async () => {
    const { page } = await dashboard.visit('/');
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole('link', { name: '更多' }).click();
    await page.locator('main').getByRole('link', { name: '稿件' }).waitFor();
    const shown = page.locator('.rail li:visible');
    expect(await shown.count()).toBe(6);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    await page.context().close();
  });
});
