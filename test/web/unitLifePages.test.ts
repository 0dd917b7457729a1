import { describeInBrowser, go, plain } from './browser';
import { mockId } from './mock/instants';

const EMPTY = mockId('b', 12);
const BUSY = mockId('b', 3);

describeInBrowser('the page of a unit', (dashboard) => {
  test('a unit is added from the list, with its place by name, and not without a reason', async () => {
    const { page, server } = dashboard;
    await go(page, '/units');
    await page.getByRole('button', { name: '新增单位' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('云溪县数据局');
    await dialog.getByRole('combobox', { name: '上级单位' }).fill('云溪县人民政府');
    await page.getByTitle('云溪县人民政府', { exact: true }).click();
    await dialog.getByRole('combobox', { name: '行政区划（可不填）' }).fill('西湖');
    await page.getByTitle('浙江省 杭州市 西湖区 330106').click();
    await dialog.getByRole('button', { name: '新增单位' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(server.requests.filter((request) => request === 'POST /units')).toHaveLength(0);
    await dialog.locator('textarea').fill('三定方案');
    await dialog.getByRole('button', { name: '新增单位' }).click();
    await page.getByText('已新增「云溪县数据局」。').waitFor();
    expect(server.requests.filter((request) => request === 'POST /units')).toHaveLength(1);
  });

  test('what a unit is and what was changed of it stand on its page, in words', async () => {
    const { page } = dashboard;
    await go(page, '/units');
    await page.getByRole('link', { name: '云溪县教育局', exact: true }).click();
    await page.getByRole('heading', { name: '云溪县教育局' }).waitFor();
    const table = page.getByRole('table', { name: '变更记录' });
    await table.waitFor();
    const text = plain(await table.textContent());
    expect(text).toContain('状态 在用 → 并入「云溪县教育局」');
    expect(text).toContain('依据 编发〔2026〕8号，2026-11-20 生效');
    expect(text).toContain('层级 其他 → 乡镇、街道');
    expect(text).toContain('系统（导入）');
    expect(plain(await page.locator('main').textContent())).toContain('unit-');
  });

  test('one that still has something is not closed: it says what, where, and what to do', async () => {
    const { page, server } = dashboard;
    await go(page, `/units/${BUSY}`);
    await page.getByRole('button', { name: '关闭单位' }).click();
    const dialog = page.getByRole('dialog');
    expect(plain(await dialog.textContent())).toContain('未注销的账号 2 走关停流程注销，或并入其他单位');
    expect(await dialog.locator('textarea').count()).toBe(0);
    expect(server.requests.filter((request) => request.endsWith('/close'))).toHaveLength(0);
    await dialog.getByRole('link', { name: '未注销的账号 2' }).click();
    await page.waitForURL(/\/accounts\?unit=/);
  });

  test('an empty one is closed with a reason', async () => {
    const { page, server } = dashboard;
    await go(page, `/units/${EMPTY}`);
    await page.getByText('名下没有未办结的事项，可以关闭。').waitFor();
    await page.getByRole('button', { name: '关闭单位' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('textarea').fill('撤销');
    await dialog.getByRole('button', { name: '关闭单位' }).click();
    await page.getByText('单位已关闭。').waitFor();
    expect(server.requests.filter((request) => request.endsWith('/close'))).toHaveLength(1);
  });

  test('a merge shows what goes along, and needs document, day and reason', async () => {
    const { page, server } = dashboard;
    await go(page, `/units/${BUSY}`);
    const before = server.requests.filter((request) => request.endsWith('/merge-preview')).length;
    await page.getByRole('button', { name: '并入其他单位' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '接收单位' }).fill('卫生健康');
    await page.getByTitle('云溪县卫生健康局').click();
    await dialog.getByText('随之转移：下级单位 1 个，人员 5 人，未办结任务 2 项').waitFor();
    await dialog.getByText('其中管理员 2 人，合并后可管理接收单位').waitFor();
    await dialog.getByText('等 1 项仍属已关闭的本单位，不随之转移').waitFor();
    await dialog.locator('textarea').fill('机构改革');
    await dialog.getByRole('button', { name: '并入其他单位' }).click();
    expect(server.requests.filter((request) => request.endsWith('/merge'))).toHaveLength(0);
    await dialog.getByPlaceholder('如“编发〔2026〕8号”').fill('编发〔2026〕8号');
    await dialog.locator('input[type=date]').fill('2026-11-30');
    await dialog.getByRole('button', { name: '并入其他单位' }).click();
    await page.getByText('已并入「云溪县卫生健康局」。').waitFor();
    expect(server.requests.filter((request) => request.endsWith('/merge'))).toHaveLength(1);
    await page.waitForTimeout(300);
    const asked = server.requests.filter((request) => request.endsWith('/merge-preview'));
    expect(asked.length - before).toBe(1);
  });

  test('another name and code are given with a reason', async () => {
    const { page, server } = dashboard;
    await go(page, `/units/${BUSY}`);
    await page.getByRole('button', { name: '更名' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('云溪县教育体育局');
    await dialog.locator('textarea').fill('更名通知');
    await dialog.getByRole('button', { name: '更名' }).click();
    await page.getByText('已修改。').waitFor();
    expect(server.requests.filter((request) => request.endsWith('/record'))).toHaveLength(1);
    // The line of the change reaches the ledger a moment after it: what is read at once may not have it yet.
    const changedAt = server.requests.findIndex((request) => request.endsWith('/record'));
    const readSince = (): number =>
      server.requests.slice(changedAt).filter((request) => request.includes(`/units/${BUSY}/history`)).length;
    for (let waits = 0; readSince() < 2 && waits < 80; waits += 1) await page.waitForTimeout(100);
    expect(readSince()).toBeGreaterThanOrEqual(2);
  });
});
