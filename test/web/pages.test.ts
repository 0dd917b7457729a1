import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describeInBrowser, go, plain, rowsOf, stopClock } from './browser';
import { mockId } from './mock/instants';

const SILENT = mockId('a', 6);
const OVERDUE_MANDATE = mockId('d', 102);
const PROPOSED_CASE = mockId('e', 9002);
const REMINDED_CASE = mockId('e', 9001);

describeInBrowser(
  'the pages in a browser',
  (dashboard) => {
    test('weigh no more than agreed: 300 kB of scripts at first, charts and the words of later pages later, 1,000 kB in all', async () => {
      const { folder } = dashboard;
      // With a clock of its own: a moved clock has no list of what was loaded.
      const { page, context } = await dashboard.visit('/');
      await page.waitForSelector('.mandate-row');
      const weigh = (file: string): number => gzipSync(fs.readFileSync(file)).length;
      const loaded = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map((entry) => new URL(entry.name).pathname)
          .filter((name) => name.endsWith('.js')),
      );
      const assets = fs.readdirSync(path.join(folder, 'assets')).filter((name) => name.endsWith('.js'));
      const first = [...new Set(loaded)].reduce((sum, name) => sum + weigh(path.join(folder, name)), 0);
      const whole = assets.reduce((sum, name) => sum + weigh(path.join(folder, 'assets', name)), 0);
      const chart = assets.find((name) => name.startsWith('dailyChart'));
      expect(loaded.length).toBeGreaterThan(0);
      expect(loaded.join()).not.toContain('dailyChart');
      expect(loaded.join()).not.toContain('pageWords');
      expect(first).toBeLessThanOrEqual(300_000);
      expect(weigh(path.join(folder, 'assets', chart ?? ''))).toBeLessThanOrEqual(190_000);
      // A page costs its own few kilobytes when it is first opened: the sum of all pages grows with what can be done.
      expect(whole).toBeLessThanOrEqual(1_000_000);
      await context.close();
    });

    test('explain a verdict with reason, clause and proof, and lead to its case', async () => {
      const { page } = dashboard;
      await go(page, `/accounts/${SILENT}`);
      const proof = plain(await page.locator('.panel', { has: page.locator('#proof') }).textContent());
      for (const part of [
        '不发声',
        '未见更新，达到上限',
        '国办秘函〔2019〕19号',
        '已确认未更新时长',
        '超期时间',
        '版本 2019.1',
        mockId('f', 900),
      ])
        expect(proof).toContain(part);
      // Text of others, with whatever signs of direction, turns around nothing beside it.
      // Found and asked in one step: what a new answer has taken off the page meanwhile has no style.
      const open = await page.evaluate(
        () =>
          [...document.querySelectorAll('main :is(a, span, strong, em, time)')].filter(
            (part) => getComputedStyle(part).unicodeBidi !== 'isolate',
          ).length,
      );
      expect(open).toBe(0);
      await page.locator('.panel', { hasText: '案件' }).locator('.panel-aside a').click();
      await page.waitForSelector('.case-path');
      expect(plain(await page.locator('.case-path [aria-current]').textContent())).toBe('已提醒');
    });

    test('draw posts a day with days off shaded, and show the same as a table by one key', async () => {
      const { page } = dashboard;
      await go(page, `/accounts/${SILENT}`);
      await page.waitForSelector('.daily-chart svg path', { state: 'attached' });
      expect(await page.locator('.daily-chart svg').textContent()).toContain('国庆节');
      await page.keyboard.press('v');
      await page.waitForSelector('.daily-table');
      expect(await page.locator('.daily-table tbody tr').count()).toBe(60);
      expect(await page.locator('.daily-table .day-off').count()).toBeGreaterThan(10);
    });

    test('keep filters in the address, where removing a chip and going back both work', async () => {
      const { page } = dashboard;
      await go(page, '/accounts?platform=wechat&verdict=unknown');
      await rowsOf(page, '账号', 2);
      await page.click('.chip:has-text("判定") button');
      await page.waitForFunction(() => document.querySelectorAll('tbody tr').length > 2);
      expect(new URL(page.url()).search).toBe('?platform=wechat');
      await page.goBack();
      await rowsOf(page, '账号', 2);
    });

    test('say why a list is empty and how to get out of it', async () => {
      const { page } = dashboard;
      await go(page, '/accounts?q=没有这个账号');
      await page.waitForSelector('.empty-note');
      expect(await page.locator('.empty-note').textContent()).toContain('没有账号符合筛选条件');
      await page.click('.empty-note button');
      await page.waitForSelector('table[aria-label="账号"] tbody tr');
    });

    test('say what failed, what to do and a code to quote, and go on when asked to', async () => {
      const { page, server } = dashboard;
      server.failReads('/policies');
      await go(page, '/policies');
      await page.waitForSelector('.failure');
      const failure = plain(await page.locator('.failure').textContent());
      expect(failure).toContain('政策读取失败：存储暂时不可用');
      expect(failure).toContain('请稍后再试。 没有数据丢失。');
      expect(failure).toContain('代码：store-unavailable');
      server.failReads(null);
      await page.click('.failure button');
      await page.waitForSelector('table[aria-label="政策库"]');
    });

    test('say that the copies of own posts could not be read, beside the manual tasks', async () => {
      const { page, server } = dashboard;
      server.failReads('/manual-tasks/own-posts');
      await go(page, '/manual-tasks');
      await page.waitForSelector('.failure');
      expect(plain(await page.locator('.failure').textContent())).toContain('读取失败：存储暂时不可用');
      server.failReads(null);
      await page.click('.failure button');
      await page.waitForSelector('.failure', { state: 'detached' });
    });

    test('give a manual task with everything to copy, the markup taken out of the text', async () => {
      const { page } = dashboard;
      await go(page, `/mandates/${OVERDUE_MANDATE}?group=manual`);
      await page.locator('table[aria-label="状态"] tbody th a').first().click();
      await page.waitForSelector('.manual-task');
      expect(new URL(page.url()).search).toContain('obligation=');
      await stopClock(page);
      await page.click('.manual-task button:has-text("全部复制")');
      await page.waitForSelector('.manual-task button:has-text("已复制")');
      await page.clock.resume();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toContain('国务院办公厅关于 2026 年部分节假日安排的通知');
      expect(copied).toContain('https://www.gov.example.cn/zhengce/content/202609/content_1.htm');
      expect(copied).not.toContain('<p>');
      await page.keyboard.press('Escape');
      await page.waitForSelector('.manual-task', { state: 'detached' });
    });

    test('explain why nobody approves their own proposal, and offer no button for it', async () => {
      const { page } = dashboard;
      await go(page, `/cases/${PROPOSED_CASE}`);
      const approve = page.locator('.next-steps li', { hasText: '批准' }).first();
      await approve.waitFor();
      expect(await approve.textContent()).toContain('提请人不能批准自己的提请');
      expect(await approve.locator('button').count()).toBe(0);
    });

    test('ask for a reason before a weighty step and name the thing on the button', async () => {
      const { page } = dashboard;
      await go(page, `/cases/${REMINDED_CASE}`);
      await page.locator('.next-steps li', { hasText: '撤销案件' }).locator('button').click();
      const submit = page.locator('.ant-modal button:has-text("撤销案件「白石岭乡政务」")');
      await submit.click();
      expect(await page.locator('.ant-modal .field-error').textContent()).toBe('请写明理由');
      await page.keyboard.press('Escape');
      await page.waitForSelector('.ant-modal', { state: 'hidden' });
      await page.locator('.next-steps li', { hasText: '责令整改' }).locator('button').click();
      await page.fill('.ant-modal textarea', '已电话告知');
      await page.locator('.ant-modal button:has-text("责令整改「白石岭乡政务」")').click();
      await page.waitForSelector('.page-title .status:has-text("整改中")');
      expect(plain(await page.locator('table[aria-label="办理过程"]').textContent())).toContain('已电话告知');
    });
  },
  { movableClock: true },
);
