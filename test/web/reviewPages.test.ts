import { reviewOf } from '../http/officeReviews';
import { describeInBrowser, go, openMenu, plain } from './browser';
import { mockId } from './mock/instants';

describeInBrowser('the pages of reviews', (dashboard) => {
  const titles = async (): Promise<string[]> =>
    (await dashboard.page.locator('tbody tr th').allTextContents()).map((text) => plain(text));
  const stepsSent = (): number => dashboard.server.requests.filter((request) => request.endsWith('/steps')).length;

  test('待我办 is worked without a mouse: rows by arrows, p passes, r returns with words', async () => {
    const { page } = dashboard;
    await go(page, '/');
    await openMenu(page, '当前用户 王管理');
    await page.getByRole('link', { name: '待我办', exact: true }).click();
    await page.getByRole('table', { name: '待我办' }).waitFor();
    expect((await titles()).slice(0, 2)).toEqual(['关于防汛工作的意见', '关于稳就业的通知']);
    expect((await titles()).at(-1)).toBe('防汛提示');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('关于稳就业的通知');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('p');
    await page.getByRole('link', { name: '关于防汛工作的意见' }).waitFor({ state: 'detached' });
    expect((await titles())[0]).toBe('关于稳就业的通知');
    await page.getByRole('link', { name: '关于稳就业的通知' }).focus();
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '退回' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(stepsSent()).toBe(1);
    await dialog.getByRole('textbox').fill('数字不符');
    await dialog.getByRole('button', { name: '退回' }).click();
    await page.getByRole('link', { name: '关于稳就业的通知' }).waitFor({ state: 'detached' });
    expect(stepsSent()).toBe(2);
  });

  test('several of one kind are passed at once, what is not to be passed cannot be chosen', async () => {
    const { page } = dashboard;
    const before = stepsSent();
    await go(page, '/reviews');
    await page.getByRole('link', { name: '关于托育服务的意见' }).focus();
    await page.keyboard.press('s');
    await page.getByRole('link', { name: '关于养老服务的通知' }).focus();
    await page.keyboard.press('s');
    expect(await page.getByRole('checkbox').count()).toBe(2);
    await page.getByRole('button', { name: '通过选中的 2 项' }).click();
    await page.getByRole('link', { name: '关于养老服务的通知' }).waitFor({ state: 'detached' });
    expect(await titles()).toEqual(['防汛提示']);
    expect(stepsSent() - before).toBe(2);
  });

  test('the secrecy review says 密级 and 公开范围, and needs words only where it fails', async () => {
    const { page, server } = dashboard;
    await go(page, '/reviews');
    await page.getByRole('link', { name: '防汛提示' }).click();
    await page.getByText('未审查 · 须在“签发”之前完成').waitFor();
    // What is to be signed stands beside the buttons, and a button that is not there is explained.
    await page.getByText('保密审查完成后才能通过当前环节。').waitFor();
    await page.getByRole('heading', { name: '正文' }).waitFor();
    await page.getByRole('button', { name: '保密审查' }).click();
    const dialog = page.getByRole('dialog');
    // Nothing is chosen to begin with, and nothing is handed in until all three are.
    expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await dialog.getByText('非涉密').count()).toBe(0);
    await dialog.getByText('通过', { exact: true }).click();
    await dialog.getByRole('button', { name: '提交审查结论' }).click();
    await dialog.getByText('请选择结论、密级和公开范围。').waitFor();
    for (const [label, choice] of [
      ['密级', '非涉密'],
      ['公开范围', '主动公开'],
    ] as const) {
      await dialog.getByRole('combobox', { name: label }).click();
      await page.getByTitle(choice).last().click();
    }
    await dialog.getByText('不通过', { exact: true }).click();
    await dialog.getByRole('button', { name: '提交审查结论' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByText('通过', { exact: true }).click();
    await dialog.getByRole('button', { name: '提交审查结论' }).click();
    await page.getByText('通过 · 王管理（代钱密） · 非涉密 · 主动公开').waitFor();
    expect(server.requests.filter((request) => request.endsWith('/secrecy'))).toHaveLength(1);
  });

  test('a review prints as a sheet: stages with who, for whom and when, and nothing else of the page', async () => {
    const { page } = dashboard;
    await go(page, '/reviews');
    await page.getByRole('link', { name: '防汛提示' }).click();
    const sheet = page.getByRole('region', { name: '信息发布审核表' });
    const text = plain(await sheet.textContent());
    for (const part of ['防汛提示', '甲局', '初审', '王敏（代张三）', '签发', '未办理', '保密审查', '王管理（代钱密）'])
      expect(text).toContain(part);
    await page.emulateMedia({ media: 'print' });
    expect(await sheet.isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: '打印审核表' }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: '办理记录' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });

  test('a delegation is made for some days with a reason, and ended', async () => {
    const { page, server } = dashboard;
    await go(page, '/reviews');
    await page.getByRole('button', { name: '委托代办' }).click();
    const dialog = page.getByRole('dialog');
    const add = dialog.getByRole('button', { name: '添加委托' });
    expect(await add.isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: '受托人' }).click();
    await page.getByTitle('李信息').click();
    await dialog.getByLabel('开始日期').fill('2026-11-20');
    await dialog.getByLabel('结束日期（含）').fill('2026-11-21');
    await dialog.getByLabel('理由').fill('出差');
    await add.click();
    await dialog.getByRole('button', { name: '结束张三对王敏的委托' }).click();
    await page.waitForFunction(() => document.querySelectorAll('[role=dialog] .ant-btn-loading').length === 0);
    const sent = server.requests.filter(
      (request) => request.includes('/review-delegations') && !request.startsWith('GET'),
    );
    expect(sent).toHaveLength(2);
  });

  test('how a unit reviews is shown with who takes each stage, and changed with a reason', async () => {
    const { page, server } = dashboard;
    await go(page, '/review-flows');
    await page.getByRole('table', { name: '审核流程' }).waitFor();
    const row = plain(await page.locator('tbody tr').first().textContent());
    for (const part of ['自有稿件', '签发', '办理审核环节', '王敏', '本单位及上级人员', '签发之前', '撰稿人'])
      expect(row).toContain(part);
    await page.getByRole('button', { name: '设置自有稿件的审核流程' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '增加环节' }).click();
    await dialog.getByLabel('名称', { exact: true }).last().fill('复核');
    await dialog.getByLabel('英文名称').last().fill('Check');
    await dialog.locator('textarea').fill('加强把关');
    await dialog.getByRole('button', { name: '保存流程' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(server.requests.filter((request) => request.startsWith('PUT /review-flows'))).toHaveLength(1);
    await go(page, `/review-flows?unit=${mockId('b', 1)}`);
    await page.getByRole('button', { name: '取消自有稿件的单独设置' }).click();
    const leave = page.getByRole('dialog', { name: '取消自有稿件的单独设置' });
    await leave.getByRole('textbox').fill('恢复统一流程');
    await leave.getByRole('button', { name: '取消单独设置' }).click();
    await leave.waitFor({ state: 'hidden' });
    expect(server.requests.filter((request) => request.startsWith('DELETE /review-flows'))).toHaveLength(1);
  });

  test('a page on which nothing is for the reader leads on to the next', async () => {
    const { page } = dashboard;
    const mine = /\/reviews\?(.*&)?mine=true/u;
    const body = JSON.stringify({ items: [], nextCursor: 'next', asOf: new Date().toISOString() });
    await page.route(mine, (asked) => asked.fulfill({ status: 200, contentType: 'application/json', body }));
    await go(page, '/reviews');
    await page.getByRole('button', { name: '下一页' }).waitFor();
    expect(await page.getByText('没有等您办理的审核。').count()).toBe(0);
    await page.unroute(mine);
  });

  test('a stage that waits for people who have left says so, and others are named for it with a reason', async () => {
    const { page, server } = dashboard;
    const one = /\/reviews\/[0-9a-f]{24}$/u;
    const stuck = { ...reviewOf(mockId('8', 9)), stuckAt: ['issue'], acts: ['name-takers'] };
    await page.route(one, (asked) =>
      asked.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(stuck) }),
    );
    await go(page, `/reviews/${mockId('8', 9)}`);
    await page.getByText('签发：指定的人员均已停用，无人能办理。').waitFor();
    await page.getByRole('button', { name: '更换环节办理人' }).click();
    const dialog = page.getByRole('dialog', { name: '更换「防汛提示」的环节办理人' });
    await dialog.getByRole('combobox', { name: '办理人' }).click();
    await page.getByTitle('李信息').last().click();
    await dialog.locator('textarea').fill('原办理人调离');
    await dialog.getByRole('button', { name: '保存环节办理人' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(server.requests.filter((request) => request.endsWith('/takers'))).toHaveLength(1);
    await page.unroute(one);
  });
});
