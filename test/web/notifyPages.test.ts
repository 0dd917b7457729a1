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
    // As the messenger draws it: without its marks, and the way on leads to the alerts it told of.
    expect(row).not.toMatch(/####|\]\(/u);
    await page.locator('.message-of-dingtalk .message-heading', { hasText: '【紧急】3 条告警' }).waitFor();
    const asked = page.waitForRequest(/\/alerts\?.*messageId=d{24}/u);
    await page.locator('tbody tr').first().getByRole('link', { name: '查看这些告警' }).click();
    await asked;
    await page.waitForURL(/\/alerts\?messageId=d{24}&state=all$/u);
    await page.locator('.chip', { hasText: '一条消息告知的' }).waitFor();
  });

  test('a mail is shown as its readers see it, in a frame that runs nothing, loads nothing and leads nowhere', async () => {
    const { page } = dashboard;
    const outside: string[] = [];
    // What the frame's policy stops is announced and not sent: it ends as stopped by it.
    page.on('requestfailed', (asked) => {
      const why = asked.failure()?.errorText ?? '';
      if (asked.url().includes('elsewhere.example') && !/csp/iu.test(why)) outside.push(`${asked.url()} ${why}`);
    });
    page.on('requestfinished', (asked) => {
      if (asked.url().includes('elsewhere.example')) outside.push(asked.url());
    });
    await go(page, '/notify');
    await page.getByRole('button', { name: '查看邮件' }).click();
    const frame = page.frameLocator('iframe.mail-frame');
    await frame.getByRole('heading', { name: '3 条告警' }).waitFor();
    await frame.getByRole('link', { name: '查看' }).click();
    await frame.getByRole('heading', { name: '3 条告警' }).waitFor();
    expect(await page.locator('iframe.mail-frame').getAttribute('sandbox')).toBe('');
    expect(await page.title()).not.toBe('taken');
    expect(outside).toEqual([]);
    await page.getByRole('dialog').getByText('关闭', { exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('a route is tried out as it is drafted, before it is saved, and what was tried is not kept for another draft', async () => {
    const { page, server } = dashboard;
    await go(page, '/notify/routes');
    await page.getByRole('button', { name: '修改路由「紧急告警」' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '试算' }).click();
    await dialog.getByRole('button', { name: '开始试算' }).click();
    await dialog.getByText('共 12 条告警，符合这条路由 3 条').waitFor();
    const found = plain(await dialog.getByRole('status').textContent());
    for (const part of ['新增：王敏 · 值班群', '到时告知', '当值', '没有符合的人员']) expect(found).toContain(part);
    await dialog.getByText('一条未解除的告警').click();
    await dialog.getByRole('combobox', { name: '告警', exact: true }).waitFor();
    await dialog.getByLabel('名称').fill('');
    await dialog.getByText('内容已改动，请重新试算').waitFor();
    expect(await dialog.getByRole('button', { name: '开始试算' }).isDisabled()).toBe(true);
    expect(server.requests.filter((request) => request.startsWith('PUT /notify/routes'))).toEqual([]);
    await dialog.getByRole('button', { name: '取消' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  test('a silence says before it is begun what it hides, and warns of what is critical', async () => {
    const { page } = dashboard;
    await go(page, '/notify/silences');
    await page.getByRole('button', { name: '设置静默' }).first().click();
    const dialog = page.getByRole('dialog');
    const hides = dialog.getByRole('region', { name: '会隐藏什么' });
    await hides.getByText('条是紧急告警').waitFor();
    await dialog.getByRole('combobox', { name: '告警类型（不选为全部）' }).fill('更新慢');
    await dialog.getByRole('combobox', { name: '告警类型（不选为全部）' }).press('Enter');
    await hides.getByText('条是紧急告警').waitFor({ state: 'detached' });
    expect(plain(await hides.textContent())).toMatch(/现在会隐藏未解除的告警： ?警告 \d+ 条/u);
    expect(plain(await hides.textContent())).toContain('近 7 天发现的告警中会隐藏');
    await dialog.getByRole('button', { name: '取消' }).click();
    await dialog.waitFor({ state: 'hidden' });
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

  test('a channel speaks Chinese unless told otherwise, whoever sets it up, and a certificate keeps its lines', async () => {
    const { page } = await dashboard.visit('/notify/channels', { language: 'en' });
    await page.getByRole('table', { name: 'Channels' }).waitFor();
    const dialog = page.getByRole('dialog');
    const saved = async (method: string): Promise<Record<string, unknown>> => {
      const asked = page.waitForRequest((one) => one.method() === method && one.url().includes('/notify/channels'));
      await dialog.getByRole('button', { name: 'Save channel' }).click();
      const body = (await asked).postDataJSON() as Record<string, unknown>;
      await dialog.waitFor({ state: 'hidden' });
      return body;
    };
    await page.getByRole('button', { name: 'Add a channel' }).click();
    await dialog.getByLabel('Name').fill('New group');
    await dialog.getByLabel('Address').fill('https://robot.example/send');
    const issuer = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
    await dialog.getByLabel('Issuer').fill(issuer);
    expect(await saved('POST')).toMatchObject({ language: 'zh', values: { issuer } });
    await page
      .getByRole('button', { name: /^Change channel/u })
      .first()
      .click();
    const spoken = dialog.getByRole('combobox', { name: 'Language of its messages' });
    await spoken.click();
    await spoken.press('ArrowDown');
    await spoken.press('Enter');
    expect(await saved('PUT')).toMatchObject({ language: 'en' });
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

  test('that silences could not be read is said where they would show, and they are read again on demand', async () => {
    const { server } = dashboard;
    server.failReads('/silences');
    // A window that has read nothing yet: what was read once stays on the page.
    const { page, context } = await dashboard.visit('/alerts');
    const said = page.getByText('静默未能读取', { exact: false });
    await said.waitFor().finally(() => server.failReads(null));
    await said.getByRole('button', { name: '再试一次' }).click();
    await said.waitFor({ state: 'detached' });
    await context.close();
  });

  test('a silence shows where it hides something, says what of it, and leads to itself', async () => {
    const { page, server } = dashboard;
    const [given] = server.world.silences;
    if (given === undefined) throw new Error('no silence');
    const match = { ...given.match, kinds: [], leastSeverity: null, platform: 'weibo', authority: null } as const;
    server.world.silences.push({ ...given, id: 'e'.repeat(24), match, reason: '接口停用', active: true, holds: 2 });
    const { accounts, alerts } = server.world;
    const of = (name: string) => new RegExp(`/silences\\?${name}=`, 'u');
    for (const [path, asked] of [
      [`/accounts/${accounts[0]?.id}`, of('accountId')],
      ['/sources', of('sources')],
      [`/alerts?accountId=${alerts[0]?.subject.accountId ?? ''}`, /\/silences$/u],
    ] as const) {
      const request = page.waitForRequest(asked);
      await go(page, path);
      await request;
      const banner = page.locator('.silence-banner li', { hasText: '接口停用' });
      await banner.waitFor();
      expect(plain(await banner.textContent())).toMatch(/静默中：接口停用（.+），范围：.*微博，暂不发送 2 条通知/u);
    }
    await page.getByRole('link', { name: '查看静默「接口停用」' }).click();
    await page.getByRole('table', { name: '静默' }).waitFor();
    await page.locator('mark', { hasText: '接口停用' }).waitFor();
  });

  test('a channel shows what its messages look like, how long they are and what is cut, and sends none', async () => {
    const { page, server } = dashboard;
    await go(page, '/notify/channels');
    await page
      .getByRole('button', { name: /^试看「.+」的消息$/u })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('status').waitFor();
    expect(plain(await dialog.getByRole('status').textContent())).toMatch(
      /长度.812.字节，上限.20.?000.字节.*完整发送/u,
    );
    await dialog.locator('.message-of-dingtalk .message-heading', { hasText: '不发声' }).waitFor();
    await dialog.getByText('超长', { exact: true }).click();
    await dialog.getByText('超出上限的部分会省略').waitFor();
    expect(server.requests.filter((request) => request.endsWith('/test'))).toEqual([]);
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
