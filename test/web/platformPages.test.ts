import { describeInBrowser, go, plain } from './browser';
import { mockId } from './mock/instants';

describeInBrowser('the pages about the platforms', (dashboard) => {
  test('今日 says how many credentials need somebody, and each number leads to those credentials', async () => {
    const { page } = dashboard;
    await go(page, '/');
    await page.waitForSelector('.panel-source-health');
    expect(plain(await page.locator('.panel-source-health').textContent())).toContain('七天内到期 2');
    await page.getByRole('link', { name: '七天内到期 2' }).click();
    await page.waitForFunction(
      () => window.location.search === '?state=expiring' && document.querySelectorAll('tbody tr').length === 1,
    );
  });

  test('a credential shows its state, what depends on it and its test, and never a secret', async () => {
    const { page } = dashboard;
    await go(page, `/credentials/${mockId('a', 2)}`);
    await page.getByText('wechat-40001').waitFor();
    const text = plain(await page.locator('main').textContent());
    for (const part of ['被平台拒绝', 'wechat-40001', '60 个账号、7 项未完成的转载任务', '2 项待转载'])
      expect(text).toContain(part);
    await page.getByRole('button', { name: '立即测试' }).click();
    await page.getByText('已安排测试').waitFor();
  });

  test('a component whose messages do not flow says what that means for verdicts', async () => {
    const { page } = dashboard;
    await go(page, `/credentials/${mockId('a', 900)}`);
    await page.waitForSelector('.look-unknown');
    expect(plain(await page.locator('main').textContent())).toContain('判定可能为“未知”');
  });

  test('re-authorising leads the browser to the address the platform wants', async () => {
    const { page } = dashboard;
    await go(page, `/credentials/${mockId('a', 1)}`);
    await page.getByRole('button', { name: '去平台授权' }).click();
    await page.waitForURL('**/credentials?authorised=yes');
  });

  test('who comes back from the platform reads what became of the authorisation', async () => {
    const { page } = dashboard;
    await go(page, `/credentials?authorised=${mockId('a', 1)}`);
    await page.getByText('已授权，凭证已保存').waitFor();
    await go(page, '/credentials?failed=wrong-account');
    await page.getByText('授权的是另一个账号，没有保存').waitFor();
  });

  test('on the training page a fault is started, shown as running, and ended', async () => {
    const { page, server } = dashboard;
    await go(page, '/');
    await page.locator('a.sandbox').click();
    await page.getByText('没有故障').waitFor();
    await page.getByRole('combobox', { name: '对象' }).click();
    await page.locator('.ant-select-item', { hasText: '微博开放平台' }).click();
    await page.getByRole('combobox', { name: '故障' }).click();
    await page.locator('.ant-select-item', { hasText: '服务中断' }).click();
    expect(plain(await page.locator('main').textContent())).toContain('轮流断开连接和返回 503');
    await page.getByRole('button', { name: '开始故障' }).click();
    await page.locator('tbody tr', { hasText: '服务中断' }).waitFor();
    expect(server.requests).toContain('POST /training/faults');
    await page.getByRole('button', { name: '结束故障' }).click();
    await page.getByText('没有故障').waitFor();
  });

  test('a policy can be published at will, and the page says where it will show', async () => {
    const { page } = dashboard;
    await go(page, '/training');
    await page.getByRole('button', { name: '现在发布' }).click();
    await page.getByText('已发布「自动拟定的政策」').waitFor();
    await page.getByRole('link', { name: '查看必转任务' }).click();
    await page.waitForURL('**/mandates');
  });

  test('an account is looked at before it is registered, and what matters for verdicts is said', async () => {
    const { page } = dashboard;
    await go(page, '/accounts');
    await page.getByRole('link', { name: '登记账号' }).click();
    await page.getByRole('combobox', { name: '平台' }).click();
    await page.locator('.ant-select-item', { hasText: '网站' }).click();
    await page.getByLabel('名称').fill('政务公开');
    await page.getByLabel('平台编号').fill('https://www.example.gov.cn/zwgk/');
    await page.getByLabel('主页地址').fill('https://www.example.gov.cn/');
    await page.getByRole('button', { name: '试读一次' }).click();
    await page.getByText('试读结果').waitFor();
    const text = plain(await page.locator('main').textContent());
    for (const part of ['关于某事的公告', '置顶', '来源只有日期', '不能确认列全', '读到 12 条'])
      expect(text).toContain(part);
    expect(await page.getByRole('button', { name: '登记', exact: true }).isDisabled()).toBe(true);
  });

  test('manual tasks stand in one list, each copied with one key press', async () => {
    const { page } = dashboard;
    await go(page, '/manual-tasks');
    await page.getByRole('heading', { level: 1, name: '人工任务' }).waitFor();
    await page.waitForSelector('tbody tr');
    expect(plain(await page.locator('main').textContent())).toContain('不需要截图');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page
      .locator('tbody tr')
      .first()
      .getByRole('button', { name: /^全部复制/ })
      .click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('各地要抓好落实。');
    expect(copied).not.toContain('<p>');
    expect(copied).toContain('https://www.gov.cn/zhengce/1.htm');
  });

  test('an interpretation stands with its source in the list and on the page of a manual task, once each', async () => {
    const { page } = dashboard;
    await go(page, '/manual-tasks');
    const line = page.locator('.offer-line');
    await line.first().waitFor();
    expect(plain(await line.first().textContent())).toMatch(
      /^可一并发布的解读：一图读懂：关于深入推进政务服务提质增效的意见.*中国政府网 政策解读 · 2026-09-18/,
    );
    await page.locator('tbody tr').first().getByRole('link').first().click();
    await page.waitForSelector('.manual-task .offer-line');
    expect(await page.getByText('一图读懂', { exact: false }).count()).toBe(1);
    await page.locator('.offer-line').getByRole('button').click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n\n').slice(1)).toEqual([
      '来源：中国政府网 政策解读',
      'https://www.gov.example.cn/zhengce/jiedu/1.htm',
    ]);
  });

  test('what quotas will not let out in time is said on the list of mandates', async () => {
    const { page } = dashboard;
    await go(page, '/mandates');
    await page.waitForSelector('.forecast');
    expect(plain(await page.locator('.forecast').textContent())).toMatch(
      /31 项中有 12 项不能按时.*微信 12 个账号：当日发布次数已用完/,
    );
  });

  test('a mandate shows how it looks on each platform, with its limits and what stands in the way', async () => {
    const { page } = dashboard;
    await go(page, `/mandates/${mockId('d', 102)}`);
    await page.waitForSelector('.previews');
    const text = plain(await page.locator('.previews').textContent());
    for (const part of ['60 个账号中 57 个可由接口发布', '凭证', '计数字符 96 / 140', '标题超过 32 字'])
      expect(text).toContain(part);
    expect(await page.getByRole('link', { name: '导出全部证据' }).getAttribute('href')).toContain('/evidence');
  });

  test('a rule is tried before it is saved, and stopped only with a reason', async () => {
    const { page } = dashboard;
    await go(page, '/mandate-rules');
    await page.getByRole('button', { name: '修改' }).click();
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByText('适用于 120 个账号').waitFor();
    expect(plain(await page.locator('main').textContent())).toContain('平台不在范围 30');
    await page.getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '停用' }).click();
    await page.locator('.ant-modal').getByRole('button', { name: '停用' }).click();
    await page.getByText('请写明理由').waitFor();
    await page.locator('.ant-modal textarea').fill('改由市里统一安排');
    await page.locator('.ant-modal').getByRole('button', { name: '停用' }).click();
    await page.getByText('已停用').waitFor();
  });
});
