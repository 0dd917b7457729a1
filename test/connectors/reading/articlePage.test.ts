import fs from 'node:fs';
import path from 'node:path';
import { readArticlePage } from '../../../src/connectors/reading/articlePage';
import { decodeText } from '../../../src/connectors/reading/charset';
import { describeWithData } from '../../sharedData';
import { cpuMsOf } from '../support/cpuTime';

const URL_OF_PAGE = 'https://www.example.gov.cn/xwzx/202609/t20260917_1.html';
const page = (head: string, body = ''): string =>
  `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;

describe('an article’s META', () => {
  test.each([
    [
      '<meta name="ArticleTitle" content="标题"><meta name="PubDate" content="2026-09-17 09:30"><meta name="ContentSource" content="市政府">',
      '2026-09-17T01:30:00.000Z',
    ],
    [
      '<META NAME="articletitle" CONTENT="标题"><META NAME="pubdate" CONTENT="2026-09-17 09:30:00"><META NAME="CONTENTSOURCE" CONTENT="市政府">',
      '2026-09-17T01:30:00.000Z',
    ],
    [
      '<meta name="ArticleTitle" content=""><meta name="ArticleTitle" content="标题"><meta name="PubDate" content="2026/09/17 09:30"><meta name="contentSource" content="市政府">',
      '2026-09-17T01:30:00.000Z',
    ],
    [
      '<meta name="ArticleTitle" content="标题"><meta name="firstpublishedtime" content="2026-09-17-09:30:00"><meta name="lastmodifiedtime" content="2026-09-18-09:30:00"><meta name="ContentSource" content="市政府">',
      '2026-09-17T01:30:00.000Z',
    ],
  ])('is read in whatever spelling: %s', (head, at) => {
    const read = readArticlePage(page(head), URL_OF_PAGE);
    expect(read).toMatchObject({ title: '标题', source: '市政府', publishedAt: { precision: 'instant' } });
    expect(read.publishedAt?.precision === 'instant' && read.publishedAt.at.toISOString()).toBe(at);
  });

  test('gives a day where only the day is said', () => {
    expect(readArticlePage(page('<meta name="PubDate" content="2026-09-17">'), URL_OF_PAGE).publishedAt).toMatchObject({
      precision: 'day',
      on: '2026-09-17',
    });
  });

  test('“this site” as source is the site’s name', () => {
    expect(
      readArticlePage(
        page('<meta name="SiteName" content="某某市人民政府"><meta name="ContentSource" content="本网">'),
        URL_OF_PAGE,
      ).source,
    ).toBe('某某市人民政府');
  });
});

describe('a date', () => {
  test('is taken from the label of publication where META has none', () => {
    expect(
      readArticlePage(
        page('<meta name="PubDate" content="">', '<div>发布时间：2026-09-17 09:30　来源：市政府</div>'),
        URL_OF_PAGE,
      ).publishedAt,
    ).toMatchObject({ precision: 'instant' });
    expect(
      readArticlePage(page('', '<span>发布日期:</span> <span>2026年9月17日</span>'), URL_OF_PAGE).publishedAt,
    ).toMatchObject({ precision: 'day', on: '2026-09-17' });
  });

  test('is never guessed: not from the address, the text, the date of signature, or a date that does not exist', () => {
    const body =
      '<p>成文日期：2026年9月1日</p><p>会议时间：2026年9月20日</p><p>自2026年10月1日起施行</p><p>2026年9月17日</p>';
    expect(readArticlePage(page('<meta name="PubDate" content="待定">', body), URL_OF_PAGE).publishedAt).toBeNull();
    expect(
      readArticlePage(page('<meta name="PubDate" content="2026-02-31 10:00">'), URL_OF_PAGE).publishedAt,
    ).toBeNull();
    expect(readArticlePage('', URL_OF_PAGE).publishedAt).toBeNull();
  });
});

describe('an official document', () => {
  const read = readArticlePage(
    page(
      '<meta name="firstpublishedtime" content="2026-09-17-16:30:00">',
      `<table class="bd1"><tr><td><b>标　　题：</b></td><td>关于甲的意见</td><td><b>发文机关：</b></td><td>国务院办公厅</td></tr>
    <tr><td><b>发文字号：</b></td><td>国办发〔2026〕58号</td><td>来　　源：</td><td>中国政府网</td></tr></table>
    <div class="pages_content" id="UCAP-CONTENT"><p>各省、自治区：</p><p>依据国发〔2020〕1号。<a href="/x.pdf">附件</a></p><script>var x</script></div>`,
    ),
    'https://www.gov.cn/zhengce/content/1.htm',
  );

  test('states its number, issuer and source in the table above', () => {
    expect(read).toMatchObject({ docNumber: '国办发〔2026〕58号', issuer: '国务院办公厅', source: '中国政府网' });
  });

  test('has its text in the marked element, with links resolved', () => {
    expect(read.text).toBe('各省、自治区：\n依据国发〔2020〕1号。附件');
    expect(read.links).toEqual(['https://www.gov.cn/x.pdf']);
  });
});

test('a page nested beyond reason says nothing, in less than two seconds of work', async () => {
  expect(
    await cpuMsOf(() => {
      expect(readArticlePage('<div>'.repeat(500_000), URL_OF_PAGE)).toMatchObject({
        title: null,
        publishedAt: null,
        text: '',
      });
    }),
  ).toBeLessThan(2000);
});

describeWithData('three saved pages of real sites', 'portal-pages', (folder) => {
  const read = (site: string): ReturnType<typeof readArticlePage> =>
    readArticlePage(
      decodeText(fs.readFileSync(path.join(folder, site, 'page.html')), 'text/html').text,
      `https://${site}.gov.cn/art/1.html`,
    );

  test('Zhejiang: META in mixed spelling', () => {
    expect(read('gzggw')).toMatchObject({
      title: '1-10月德清县固定资产投资结构趋稳趋优',
      siteName: '浙江省发展和改革委员会',
      source: '省发改委',
      publishedAt: { at: new Date('2016-11-22T01:53:00Z') },
    });
  });

  test('Shanxi: META after a first, general set', () => {
    expect(read('shanxi')).toMatchObject({
      title: '山西品牌丝路行（南美站）正式启动',
      siteName: '山西省人民政府门户网站',
      source: '山西日报',
      publishedAt: { at: new Date('2019-09-17T22:23:00Z') },
    });
    expect(read('shanxi').text).toContain('跨越千山万水');
  });

  test('cmse.gov.cn: no META; the title and the day stand in a script', () => {
    const page3 = read('cmse');
    expect(page3).toMatchObject({
      title: '天宫一号与神舟九号载人交会对接任务第二场新闻发布会',
      siteName: null,
      publishedAt: { precision: 'day', on: '2012-06-24' },
    });
    expect(page3.text).toContain('很高兴又一次和大家见面');
  });

  test('each of them without its dates gives no date', () => {
    for (const site of ['gzggw', 'shanxi', 'cmse']) {
      const html = decodeText(fs.readFileSync(path.join(folder, site, 'page.html')), 'text/html')
        .text.replace(/<meta name="PubDate"[^>]*>/gi, '')
        .replace(/pubtime='[^']*'/g, '')
        .replace(/发布(日期|时间)\s*[:：]/g, '');
      expect(readArticlePage(html, `https://${site}.gov.cn/art/2016/11/22/1.html`).publishedAt).toBeNull();
    }
  });
});
