import { readPastedArticle } from '../../../src/connectors/wechat/pastedArticle';

const ADDRESS = 'https://mp.weixin.qq.com/s/AbCdEf';
const SCRIPTS =
  "window.biz = '' || 'MzA1'; window.mid = '' || '' || '2247480001'; window.idx = '1' || ''; window.ct = '1789700000' || ''; window.cgiDataNew = { nick_name: '某县发布' };";
const page = (about: {
  readonly type: number;
  readonly head?: string;
  readonly body?: string;
  readonly scripts?: string;
}): string =>
  `<html><head><title></title>${about.head ?? ''}</head><body>${about.body ?? '<div id="js_article" class="share_content_page"></div>'}<script>window.item_show_type = '${about.type}'; ${SCRIPTS} ${about.scripts ?? ''}</script></body></html>`;
const notice = (words: string, more = ''): string =>
  `<html><head><title>微信公众平台</title></head><body><div class="weui-msg"><div class="weui-msg__title warn">${words}</div>${more}</div></body></html>`;

describe('an article without the usual container', () => {
  test.each([
    [
      'pictures (type 8), its words in the scripts',
      page({
        type: 8,
        head: '<meta property="og:title" content="防汛提示"><meta property="og:description" content="请绕行。">',
        scripts: "window.desc = '今天下午有强降雨，请绕行。';",
      }),
      '防汛提示',
      '今天下午有强降雨，请绕行。',
    ],
    [
      'pictures (type 8), its words in the page',
      page({
        type: 8,
        head: '<meta property="og:title" content="防汛提示">',
        body: '<p id="js_image_desc">请绕行。</p>',
      }),
      '防汛提示',
      '请绕行。',
    ],
    [
      'text (type 10), escaped by hexadecimal numbers',
      page({
        type: 10,
        head: '<meta property="og:title" content="关于停水的通知">',
        scripts: "window.cgiData = { content_noencode: JsDecode('第一段。\\x0a第二段\\x22引号\\x22。') };",
      }),
      '关于停水的通知',
      '第一段。\n第二段"引号"。',
    ],
    [
      'text (type 10), all of it in the place of the title',
      page({
        type: 10,
        head: `<meta property="og:title" content="${'今日城区停水，'.repeat(12)}请储水。后续通知另发。">`,
        scripts: "text_page_info = { content: '全部的话。' };",
      }),
      '今日城区停水，'.repeat(12).slice(0, 64),
      '全部的话。',
    ],
    [
      'text (type 10) in the page',
      page({
        type: 10,
        scripts: "window.msg_title = window.title = '通知' || '';",
        body: '<p id="js_text_desc">正文。</p>',
      }),
      '通知',
      '正文。',
    ],
  ])('of %s is read', (_name, html, title, text) => {
    expect(readPastedArticle(html, ADDRESS)).toMatchObject({
      kind: 'article',
      accountName: '某县发布',
      post: {
        identity: 'MzA1_2247480001_1',
        title,
        text,
        publishedAt: { precision: 'instant', original: '1789700000' },
      },
    });
  });

  test('keeps the links of a text, whose markup is escaped twice', () => {
    const html = page({
      type: 10,
      head: '<meta property="og:title" content="通知">',
      scripts:
        "text_page_info = { content: '见\\x26lt;a href=\\x26quot;https://www.gov.cn/1.htm\\x26quot;\\x26gt;原文\\x26lt;/a\\x26gt;' };",
    });
    expect(readPastedArticle(html, ADDRESS)).toMatchObject({
      post: { text: '见原文', links: ['https://www.gov.cn/1.htm'] },
    });
  });

  test('without a time is unreadable, never dated by guess and never a check', () => {
    expect(readPastedArticle(page({ type: 8 }).replace("window.ct = '1789700000'", ''), ADDRESS)).toEqual({
      kind: 'unreadable',
    });
  });
});

describe('a page in the place of an article', () => {
  test.each([
    '该内容已被发布者删除',
    '此内容发送失败无法查看',
    '该内容被投诉且经审核涉嫌违规，无法查看。',
    '此帐号已自主注销，内容无法查看',
    '根据作者隐私设置，无法查看该内容',
    '一句从来没有见过的话',
  ])('that is a message in the platform’s form is gone, whatever it says: %s', (words) => {
    expect(readPastedArticle(notice(words), ADDRESS)).toEqual({ kind: 'deleted' });
  });

  test.each([
    ['the words of a check', notice('环境异常', '<p>完成验证后即可继续访问</p>')],
    ['a button to verify', notice('提示', '<a id="js_verify">好</a>')],
    ['a form of the check', notice('提示', '<form action="/mp/verifycode"></form>')],
    ['haste', notice('访问过于频繁')],
    ['trouble of the platform', notice('系统繁忙，请稍后再试')],
    ['scripts alone', '<html><body><script>location.reload()</script></body></html>'],
  ])('that asks the reader to come again is a check: %s', (_name, html) => {
    expect(readPastedArticle(html, ADDRESS)).toEqual({ kind: 'check' });
  });

  test('of which nobody knows what it is is unreadable', () => {
    const html = `<html><head><title>别的网站</title></head><body><p>${'一段话。'.repeat(200)}</p></body></html>`;
    expect(readPastedArticle(html, ADDRESS)).toEqual({ kind: 'unreadable' });
    expect(readPastedArticle(notice('一段话。'.repeat(200)), ADDRESS)).toEqual({ kind: 'unreadable' });
  });
});
