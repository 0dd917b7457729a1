import { describeInBrowser, go, plain, rowsOf } from './browser';
import { mockId } from './mock/instants';
import { SITE } from './mock/sites';

describeInBrowser('the pages of websites', (dashboard) => {
  test('站点 stands beside 账号 in the menu, and every number of a row leads to what it counts', async () => {
    const { page, server } = dashboard;
    await go(page, '/accounts');
    await page.getByRole('navigation', { name: '账号' }).getByRole('link', { name: '站点' }).click();
    await rowsOf(page, '站点', 1);
    const row = plain(await page.locator('tbody tr').textContent());
    expect(row).toContain('云溪县人民政府网站');
    expect(row).toContain('9903210002');
    expect(row).toContain('在用 2');
    expect(row).toContain('停更 1');
    const links = await page
      .locator('tbody .count-link')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(links).toEqual(
      expect.arrayContaining([`/accounts?site=${SITE}&status=active`, `/accounts?site=${SITE}&status=stopped`]),
    );
    expect(links.some((link) => link?.startsWith(`/accounts?site=${SITE}&verdict=`))).toBe(true);
    await page.getByRole('link', { name: '待办转载 3' }).click();
    await rowsOf(page, '转载任务', 3);
    expect(server.requests.some((request) => request.includes(`/sites/${SITE}/obligations?limit=50&open=true`))).toBe(
      true,
    );
    expect(await page.locator('.rail-item.active').textContent()).toBe('账号');
  });

  test('a list without a row says why, and leads on', async () => {
    const { page } = dashboard;
    await go(page, `/sites?unit=${mockId('b', 2)}`);
    await page.getByText('没有站点符合筛选条件。').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await rowsOf(page, '站点', 1);
    await page.getByRole('searchbox', { name: '搜索站点名称' }).fill('卫健');
    await page.getByRole('searchbox', { name: '搜索站点名称' }).press('Enter');
    await page.getByText('没有站点符合筛选条件。').waitFor();
    expect(page.url()).toContain('q=');
  });

  test('another repost column says what it means before it is confirmed, and needs a reason', async () => {
    const { page, server } = dashboard;
    await go(page, `/sites/${SITE}`);
    await page.getByRole('button', { name: '修改站点' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '转载栏目' }).click();
    const options = page.locator('.ant-select-item-option');
    expect((await options.allTextContents()).map(plain).filter((one) => one.includes('停更'))).toHaveLength(1);
    await options.filter({ hasText: '不能由接口发布' }).click();
    await dialog.getByText('以后由人工发布到这个栏目').click();
    await dialog.getByText('2 项尚未调用平台的，改到新栏目发布').waitFor();
    const text = plain(await dialog.textContent());
    expect(text).toContain('1 项已经提交或可能已经提交平台的，仍在原栏目核验');
    expect(text).toContain('新栏目不能由接口发布');
    await dialog.getByRole('button', { name: '修改站点' }).click();
    await dialog.getByText('请写明理由').waitFor();
    await dialog.locator('textarea').fill('栏目调整');
    await dialog.getByRole('button', { name: '修改站点' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(server.requests.filter((request) => request === `PATCH /sites/${SITE}`)).toHaveLength(1);
    await page.getByText('已指定').waitFor();
  });

  test('the history of a website tells its fields before and after, in words', async () => {
    const { page } = dashboard;
    await go(page, `/sites/${SITE}`);
    const history = page.getByRole('table', { name: '变更记录' });
    await history.waitFor();
    const row = plain(await history.locator('tbody tr').first().textContent());
    expect(row).toContain('修改备案信息');
    expect(row).toContain('ICP备案号 （空） → 吉ICP备05008513号');
    expect(row).toContain('集约化安排 保留独立网站 → 迁移到统一平台');
    expect(row).toContain('王管理');
  });

  test('a website is registered with its unit, name and address, and its page is opened', async () => {
    const { page, server } = dashboard;
    await go(page, '/sites');
    await page.getByRole('button', { name: '登记站点' }).click();
    const dialog = page.getByRole('dialog', { name: '登记站点' });
    await dialog.getByRole('combobox', { name: '主办单位' }).click();
    await page.locator('.ant-select-item-option').first().click();
    await dialog.getByLabel('名称').fill('云溪县教育局网站');
    await dialog.getByLabel('网址').fill('https://jyj.example.gov.cn/');
    await dialog.locator('textarea').fill('新建');
    await dialog.getByRole('button', { name: '登记站点' }).click();
    await page.waitForURL(`**/sites/${SITE}`);
    expect(server.requests).toContain('POST /sites');
  });

  test('its closing is recorded with notice, successor and document, and the page says from when it may be closed', async () => {
    const { page, server } = dashboard;
    await go(page, `/sites/${SITE}`);
    await page.getByText('未安排关停').waitFor();
    await page.getByRole('button', { name: '办理关停' }).click();
    const dialog = page.getByRole('dialog', { name: '「云溪县人民政府网站」的关停' });
    await dialog.getByRole('combobox', { name: '承接的网站' }).click();
    await page.locator('.ant-select-item-option', { hasText: '不在本系统登记，填写网址' }).click();
    await dialog.getByLabel('公告网址').fill('https://www.yunxi.example.gov.cn/gg');
    await dialog.getByLabel('公告日期').fill('2026-10-01');
    await dialog.getByLabel('承接网站的网址').fill('https://www.county.example.gov.cn/');
    await dialog.getByLabel('批准人').fill('县政府常务会议');
    await dialog.getByLabel('依据文号').fill('通政办发〔2026〕3号');
    await dialog.getByLabel('批准日期').fill('2026-09-30');
    await dialog.locator('textarea').fill('集约化');
    await dialog.getByRole('button', { name: '登记关停公告' }).click();
    await page.getByText('2026-10-31 起可以关停').waitFor();
    expect(server.requests).toContain(`POST /sites/${SITE}/status`);
  });

  test('is given to another unit with a word on what goes along', async () => {
    const { page, server } = dashboard;
    const changes = (): number => server.requests.filter((request) => request === `PATCH /sites/${SITE}`).length;
    const before = changes();
    await go(page, `/sites/${SITE}`);
    await page.getByRole('button', { name: '调整单位' }).click();
    const dialog = page.getByRole('dialog', { name: '把「云溪县人民政府网站」调整到另一个单位' });
    await dialog.getByText('个栏目和未完成的转载一起归新的主办单位').waitFor();
    await dialog.getByRole('combobox', { name: '新的主办单位' }).click();
    await page.locator('.ant-select-item-option').last().click();
    await dialog.locator('textarea').fill('职能划转');
    await dialog.getByRole('button', { name: '调整单位' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(changes()).toBe(before + 1);
  });
});
