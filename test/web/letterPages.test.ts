import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages about digests and reminders', (dashboard) => {
  test('a plan shows when it is sent and what it would say now, and is added with its time', async () => {
    const { page, server } = dashboard;
    await go(page, '/notify/digests');
    await page.getByRole('table', { name: '摘要' }).waitFor();
    const row = plain(await page.locator('tbody tr').first().textContent());
    for (const part of ['晨报', '晨间提要', '工作日 08:30']) expect(row).toContain(part);
    await page.getByRole('button', { name: '预览「晨报」' }).click();
    const preview = page.getByRole('dialog');
    await preview.getByText('会发送').waitFor();
    expect(plain(await preview.getByRole('table', { name: '最近发送' }).textContent())).toContain('已发送');
    await preview.getByText('关闭', { exact: true }).click();
    await preview.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '添加计划' }).click();
    const form = page.getByRole('dialog');
    const save = form.getByRole('button', { name: '保存计划' });
    expect(await save.isDisabled()).toBe(true);
    await form.getByLabel('名称').fill('晚报');
    await form.getByLabel('时间（工作日）').fill('17:30');
    await save.click();
    await form.waitFor({ state: 'hidden' });
    expect(server.requests.filter((request) => request === 'POST /digests')).toHaveLength(1);
  });

  test('units are reminded of a mandate after it was shown who is reached how, and the text can be changed', async () => {
    const { page, server } = dashboard;
    await go(page, '/mandates');
    await page.locator('tbody th a').first().click();
    await page.getByRole('button', { name: '催办' }).click();
    const dialog = page.getByRole('dialog');
    const table = dialog.getByRole('table', { name: '单位' });
    await table.waitFor();
    const shown = plain(await table.textContent());
    for (const part of ['县教育局', '王敏（邮件）', '今天已催 1 次']) expect(shown).toContain(part);
    const send = dialog.getByRole('button', { name: '催办 1 个单位' });
    await dialog.getByRole('textbox').fill('');
    expect(await send.isDisabled()).toBe(true);
    // What is too long is not cut off: it stands there and is refused in words.
    await dialog.getByRole('textbox').fill('催'.repeat(302));
    await dialog.getByText('超出 2 个字，最多 300 个字').waitFor();
    expect([await send.isDisabled(), (await dialog.getByRole('textbox').inputValue()).length]).toEqual([true, 302]);
    await dialog.getByRole('textbox').fill('催'.repeat(300));
    expect(await send.isDisabled()).toBe(false);
    await dialog.getByRole('textbox').fill('请今天完成。');
    await send.click();
    await dialog.getByText('已提交').waitFor();
    await dialog.getByRole('link', { name: '催办记录' }).click();
    await page.getByRole('table', { name: '催办记录' }).waitFor();
    const row = plain(await page.locator('tbody tr').first().textContent());
    for (const part of ['县教育局', '已发送', '王敏']) expect(row).toContain(part);
    expect(server.requests.filter((request) => request === 'POST /reminders')).toHaveLength(1);
  });

  test('mandates and cases that are picked from their lists are reminded of together', async () => {
    const { page } = dashboard;
    for (const [path, table, button, kind] of [
      ['/mandates', '任务', /催办所选 1 件任务/u, 'mandates'],
      ['/cases', '案件', /催办所选 1 个案件/u, 'cases'],
    ] as const) {
      await go(page, path);
      await page.locator('tbody tr').first().waitFor();
      const boxes = page.locator('tbody').getByRole('checkbox');
      await boxes.first().check();
      const asked = page.waitForRequest(/\/reminders\/preview$/u);
      await page.getByRole('button', { name: button }).click();
      expect([table, ((await asked).postDataJSON() as { subject: { kind: string } }).subject.kind]).toEqual([
        table,
        kind,
      ]);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('table', { name: '单位' }).waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    }
  });

  test('accounts that are picked from the list are reminded of together', async () => {
    const { page } = dashboard;
    await go(page, '/accounts');
    await page.locator('tbody tr').nth(1).waitFor();
    for (const at of [0, 1]) await page.locator('tbody tr').nth(at).getByRole('checkbox').check();
    await page.getByRole('button', { name: '催办所选 2 个账号' }).click();
    await page.getByRole('dialog').getByRole('table', { name: '单位' }).waitFor();
  });
});
