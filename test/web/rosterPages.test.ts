import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the page of duty rosters', (dashboard) => {
  test('值班 says who is on duty now, for whom they stand in, and on which days nobody will be', async () => {
    const { page } = dashboard;
    await go(page, '/notify/rosters');
    await page.getByRole('table', { name: '值班', exact: true }).waitFor();
    const row = plain(await page.locator('tbody tr').first().textContent());
    for (const part of ['08:30 交接班', '王敏（替张三）', '1 天无人：11-22', '无人时告知管理员'])
      expect(row).toContain(part);
    await page.getByRole('table', { name: '每日安排' }).waitFor();
    const day = plain(await page.getByRole('table', { name: '每日安排' }).locator('tbody tr').first().textContent());
    for (const part of ['2026-11-20', '工作日', '表格导入', '值班人员均已停用']) expect(day).toContain(part);
  });

  test('a roster says who is on duty at a day and an hour, who would be told, and where nobody will be', async () => {
    const { page, server } = dashboard;
    await go(page, '/notify/rosters');
    await page.getByRole('button', { name: '试算「总值班」：某时谁值班' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('王敏（替班）').waitFor();
    const found = plain(await dialog.textContent());
    for (const part of ['2026-11-20 · 工作日', '值班人员均已停用', '未来 30 天', '1 天无人：11-22'])
      expect(found).toContain(part);
    const asked = page.waitForRequest(/on-duty\?at=2026-11-20T19%3A00%3A00\.000Z$/u);
    await dialog.getByLabel('日期和时间').fill('2026-11-21T03:00');
    await asked;
    expect(server.requests.filter((request) => request.startsWith('POST /rosters'))).toEqual([]);
    await dialog.getByText('关闭', { exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  test('a table is shown before it is stored, and with problems it is not stored', async () => {
    const { page, server } = dashboard;
    await go(page, '/notify/rosters');
    await page.getByRole('button', { name: '导入表格' }).click();
    const dialog = page.getByRole('dialog');
    const store = dialog.getByRole('button', { name: /^保存 /u });
    const preview = dialog.getByRole('button', { name: '预览' });
    expect(await preview.isDisabled()).toBe(true);
    const buffer = Buffer.from('日期,值班人员\n2026-11-20,周九');
    await dialog.getByLabel('表格文件').setInputFiles({ name: 'duty.csv', mimeType: 'text/csv', buffer });
    await preview.click();
    await dialog.getByRole('alert').waitFor();
    const problem = plain(await dialog.getByRole('alert').textContent());
    expect(problem).toContain('第 3 行第 2 列 周九：没有这个人员');
    expect(await store.isDisabled()).toBe(true);
    expect(server.requests.filter((request) => request.endsWith('/import'))).toEqual([]);
    await dialog.getByRole('button', { name: '取消' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  test('a day can be filled in, and an alert can go to whoever is on duty', async () => {
    const { page } = dashboard;
    await go(page, '/notify/rosters');
    await page.getByRole('button', { name: '填写 2026-11-20' }).click();
    const day = page.getByRole('dialog');
    await day.getByRole('button', { name: '保存这一天' }).waitFor();
    await day.getByRole('button', { name: '取消' }).click();
    await day.waitFor({ state: 'hidden' });
    await go(page, '/notify/routes');
    await page.getByRole('button', { name: '添加路由' }).click();
    const dialog = page.getByRole('dialog');
    const audience = dialog.getByRole('combobox', { name: '告知对象' });
    await audience.press('Enter');
    await page.getByTitle('当值人员').click();
    await dialog.getByRole('combobox', { name: '值班表' }).waitFor();
  });
});
