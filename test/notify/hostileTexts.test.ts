import type { NotifyKind } from '../../src/domain/notify/notifyChannel';
import type { NotifyTarget } from '../../src/ports/notifier';
import { fakeHttp } from '../connectors/support/fakeHttp';
import { MESSAGE, notifierOver, PUBLIC_ORIGIN, sendBy, targetOf } from './support/channelHarness';

/** Names and titles that somebody outside has chosen, each to be more than a text where it is read. */
const HOSTILE = [
  '甲](https://evil.example/a) 乙',
  '[点此登录](https://evil.example)',
  '![](https://evil.example/pixel.png)',
  '见 https://evil.example/x 或 evil.example/y',
  '@所有人 @all <at id=all></at> <@all> <at user_id="all">所有人</at>',
  '**加粗** *斜* __粗__ _斜_ ~~删~~ `码` ```块```',
  '标题\n# 一级\n> 引用\n- [ ] 待办\n---',
  '<font color="red">红</font> <a href="https://evil.example">链接</a> &lt;at id=all&gt;',
  '引号 " 反斜线 \\ 竖线 | 表 | 格',
];

/** What was sent, as the vendor reads it: texts of markdown, and heading where it stands apart. */
async function sentTo(kind: NotifyKind, target: NotifyTarget, said: string) {
  const http = fakeHttp(() => ({ json: kind === 'feishu' ? { code: 0 } : { errcode: 0 } }));
  const message = { title: said, lines: [{ text: said, path: '/accounts/6530a1' }] };
  expect(await sendBy(notifierOver(http, kind), target, { message })).toMatchObject({ kind: 'accepted' });
  return JSON.parse(String(http.requests[0]?.body)) as {
    readonly markdown?: { readonly title?: string; readonly text?: string; readonly content?: string };
    readonly at?: { readonly atMobiles: readonly string[]; readonly isAtAll: boolean };
    readonly card?: {
      readonly header: { readonly title: { readonly tag: string; readonly content: string } };
      readonly elements: readonly { readonly text: { readonly content: string } }[];
    };
  };
}

const LINK = `[查看](${PUBLIC_ORIGIN}/accounts/6530a1)`;

/** Nothing but our own link opens anything, and only whoever is named at the end is called. */
function expectPlain(text: string, { calls }: { readonly calls: string }): void {
  expect(text.split(LINK)).toHaveLength(2);
  const rest = text
    .replace(LINK, '')
    .replace(calls, '')
    .replace(/^#### /, '');
  expect(rest).not.toMatch(/[[\]<>@`*#~|\\]/);
  expect(rest).not.toMatch(/:\/\/|evil\.|example\./);
  expect(rest).not.toMatch(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u);
  // One heading, one line: no break of theirs begins another.
  expect(rest.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(3);
}

test.each(HOSTILE)('to 钉钉 %j is a text: no link, nobody called, no markdown', async (said) => {
  const target = targetOf('dingtalk', { secrets: { url: 'https://oapi.dingtalk.com/robot/send?access_token=1' } });
  const group = await sentTo('dingtalk', target, said);
  expectPlain(group.markdown?.text ?? '', { calls: '' });
  expect(group.markdown?.title).not.toMatch(/[[\]<>@*#`]|:\/\//);
  expect(group.at).toEqual({ atMobiles: [], isAtAll: false });
  const called = await sentTo('dingtalk', { ...target, to: '13800138000' }, said);
  expectPlain(called.markdown?.text ?? '', { calls: '@13800138000' });
  expect(called.at).toEqual({ atMobiles: ['13800138000'], isAtAll: false });
});

test.each(HOSTILE)('to 飞书 %j is a text: no link, nobody called, no markdown', async (said) => {
  const target = targetOf('feishu', { secrets: { url: 'https://open.feishu.cn/open-apis/bot/v2/hook/1' } });
  const { card } = await sentTo('feishu', target, said);
  expect(card?.header.title.tag).toBe('plain_text');
  expect(card?.header.title.content).not.toMatch(/[<>@\n]|:\/\//);
  expectPlain(card?.elements[0]?.text.content ?? '', { calls: '' });
  const called = await sentTo('feishu', { ...target, to: 'ou_1f2e' }, said);
  expectPlain(called.card?.elements[0]?.text.content ?? '', { calls: '<at id=ou_1f2e></at>' });
});

test.each(HOSTILE)('to 企业微信 %j is a text: no link, nobody called, no markdown', async (said) => {
  const target = targetOf('wecom-robot', {
    secrets: { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1' },
  });
  const { markdown } = await sentTo('wecom-robot', target, said);
  const text = (markdown?.content ?? '').replace(/^\*\*<font color="warning">(.*?)<\/font>(.*?)\*\*\n> /, '$1$2\n');
  expectPlain(text, { calls: '' });
});

test('an address that is no person calls nobody', async () => {
  const feishu = targetOf('feishu', {
    secrets: { url: 'https://open.feishu.cn/open-apis/bot/v2/hook/1' },
    to: '"><at id=all>',
  });
  const { card } = await sentTo('feishu', feishu, MESSAGE.title);
  expect(card?.elements[0]?.text.content).toContain('<at id=atidall></at>');
});

test('a name with a line between its parts stays as it is', async () => {
  const target = targetOf('dingtalk', { secrets: { url: 'https://oapi.dingtalk.com/robot/send?access_token=1' } });
  expect((await sentTo('dingtalk', target, 'gov_matrix_01 发布')).markdown?.text).toContain('gov_matrix_01 发布');
});
