import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages of website checks', (dashboard) => {
  test('sites stand by their checks with figures, and lead to every visit that counts against them', async () => {
    const { page } = dashboard;
    await go(page, '/sites');
    await page.getByRole('navigation').getByRole('link', { name: '网站检查' }).click();
    const table = page.getByRole('table', { name: '网站检查' });
    await table.waitFor();
    const row = table.getByRole('row', { name: /甲局网站/ });
    expect(plain(await row.textContent())).toContain('5.05% · 336 次中 17 次打不开');
    await row.getByRole('link', { name: '甲局网站' }).click();
    await page.getByRole('heading', { name: '甲局网站' }).waitFor();
    const verdicts = page.getByRole('region', { name: '检查结果' });
    expect(plain(await verdicts.textContent())).toContain('占比5%以上');
    const visits = page.getByRole('table', { name: '2026-11-20 的访问' });
    await visits.waitFor();
    expect(plain(await visits.textContent())).toContain('没有应答');
  });

  test('own policies stand with what explains them; one that nothing explains is excused with a reason', async () => {
    const { page } = dashboard;
    await go(page, `/site-checks/${'a'.repeat(24)}`);
    const table = page.getByRole('table', { name: '本级政策文件和解读' });
    await table.waitFor();
    expect(plain(await table.getByRole('row', { name: /供暖/ }).textContent())).toContain('图解 · 互有链接');
    const missing = table.getByRole('row', { name: /供水/ });
    expect(plain(await missing.textContent())).toContain('缺少解读');
    await missing.getByRole('button', { name: '核定免解读' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '核定免解读' }).click();
    await dialog.getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('every number of the results leads to the sites it counts', async () => {
    const { page } = dashboard;
    await go(page, '/site-checks');
    const summary = page.getByRole('table', { name: '各项检查结果' });
    await summary
      .getByRole('row', { name: /首页更新/ })
      .getByRole('link', { name: '预警' })
      .click();
    await page.waitForURL(/home=warn/);
  });

  test.each(['/site-checks', `/site-checks/${'a'.repeat(24)}`])(
    '%s fits 320 px without scrolling sideways',
    async (address) => {
      const { page } = dashboard;
      await page.setViewportSize({ width: 320, height: 640 });
      await go(page, address);
      await page.locator('h1').waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(320);
      await page.setViewportSize({ width: 1280, height: 800 });
    },
  );
});
