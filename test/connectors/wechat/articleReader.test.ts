import { createArticleReader } from '../../../src/connectors/wechat/articleReader';
import { readPastedArticle } from '../../../src/connectors/wechat/pastedArticle';
import { callAt } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeReply } from '../support/fakeHttp';

const URL_LONG = 'http://mp.weixin.qq.com/s?__biz=MzA1&mid=2247480001&idx=2&sn=abc&chksm=def#rd';
const page = (
  over: { body?: string; scripts?: string; title?: string } = {},
): string => `<html><head><meta property="og:title" content="关于&quot;放假&quot;的通告"></head><body>
  <h1 id="activity-name">  ${over.title ?? '关于"放假"的通告'} </h1><a id="js_name"> 某某发布 </a>${over.body ?? '<div id="js_content" style="visibility:hidden"><p>正文 <a href="https://www.gov.cn/a.htm">a</a></p><img data-src="https://mmbiz.qpic.cn/1"></div>'}
  <script>${over.scripts ?? 'var biz = "" || "MzA1"; var mid = "" || "" || "2247480001"; var idx = "1"; var ct = "1789700000"; var msg_source_url = \'https://www.gov.cn/1.htm?a=1&amp;b=2\';'}</script></body></html>`;
const reader = (reply: FakeReply = { body: page() }): ReturnType<typeof createArticleReader> =>
  createArticleReader(
    fakeHttp(() => reply),
    'https://api.weixin.qq.com',
  );

test('takes addresses of articles on the platform’s own site only', () => {
  const { accepts } = reader();
  expect([URL_LONG, 'https://mp.weixin.qq.com/s/AbC-1_x'].map(accepts)).toEqual([true, true]);
  expect(
    [
      'https://mp.weixin.qq.com/mp/profile_ext',
      'https://mp.weixin.qq.com.evil.example/s/1',
      'https://evil.example/s?u=mp.weixin.qq.com',
      'ftp://mp.weixin.qq.com/s/1',
      'nowhere',
    ].map(accepts),
  ).toEqual([false, false, false, false, false]);
  expect(
    createArticleReader(
      fakeHttp(() => ({})),
      'http://127.0.0.1:4001',
    ).accepts('http://127.0.0.1:4001/s?mid=1'),
  ).toBe(true);
});

test('reads title, time, text, original and whose it is; its identity survives other checksums', async () => {
  const read = await reader().read(URL_LONG, callAt());
  expect(read).toEqual({
    externalId: null,
    accountName: '某某发布',
    post: {
      identity: 'MzA1_2247480001_2',
      url: URL_LONG,
      title: '关于"放假"的通告',
      text: '正文 a',
      links: ['https://www.gov.cn/1.htm?a=1&b=2', 'https://www.gov.cn/a.htm'],
      publishedAt: { precision: 'instant', at: new Date(1789700000_000), original: '1789700000' },
      platformIds: ['MzA1_2247480001_2'],
      pinned: false,
    },
  });
  const other = await reader().read(URL_LONG.replace('sn=abc&chksm=def', 'sn=zzz&chksm=qqq'), callAt());
  expect('post' in other && other.post.identity).toBe('MzA1_2247480001_2');
});

test('a short address is named by what the page’s scripts say', () => {
  expect(readPastedArticle(page(), 'https://mp.weixin.qq.com/s/AbC')).toMatchObject({
    kind: 'article',
    post: { identity: 'MzA1_2247480001_1' },
  });
});

test.each<[string, FakeReply, string, string]>([
  [
    'a check',
    { body: '<html><body>环境异常 当前环境异常，完成验证后即可继续访问。</body></html>' },
    'wechat-article-behind-check',
    'ask-a-person',
  ],
  [
    'a deleted article',
    { body: '<html><body><div class="weui-msg__title">该内容已被发布者删除</div></body></html>' },
    'wechat-article-gone',
    'give-up',
  ],
  [
    'no time',
    { body: page({ scripts: 'var biz = "M"; var mid = "1";' }) },
    'wechat-article-unreadable',
    'ask-a-person',
  ],
  [
    'an unreadable time',
    { body: page({ scripts: 'var ct = "soon"; var biz = "M"; var mid = "1";' }) },
    'wechat-article-unreadable',
    'ask-a-person',
  ],
  ['a time-out', { fault: 'timeout' }, 'timeout', 'retry-later'],
  ['haste', { status: 429 }, 'http-429', 'retry-later'],
])('%s is told from an article', async (_name, reply, code, remedy) => {
  expect(await reader(reply).read(URL_LONG, callAt())).toMatchObject({ failure: { code, remedy } });
});

test('an address of elsewhere is not even called', async () => {
  const http = fakeHttp(() => ({}));
  expect(
    await createArticleReader(http, 'https://api.weixin.qq.com').read('http://10.0.0.1/s/1', callAt()),
  ).toMatchObject({ failure: { code: 'wechat-not-an-article-address' } });
  expect(http.requests).toHaveLength(0);
});
