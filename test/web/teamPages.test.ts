import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages about liaisons and courses', (dashboard) => {
  test('the roster says how many units lack whom and by what text, and leads to those units', async () => {
    const { page } = dashboard;
    await go(page, '/');
    await page.getByRole('link', { name: '设置' }).click();
    await page.getByRole('link', { name: '联络员名册' }).click();
    await page.getByRole('table', { name: '联络员名册' }).waitFor();
    const gaps = page.getByRole('region', { name: '缺口' });
    expect(plain(await gaps.textContent())).toContain('晋城市人民政府办公室');
    expect(plain(await gaps.textContent())).toContain('1 个单位的信息主管职级不够');
    await gaps.getByRole('link', { name: '14 个单位没有信息主管' }).click();
    await page.getByRole('table', { name: '没有信息主管的单位' }).waitFor();
    await page.getByRole('button', { name: '为「城关镇」登记联络员' }).waitFor();
    await page.getByRole('link', { name: '回到名册' }).click();
    await page.getByRole('table', { name: '联络员名册' }).waitFor();
  });

  test('the roster comes out as a table of its own', async () => {
    const { page } = dashboard;
    await go(page, '/liaisons');
    await page.getByRole('table', { name: '联络员名册' }).waitFor();
    for (const [button, format] of [
      ['导出 Excel', 'xlsx'],
      ['导出 CSV', 'csv'],
    ] as const) {
      const asked = page.waitForRequest((request) => request.url().includes('/register/export'));
      await page.getByRole('button', { name: button }).click();
      expect(new URL((await asked).url()).search).toBe(`?kind=liaisons&format=${format}`);
    }
    await page.getByRole('link', { name: '从表格导入' }).click();
    await page.getByRole('heading', { name: '导入', exact: true }).waitFor();
  });

  test('somebody is filed with rank and number, and what is lacking is named', async () => {
    const { page, server } = dashboard;
    await go(page, '/liaisons');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '单位' }).click();
    await page.locator('.ant-select-item-option').first().click();
    await dialog.getByRole('combobox', { name: '职责' }).click();
    await page.getByTitle('信息主管').click();
    await dialog.getByLabel('姓名').fill('钱主管');
    await dialog.getByLabel('职务').fill('办公室主任');
    await dialog.getByLabel('手机', { exact: true }).fill('13800005678');
    await dialog.getByLabel('开始日期').fill('2026-03-01');
    await dialog.getByRole('textbox', { name: '理由' }).fill('新任');
    await dialog.getByRole('button', { name: '登记' }).click();
    await dialog.getByText('请按实际填写职级').waitFor();
    await dialog.getByRole('combobox', { name: '职级' }).click();
    await page.getByTitle('乡科级正职').click();
    await dialog.getByRole('button', { name: '登记' }).click();
    await page.getByText('已登记「钱主管」').waitFor();
    await page.getByRole('rowheader', { name: /钱主管/ }).waitFor();
    expect(server.requests.filter((request) => /^POST .*\/liaisons$/.test(request))).toHaveLength(2);
  });

  test('a duty ends with its last day, and the record stays', async () => {
    const { page } = dashboard;
    await go(page, '/liaisons');
    await page.getByRole('button', { name: '「王分管」不再担任' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('最后一天').fill('2026-11-20');
    await dialog.getByRole('textbox', { name: '理由' }).fill('调离');
    await dialog.getByRole('button', { name: '离任' }).click();
    await page.getByText('「王分管」已离任').waitFor();
    await page.getByText('2026-03-01 – 2026-11-20').waitFor();
  });

  test('a course is recorded with who attended, and totals stand by unit', async () => {
    const { page, server } = dashboard;
    await go(page, '/courses');
    await page.getByRole('table', { name: '按单位合计' }).waitFor();
    await page.getByRole('button', { name: '登记培训' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('培训日期').fill('2026-05-12');
    await dialog.getByLabel('学时').fill('6');
    await dialog.getByLabel('培训内容').fill('网络安全');
    await dialog.getByRole('textbox', { name: '组织单位' }).fill('县政府办');
    await dialog.getByRole('combobox', { name: '参训人员' }).fill('周参训');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: '登记培训' }).click();
    await page.getByRole('rowheader', { name: '网络安全' }).waitFor();
    expect(server.requests).toContain('POST /courses');
  });
});
