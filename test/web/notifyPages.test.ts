import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages about telling people', (dashboard) => {
  test('通知 is found in the settings and shows what was sent as it was read', async () => {
    const { page } = dashboard;
    await go(page, '/');
    await page.getByRole('link', { name: '设置' }).click();
    await page.getByRole('link', { name: '已发消息' }).click();
    await page.getByRole('table', { name: '已发消息' }).waitFor();
    const row = plain(await page.locator('tbody tr').first().textContent());
    expect(row).toContain('3 条告警');
    expect(row).toContain('待发送');
    expect(row).toContain('发送过于频繁');
  });

  test('every try of a message is shown, and one that may have arrived is sent again once a second copy is accepted', async () => {
    const { page, server } = dashboard;
    await go(page, '/notify');
    await page.getByRole('table', { name: '已发消息' }).waitFor();
    await page
      .getByRole('button', { name: /发送记录/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: /发送记录/ });
    await dialog.getByRole('table', { name: '每次发送' }).waitFor();
    expect(plain(await dialog.getByRole('table', { name: '每次发送' }).textContent())).toContain('王敏');
    const again = dialog.getByRole('button', { name: '补发' });
    expect(await again.isDisabled()).toBe(true);
    await dialog.getByRole('checkbox', { name: /可能收到两份/ }).check();
    await again.click();
    await dialog.getByText('已提交补发').waitFor();
    expect(server.requests.filter((request) => /^POST \/notify\/messages\/\w+\/redeliver$/.test(request))).toHaveLength(
      1,
    );
  });

  test('a channel asks for what its kind needs, shows no secret, and says what came of its test', async () => {
    const { page, server } = dashboard;
    await go(page, '/notify/channels');
    await page.getByRole('table', { name: '渠道' }).waitFor();
    const row = plain(await page.locator('tbody tr').first().textContent());
    expect(row).toContain('oapi.dingtalk.com');
    expect(row).toContain('签名不符');
    // Of its regular trials: the last went wrong, and when one went well.
    for (const part of ['例行检查', '未通过', '上次可用']) expect(row).toContain(part);
    await page.getByRole('button', { name: '添加渠道' }).click();
    const dialog = page.getByRole('dialog');
    const save = dialog.getByRole('button', { name: '保存渠道' });
    await dialog.getByLabel('名称').fill('新群');
    expect(await save.isDisabled()).toBe(true);
    const secret = dialog.getByLabel('地址');
    expect(await secret.getAttribute('type')).toBe('password');
    await secret.fill('https://robot.example/send');
    const rhythm = dialog.getByRole('combobox', { name: '例行检查' });
    await rhythm.click();
    await rhythm.press('ArrowDown');
    await rhythm.press('Enter');
    await dialog.getByText('不提醒任何人').waitFor();
    await dialog.getByLabel('时间').fill('');
    expect(await save.isDisabled()).toBe(true);
    await dialog.getByLabel('时间').fill('09:30');
    await save.click();
    await page.getByRole('rowheader', { name: '新群' }).waitFor();
    expect(server.requests.filter((request) => request === 'POST /notify/channels')).toHaveLength(1);
  });

  test('routes and silences are said in words, and a silence shows on the page of alerts', async () => {
    const { page } = dashboard;
    await go(page, '/notify/routes');
    await page.getByRole('table', { name: '路由' }).waitFor();
    const route = plain(await page.locator('tbody tr').first().textContent());
    for (const part of ['不发声', '警告及以上', '夜间不打扰', '解除时也告知']) expect(route).toContain(part);
    await go(page, '/notify/silences');
    await page.getByRole('button', { name: '设置静默' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').last().fill('机房停电');
    await dialog.getByRole('button', { name: '设置静默' }).click();
    await page.getByRole('rowheader', { name: '机房停电' }).waitFor();
    await go(page, '/alerts');
    await page.getByText('静默中：机房停电').waitFor();
  });

  test('a subscription says how far it has got and what stands in its way, and is delivered again from a number on', async () => {
    const { page, server } = dashboard;
    await go(page, '/notify/subscriptions');
    await page.getByRole('table', { name: '订阅' }).waitFor();
    const row = plain(await page.locator('tbody tr').first().textContent());
    for (const part of ['市局平台', 'city.example', '重试中', '还有 2 条待送', '签名不符']) expect(row).toContain(part);
    await page.getByRole('button', { name: '投递记录：市局平台' }).click();
    const dialog = page.getByRole('dialog');
    expect(plain(await dialog.getByRole('table', { name: '投递记录' }).textContent())).toContain('8–9');
    await dialog.getByRole('spinbutton').fill('3');
    await dialog.getByRole('button', { name: '从此序号重新投递' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '添加订阅' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('名称').fill('省厅平台');
    expect(await form.getByRole('button', { name: '保存订阅' }).isDisabled()).toBe(true);
    await form.getByLabel('接收地址').fill('https://province.example/alerts');
    await form.getByLabel('签名密钥').fill('0123456789abcdef');
    await form.getByRole('button', { name: '保存订阅' }).click();
    await form.waitFor({ state: 'hidden' });
    const sent = server.requests.filter((request) => request.startsWith('POST /subscriptions'));
    expect(sent.map((request) => request.replace(/[0-9a-f]{24}/, ':id'))).toEqual([
      'POST /subscriptions/:id/redeliver',
      'POST /subscriptions',
    ]);
  });

  test('an alert says who was told, what became of it, and who would be told now', async () => {
    const { page } = dashboard;
    await go(page, '/alerts?view=list');
    await page
      .getByRole('button', { name: /^告知情况/u })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('table', { name: '告知情况' }).waitFor();
    expect(plain(await dialog.locator('tbody tr').first().textContent())).toContain('王敏 · 值班群');
    await dialog.getByRole('button', { name: '现在会告知谁' }).click();
    await dialog.getByText('现在告知：值班群').waitFor();
  });

  test('maintenance names a platform or a site, and stands on the pages about what is worked on', async () => {
    const { page, server } = dashboard;
    await go(page, '/notify/silences');
    await page.getByRole('button', { name: '设置静默' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('维护窗口').click();
    const save = dialog.getByRole('button', { name: '设置维护窗口' });
    await dialog.getByRole('textbox').last().fill('微博接口升级');
    const before = server.world.silences.length;
    await dialog.getByRole('combobox', { name: '平台' }).fill('微博');
    await dialog.getByRole('combobox', { name: '平台' }).press('Enter');
    await save.click();
    await page.getByRole('rowheader', { name: '微博接口升级' }).waitFor();
    expect(server.world.silences).toHaveLength(before + 1);
    for (const address of ['/', '/accounts', '/sources', '/alerts']) {
      await go(page, address);
      await page.getByText('维护中：微博，微博接口升级').waitFor();
    }
  });

  test('people say where they are told themselves, and who cannot be told is warned', async () => {
    const { page, server } = dashboard;
    await go(page, '/me');
    await page.getByText('您还没有填写任何联系方式').waitFor();
    const mobile = page.getByLabel('手机号');
    await mobile.fill('12');
    await page.getByRole('button', { name: '保存联系方式' }).click();
    await page.getByText('请填写 6 至 15 位数字的手机号').waitFor();
    await mobile.fill('13800000000');
    await page.getByRole('button', { name: '保存联系方式' }).click();
    await page.getByText('已保存').waitFor();
    expect(server.requests.filter((request) => request === 'PATCH /me/addresses')).toHaveLength(2);
  });
});
