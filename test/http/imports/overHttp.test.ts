import type { ImportMessageView, ImportView, TableFileView } from '../../../src/api/imports';
import type { ListView } from '../../../src/api/wire';
import { writeXlsx } from '../../../src/http/sheets/writeXlsx';
import { useRealOffice } from '../realOffice';
import { problemOf } from '../serve';

const { world, ask, read, relayAll } = useRealOffice();

const send = (as: string, path: string, body: object) =>
  ask(as, path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const handIn = (as: string, content: Buffer, fileName = '登记表.xlsx') =>
  send(as, '/imports', { fileName, content: content.toString('base64') });
const HEAD = ['主办单位', '平台', '账号名称', '账号ID'];

test('a workbook is checked, its faults are read by cell, and a right one is applied in the background', async () => {
  const wrong = await handIn('root', writeXlsx('账号', [HEAD, ['甲局', '电台', '新账号', '7777777777']], [10]));
  expect(wrong.status).toBe(201);
  const { id, faults } = (await wrong.json()) as ImportView;
  expect(faults).toBe(1);
  const { items } = await read<ListView<ImportMessageView>>('root', `/imports/${id}/messages`);
  expect(items).toMatchObject([
    { sheet: '账号', row: 2, column: 'B', header: '平台', value: '电台', code: 'not-a-choice' },
  ]);
  expect(items[0]?.message).toMatch(/^不在可选的值之内，请改为：微博、微信、网站/);
  expect(await problemOf(await send('root', `/imports/${id}/apply`, {}))).toMatchObject({ code: 'conflict' });

  const right = await handIn('root', writeXlsx('账号', [HEAD, ['甲局', '微博', '新账号', '7777777777']], [10]));
  const draft = (await right.json()) as ImportView;
  expect((await send('root', `/imports/${draft.id}/apply`, {})).status).toBe(202);
  await world.services.imports.carryOut({ owner: 'tick' });
  await relayAll();
  expect((await read<ImportView>('root', `/imports/${draft.id}`)).state).toBe('applied');
  expect((await world.account('7777777777')).account.name).toBe('新账号');
});

test('a file that cannot be read, or is too large, is refused with what to do', async () => {
  expect(await problemOf(await handIn('root', Buffer.from('d0cf11e0a1b11ae1', 'hex')))).toMatchObject({
    ...{ code: 'invalid-input', field: 'content' },
    remedy: '请去掉密码，另存为 .xlsx 或 CSV 后再导入。',
  });
  const large = await handIn('root', Buffer.alloc(20 * 1024 * 1024));
  expect(await problemOf(large)).toMatchObject({ code: 'body-too-large' });
});

test('an export holds what the caller sees and no more', async () => {
  const namesOf = async (as: string): Promise<string> => {
    const { content } = await read<TableFileView>(as, '/register/export?format=csv&kind=units');
    return Buffer.from(content, 'base64').toString('utf8');
  };
  expect(await namesOf('root')).toContain('县政府办');
  const ofB = await namesOf('chief-b');
  expect(ofB).toContain('乙镇');
  expect(ofB).not.toContain('甲局');
  expect(ofB).not.toContain('县政府办');
});
