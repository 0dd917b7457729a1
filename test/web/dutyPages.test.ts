import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages of duties', (dashboard) => {
  test('what is owed stands by its deadline with its rule, and is done with a reason, words and a link', async () => {
    const { page, server } = dashboard;
    await go(page, '/');
    await page.getByRole('link', { name: '时限事项' }).first().click();
    const table = page.getByRole('table', { name: '时限事项' });
    await table.waitFor();
    await table.getByRole('link', { name: '机构调整公告' }).click();
    await page.getByRole('heading', { name: '机构调整公告' }).waitFor();
    expect(plain(await page.locator('.facts').first().textContent())).toContain('可延长至 15 个工作日');
    await page.getByRole('button', { name: '办结' }).click();
    const dialog = page.getByRole('dialog', { name: '办结「机构调整公告」' });
    const button = dialog.getByRole('button', { name: '办结' });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: '原因' }).click();
    await page.getByTitle('已公开').click();
    await dialog.getByLabel('公开链接').fill('https://city.example/a');
    await dialog.getByLabel('说明').fill('已在门户公开');
    await button.click();
    await dialog.waitFor({ state: 'detached' });
    const evidence = page.getByRole('region', { name: '办结依据' });
    expect(plain(await evidence.textContent())).toContain('已在门户公开');
    await evidence.getByRole('link', { name: 'https://city.example/a' }).waitFor();
    expect(server.requests.filter((request) => request.endsWith('/steps'))).toHaveLength(1);
  });

  test('it is offered to a unit that whoever offers it does not see otherwise', async () => {
    const { page } = dashboard;
    await go(page, '/interactions');
    await page.getByRole('table', { name: '留言' }).getByRole('link', { name: '建议增设公交站' }).click();
    await page.getByRole('button', { name: '转交其他单位' }).click();
    const dialog = page.getByRole('dialog', { name: '转交其他单位「建议增设公交站」' });
    await dialog.getByRole('combobox', { name: '单位' }).click();
    await page.locator('.ant-select-item-option[title="城关镇"]').click();
    await dialog.getByRole('button', { name: '取消' }).click();
  });

  test('every number of the figures leads to what it counts', async () => {
    const { page } = dashboard;
    await go(page, '/duty-figures?month=2026-11');
    const row = page.getByRole('table', { name: '办理统计' }).getByRole('row', { name: /甲局/ });
    await row.waitFor();
    expect(plain(await row.textContent())).toContain('66%');
    await row.getByRole('link', { name: '1', exact: true }).first().click();
    await page.waitForURL(/late=true/);
    expect(page.url()).toContain('ruleKey=suggestion-7wd');
  });

  test('what nobody asks of the unit is said', async () => {
    const { page } = dashboard;
    await go(page, '/asked-duties');
    await page.getByText('没有其他单位请本单位接办或会办的事项。').waitFor();
  });

  test.each(['/duties', '/interactions', '/duty-figures', '/asked-duties'])(
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
