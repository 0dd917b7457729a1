import type { Page } from 'playwright-core';
import { describeInBrowser, go, openMenu, plain } from './browser';

/** Opens what is rarely done about somebody, and chooses one. */
async function more(page: Page, name: string, step: string): Promise<void> {
  await page.getByRole('button', { name: `「${name}」的更多操作` }).click();
  await page.getByRole('menuitem', { name: step }).click();
}

describeInBrowser('the pages about people and many tasks at once', (dashboard) => {
  test('人员 is found in the settings, and says of everybody whether they can sign in', async () => {
    const { page } = dashboard;
    await go(page, '/');
    await page.getByRole('link', { name: '设置' }).click();
    await page.getByRole('link', { name: '人员管理' }).click();
    await page.getByRole('table', { name: '人员' }).waitFor();
    const rows = await page.locator('tbody tr').allTextContents();
    expect(rows.map(plain).map((row) => row.slice(0, 3))).toEqual(['王管理', '李联络', '赵值班', '钱离任']);
    expect(plain(rows[0] ?? '')).toContain('您本人');
    expect(plain(rows[1] ?? '')).toContain('连续输错密码，锁定至');
    expect(plain(rows[2] ?? '')).toContain('没有密码，只能用登录链接登录');
    expect(plain(rows[3] ?? '')).toContain('已停用');
    // Where one is reached is all one changes about oneself.
    const own = page.locator('tbody tr').first().getByRole('button');
    expect(await own.allTextContents()).toEqual(['—']);
  });

  test('a sign-in link needs a reason, is shown once, and is gone when it is closed', async () => {
    const { page } = dashboard;
    await go(page, '/people');
    await more(page, '李联络', '为「李联络」生成一次性登录链接');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '登录链接' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('textbox').fill('忘记密码，已电话核实');
    await dialog.getByRole('button', { name: '登录链接' }).click();
    await page.getByText('#token=shown-once').waitFor();
    expect(plain(await page.locator('main').textContent())).toContain('链接只在这里显示一次');
    await page.getByRole('button', { name: '已交给本人，关闭' }).click();
    await page.getByText('#token=shown-once').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('table', { name: '人员' }).waitFor();
    expect(await page.getByText('shown-once').count()).toBe(0);
  });

  test('what is done to people rarely stands in a menu that is opened, gone through and closed by keys', async () => {
    const { page } = dashboard;
    await go(page, '/people');
    const row = page.locator('tbody tr', { hasText: '李联络' });
    expect(await row.locator('.row-actions').getByRole('button').allTextContents()).toEqual(['修改', '任职', '更多']);
    const button = row.getByRole('button', { name: '「李联络」的更多操作' });
    const isFocused = (name: string) => page.locator(`:focus[aria-label="${name}"]`).waitFor();
    await button.focus();
    await page.keyboard.press('Enter');
    await isFocused('「李联络」的工作交接');
    await page.keyboard.press('ArrowUp');
    await isFocused('停用「李联络」');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await isFocused('为「李联络」生成一次性登录链接');
    await page.keyboard.press('Escape');
    await isFocused('「李联络」的更多操作');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await isFocused('「李联络」的工作交接');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: '停用「李联络」' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('角色权限 says who gave what to a role and took what from it, and why', async () => {
    const { page } = dashboard;
    await go(page, '/roles');
    const table = page.getByRole('table', { name: '权限变更记录' });
    await table.waitFor();
    const row = plain(await table.locator('tbody tr').first().textContent());
    expect(row).toContain('按职责精简');
    expect(row).toContain('王管理');
    await page.getByRole('combobox', { name: '角色' }).click();
    await page.locator('.ant-select-item-option').last().click();
    await page.getByText('这一角色的权限没有改动过。').waitFor();
  });

  test('角色权限 says what each role may do, and is changed by boxes with a reason; the administrator’s is not', async () => {
    const { page } = dashboard;
    await go(page, '/settings');
    await page.getByRole('link', { name: '角色权限' }).click();
    const table = page.getByRole('table', { name: '角色权限' });
    await table.waitFor();
    expect(
      plain(
        await table
          .getByRole('row', { name: /管理员/ })
          .first()
          .textContent(),
      ),
    ).toContain('全部权限');
    expect(await page.getByRole('button', { name: '设置管理员的权限' }).count()).toBe(0);
    await page.getByRole('button', { name: '设置信息员的权限' }).click();
    const dialog = page.getByRole('dialog', { name: '设置信息员的权限' });
    const save = dialog.getByRole('button', { name: '保存权限' });
    await dialog.getByLabel('理由').fill('由办公室统一催办');
    expect(await save.isDisabled()).toBe(true);
    expect(await dialog.getByRole('checkbox', { name: '查看', exact: true }).isDisabled()).toBe(true);
    expect(await dialog.getByRole('checkbox', { name: '管理人员' }).count()).toBe(0);
    await dialog.getByRole('checkbox', { name: '催办' }).uncheck();
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await save.click();
    const body = (await sent).postDataJSON() as {
      readonly actions: readonly string[];
      readonly role: string;
      readonly version: number;
    };
    expect([body.role, body.version, body.actions.includes('reminder.send'), body.actions.includes('read')]).toEqual([
      'officer',
      1,
      false,
      true,
    ]);
    await dialog.waitFor({ state: 'hidden' });
  });

  test('whoever is shut out is shown so at once, and can be let in again', async () => {
    const { page, server } = dashboard;
    await go(page, '/people');
    await more(page, '赵值班', '停用「赵值班」');
    expect(plain(await page.getByRole('dialog').textContent())).toContain('立即结束其全部登录');
    await page.getByRole('dialog').getByRole('textbox').fill('调离');
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    const row = page.locator('tbody tr', { hasText: '赵值班' });
    await row.getByText('已停用').waitFor();
    expect(server.requests.filter((request) => request.endsWith('/disabled'))).toHaveLength(1);
    await more(page, '赵值班', '启用「赵值班」');
    await page.getByRole('dialog').getByRole('textbox').fill('调回');
    await page.getByRole('dialog').getByRole('button', { name: '启用' }).click();
    await row.getByText('已停用').waitFor({ state: 'detached' });
  });

  test('a further unit is given and ended with a reason, and stands in the row while it is held', async () => {
    const { page, server } = dashboard;
    await go(page, '/people');
    await page.getByRole('button', { name: '「李联络」的任职' }).click();
    const dialog = page.getByRole('dialog').first();
    const add = dialog.getByRole('button', { name: '增加任职' });
    expect(await add.isDisabled()).toBe(true);
    await dialog.getByLabel('管辖单位').fill('教育');
    await page.locator('.ant-select-item-option').first().click();
    await dialog.getByLabel('理由').fill('挂职一年');
    await add.click();
    const end = dialog.getByRole('button', { name: /^结束在/ });
    await end.waitFor();
    expect(plain(await page.locator('tbody tr').nth(1).textContent())).toMatch(/兼 云溪县教育局 · 信息员/);
    await end.click();
    const asking = page.getByRole('dialog', { name: /^结束在/ });
    await asking.getByRole('textbox').fill('期满');
    await asking.getByRole('button', { name: '结束', exact: true }).click();
    await end.waitFor({ state: 'detached' });
    expect(server.requests.filter((request) => request.includes('/assignments'))).toHaveLength(2);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('whoever has several units goes on in another from the menu, and everything is read anew', async () => {
    const { page, server } = dashboard;
    await go(page, '/people');
    await openMenu(page, '当前用户 王管理');
    await page.getByRole('button', { name: /^以 县教育局 · .*身份办事/ }).click();
    await page.waitForURL((url) => url.pathname === '/');
    expect(server.requests.filter((request) => request === 'PUT /me/assignment')).toHaveLength(1);
  });

  test('ending the sessions of somebody says that it was done', async () => {
    const { page } = dashboard;
    await go(page, '/people');
    await more(page, '李联络', '结束「李联络」的全部登录');
    await page.getByRole('dialog').getByRole('textbox').fill('手机遗失');
    await page.getByRole('dialog').getByRole('button', { name: '结束登录' }).click();
    await page.getByText('「李联络」的全部登录已结束。').waitFor();
  });

  test('somebody is added with unit and reason, and the link they sign in by is shown at once', async () => {
    const { page, server } = dashboard;
    await go(page, '/people');
    await page.getByRole('button', { name: '添加人员' }).click();
    const dialog = page.getByRole('dialog');
    const add = dialog.getByRole('button', { name: '添加' });
    expect(await add.isDisabled()).toBe(true);
    await dialog.getByLabel('用户名').fill('li');
    await dialog.getByLabel('姓名').fill('孙新来');
    await dialog.getByRole('textbox', { name: '理由' }).fill('到岗');
    // Nobody sees the whole office because a field was left as it was.
    expect(await add.isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: '管辖单位' }).click();
    await page.getByTitle('全部单位').click();
    await add.click();
    await dialog.getByText('请换一个用户名').waitFor();
    expect(await dialog.getByLabel('姓名').inputValue()).toBe('孙新来');
    await dialog.getByLabel('用户名').fill('sun');
    await add.click();
    await page.getByText('已添加「孙新来」。').waitFor();
    await page.getByText('#token=shown-once').waitFor();
    await page.getByRole('button', { name: '已交给本人，关闭' }).click();
    await page.locator('tbody tr', { hasText: '孙新来' }).waitFor();
    expect(server.requests.filter((request) => request === 'POST /people')).toHaveLength(2);
  });

  test('name, role or unit of somebody is changed; what changes nothing cannot be sent', async () => {
    const { page } = dashboard;
    await go(page, '/people');
    await page.getByRole('button', { name: '修改「李联络」' }).click();
    const dialog = page.getByRole('dialog');
    const change = dialog.getByRole('button', { name: '修改' });
    await dialog.getByRole('textbox', { name: '理由' }).fill('转岗');
    expect(await change.isDisabled()).toBe(true);
    expect(await dialog.getByLabel('用户名').count()).toBe(0);
    await dialog.getByLabel('姓名').fill('李转岗');
    await dialog.getByRole('combobox', { name: '角色' }).click();
    await page.getByTitle('查看者').click();
    await dialog.getByText('只能查看。').waitFor();
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await change.click();
    // What was left alone is not sent: what somebody else has changed of it meanwhile stays.
    expect((await sent).postDataJSON()).toEqual({ name: '李转岗', role: 'viewer', reason: '转岗' });
    await page.getByText('已修改「李转岗」。').waitFor();
    const row = page.locator('tbody tr', { hasText: '李转岗' });
    expect(plain(await row.textContent())).toContain('查看者');
  });

  test('a full disk is told on every page with what to do, and what has no words is not', async () => {
    const { page, server } = dashboard;
    server.world.healthReasons.push('store-full', 'stream-behind');
    try {
      // Read once a minute: whoever opens the pages anew need not wait for it.
      await go(page, '/people');
      await page.reload();
      const banner = page.locator('.health-banner');
      await banner.waitFor();
      expect(plain(await banner.textContent())).toContain('请管理员腾出磁盘空间；腾出后自动恢复，不需要重启。');
      expect(plain(await banner.textContent())).not.toContain('stream-behind');
    } finally {
      server.world.healthReasons.length = 0;
    }
    const asked = page.waitForResponse((response) => response.url().endsWith('/healthz'));
    await page.reload();
    await asked;
    await page.getByRole('table', { name: '人员' }).waitFor();
    expect(await page.locator('.health-banner').count()).toBe(0);
  });

  test('many manual tasks go back to publishing after a trial that says which and why not the others', async () => {
    const { page, server } = dashboard;
    await go(page, '/manual-tasks');
    await page.getByRole('button', { name: '批量恢复接口发布' }).click();
    const dialog = page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: /^恢复这/ });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: '试算' }).click();
    await dialog.getByText('15 项人工任务中，12 项将恢复由接口发布。').waitFor();
    expect(plain(await dialog.textContent())).toContain('已有人领取：2 项');
    // Another choice is another question: what was tried no longer counts.
    await dialog.getByRole('checkbox', { name: '平台长时间无法使用' }).click();
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: '试算' }).click();
    await dialog.getByText('0 项将恢复由接口发布').waitFor();
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('checkbox', { name: '平台长时间无法使用' }).click();
    await dialog.getByRole('button', { name: '试算' }).click();
    await dialog.getByRole('button', { name: '恢复这 12 项' }).click();
    await page.getByText('已有 12 项恢复由接口发布。').waitFor();
    expect(server.requests.filter((request) => request.endsWith('/manual-tasks/retry'))).toHaveLength(4);
  });
});
