import type { FileChooser } from 'playwright-core';
import { describeInBrowser, go, plain } from './browser';

describeInBrowser('choosing a file', (dashboard) => {
  test('the button is in the language of the page, is reached by keyboard, and says which file was chosen', async () => {
    const { page } = dashboard;
    // The browser hands its dialogs over from the first listener on, and says so to nobody: one that is added together
    // with the key came too late on a busy machine, and the dialog was dismissed.
    const chosen = new Promise<FileChooser>((resolve) => page.once('filechooser', resolve));
    await go(page, '/imports');
    const field = page.locator('.file-input');
    await field.waitFor();
    expect(plain(await field.textContent())).toBe('选择表格文件（.xlsx 或 .csv，不超过 10 MB）还没有选择文件');
    const input = page.getByLabel('选择表格文件');
    await input.focus();
    await page.keyboard.press('Shift');
    expect(await page.locator('.file-input-button').evaluate((button) => getComputedStyle(button).outlineStyle)).toBe(
      'solid',
    );
    await page.keyboard.press('Enter');
    await (await chosen).setFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('名称') });
    await field.getByText('名单.csv').waitFor();
    expect(await page.getByRole('button', { name: '核对', exact: true }).isEnabled()).toBe(true);
  });
});
