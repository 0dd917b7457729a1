import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages about hand-overs', (dashboard) => {
  test('what is open is shown before, the successor and the reason are asked for, and it says that it was done', async () => {
    const { page, server } = dashboard;
    await go(page, '/people');
    await page.getByRole('button', { name: '「赵值班」的更多操作' }).click();
    await page.getByRole('menuitem', { name: '「赵值班」的工作交接' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('link', { name: '值班日 1 项' }).waitFor();
    await dialog.getByRole('combobox', { name: '接手人' }).click();
    await page.getByTitle('李联络 li').click();
    await dialog.getByRole('button', { name: '交接' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('textbox', { name: '理由' }).fill('调离');
    await dialog.getByRole('button', { name: '交接' }).click();
    await page.getByText('「赵值班」的工作已交接。').waitFor();
    expect(server.requests.filter((request) => /^POST .*\/handover$/.test(request))).toHaveLength(1);
  });

  test('a record leads to its sheet, which names who, what and why', async () => {
    const { page } = dashboard;
    await go(page, '/handovers');
    await page.getByRole('link', { name: '钱离任 → 赵值班' }).click();
    await page.getByRole('table', { name: '工作交接单' }).waitFor();
    const sheet = plain(await page.locator('main').textContent());
    for (const told of ['钱离任（移交人已停用）', '王管理', '调离', '总值班 2026-12-01', '已移交', '移交人签字'])
      expect(sheet).toContain(told);
  });
});
