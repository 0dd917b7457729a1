import { describeInBrowser, go, plain } from './browser';
import { mockId } from './mock/instants';
import { SITE } from './mock/sites';

const ACCOUNT = mockId('a', 1);

describeInBrowser('what is filed', (dashboard) => {
  test('of an account stands on its page, with everything that was changed of it', async () => {
    const { page } = dashboard;
    await go(page, `/accounts/${ACCOUNT}`);
    await page.getByText('备案', { exact: true }).click();
    await page.waitForURL(/tab=filing/);
    const table = page.getByRole('table', { name: '变更记录' });
    await table.waitFor();
    const text = plain(await page.locator('main').textContent());
    expect(text).toContain('粉丝数12（截至 2026-11-01）');
    expect(text).toContain('备案号XS-0017');
    expect(text).toContain('认证主体未填写');
    expect(plain(await table.textContent())).toContain('备案号 无 → XS-0017');
    expect(plain(await table.textContent())).toContain('状态 在用 → 停更');
  });

  test('is changed with a reason, and only what was touched is sent, a count with its day', async () => {
    const { page, server } = dashboard;
    await go(page, `/accounts/${ACCOUNT}?tab=filing`);
    await page.getByRole('button', { name: '修改备案信息' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('备案号').fill('XS-0018');
    await dialog.getByLabel('粉丝数', { exact: true }).fill('2,000');
    await dialog.getByRole('button', { name: '修改备案信息' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(server.requests.filter((request) => request.startsWith('PATCH'))).toEqual([]);
    await dialog.getByLabel('理由').fill('更正');
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await dialog.getByRole('button', { name: '修改备案信息' }).click();
    expect((await sent).postDataJSON()).toEqual({
      ...{ filingNumber: 'XS-0018', fans: 2000, fansCountedOn: '2026-11-01', reason: '更正' },
    });
    await page.getByText('备案信息已修改。').waitFor();
  });

  test('a step is taken by a document, with what it means said before, and is not taken without one', async () => {
    const { page } = dashboard;
    await go(page, `/accounts/${ACCOUNT}?tab=filing`);
    await page.getByRole('button', { name: '办理状态变更' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '办理事项' }).click();
    await page.getByTitle('注销', { exact: true }).click();
    await dialog.getByText('未完成的转载任务终止').waitFor();
    await dialog.getByLabel('批准人').fill('县政府常务会议');
    await dialog.getByLabel('批准日期').fill('2026-11-20');
    await dialog.getByLabel('理由').fill('整合');
    let sent = 0;
    page.on('request', (request) => (sent += request.method() === 'POST' && request.url().endsWith('/status') ? 1 : 0));
    await dialog.getByRole('button', { name: '办理状态变更' }).click();
    expect(sent).toBe(0);
    await dialog.getByLabel('依据文号').fill('编发〔2026〕8号');
    const request = page.waitForRequest((one) => one.url().endsWith('/status'));
    await dialog.getByRole('button', { name: '办理状态变更' }).click();
    expect((await request).postDataJSON()).toEqual({
      ...{ act: 'cancel', approver: '县政府常务会议', documentNumber: '编发〔2026〕8号' },
      ...{ decidedOn: '2026-11-20', reason: '整合' },
    });
    await page.getByText('已办理，状态已更新。').waitFor();
  });

  test('of a website says by when it is to be moved, on its page and in the list', async () => {
    const { page } = dashboard;
    await go(page, '/sites');
    const row = page.getByRole('table', { name: '站点' }).locator('tbody tr');
    await row.waitFor();
    expect(plain(await row.textContent())).toContain('迁移到统一平台 已逾期');
    await go(page, `/sites/${SITE}`);
    await page.getByRole('button', { name: '修改备案信息' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '集约化安排' }).click();
    await page.getByTitle('保留独立网站').click();
    expect(await dialog.getByLabel('期限').count()).toBe(0);
    await dialog.getByLabel('依据').fill('某法第九条');
    await dialog.getByLabel('理由').fill('登记');
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await dialog.getByRole('button', { name: '修改备案信息' }).click();
    expect((await sent).postDataJSON()).toEqual({
      ...{ filing: { plan: 'keep', planBasis: '某法第九条' }, reason: '登记' },
    });
  });

  test.each([360, 1280])('is as wide as the screen and no wider at %i px', async (width) => {
    const { page } = dashboard;
    await page.setViewportSize({ width, height: 900 });
    for (const path of [`/accounts/${ACCOUNT}?tab=filing`, `/sites/${SITE}`, '/sites']) {
      await go(page, path);
      await page.locator('main tbody tr').first().waitFor();
      // The rows of the page before stand for a moment.
      if (path === '/sites') await page.locator('main tbody tr a[href^="/sites/"]').first().waitFor();
      // While the page is laid out anew it may be wider for a moment.
      await page.waitForFunction((most) => document.documentElement.scrollWidth <= most, width);
    }
  });
});
