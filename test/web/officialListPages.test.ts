import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages about official lists', (dashboard) => {
  test('a list is handed in with its source, day and file', async () => {
    const { page, server } = dashboard;
    await go(page, '/accounts');
    await page.getByRole('link', { name: '名录比对' }).click();
    const lists = page.getByRole('table', { name: '名录比对' });
    await lists.getByRole('link', { name: '省政府办公厅（2026-11-01）' }).waitFor();
    await page.getByRole('button', { name: '上传名录' }).click();
    const dialog = page.getByRole('dialog', { name: '上传名录' });
    await dialog.getByLabel('来源').fill('省政府办公厅');
    await dialog.getByLabel('名录日期').fill('2026-11-01');
    expect(await dialog.getByRole('button', { name: '比对' }).isDisabled()).toBe(true);
    await dialog.locator('input[type=file]').setInputFiles({
      ...{
        name: '名录.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('主办单位,平台,账号名称\n甲局,微博,甲局发布\n'),
      },
    });
    await dialog.getByRole('button', { name: '比对' }).click();
    await page.waitForURL(/official-lists\/7+/u);
    expect(server.requests).toContain('POST /official-lists');
  });

  test('counts lead to their lines, and a line becomes what it needs, with what it goes back to', async () => {
    const { page } = dashboard;
    await go(page, `/official-lists/${'7'.repeat(24)}`);
    const lines = page.getByRole('table', { name: '差异' });
    const renamed = lines.getByRole('row', { name: /甲局新名/ });
    await renamed.waitFor();
    expect(plain(await renamed.textContent())).toContain('甲局发布 → 甲局新名');
    expect(
      await lines
        .getByRole('row', { name: /云溪发布/ })
        .getByRole('button')
        .count(),
    ).toBe(0);
    await page.getByRole('button', { name: '变更名称「甲局新名」' }).click();
    const dialog = page.getByRole('dialog', { name: '办理「甲局新名」' });
    await dialog.getByRole('textbox', { name: '理由' }).fill('按省名录更正');
    await dialog.getByLabel('批准人').fill('王主任');
    await dialog.getByLabel('文号').fill('闽办〔2026〕3号');
    await dialog.getByLabel('批准日期').fill('2026-11-01');
    await dialog.getByRole('button', { name: '变更名称' }).click();
    await page.getByText('「甲局新名」已办理。').waitFor();
    await renamed.getByText('王管理已办理').waitFor();
    await page.getByRole('link', { name: '名录没有 1 个' }).click();
    await page.waitForURL(/kind=extra/u);
    await renamed.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '列为备案问题「云溪旧号」' }).waitFor();
  });
});
