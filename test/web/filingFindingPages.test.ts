import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the page about what is wrong with filings', (dashboard) => {
  test('counts lead to their findings, each with its clause and what to do', async () => {
    const { page } = dashboard;
    await go(page, '/accounts');
    await page.getByRole('link', { name: '备案问题' }).click();
    await page.getByRole('table', { name: '备案问题' }).waitFor();
    const row = page.getByRole('row', { name: /云溪卫健/ });
    expect(plain(await row.textContent())).toContain('认证有效期至 2026-12-20。');
    expect(plain(await row.textContent())).toContain('国办发〔2018〕123号');
    await page.getByRole('region', { name: '按类别' }).getByRole('link').first().click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /云溪教育/ }).waitFor();
  });

  test('several are explained at once, with a reason and a last day, and one is taken back', async () => {
    const { page, server } = dashboard;
    await go(page, '/filing-findings');
    await page.getByRole('checkbox', { name: '选择「云溪教育」在用而没有备案' }).check();
    await page.getByRole('checkbox', { name: '选择「云溪卫健」认证快到期' }).check();
    await page.getByRole('button', { name: '说明所选 2 个的原因' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '理由' }).fill('正在补办');
    await dialog.getByRole('button', { name: '说明原因' }).click();
    expect(server.requests).not.toContain('POST /filing-findings/accept');
    await dialog.getByLabel('期限（最后一天）').fill('2026-12-31');
    await dialog.getByRole('button', { name: '说明原因' }).click();
    await page.getByText('正在补办（至 2026-12-31）').first().waitFor();
    await page.getByRole('button', { name: '收回对「云溪教育」的说明' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '理由' }).fill('情况有变');
    await page.getByRole('dialog').getByRole('button', { name: '收回' }).click();
    await page.getByRole('button', { name: '收回对「云溪教育」的说明' }).waitFor({ state: 'detached' });
  });

  test('an account that was seen is told of', async () => {
    const { page, server } = dashboard;
    await go(page, '/filing-findings');
    await page.getByRole('button', { name: '反映未登记的账号' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '单位' }).click();
    await page.locator('.ant-select-item-option').first().click();
    await dialog.getByRole('combobox', { name: '平台' }).click();
    await page.getByTitle('抖音').click();
    await dialog.getByLabel('账号名称').fill('云溪发布');
    await dialog.getByRole('button', { name: '提交' }).click();
    await page.getByText('已记录「云溪发布」').waitFor();
    expect(server.requests).toContain('POST /filing-findings');
  });

  test('coverage counts lead to their units, and say what is lacking', async () => {
    const { page } = dashboard;
    await go(page, '/filing-findings');
    await page.getByRole('link', { name: '覆盖' }).click();
    const row = page.getByRole('table', { name: '覆盖' }).getByRole('row', { name: /甲局/ });
    await row.waitFor();
    expect(plain(await row.textContent())).toContain('微信');
    await page
      .getByRole('link', { name: /缺少 1 个单位/ })
      .first()
      .click();
    await page.waitForURL(/state=missing/u);
    await row.getByRole('link', { name: '说明原因' }).click();
    await page.waitForURL(/filing-findings\?.*kind=lacks-platform/u);
  });

  test('how an account is read is changed on its page, with a reason, and only what was changed is sent', async () => {
    const { page, server } = dashboard;
    await go(page, '/accounts');
    await page.getByRole('table', { name: '账号' }).getByRole('link').first().click();
    await page.getByRole('button', { name: '采集设置' }).click();
    const dialog = page.getByRole('dialog');
    const home = dialog.getByLabel('主页地址');
    await home.waitFor();
    await dialog.getByLabel('理由').fill('主页搬迁');
    await dialog.getByRole('button', { name: '保存设置' }).click();
    expect(server.requests.filter((request) => request.startsWith('PATCH /accounts/'))).toEqual([]);
    await home.fill('https://www.example.gov.cn/moved');
    await dialog.getByRole('button', { name: '保存设置' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(server.requests.filter((request) => request.startsWith('PATCH /accounts/'))).toHaveLength(1);
  });

  test('accounts are filtered by status, and one that is not there yet is applied for without its id', async () => {
    const { page, server } = dashboard;
    await go(page, '/accounts?status=stopped');
    await page.getByRole('button', { name: /状态 停更/ }).waitFor();
    await page.getByRole('link', { name: '申请开设' }).click();
    await page.getByRole('heading', { name: '申请开设账号' }).waitFor();
    expect(await page.getByLabel('平台编号').count()).toBe(0);
    await page.getByRole('combobox', { name: '平台' }).click();
    await page.getByTitle('抖音').click();
    await page.getByRole('combobox', { name: '单位' }).click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
    await page.getByRole('textbox', { name: '名称' }).fill('云溪新号');
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.waitForURL(/\/accounts\/[0-9a-f]{24}/u);
    expect(server.requests).toContain('POST /accounts');
  });
});
