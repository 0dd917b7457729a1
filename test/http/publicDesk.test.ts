import type { InteractionView, IntakeView } from '../../src/api/interactions';
import type { ListView } from '../../src/api/wire';
import { writeXlsx } from '../../src/http/sheets/writeXlsx';
import { problemOf } from './serve';
import { useRealOffice } from './realOffice';

const { world, ask, post, read } = useRealOffice();

let base = '';
beforeAll(async () => {
  const { url } = await ask(null, '/me');
  base = `${new URL(url).origin}/public/messages`;
});
const send = (path: string, fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) =>
  fetch(`${base}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const message = (more: object = {}) => ({
  ...{ unitId: world.unitA, kind: 'complaint', title: '路灯不亮', text: '西街 <b>路灯</b> 不亮' },
  ...more,
});
const listed = async (as: string): Promise<readonly InteractionView[]> =>
  (await read<ListView<InteractionView>>(as, '/interactions')).items;

test('the form is plain: no script, nothing from elsewhere, every field with its label, in both languages', async () => {
  const html = await (await fetch(base)).text();
  expect(html).not.toMatch(/<script|https?:\/\//);
  for (const [, id] of html.matchAll(/<(?:input|select|textarea) id="(\w+)"/g)) expect(html).toContain(`for="${id}"`);
  expect(html).toContain('lang="zh-CN"');
  expect(await (await fetch(`${base}?lang=en`)).text()).toContain('Write to the government');
});

test('what is sent is with the unit, and nowhere else; the code shows how it stands', async () => {
  const sent = await send('', message());
  expect(sent.status).toBe(201);
  const [, code = ''] = /<code>([^<]+)<\/code>/.exec(await sent.text()) ?? [];
  expect((await listed('officer-a')).map(({ title, source }) => [title, source])).toEqual([
    ['路灯不亮', 'public-form'],
  ]);
  expect(await listed('officer-b')).toEqual([]);
  const standing = await (await send('/ask', { code })).text();
  expect(standing).toContain('办理中');
  expect(standing).not.toContain('答复</h2>');
});

test.each([
  ['no unit', { unitId: '1' }, 'unitId', '请选择办理单位'],
  ['another kind', { kind: 'nothing' }, 'kind', '请选择类别'],
  ['a title of blanks', { title: '  ' }, 'title', '请填写标题'],
  ['a text that is too long', { text: '字'.repeat(2_001) }, 'text', '内容不超过 2000 字'],
])('%s is said on the page, with what was typed, which is text and never markup', async (_what, more, field, words) => {
  const before = (await listed('root')).length;
  const answer = await send('', message({ title: '"><script>x', ...more }));
  const html = await answer.text();
  expect([answer.status, html.includes(words)]).toEqual([422, true]);
  if (field !== 'kind') expect(html).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`));
  expect(html).not.toContain('<script>');
  expect(await listed('root')).toHaveLength(before);
});

test('what fills in the hidden field, comes from another site or is too large is not taken', async () => {
  expect((await send('', message({ website: 'https://spam.example' }))).status).toBe(422);
  expect((await send('', message(), { origin: 'https://other.example' })).status).toBe(403);
  expect((await send('', message({ text: 'x'.repeat(70_000) }))).status).toBe(413);
});

test('one address sends so many in an hour and no more', async () => {
  const answers: number[] = [];
  for (let n = 0; n < 12; n += 1) answers.push((await send('/ask', { code: `wrong-${n}` })).status);
  expect(answers.at(-1)).toBe(429);
  expect((await fetch(base)).status).toBe(200);
});

test('messages come in by sheet: each line once, and what is wrong with a line is said', async () => {
  const sheet = (rows: readonly (readonly string[])[]) => ({
    fileName: '留言.xlsx',
    content: writeXlsx('留言', rows, [10]).toString('base64'),
  });
  const head = ['来源', '编号', '类别', '标题', '内容', '收到时间', '办理单位'];
  const line = ['网站信箱', 'X-1', '投诉', '噪声扰民', '夜间施工。', '2026-09-18 09:30', '甲局'];
  const body = sheet([head, line, ['网站信箱', 'X-2', '投诉', '', '夜间施工。', '2026-09-18 09:30', '甲局']]);
  const taken = (await (await post('duty', '/interactions/sheet', body)).json()) as IntakeView;
  expect(taken).toMatchObject({ received: 1, refused: 1, lines: [{}, { field: 'title' }] });
  const again = (await (await post('duty', '/interactions/sheet', body)).json()) as IntakeView;
  expect(again).toMatchObject({ received: 0, known: 1 });
  const lacking = await problemOf(await post('duty', '/interactions/sheet', sheet([['来源', '编号']])));
  expect([lacking.code, lacking.field]).toEqual(['invalid-input', 'content']);
});

test('takes nothing from an officer, and shows no message to a unit beside', async () => {
  expect((await problemOf(await post('officer-a', '/interactions', { messages: [] }))).code).toBe('forbidden');
  const [mine] = await listed('officer-a');
  expect((await ask('officer-b', `/interactions/${mine?.id}`)).status).toBe(404);
  expect((await ask('root', `/interactions/${mine?.id}`)).status).toBe(200);
  expect((await ask(null, `/interactions/${mine?.id}`)).status).toBe(401);
});
