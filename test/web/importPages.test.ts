import { readFile } from 'node:fs/promises';
import { readSheetFile } from '../../src/http/sheets/readSheetFile';
import { writeXlsx } from '../../src/http/sheets/writeXlsx';
import { describeInBrowser, go, plain } from './browser';

const HEAD = ['主办单位', '平台', '账号名称', '账号ID'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const fileOf = (name: string, ...lines: readonly string[][]) => ({
  ...{ name, mimeType: XLSX },
  buffer: writeXlsx('账号', [HEAD, ...lines], [10]),
});

describeInBrowser('the pages of imports', (dashboard) => {
  test('the template is a workbook with a sheet for each kind of row', async () => {
    const { page } = dashboard;
    await go(page, '/imports');
    await page.getByText('还没有导入过表格。').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载模板' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('登记表模板.xlsx');
    const sheets = readSheetFile(await readFile(await file.path()), file.suggestedFilename());
    expect(sheets.map(({ name }) => name)).toEqual(['单位', '网站', '账号', '人员', '联络员名册']);
  });

  test('a workbook with faults says which cell, what is wrong and what to do, and cannot be applied', async () => {
    const { page } = dashboard;
    await go(page, '/imports');
    const wrong = fileOf(
      '错误.xlsx',
      ['县教育局', '电台', '教育发布', '1234567890'],
      ['没有的局', '微博', '新账号', '1234567891'],
      ['县教育局', '微博', '又一个', '123'],
    );
    await page.getByLabel('选择表格文件').setInputFiles(wrong);
    await page.getByRole('button', { name: '核对' }).click();
    await page.getByRole('heading', { name: '错误.xlsx' }).waitFor();
    await page.getByText('还有 3 处问题，改正后重新上传。未导入任何内容。').waitFor();
    const faults = page.getByRole('table', { name: '问题和提示' });
    await faults.getByText('B2').waitFor();
    const told = plain(await faults.textContent());
    for (const sentence of ['不在可选的值之内，请改为：微博、微信、网站', '没有登记这个单位', '微博 UID 是一串数字'])
      expect(told).toContain(sentence);
    for (const cell of ['A3', 'D4']) expect(told).toContain(cell);
    expect(await page.getByRole('button', { name: '执行导入' }).count()).toBe(0);
  });

  test('a right one is applied, and taken back with a reason after what stays was shown', async () => {
    const { page, server, complaints } = dashboard;
    await go(page, '/imports');
    await page
      .getByLabel('选择表格文件')
      .setInputFiles(fileOf('账号.xlsx', ['县教育局', '微博', '教育发布', '1234567890']));
    await page.getByRole('button', { name: '核对' }).click();
    await page.getByRole('heading', { name: '账号.xlsx' }).waitFor();
    await page.getByRole('button', { name: '执行导入' }).click();
    await page.getByText('导入完成。').waitFor();
    await page.getByRole('button', { name: '撤回这次导入' }).click();
    const panel = page.getByRole('region', { name: '撤回导入' });
    await panel.getByText('可删除 1 项，可恢复 0 项，不能撤回 1 项。').waitFor();
    await panel.getByRole('table', { name: '不能撤回的内容' }).getByText('已有发文记录').waitFor();
    await panel.getByRole('button', { name: '撤回' }).click();
    const dialog = page.getByRole('dialog', { name: '撤回导入' });
    await dialog.getByRole('button', { name: '撤回' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(server.requests.filter((request) => /^POST .*\/undo$/.test(request))).toEqual([]);
    await dialog.getByRole('textbox', { name: '理由' }).fill('导错文件');
    await dialog.getByRole('button', { name: '撤回' }).click();
    await page.getByText('已撤回：删除 1 项，恢复 0 项，保留 1 项。').waitFor();
    await page.getByText('撤回人：王管理；理由：导错文件').waitFor();
    await page.getByRole('table', { name: '保留的内容' }).getByText('账号 教育发布').waitFor();
    expect(await page.getByRole('button', { name: '撤回这次导入' }).count()).toBe(0);
    await go(page, '/imports');
    await page.getByRole('table', { name: '导入记录' }).getByText('已撤回').waitFor();
    expect(complaints).toEqual([]);
  });

  test('at 320 px nothing of an import that was taken back stands beside the page', async () => {
    const { page: shared } = dashboard;
    await go(shared, '/imports');
    const table = shared.getByRole('table', { name: '导入记录' });
    const link = await table.getByRole('link', { name: '账号.xlsx' }).getAttribute('href');
    const { page, context } = await dashboard.visit(link ?? '', { width: 320, height: 800 });
    await page.getByText('理由：导错文件').waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    await context.close();
  });
});
