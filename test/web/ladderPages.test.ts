import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages about escalation', (dashboard) => {
  test('a ladder says who is told after how long, and a new one is not saved while its rungs do not rise', async () => {
    const { page, server } = dashboard;
    await go(page, '/notify/ladders');
    await page.getByRole('table', { name: '升级' }).waitFor();
    const row = plain(await page.locator('tbody tr').first().textContent());
    for (const part of ['紧急升级', '30 分钟后', '1 小时后', '按工作时间计时']) expect(row).toContain(part);
    await page.getByRole('button', { name: '添加升级规则' }).click();
    const dialog = page.getByRole('dialog');
    const save = dialog.getByRole('button', { name: '保存升级规则' });
    expect(await save.isDisabled()).toBe(true);
    await dialog.getByLabel('名称').fill('新规则');
    await dialog.getByRole('button', { name: '添加一级' }).click();
    expect(await save.isDisabled()).toBe(false);
    const after = dialog.getByLabel('无人确认满（分钟）');
    await after.last().fill('10');
    expect(await save.isDisabled()).toBe(true);
    await after.last().fill('45');
    await save.click();
    await dialog.waitFor({ state: 'hidden' });
    expect(server.requests.filter((request) => request === 'POST /notify/ladders')).toHaveLength(1);
  });

  test('it can be tried out on an alert: who would be told when, and where nobody would be', async () => {
    const { page } = dashboard;
    await go(page, '/notify/ladders');
    await page.getByRole('button', { name: '试算' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '开始试算' }).click();
    await dialog.getByText('王敏（所在单位人员）').waitFor();
    await dialog.getByText('无人可告知（没有符合的人员），立即转下一级').waitFor();
    await dialog.getByText('关闭', { exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  test('while alerts are read, and when they cannot be, it is not said that there are none', async () => {
    // A window of its own: what was read once stays shown when a later read fails.
    const { page } = await dashboard.visit('/notify/ladders');
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    await page.route(/\/alerts\?/u, async (asked) => {
      await gate;
      await asked.abort();
    });
    await page.getByRole('button', { name: '试算', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('选择一条未解除的告警').waitFor();
    expect(await dialog.getByText('没有未解除的告警').count()).toBe(0);
    open();
    await dialog.getByText('告警读取失败').waitFor();
    expect(await dialog.getByText('没有未解除的告警').count()).toBe(0);
    await page.close();
  });

  test('an alert says how far it has climbed', async () => {
    const { page } = dashboard;
    await go(page, '/alerts?view=list');
    await page
      .getByRole('button', { name: /^告知情况/u })
      .first()
      .click();
    const climb = page.getByRole('region', { name: '逐级告知' });
    await climb.getByText('升级中').waitFor();
    const said = plain(await climb.textContent());
    for (const part of ['无人可告知：没有地址', '已告知 2 个收件对象', '未到时间']) expect(said).toContain(part);
  });
});
