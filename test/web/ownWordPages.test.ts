import { describeInBrowser, go, plain } from './browser';

describeInBrowser('the page of words that units use as they are', (dashboard) => {
  test('is reached from the settings, and says of each where it stands, for whom, until when, and what was said', async () => {
    const { page } = dashboard;
    await go(page, '/settings');
    await page.getByRole('link', { name: '本单位用语' }).click();
    const table = page.getByRole('table', { name: '本单位用语' });
    await table.waitFor();
    const row = table.getByRole('row').filter({ hasText: '福摩萨' });
    expect(plain(await row.textContent())).toContain('甲局 及下级单位');
    expect(plain(await row.textContent())).toContain('展品名称');
    expect(plain(await row.textContent())).toContain('2027-01-31');
  });

  test('what waits for a decision is said where everything stands that waits for whoever looks', async () => {
    const { page } = dashboard;
    await go(page, '/reviews');
    await page.getByRole('link', { name: '本单位用语有 1 条等待您决定' }).click();
    await page.getByRole('table', { name: '本单位用语' }).getByText('福摩萨').waitFor();
    await go(page, '/reviews?all=true');
    await page.getByRole('table', { name: '全部审核' }).waitFor();
    expect(await page.getByRole('link', { name: /等待您决定/ }).count()).toBe(0);
  });

  test('a proposal of somebody else is approved with a reason', async () => {
    const { page, server } = dashboard;
    await go(page, '/own-words');
    await page.getByRole('button', { name: '同意「福摩萨」', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '同意「福摩萨」' });
    expect(plain(await dialog.textContent())).toContain('随之撤销');
    await dialog.getByRole('textbox').fill('展品确用此名');
    await dialog.getByRole('button', { name: '同意' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(server.requests.filter((request) => request.endsWith('/decision'))).toHaveLength(1);
    await page.getByRole('table', { name: '本单位用语' }).getByText('展品确用此名').waitFor({ state: 'attached' });
  });

  test('an empty list says where words are proposed', async () => {
    const { page } = dashboard;
    await go(page, '/own-words?state=expired');
    await page.getByText('没有符合条件的用语。').waitFor();
  });

  /** A draft for Weibo that says this. */
  async function draftSaying(body: string): Promise<void> {
    const { page } = dashboard;
    await go(page, '/own-posts');
    await page.getByRole('table', { name: '稿件' }).waitFor();
    await go(page, '/own-posts/new');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('input[aria-label="标题"]')?.value === '',
    );
    await page.getByLabel('标题', { exact: true }).fill(`通知 ${body}`);
    await page.getByLabel('正文', { exact: true }).fill(body);
    await page.getByLabel('链接', { exact: true }).fill('https://www.example.gov.cn/1');
    await page.getByRole('combobox', { name: '发布渠道' }).click();
    await page.locator('.ant-select-item-option', { hasText: '微博' }).first().click();
    await page.keyboard.press('Escape');
  }

  test('from a hit in the checks of a draft its words are proposed, and of a figure they cannot be', async () => {
    const { page, server } = dashboard;
    await draftSaying('由环境保护部负责，增长5%%。');
    const checks = page.getByRole('region', { name: '检查' });
    await checks.getByText('%%', { exact: true }).waitFor();
    expect(await checks.getByRole('button', { name: /以后不再提示/ }).count()).toBe(1);
    await checks.getByRole('button', { name: '以后不再提示「环境保护部」…' }).click();
    const dialog = page.getByRole('dialog', { name: '以后不再提示「环境保护部」' });
    await dialog.getByRole('textbox', { name: '理由' }).fill('引用旧文件');
    await dialog.getByRole('button', { name: '提出' }).click();
    await page.getByText('已提出，等待决定。').waitFor();
    expect(server.requests.filter((request) => request === 'POST /own-words')).toHaveLength(1);
    await page.getByText('已保存').waitFor();
  });

  test('what stops a draft is handed in anyway with a reason for it, which stands there afterwards', async () => {
    const { page } = dashboard;
    await draftSaying('展览含福摩萨旧图。');
    await page.getByText('已保存').waitFor();
    await page.getByRole('link', { name: '查看稿件' }).click();
    await page.getByRole('button', { name: '仍要送审…' }).click();
    const dialog = page.getByRole('dialog', { name: '仍要送审' });
    const button = dialog.getByRole('button', { name: '送审' });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByLabel('「福摩萨」仍予送审的理由').fill('展品名称');
    await button.click();
    await dialog.waitFor({ state: 'detached' });
    const said = page.getByRole('region', { name: '须改正而仍予送审的内容' });
    expect(plain(await said.textContent())).toContain('展品名称');
  });

  test('a message with an answer shows what the checks find before it is handed in', async () => {
    const { page } = dashboard;
    await go(page, '/interactions');
    await page.getByRole('table', { name: '留言' }).getByRole('link', { name: '建议增设公交站' }).click();
    await page.getByRole('button', { name: '撰写答复' }).click();
    const dialog = page.getByRole('dialog', { name: '撰写答复' });
    await dialog.getByLabel('答复').fill('展览含福摩萨旧图。');
    await dialog.getByRole('button', { name: '撰写答复' }).click();
    await dialog.waitFor({ state: 'detached' });
    const checks = page.getByRole('region', { name: '检查' });
    expect(await checks.locator('mark').first().textContent()).toBe('福摩萨');
    await checks.getByRole('button', { name: '仍要送审…' }).waitFor();
  });

  test.each(['/own-words'])('%s fits 320 px without scrolling sideways', async (address) => {
    const { page } = dashboard;
    await page.setViewportSize({ width: 320, height: 640 });
    await go(page, address);
    await page.locator('h1').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
