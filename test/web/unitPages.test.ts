import { describeInBrowser, go, openMenu, plain } from './browser';
import { mockId } from './mock/instants';

const SILENT = mockId('a', 6);

describeInBrowser('the page of units and the dismissal of findings', (dashboard) => {
  test('单位 shows the tree; a new superior shows what goes along, and needs a reason', async () => {
    const { page, server } = dashboard;
    await go(page, '/');
    await openMenu(page, '当前用户 王管理');
    await page.getByRole('link', { name: '单位层级' }).click();
    await page.getByRole('table', { name: '单位' }).waitFor();
    expect(plain((await page.locator('tbody tr').allTextContents())[0] ?? '')).toContain('（无上级）');
    await page.getByRole('button', { name: '调整「云溪县教育局」的上级' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').fill('城关镇');
    await page.getByTitle('城关镇人民政府').click();
    await dialog.getByText('随之调整：单位 3 个，人员 5 人').waitFor();
    expect(plain(await dialog.textContent())).toContain('原上级立即不再看到');
    await dialog.getByRole('button', { name: '调整上级' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('textbox').fill('机构改革');
    await dialog.getByRole('button', { name: '调整上级' }).click();
    await page.getByText('「云溪县教育局」已调整到「城关镇人民政府」之下。').waitFor();
    expect(server.requests.filter((request) => request.endsWith('/move'))).toHaveLength(1);
  });

  test('an open finding can be dismissed with a reason', async () => {
    const { page, server } = dashboard;
    await go(page, `/accounts/${SILENT}?tab=findings`);
    await page.getByRole('button', { name: '撤销' }).click();
    const dialog = page.getByRole('dialog');
    expect(plain(await dialog.textContent())).toContain('内容不变时不会再次提出');
    await dialog.getByRole('textbox').fill('引用原文');
    await dialog.getByRole('button', { name: '撤销' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(server.requests.filter((request) => request.endsWith('/dismiss'))).toHaveLength(1);
  });
});
