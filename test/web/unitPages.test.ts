import { describeInBrowser, go, plain } from './browser';
import { mockId } from './mock/instants';

const SILENT = mockId('a', 6);

describeInBrowser('the page of units and the dismissal of findings', (dashboard) => {
  test('单位 shows the tree; a new superior shows what goes along, and needs a reason', async () => {
    const { page, server } = dashboard;
    await go(page, '/');
    await page.getByRole('link', { name: '设置' }).click();
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

  test('level, fields and region of a unit are changed in words, after what it means for mandates under way', async () => {
    const { page, server } = dashboard;
    await go(page, '/units');
    await page.getByRole('button', { name: '修改「云溪县教育局」的层级、领域和地区' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '层级' }).click();
    await page.getByTitle('乡镇、街道').click();
    await dialog.getByRole('textbox').first().fill('3301');
    await dialog.getByRole('checkbox').first().check();
    const text = plain(await dialog.textContent());
    expect(text).toContain('它们不会自动承担');
    expect(text).toContain('已经承担的转载仍须完成');
    await dialog.getByRole('textbox').first().fill('33010');
    await dialog.getByText('请填写 2、4、6、9 或 12 位数字，或留空。').waitFor();
    await dialog.getByRole('textbox').first().fill('330106');
    await dialog.locator('textarea').fill('三定方案');
    await dialog.getByRole('button', { name: '修改信息' }).click();
    await page.getByText('「云溪县教育局」已修改。').waitFor();
    expect(server.requests.filter((request) => request.startsWith('PATCH /units/'))).toHaveLength(1);
  });

  test('whose counterparts a source binds is shown, and chosen with what it means', async () => {
    const { page, server } = dashboard;
    await go(page, '/sources');
    await page.getByText('云溪县教育局', { exact: true }).waitFor();
    await page.getByRole('button', { name: '「中国政府网 最新政策」由谁面向对口部门发布' }).click();
    const dialog = page.getByRole('dialog');
    const choice = dialog.getByRole('combobox', { name: '发布单位' });
    await choice.fill('卫生健康');
    await page.getByTitle('云溪县卫生健康局').waitFor();
    // By key: a press of the mouse is lost while the list is still unfolding.
    await choice.press('Enter');
    await dialog.getByText('现有对口部门 3 个。').waitFor();
    await dialog.locator('textarea').fill('市局网站');
    await dialog.getByRole('button', { name: '设置对口' }).click();
    await page.getByText('「中国政府网 最新政策」的对口已修改。').waitFor();
    expect(server.requests.filter((request) => request.startsWith('PATCH /policy-sources/'))).toHaveLength(1);
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
