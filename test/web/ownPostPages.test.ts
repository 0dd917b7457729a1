import type { Page } from 'playwright-core';
import { png } from '../domain/files/fileSamples';
import { describeInBrowser, go, openMenu, plain } from './browser';

const PICTURE = { name: '现场.png', mimeType: 'image/png', buffer: png() };

/** By way of the list: the editor of the test before is gone when there is one again. */
async function newPost(page: Page): Promise<void> {
  await go(page, '/own-posts');
  await page.getByRole('table', { name: '稿件' }).waitFor();
  await go(page, '/own-posts/new');
  await titled(page, '');
}

async function titled(page: Page, title: string): Promise<void> {
  await page.waitForFunction(
    (value) => document.querySelector<HTMLInputElement>('input[aria-label="标题"]')?.value === value,
    title,
  );
}

describeInBrowser('the pages of own posts', (dashboard) => {
  test('the list says where each stands and leads to what differs, side by side', async () => {
    const { page } = dashboard;
    await go(page, '/');
    await page.getByRole('link', { name: '稿件', exact: true }).click();
    const table = page.getByRole('table', { name: '稿件' });
    await table.waitFor();
    expect(plain(await table.textContent())).toContain('3/4 已核实');
    await table.getByRole('link', { name: /内容不一致/ }).click();
    const differences = page.getByRole('table', { name: '与审定稿不一致' });
    await differences.waitFor();
    expect(await differences.locator('strong').allTextContents()).toEqual(['11月30日', '11月20日']);
    await page.getByRole('link', { name: '查看审核意见和流转' }).waitFor();
    await page.getByText('接口不接受附件').first().waitFor();
    await page.getByRole('button', { name: '复制' }).first().waitFor();
    // What is to be pasted has no markup in it.
    expect(plain(await page.locator('.copy-long').first().textContent())).toBe(
      '医疗保险集中缴费的通知 缴费期为9月1日至11月30日。',
    );
  });

  test('a copy whose text was not read is not said to agree, and of one read once it is said', async () => {
    const { page } = dashboard;
    await go(page, '/own-posts');
    await page.getByRole('link', { name: /内容不一致/ }).click();
    const results = async (name: string): Promise<string> =>
      plain(await page.getByRole('row').filter({ hasText: name }).first().textContent());
    await page.getByRole('row').filter({ hasText: '栏目1' }).waitFor();
    expect(await results('栏目1')).toContain('与审定稿一致只核对首次读取的内容');
    expect(await results('栏目2')).toContain('未读到全文，没有核对');
    expect(await results('栏目2')).not.toContain('与审定稿一致');
  });

  test('a difference is settled with words, which stand there with who said so', async () => {
    const { page, server } = dashboard;
    await go(page, '/own-posts');
    await page.getByRole('link', { name: /内容不一致/ }).click();
    await page.getByRole('button', { name: '差异已处理' }).click();
    const dialog = page.getByRole('dialog', { name: /的差异已处理/ });
    await dialog.getByRole('button', { name: '差异已处理' }).click();
    expect(server.requests.filter((request) => request.endsWith('/settle'))).toEqual([]);
    await dialog.getByRole('textbox').fill('已在平台更正');
    await dialog.getByRole('button', { name: '差异已处理' }).click();
    await page.getByText('王管理：已在平台更正').waitFor();
    expect(await page.getByRole('button', { name: '差异已处理' }).count()).toBe(0);
  });

  test('what is found is marked in its words, with what should stand there and what that rests on', async () => {
    const { page } = dashboard;
    await newPost(page);
    await page.getByLabel('标题', { exact: true }).fill('经济运行情况');
    await page.getByLabel('正文', { exact: true }).fill('上半年增长5%%，好于预期。');
    await page.getByRole('combobox', { name: '发布渠道' }).click();
    await page.locator('.ant-select-item-option', { hasText: '微博' }).first().click();
    await page.keyboard.press('Escape');
    const found = page.getByRole('listitem').filter({ hasText: '数字或单位有误' });
    await found.waitFor();
    expect(await found.locator('mark').textContent()).toBe('%%');
    expect(plain(await found.textContent())).toContain('上半年增长5%%，好于预期。');
    expect(plain(await found.textContent())).toContain('建议：%');
    expect(plain(await found.textContent())).toContain('依据：GB/T 15835—2011');
    // Nothing unsaved is left to the tests after it.
    await page.getByText('已保存').waitFor();
  });

  test('a draft keeps itself, with pictures in order, what they show, and how it reads on each channel', async () => {
    const { page, server } = dashboard;
    await newPost(page);
    await page.getByLabel('标题', { exact: true }).fill('停水通知');
    await page.getByLabel('正文', { exact: true }).fill('11月30日9时至17时停水。');
    await page.getByText('已保存').waitFor();
    await page.getByLabel('添加图片').setInputFiles([PICTURE, { ...PICTURE, name: '二.png' }]);
    await page.getByLabel('第 2 张图片的文字说明').fill('停水范围图');
    await page.getByRole('button', { name: '「第 2 张图片」前移' }).click();
    expect(await page.getByLabel('第 1 张图片的文字说明').inputValue()).toBe('停水范围图');
    await page.getByRole('combobox', { name: '发布渠道' }).click();
    await page.locator('.ant-select-item-option', { hasText: '微博' }).first().click();
    await page.keyboard.press('Escape');
    const card = page.locator('.card-post').first();
    await card.waitFor();
    expect(plain(await card.textContent())).toContain('停水通知 11月30日9时至17时停水。');
    expect(await card.locator('img').first().getAttribute('alt')).toBe('停水范围图');
    await page.getByText('不符合平台的格式要求').waitFor();
    await page.getByText('微博需要链接').waitFor();
    await page.getByText('请填写链接：').waitFor();
    await page.getByLabel('链接', { exact: true }).fill('https://www.example.gov.cn/1');
    await page.getByText('没有发现问题').waitFor();
    await page.getByText('已保存').waitFor();
    const [first] = server.requests.filter((request) => request === 'POST /own-posts');
    expect([first, server.requests.some((request) => /^PUT \/own-posts\/[0-9a-f]{24}$/.test(request))]).toEqual([
      'POST /own-posts',
      true,
    ]);
    await page.getByRole('link', { name: '查看稿件' }).click();
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByText('审核中').first().waitFor();
  });

  test('what was not saved when the page was left is offered when it is opened again', async () => {
    const { page } = dashboard;
    await newPost(page);
    const title = page.getByLabel('标题', { exact: true });
    await title.fill('只写了标题');
    await page.getByText('有未保存的修改').waitFor();
    await go(page, '/own-posts');
    await newPost(page);
    await page.getByText('上次有未保存的内容').waitFor();
    expect(await title.inputValue()).toBe('');
    await page.getByRole('button', { name: '恢复' }).click();
    expect(await title.inputValue()).toBe('只写了标题');
    await page.getByLabel('正文', { exact: true }).fill('正文');
    await page.getByText('已保存').waitFor();
    await newPost(page);
    await title.waitFor();
    expect(await page.getByText('上次有未保存的内容').count()).toBe(0);
  });

  test('a file that is not taken is named with what is taken', async () => {
    const { page } = dashboard;
    await newPost(page);
    await page.getByLabel('添加图片').setInputFiles([{ ...PICTURE, name: '图.svg' }]);
    await page.getByText('「图.svg」没有上传').waitFor();
    await page.getByText('可上传图片和附件。').waitFor();
  });

  test('what somebody else changed meanwhile is never written over, and nobody leaves by mistake', async () => {
    const { page } = dashboard;
    await newPost(page);
    await page.getByLabel('标题', { exact: true }).fill('草稿一');
    await page.getByLabel('正文', { exact: true }).fill('内容');
    await page.getByText('已保存').waitFor();
    await page.getByLabel('标题', { exact: true }).fill('冲突');
    await page.getByText('别人刚修改了这篇稿件').waitFor();
    expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe('冲突');
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.getByRole('link', { name: '查看稿件' }).click();
    expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe('冲突');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('link', { name: '查看稿件' }).click();
    await page.getByRole('button', { name: '送审' }).waitFor();
  });

  test('going back with something unsaved asks, and stays with the text where it is not wanted', async () => {
    const { page } = dashboard;
    await go(page, '/');
    await openMenu(page, '当前用户 王管理');
    await page.getByRole('link', { name: '稿件', exact: true }).click();
    await page.getByRole('button', { name: '撰写稿件' }).first().click();
    const title = page.getByLabel('标题', { exact: true });
    await title.fill('只写了标题');
    await page.getByText('有未保存的修改').waitFor();
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await page.evaluate(() => window.history.back());
    await page.waitForFunction(() => window.location.pathname.endsWith('/new'));
    expect(asked).toEqual(['有未保存的修改，确定离开？']);
    expect(await title.inputValue()).toBe('只写了标题');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.evaluate(() => window.history.back());
    await page.getByRole('table', { name: '稿件' }).waitFor();
  });

  test('one step back leads out of it however often it saved itself, and a second new one begins empty', async () => {
    const { page, server } = dashboard;
    const before = server.requests.length;
    await go(page, '/own-posts');
    await page.getByRole('button', { name: '撰写稿件' }).first().click();
    const title = page.getByLabel('标题', { exact: true });
    const body = page.getByLabel('正文', { exact: true });
    for (const text of ['第一稿', '第二稿', '第三稿']) {
      await title.fill(text);
      await body.fill(text);
      await page.getByText('已保存').waitFor();
    }
    await page.waitForFunction(() => window.location.pathname.endsWith('/edit'));
    // Without the list between them, as the search of the frame leads.
    await go(page, '/own-posts/new');
    await titled(page, '');
    for (const text of ['另一篇', '另一篇的第二稿']) {
      await title.fill(text);
      await body.fill(text);
      await page.getByText('已保存').waitFor();
    }
    expect(server.requests.slice(before).filter((request) => request === 'POST /own-posts')).toHaveLength(2);
    await page.evaluate(() => window.history.back());
    await titled(page, '第三稿');
  });

  test('the list is searched by a part of the title', async () => {
    const { page } = dashboard;
    await go(page, '/own-posts');
    const search = page.getByRole('searchbox', { name: '搜索标题' });
    await search.fill('没有这样的标题');
    await search.press('Enter');
    await page.getByText('没有符合条件的稿件。').waitFor();
    await search.fill('医疗保险');
    await search.press('Enter');
    await page.getByRole('link', { name: '医疗保险集中缴费的通知' }).waitFor();
  });
});
