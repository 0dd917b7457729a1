import { readJpageList } from '../../src/connectors/portal/jpageList';
import { readPlainList, readTrsList } from '../../src/connectors/portal/plainList';
import { toRows } from '../../src/connectors/portal/rows';
import { readDocumentPage } from '../../src/connectors/policies/documentPage';
import { readArticlePage } from '../../src/connectors/reading/articlePage';
import { readFeedByElements } from '../../src/connectors/reading/feedElements';
import { readHtml } from '../../src/connectors/reading/htmlText';
import { parseJson } from '../../src/connectors/reading/json';
import { readListPage } from '../../src/connectors/reading/listPage';
import { nestsTooDeeply } from '../../src/connectors/reading/nesting';
import { signOf } from '../../src/connectors/reading/pageSigns';
import { readPastedArticle } from '../../src/connectors/wechat/pastedArticle';
import { readStatusText } from '../../src/connectors/weibo/longText';
import { titleOf } from '../../src/connectors/weibo/statusMapping';

/** One way of reading what others send, and what is repeated to make it slow. */
export interface HostileReader {
  readonly name: string;
  readonly read: (text: string) => unknown;
  readonly pieces: readonly string[];
  /** Not tried with more characters; a million unless told. */
  readonly mostChars?: number;
}

const URL_OF_PAGE = 'https://www.example.gov.cn/zwgk/';
const FETCHED_AT = new Date('2026-09-18T04:00:00Z');
const PROFILE = { kind: 'jpage', listUrl: URL_OF_PAGE, nextPages: 3, itemSelector: null } as const;
const ABOUT = {
  profile: PROFILE,
  startedAt: FETCHED_AT,
  pageNumber: 0,
};
const responseOf = (text: string): Parameters<typeof readJpageList>[0] => ({
  status: 200,
  headers: {},
  url: URL_OF_PAGE,
  body: Buffer.from(text),
});

const MARKUP = [
  '<',
  '<div>',
  '<span>x',
  '<p>',
  '<h1>',
  '<td>x</td>',
  '<td><td><a href="1">x</a>',
  '<table><tr><td>x',
  '<li><a href="1">x</a>2026-09-17',
  '<a href="1">x</a>',
  '<a href="1"><p>x</p><i>2026-09-17</i></a>',
  '<tr><td><a href="1">x</a></td><td>2026-09-17</td></tr>',
  '<b>17</b><i>2026-09</i>',
  '<title>x</title>',
  '<meta name="a" content="b">',
  '<meta ',
  '<input ',
  '<!--',
  '&lt;',
];
const WORDS = [' ', '\n', '.', ')', 'http://a....', '"', '《', '（失效 ', '2026-09-', '发布时间: ', '日期：', '…'];
const SCRIPTS = ['var ct = "x" || ', "content_noencode: '", 'pubtime = "2026', '$title = "', 'param_1={', '\\"'];

const READERS: readonly HostileReader[] = [
  { name: 'text of HTML', read: (text) => readHtml(text, URL_OF_PAGE), pieces: [...MARKUP, ...WORDS] },
  { name: 'JSON', read: parseJson, pieces: ['"', '\\"', '"a\\"', '{', '[', '1', '-', '12345678901234567'] },
  {
    name: 'article page',
    read: (text) => readArticlePage(text, URL_OF_PAGE),
    pieces: [...MARKUP, ...WORDS, ...SCRIPTS],
  },
  {
    name: 'list page',
    read: (text) => readListPage(text, { url: URL_OF_PAGE, itemSelector: null, fetchedAt: FETCHED_AT }),
    pieces: MARKUP,
  },
  {
    name: 'list page by selectors',
    read: (text) =>
      readListPage(text, {
        url: URL_OF_PAGE,
        itemSelector: 'li',
        titleSelector: 'a',
        dateSelector: 'span',
        fetchedAt: FETCHED_AT,
      }),
    pieces: MARKUP,
  },
  {
    name: 'list of 大汉',
    read: (text) => readJpageList(responseOf(text), ABOUT),
    pieces: ['<record>', '<record></record>', '<nextgroup><a href="', 'param_1={', '<base '],
  },
  {
    name: 'further pages',
    read: (text) => [readTrsList(responseOf(text), ABOUT), readPlainList(responseOf(text), ABOUT)],
    pieces: ['createPageHTML(1,', 'createPageHTML ', '<a href="1">下一页</a>', ...MARKUP],
  },
  { name: 'policy page', read: (text) => readDocumentPage(text, URL_OF_PAGE), pieces: [...MARKUP, ...WORDS] },
  {
    name: 'feed',
    read: (text) => {
      if (nestsTooDeeply(text, 'xml')) return null;
      const feed = readFeedByElements(text, ['pubDate']);
      return feed.kind === 'feed' ? toRows(feed.entries, URL_OF_PAGE) : null;
    },
    pieces: ['<item>', '<item><title>x</title></item>', '<entry><content><item>', '<![CDATA[', '&lt;', ']]>'],
  },
  {
    name: 'WeChat article',
    read: (text) => readPastedArticle(text, 'https://mp.weixin.qq.com/s/A'),
    pieces: [...MARKUP, ...SCRIPTS],
  },
  { name: 'what a page says of itself', read: signOf, pieces: [...MARKUP, '_$ab ', '找不到'] },
  {
    name: 'Weibo text',
    read: (text) => [titleOf(text), readStatusText({ text }, (shown) => shown)],
    pieces: ['【', '...全文', '…', ' ', 'http://m.weibo.cn/'],
  },
];

/** Pages are read in proportion long before they are this long. */
const MOST_CHARS = 80_000;
export const PAGE_READERS: readonly HostileReader[] = READERS.map((reader) => ({ ...reader, mostChars: MOST_CHARS }));
