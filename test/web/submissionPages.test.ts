import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the pages of submissions', (dashboard) => {
  const decisions = (): number => dashboard.server.requests.filter((request) => request.endsWith('/decision')).length;

  test('what came in is worked without a mouse, and a return says why and in words', async () => {
    const { page } = dashboard;
    await go(page, '/');
    await page.getByRole('link', { name: '信息报送' }).click();
    await page.getByRole('table', { name: '报送信息' }).waitFor();
    await page.getByRole('link', { name: '防汛物资储备政策解读' }).focus();
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog');
    const button = dialog.getByRole('button', { name: '退回' });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: '原因' }).click();
    await page.getByTitle('表述不清楚').click();
    await dialog.getByLabel('意见').fill('请补充联系方式');
    await button.click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /防汛物资储备政策解读/ })
      .getByText('主管单位退回')
      .waitFor();
    expect(decisions()).toBe(1);
    for (const title of ['养老服务补贴办理指南', '托育服务收费公示']) {
      await page.getByRole('link', { name: title }).focus();
      await page.keyboard.press('s');
    }
    await page.getByRole('button', { name: '采用所选 2 条' }).click();
    await page
      .getByRole('row', { name: /托育服务收费公示/ })
      .getByText('已采用')
      .waitFor();
    expect(decisions()).toBe(3);
  });

  test('one shows its text, its thread, where it was used and by which criteria', async () => {
    const { page } = dashboard;
    await go(page, '/submissions');
    await page.getByRole('link', { name: '稳就业政策问答' }).click();
    await page.getByRole('link', { name: '附表.xlsx' }).waitFor();
    const used = page.getByRole('region', { name: '采用情况' });
    await used.getByRole('link', { name: '晋城在线' }).waitFor();
    expect(plain(await used.textContent())).toContain('1 分，王敏 评定');
    expect(plain(await page.getByRole('region', { name: '办理过程' }).textContent())).toContain('请补充');
    await page.getByRole('link', { name: '2026-11', exact: true }).click();
    await page.getByRole('table', { name: '报送情况' }).waitFor();
  });

  test('a unit writes a draft for one of its 信息员 and hands it in', async () => {
    const { page, server } = dashboard;
    await go(page, '/submissions');
    await page.getByRole('button', { name: '撰写信息' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '报送单位' }).click();
    await page.locator('.ant-select-item-option').first().click();
    await dialog.getByLabel('标题').fill('供水管网改造公告');
    await dialog.getByLabel('正文').fill('自下周起分片改造。');
    await dialog.getByLabel('供稿科室').fill('公用科');
    expect(await dialog.getByRole('button', { name: '保存草稿' }).isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: '信息员' }).click();
    await page.getByTitle('张信息 科员').click();
    await dialog.getByRole('button', { name: '保存草稿' }).click();
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByText('单位审核中').waitFor();
    expect(server.requests.filter((request) => request.endsWith('/submit'))).toHaveLength(1);
  });

  test('the standing says what is owed by which clause, what changed since, and that it is no ranking', async () => {
    const { page } = dashboard;
    await go(page, '/submission-standing?month=2026-11');
    const table = page.getByRole('table', { name: '报送情况' });
    await table.waitFor();
    const text = plain(await page.locator('main').textContent());
    for (const part of ['不按点赞、点击或转发排名', '不少于5条', '现计入 4 条', '无任务', '退回期间不计'])
      expect(text).toContain(part);
    await table.getByRole('row', { name: /甲局/ }).getByRole('link', { name: '2', exact: true }).click();
    await page.getByRole('table', { name: '报送信息' }).waitFor();
    expect(new URL(page.url()).search).toContain('figure=adopted');
  });

  test('the list of the year shows ties as ties and what each rests on, and a decision needs words', async () => {
    const { page } = dashboard;
    await go(page, '/submission-awards?year=2026');
    const table = page.getByRole('table', { name: '信息员年度名单' });
    await table.waitFor();
    expect(plain(await table.textContent())).toContain('1（并列）');
    await page.getByText('李信息').click();
    await page.getByRole('link', { name: '2026-11：报送 4 条，采用 2 条' }).last().waitFor();
    await page.getByRole('button', { name: '决定 李信息' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: '列入' }).isDisabled()).toBe(true);
    await dialog.getByLabel('意见').fill('全年无退回');
    await dialog.getByRole('button', { name: '列入' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('报送指标 says what is owed from when and who changed it, and takes another number for a later month', async () => {
    const { page } = dashboard;
    await go(page, '/submission-standing');
    await page.getByRole('link', { name: '报送指标' }).click();
    const table = page.getByRole('table', { name: '报送指标' });
    await table.waitFor();
    expect(plain(await table.textContent())).toContain('市级以下的县级单位');
    expect(plain(await page.getByRole('table', { name: '调整记录' }).textContent())).toContain('王敏');
    await page.getByRole('button', { name: '调整指标' }).click();
    const dialog = page.getByRole('dialog', { name: '调整指标' });
    const save = dialog.getByRole('button', { name: '保存指标' });
    expect(await save.isDisabled()).toBe(true);
    await dialog.getByLabel('每月条数').fill('30');
    await dialog.getByLabel('依据或理由').fill('市府办〔2026〕9号');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await save.click();
    expect((await sent).postDataJSON()).toEqual({
      ...{ seq: 2, target: { kind: 'level', level: 'county', under: 'city' }, least: 30, counts: 'sent' },
      ...{ effectiveFrom: '2026-12', clause: '市府办〔2026〕9号' },
    });
    await dialog.waitFor({ state: 'hidden' });
  });

  test.each(['/submissions', '/submission-standing', '/submission-quotas', '/submission-awards'])(
    '%s is no wider than 320 px',
    async (path) => {
      const { page } = dashboard;
      await page.setViewportSize({ width: 320, height: 700 });
      await go(page, path);
      await page.locator('main tbody tr').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await page.setViewportSize({ width: 1280, height: 800 });
    },
  );
});
