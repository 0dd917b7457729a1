import { describeInBrowser, go, plain } from './browser';

describeInBrowser('choosing a file', (dashboard) => {
  test('the button is in the language of the page, is reached by keyboard, and says which file was chosen', async () => {
    const { page } = dashboard;
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
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await chooser.setFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('名称') });
    await field.getByText('名单.csv').waitFor();
    expect(await page.getByRole('button', { name: '核对', exact: true }).isEnabled()).toBe(true);
  });
});
