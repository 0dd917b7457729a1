import type { Locator } from 'playwright-core';
import { describeInBrowser, go, plain, rowsOf } from './browser';
import { problem } from './mock/replies';

const CONFLICT = problem(409, 'conflict', '请刷新后再试。');

describeInBrowser('告警', (dashboard) => {
  const cause = (name: string) => dashboard.page.getByRole('button', { name: `展开：${name}` });
  const bar = () => dashboard.page.getByRole('group', { name: /^已选/u });
  const said = async (): Promise<string> => plain(await dashboard.page.locator('.bulk-result').textContent());

  const rowsOfKind = async (kind: string): Promise<Locator> => {
    const table = dashboard.page.getByRole('table', { name: '告警' });
    await table.locator('tbody tr', { hasText: kind }).first().waitFor();
    return table;
  };

  test('shows what is open by cause, each with its number and since when, and opens one in place', async () => {
    const { page } = dashboard;
    await go(page, '/alerts');
    await cause('不发声').first().waitFor();
    const first = page.locator('.cause', { has: cause('不发声') }).first();
    expect(plain(await first.locator('.cause-figures').textContent())).toMatch(/^紧急\d+ 条发现 .*前$/u);
    await cause('不发声').first().click();
    await page.getByRole('table', { name: '不发声' }).waitFor();
    await page.getByRole('button', { name: /^收起：不发声/u }).waitFor();
  });

  test('what is selected is acknowledged at once, and the page says what came of it', async () => {
    const { page, server } = dashboard;
    await go(page, '/alerts');
    await cause('更新慢').first().click();
    const rows = page.getByRole('table', { name: '更新慢' }).locator('tbody tr');
    await rows.first().waitFor();
    const count = await rows.count();
    await page.getByRole('checkbox', { name: '选择以下全部「更新慢」' }).check();
    await bar().getByText(`已选 ${count} 条`).waitFor();
    await bar().getByRole('button', { name: '确认' }).click();
    await page.getByText(`已确认 ${count} 条`).waitFor();
    await bar().waitFor({ state: 'detached' });
    expect(server.requests.filter((request) => request === 'POST /alerts/acknowledge')).toHaveLength(1);
    expect(server.world.alerts.filter(({ kind, state }) => kind === 'account-slow' && state === 'open')).toEqual([]);
  });

  test('one by one, an alert is chosen by key, given to somebody, and its history says by whom', async () => {
    const { page } = dashboard;
    await go(page, '/alerts?view=list&kind=case-revived');
    const table = await rowsOfKind('注销后再发文');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await bar().getByText('已选 1 条').waitFor();
    await bar().getByRole('combobox').fill('李信息');
    await bar().getByRole('combobox').press('Enter');
    await page.getByText('已指派 1 条').waitFor();
    expect(await said()).toBe('已指派 1 条');
    const row = table.locator('tbody tr', { hasText: '李信息' });
    await row.waitFor();
    await row.getByRole('button', { name: /^告警经过/u }).click();
    const history = page.getByRole('list', { name: '经过' });
    await history.waitFor();
    const lines = (await history.locator('.history-line').allTextContents()).map(plain);
    expect(lines[0]).toContain('指派给 李信息');
    expect(lines[0]).toContain('王管理');
    expect(lines[1]).toContain('出现 · 紧急 · 注销后再发文');
    // The one message there was told of the first line.
    expect(plain(await history.getByRole('list', { name: '告知' }).textContent())).toContain('王敏 · 值班群');
    await page.locator('.ant-drawer-close').click();
    await page.locator('.ant-drawer').waitFor({ state: 'hidden' });
  });

  test('the history of an alert says where it could not be read who was told', async () => {
    // A window of its own: nothing of it was read before.
    const { page, context } = await dashboard.visit('/alerts?view=list&state=all');
    const told = /\/alerts\/\w+\/(?:deliveries|letters)/u;
    await page.route(told, (asked) => asked.abort());
    await page
      .getByRole('button', { name: /^告警经过/u })
      .first()
      .click();
    const drawer = page.locator('.ant-drawer');
    await drawer.getByRole('list', { name: '经过' }).waitFor();
    await drawer.getByRole('alert').filter({ hasText: '催办和提要' }).waitFor();
    const failure = drawer.getByRole('alert').filter({ hasText: '告知情况' });
    await failure.waitFor();
    await page.unroute(told);
    await failure.getByRole('button', { name: '再试一次' }).click();
    await drawer.getByRole('list', { name: '告知' }).first().waitFor();
    await failure.waitFor({ state: 'detached' });
    await context.close();
  });

  test('a key acknowledges what is selected, and after g it goes to another page', async () => {
    const { page } = dashboard;
    await go(page, '/alerts?view=list&kind=case-step');
    // Keys go from row to row: these rows have to be there, not those of the list before.
    await rowsOfKind('案件待办');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await bar().waitFor();
    await page.keyboard.press('a');
    await page.getByText('已确认 1 条').waitFor();
    await bar().waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await bar().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForURL(/\/accounts$/u);
  });

  test('what the server refuses is named: an acknowledgement or an assignment', async () => {
    const { page } = dashboard;
    const refusal = { status: 409, contentType: 'application/problem+json', body: JSON.stringify(CONFLICT.body) };
    const changes = /\/alerts\/(acknowledge|assign)$/u;
    await page.route(changes, (asked) => asked.fulfill(refusal));
    await go(page, '/alerts?view=list&kind=case-step');
    await page.getByRole('table', { name: '告警' }).waitFor();
    await page
      .getByRole('checkbox', { name: /^选择：/u })
      .first()
      .check();
    await bar().getByRole('button', { name: '确认' }).click();
    await page.getByText('「确认」操作失败').waitFor();
    await bar().getByRole('combobox').fill('李信息');
    await bar().getByRole('combobox').press('Enter');
    await page.getByText('「指派给…」操作失败').waitFor();
    expect(await page.getByText('「确认」操作失败').count()).toBe(0);
    await page.unroute(changes);
  });

  test('is narrowed by name and by who has it, and a silence is begun from what is selected', async () => {
    const { page, server } = dashboard;
    await go(page, '/alerts?view=list&assigned=me');
    await rowsOf(page, '告警', 1);
    await go(page, '/alerts?view=list&kind=source-incident');
    await page.getByRole('table', { name: '告警' }).waitFor();
    await page
      .getByRole('checkbox', { name: /^选择：/u })
      .first()
      .check();
    await bar().getByRole('button', { name: '按所选静默' }).click();
    const dialog = page.getByRole('dialog');
    // As narrow as what is selected: nothing else of the same kind.
    const hides = dialog.getByRole('region', { name: '会隐藏什么' });
    await hides.getByText('是哪些').waitFor();
    expect(plain(await hides.textContent())).toMatch(/现在会隐藏未解除的告警： ?\S+ 1 条/u);
    await dialog.getByText('按条件').click();
    await dialog.getByText('采集事件').first().waitFor();
    await dialog.getByText('所选 1 条').click();
    await dialog.getByRole('textbox').last().fill('线路检修');
    await dialog.getByRole('button', { name: '设置静默' }).click();
    await page.getByText('静默中：线路检修').waitFor();
    expect(server.world.silences.at(-1)?.reason).toBe('线路检修');
    const { alertIds = [], kinds } = server.world.silences.at(-1)?.match ?? {};
    const selected = server.world.alerts.filter(({ id }) => alertIds.includes(id)).map(({ kind }) => kind);
    expect([selected, kinds]).toEqual([['source-incident'], ['source-incident']]);
  });

  test('offers who may only silence to silence what is selected, and nothing else', async () => {
    const { page } = dashboard;
    await page.route('**/api/v1/me', async (route) => {
      const response = await route.fetch();
      const actions = ['read', 'alert.silence'];
      await route.fulfill({ response, json: { ...((await response.json()) as object), actions } });
    });
    await page.reload();
    await go(page, '/alerts?view=list&kind=source-incident');
    await page.getByRole('table', { name: '告警' }).waitFor();
    await page
      .getByRole('checkbox', { name: /^选择：/u })
      .first()
      .check();
    await bar().waitFor();
    expect(await bar().getByRole('button').allTextContents()).toEqual(['按所选静默', '取消选择']);
    expect(await bar().getByRole('combobox').count()).toBe(0);
    await page.unroute('**/api/v1/me');
    await page.reload();
  });

  test('is narrowed by a person who has it', async () => {
    const { page } = dashboard;
    await go(page, '/alerts?view=list');
    await page.getByRole('combobox', { name: '负责人', exact: true }).click();
    const asked = page.waitForRequest(/\/alerts\?.*assigned=[0-9a-f]{24}/u);
    await page.getByTitle('李信息', { exact: true }).click();
    await asked;
    await page.locator('.chip', { hasText: '李信息' }).waitFor();
    await page.waitForURL(/assigned=[0-9a-f]{24}/u);
  });

  test('is narrowed by site, by whose word it is and by silence, and the address keeps it', async () => {
    const { page } = dashboard;
    await go(page, '/alerts');
    for (const [name, value] of [
      ['静默', '未静默'],
      ['政策发文机关', '国务院'],
    ] as const) {
      await page.getByRole('combobox', { name, exact: true }).click();
      const asked = page.waitForRequest(/\/alerts\/groups\?.*(silenced=false|authority=state-council)/u);
      await page.getByTitle(value, { exact: true }).click();
      await asked;
      await page.locator('.chip', { hasText: value }).waitFor();
    }
    // Of more sites than are offered at once those are read whose name holds what is typed.
    const sites = page.getByRole('combobox', { name: '站点', exact: true });
    await sites.click();
    const sought = page.waitForRequest((request) => /\/sites\?.*q=/u.test(request.url()));
    await sites.pressSequentially('网站');
    expect(decodeURIComponent((await sought).url())).toContain('q=网');
    const asked = page.waitForRequest(/\/alerts\/groups\?.*siteId=/u);
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').nth(1).click();
    const url = (await asked).url();
    for (const part of ['silenced=false', 'authority=state-council', 'siteId=']) {
      expect(url).toContain(part);
      expect(page.url()).toContain(part);
    }
    // An empty list of what was asked for does not say that nothing is open.
    await go(page, '/alerts?q=无此告警');
    await page.getByText('没有告警符合筛选条件。').waitFor();
    await go(page, '/alerts');
    // What is over is hidden by no silence: it is not asked for.
    await page.getByText('已解除', { exact: true }).click();
    await page.waitForURL(/state=resolved/u);
    await page.getByRole('combobox', { name: '静默', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: '站点', exact: true }).waitFor();
    // By name it is looked for within a month, and the page says so; by whose word it is however long ago.
    const looked = page.waitForRequest(
      /\/alerts\?.*q=.*noticedWithinHours=720|\/alerts\?.*noticedWithinHours=720.*q=/u,
    );
    await page.getByRole('searchbox', { name: '账号或政策名称' }).fill('教育');
    await page.getByRole('searchbox', { name: '账号或政策名称' }).press('Enter');
    await looked;
    await page.getByText('只在最近 30 天发现的里面查找', { exact: false }).waitFor();
    await page.getByRole('combobox', { name: '政策发文机关', exact: true }).waitFor();
  });

  test('units are reminded of what is selected, and of one alert from its history', async () => {
    const { page, server } = dashboard;
    await go(page, '/alerts');
    await cause('不发声').first().click();
    await page.getByRole('checkbox', { name: '选择以下全部「不发声」' }).check();
    await bar().getByRole('button', { name: '催办' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '催办 1 个单位' }).click();
    await dialog.getByText('已提交').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await dialog.waitFor({ state: 'hidden' });
    await page
      .getByRole('button', { name: /^告警经过：/u })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('button', { name: '催办' }).click();
    await page.getByRole('dialog').getByRole('table', { name: '单位' }).waitFor();
    expect(server.requests.filter((request) => request === 'POST /reminders')).toHaveLength(1);
  });
});
