import { describeInBrowser, go, plain } from './browser';

describeInBrowser("one's own page, and where people are signed in", (dashboard) => {
  test('the password is changed with the present one and the new one twice, and the fields are empty after it', async () => {
    const { page, server } = dashboard;
    await go(page, '/me');
    const form = page.getByRole('form', { name: '密码' });
    const save = form.getByRole('button', { name: '修改密码' });
    await form.getByLabel('现在的密码').fill('wrong');
    await form.getByLabel('新密码', { exact: true }).fill('Another-Long-1');
    await form.getByLabel('再输一遍新密码').fill('Another-Long-2');
    await form.getByText('两次输入的新密码不一样').waitFor();
    expect(await save.isDisabled()).toBe(true);
    await form.getByLabel('再输一遍新密码').fill('Another-Long-1');
    await save.click();
    await form.getByText('现在的密码不正确').waitFor();
    await form.getByLabel('现在的密码').fill('right');
    await save.click();
    await form.getByText('密码已修改').waitFor();
    expect(await form.getByLabel('新密码', { exact: true }).inputValue()).toBe('');
    expect(server.requests.filter((request) => request === 'PUT /me/password')).toHaveLength(2);
    await form.getByText('密码要求').click();
    expect(plain(await form.textContent())).toContain('至少 10 个字符');
    expect(plain(await form.textContent())).toContain('GB/T 22239-2019');
  });

  test('sessions say where they come from, this browser is marked, and another one is ended', async () => {
    const { page } = dashboard;
    await go(page, '/me');
    const rows = page.getByRole('table', { name: '登录记录' }).locator('tbody tr');
    await rows.first().waitFor();
    const shown = (await rows.allTextContents()).map(plain);
    expect(shown[0]).toContain('Edge，Windows');
    expect(shown[0]).toContain('本浏览器');
    expect(shown[1]).toContain('微信，安卓');
    expect(shown[2]).toContain('未知');
    expect(await rows.first().getByRole('button').count()).toBe(0);
    await page.getByRole('button', { name: '结束来自「微信，安卓」的登录' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '结束' }).click();
    await page.getByText('这个登录已结束').waitFor();
    await page.getByRole('button', { name: '结束来自「微信，安卓」的登录' }).waitFor({ state: 'detached' });
  });

  test("somebody else's session needs a reason to be ended", async () => {
    const { page, server } = dashboard;
    await go(page, '/people');
    await page.getByRole('button', { name: '「李联络」的更多操作' }).click();
    await page.getByRole('menuitem', { name: '「李联络」的登录记录' }).click();
    await page.getByRole('button', { name: '结束来自「微信，安卓」的登录' }).click();
    const asking = page.getByRole('dialog').filter({ has: page.getByRole('textbox') });
    await asking.getByRole('button', { name: '结束' }).click();
    await asking.getByRole('alert').waitFor();
    await asking.getByRole('textbox').fill('手机遗失');
    await asking.getByRole('button', { name: '结束' }).click();
    await page.getByText('这个登录已结束').waitFor();
    expect(server.requests.filter((request) => request.endsWith('/end'))).toHaveLength(1);
  });
});
