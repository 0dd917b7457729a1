import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages of duties', (dashboard) => {
  test('what is owed stands by its deadline with its rule, and is done with a reason, words and a link', async () => {
    const { page, server } = dashboard;
    await go(page, '/');
    await page.getByRole('link', { name: '时限事项' }).first().click();
    const table = page.getByRole('table', { name: '时限事项' });
    await table.waitFor();
    await table.getByRole('link', { name: '机构调整公告' }).click();
    await page.getByRole('heading', { name: '机构调整公告' }).waitFor();
    expect(plain(await page.locator('.facts').first().textContent())).toContain('可延长至 15 个工作日');
    await page.getByRole('button', { name: '办结' }).click();
    const dialog = page.getByRole('dialog', { name: '办结「机构调整公告」' });
    const button = dialog.getByRole('button', { name: '办结' });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: '原因' }).click();
    await page.getByTitle('已公开').click();
    await dialog.getByLabel('公开链接').fill('https://city.example/a');
    await dialog.getByLabel('说明').fill('已在门户公开');
    await button.click();
    await dialog.waitFor({ state: 'detached' });
    const evidence = page.getByRole('region', { name: '办结依据' });
    expect(plain(await evidence.textContent())).toContain('已在门户公开');
    await evidence.getByRole('link', { name: 'https://city.example/a' }).waitFor();
    expect(server.requests.filter((request) => request.endsWith('/steps'))).toHaveLength(1);
  });

  test('a message is answered beside its text and its deadline, and handed in for review', async () => {
    const { page, server } = dashboard;
    await go(page, '/interactions');
    await page.getByRole('table', { name: '留言' }).getByRole('link', { name: '建议增设公交站' }).click();
    await page.getByText('还没有答复。').waitFor();
    expect(await page.getByRole('button', { name: '提交审核' }).count()).toBe(0);
    await page.getByRole('button', { name: '撰写答复' }).click();
    const dialog = page.getByRole('dialog', { name: '撰写答复' });
    await dialog.getByRole('textbox', { name: '答复' }).fill('已列入计划。');
    await dialog.getByRole('button', { name: '撰写答复' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('已列入计划。').first().waitFor();
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByText('答复审核中').first().waitFor();
    expect(server.requests.filter((request) => request.endsWith('/submit'))).toHaveLength(1);
  });

  test('a survey is walked from its plan to its result, which the site shows', async () => {
    const { page } = dashboard;
    await go(page, '/survey-plans');
    const plans = page.getByRole('table', { name: '征集访谈' });
    expect(plain(await plans.getByRole('row', { name: /甲局/ }).textContent())).toContain('安排不足，时间将尽');
    await plans.getByRole('link', { name: '甲局' }).click();
    await page.getByRole('heading', { name: '甲局 2026 年征集访谈计划' }).waitFor();
    const progress = page.getByRole('table', { name: '进度' });
    expect(plain(await progress.textContent())).toContain('不少于3次');
    await page.getByRole('table', { name: '征集访谈项目' }).getByRole('link', { name: '公交线路优化问卷' }).click();
    const found = page.getByRole('region', { name: '网站上可能的结果' });
    await found.getByRole('button', { name: '采用' }).click();
    const dialog = page.getByRole('dialog', { name: '登记结果公布' });
    expect(await dialog.getByLabel('链接').inputValue()).toBe('https://city.example/r');
    await dialog.getByRole('button', { name: '登记结果公布' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('已在网站上看到').waitFor();
  });

  test('an event is walked from its opening to its archive', async () => {
    const { page } = dashboard;
    await go(page, '/emergencies');
    await page.getByRole('table', { name: '突发舆情' }).getByRole('link', { name: '某路段塌陷' }).click();
    await page.getByText('还没有发布。').waitFor();
    await page.getByRole('button', { name: '登记发布' }).click();
    const said = page.getByRole('dialog', { name: '登记发布' });
    await said.getByLabel('发布时间').fill('2026-11-20T10:30');
    await said.getByLabel('发布者').fill('市政府网站');
    await said.getByLabel('发布内容').fill('路段已封闭');
    await said.getByRole('button', { name: '登记发布' }).click();
    await said.waitFor({ state: 'detached' });
    const record = page.getByRole('table', { name: '发布记录' });
    expect(plain(await record.textContent())).toContain('路段已封闭');
    await record.getByRole('button', { name: '作废“市政府网站”的发布' }).click();
    const strike = page.getByRole('dialog', { name: '作废“市政府网站”的发布' });
    await strike.getByLabel('说明').fill('登记有误');
    await strike.getByRole('button', { name: '作废' }).click();
    await strike.waitFor({ state: 'detached' });
    await record.getByText('已作废（王敏）：登记有误').waitFor();
    expect(plain(await record.textContent())).toContain('路段已封闭');
    await page.getByRole('button', { name: '归档' }).click();
    const close = page.getByRole('dialog', { name: '归档' });
    await close.getByLabel('处置小结').fill('已修复通车');
    await close.getByRole('button', { name: '归档' }).click();
    await close.waitFor({ state: 'detached' });
    expect(plain(await page.getByRole('region', { name: '处置小结' }).textContent())).toContain('已修复通车');
    await page.getByRole('button', { name: '重新处置' }).waitFor();
  });

  test('each of these pages stands under one place of the navigation alone', async () => {
    const { page } = dashboard;
    const places = page.getByRole('navigation', { name: '主导航' }).locator('.rail-item.active');
    await go(page, '/meetings');
    await page.getByRole('table', { name: '会议记录' }).waitFor();
    expect(await places.allTextContents()).toEqual(['时限事项']);
    await go(page, '/me');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect((await places.allTextContents()).join()).toContain('设置');
    expect(await places.count()).toBe(1);
  });

  test('a decision of a meeting is a duty with its unit and its day', async () => {
    const { page } = dashboard;
    await go(page, '/meetings');
    await page.getByRole('table', { name: '会议记录' }).getByRole('link', { name: '政府网站联席会议' }).click();
    await page.getByText('没有议定事项。').waitFor();
    await page.getByRole('button', { name: '增加议定事项' }).click();
    const dialog = page.getByRole('dialog', { name: '增加议定事项' });
    await dialog.getByLabel('议定事项').last().fill('完成栏目清理');
    await dialog.getByLabel('期限').fill('2026-12-10');
    await dialog.getByRole('button', { name: '增加议定事项' }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = page.getByRole('table', { name: '议定事项' }).getByRole('row', { name: /完成栏目清理/ });
    expect(plain(await row.textContent())).toContain('2026-12-10');
  });

  test('it is offered to a unit that whoever offers it does not see otherwise', async () => {
    const { page } = dashboard;
    await go(page, '/interactions');
    await page.getByRole('table', { name: '留言' }).getByRole('link', { name: '建议增设公交站' }).click();
    await page.getByRole('button', { name: '转交其他单位' }).click();
    const dialog = page.getByRole('dialog', { name: '转交其他单位「建议增设公交站」' });
    await dialog.getByRole('combobox', { name: '单位' }).click();
    await page.locator('.ant-select-item-option[title="城关镇"]').click();
    await dialog.getByRole('button', { name: '取消' }).click();
  });

  test('every number of the figures leads to what it counts', async () => {
    const { page } = dashboard;
    await go(page, '/duty-figures?month=2026-11');
    const row = page.getByRole('table', { name: '办理统计' }).getByRole('row', { name: /甲局/ });
    await row.waitFor();
    expect(plain(await row.textContent())).toContain('66%');
    await row.getByRole('link', { name: '1', exact: true }).first().click();
    await page.waitForURL(/late=true/);
    expect(page.url()).toContain('ruleKey=suggestion-7wd');
  });

  test('what nobody asks of the unit is said', async () => {
    const { page } = dashboard;
    await go(page, '/asked-duties');
    await page.getByText('没有其他单位请本单位接办或会办的事项。').waitFor();
  });

  test.each([
    ...['/duties', '/interactions', '/duty-figures', '/asked-duties', '/survey-plans', '/emergencies', '/meetings'],
  ])('%s fits 320 px without scrolling sideways', async (address) => {
    const { page } = dashboard;
    await page.setViewportSize({ width: 320, height: 640 });
    await go(page, address);
    await page.locator('h1').waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
