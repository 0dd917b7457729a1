import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages about joining a head account', (dashboard) => {
  test('a plan shows how units stand, each number leading to exactly those, and what is left', async () => {
    const { page } = dashboard;
    await go(page, '/accounts');
    await page.getByRole('link', { name: '入驻', exact: true }).click();
    const plans = page.getByRole('table', { name: '入驻' });
    await plans.getByRole('link', { name: '进驻“云溪在线”' }).waitFor();
    expect(plain(await plans.textContent())).toContain('期限 2026-06-30 逾期未进驻 1 个');
    await plans.getByRole('link', { name: /逾期未进驻/ }).click();
    await page.waitForURL(/step=basic&state=late/u);
    const row = page.getByRole('table', { name: '各单位进驻情况' }).getByRole('row', { name: /县教育局/ });
    await row.waitFor();
    expect(plain(await row.textContent())).toContain('甲局发布 微博');
    expect(await page.getByRole('row', { name: /县卫健局/ }).count()).toBe(0);
    const asked = page.waitForRequest(/\/onboarding-plans\/.*\/export/u);
    await page.getByRole('button', { name: '导出表格' }).click();
    await asked;
  });

  test('units are recorded as joined with who says so, the day and the document, and taken back', async () => {
    const { page, server } = dashboard;
    await go(page, '/onboarding/666666666666666666666666');
    const row = page.getByRole('table', { name: '各单位进驻情况' }).getByRole('row', { name: /县教育局/ });
    await row.waitFor();
    await page.getByRole('checkbox', { name: '选择「县教育局」基本进驻' }).check();
    await page.getByRole('button', { name: '登记所选 1 项已进驻' }).click();
    const dialog = page.getByRole('dialog', { name: '登记 1 个单位已进驻' });
    await dialog.getByLabel('谁说明').fill('融媒体中心');
    await dialog.getByLabel('进驻日期').fill('2026-06-01');
    await dialog.getByRole('button', { name: '登记' }).click();
    expect(server.requests.some((one) => one.includes('/joined'))).toBe(false);
    await dialog.getByLabel('依据（文件、函件）').fill('进驻确认函');
    await dialog.getByRole('button', { name: '登记' }).click();
    await page.getByText('已登记 1 个单位').waitFor();
    await row.getByText('2026-06-01 进驻，融媒体中心说明，依据 进驻确认函').waitFor();
    await page.getByRole('button', { name: '收回「县教育局」的登记' }).click();
    const back = page.getByRole('dialog', { name: '收回「县教育局」的登记' });
    await back.getByRole('textbox', { name: '理由' }).fill('登记有误');
    await back.getByRole('button', { name: '收回' }).click();
    await row.getByText('逾期未进驻').waitFor();
  });

  test('a plan is declared with both dates and their clauses', async () => {
    const { page, server } = dashboard;
    await go(page, '/onboarding');
    await page.getByRole('button', { name: '制定入驻安排' }).click();
    const dialog = page.getByRole('dialog', { name: '制定入驻安排' });
    await dialog.getByLabel('名称').fill('进驻“云溪在线”');
    await dialog.getByLabel('龙头账号', { exact: true }).fill('云溪在线');
    await dialog.getByRole('button', { name: '再加一个龙头账号' }).click();
    await dialog.getByLabel('龙头账号 2', { exact: true }).fill('云溪发布');
    await dialog.getByLabel('文件').fill('晋城市 2019-06-06');
    await dialog.getByLabel('基本进驻 期限（最后一天）').fill('2026-12-31');
    await dialog.getByLabel('基本进驻 条款').fill('四');
    await dialog.getByLabel('全部进驻 期限（最后一天）').fill('2027-12-31');
    await dialog.getByRole('textbox', { name: '理由' }).fill('按市里要求');
    await dialog.getByRole('button', { name: '制定入驻安排' }).click();
    expect(server.requests).not.toContain('POST /onboarding-plans');
    await dialog.getByLabel('全部进驻 条款').fill('四');
    await dialog.getByRole('button', { name: '制定入驻安排' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(server.requests).toContain('POST /onboarding-plans');
  });
});
